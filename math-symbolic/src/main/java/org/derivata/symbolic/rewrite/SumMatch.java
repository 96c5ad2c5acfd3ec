package org.derivata.symbolic.rewrite;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.derivata.core.expr.Algebra;
import org.derivata.core.expr.Constant;
import org.derivata.core.expr.Expr;
import org.derivata.core.expr.LinearCombination;
import org.derivata.core.expr.LinearCombination.Term;
import org.derivata.core.expr.Variable;
import org.derivata.core.operator.Rational;
import org.derivata.core.shape.Shape;

/** Matches sums: whole, or some of their terms with any common factor. */
final class SumMatch {

    private final Match search;

    SumMatch(Match search) {
        this.search = search;
    }

    /**
     * Some terms of a sum that match a pattern's.
     *
     * @param ratio the common factor of the matched terms, compared with the pattern
     * @param rest the terms that were not matched
     */
    record Part(Bindings bindings, Rational ratio, List<Term> rest) {}

    /** A whole sum; a name that stands alone as the last term takes all that is left. */
    <R> Optional<R> whole(
            LinearCombination pattern,
            LinearCombination target,
            Bindings bindings,
            Function<Bindings, Optional<R>> then) {
        if (target.isScaling() || target.terms().size() < pattern.terms().size()) {
            return Optional.empty();
        }
        Term taker = null;
        for (Term each : pattern.terms()) {
            taker = Match.isUnbound(each.expression(), bindings) ? each : taker;
        }
        if (taker == null) {
            return someOf(
                    pattern.terms(),
                    target,
                    bindings,
                    part -> part.rest.isEmpty() && part.ratio.isOne() ? then.apply(part.bindings) : Optional.empty());
        }
        Term last = taker;
        List<Term> others =
                pattern.terms().stream().filter(each -> each != last).toList();
        return someOf(others, target, bindings, part -> {
            if (part.rest.isEmpty() || !part.ratio.isOne()) {
                return Optional.empty();
            }
            Expr rest = LinearCombination.of(target.shape(), part.rest);
            return search.match(
                    last.expression(), Algebra.scale(last.coefficient().reciprocal(), rest), part.bindings, then);
        });
    }

    /** The first result for a way in which some terms of a sum match a pattern's terms, all with one factor. */
    <R> Optional<R> someOf(
            List<Term> pattern, LinearCombination sum, Bindings bindings, Function<Part, Optional<R>> then) {
        if (sum.terms().size() > Match.LONGEST || sum.terms().size() < pattern.size() || !mayMatch(pattern, sum)) {
            return Optional.empty();
        }
        // names that stand alone come last: by then they are bound, or may take any term
        List<Term> order = new ArrayList<>(pattern);
        order.sort(Comparator.comparing(each -> each.expression() instanceof Variable));
        return extend(new Part(bindings, Rational.ZERO, sum.terms()), order, sum.shape(), then);
    }

    private static boolean mayMatch(List<Term> pattern, LinearCombination sum) {
        for (Term each : pattern) {
            boolean found = false;
            for (int i = 0; !found && i < sum.arguments().size(); i++) {
                found = Roots.mayMatch(each.expression(), sum.arguments().get(i));
            }
            if (!found) {
                return false;
            }
        }
        return true;
    }

    private <R> Optional<R> extend(Part part, List<Term> pattern, Shape shape, Function<Part, Optional<R>> then) {
        if (pattern.isEmpty()) {
            return then.apply(part);
        }
        Term first = pattern.get(0);
        List<Term> others = pattern.subList(1, pattern.size());
        Optional<Expr> bound = first.expression() instanceof Variable variable
                ? part.bindings.value(variable.name())
                : Optional.empty();
        Optional<R> found = Optional.empty();
        if (bound.isPresent()) {
            List<Rational> ratios = ratios(part, first, bound.get());
            for (int i = 0; found.isEmpty() && i < ratios.size(); i++) {
                Rational ratio = ratios.get(i);
                found = without(part.rest, ratio.times(first.coefficient()), bound.get(), shape)
                        .flatMap(rest -> extend(new Part(part.bindings, ratio, rest), others, shape, then));
            }
            return found;
        }
        for (int i = 0; found.isEmpty() && i < part.rest.size(); i++) {
            Term each = part.rest.get(i);
            if (!Roots.mayMatch(first.expression(), each.expression())) {
                continue;
            }
            Rational ratio = each.coefficient().dividedBy(first.coefficient());
            if (part.ratio.isZero() || part.ratio.equals(ratio)) {
                found = search.match(
                        first.expression(),
                        each.expression(),
                        part.bindings,
                        more -> search.mayTry()
                                ? extend(new Part(more, ratio, others(part.rest, each)), others, shape, then)
                                : Optional.empty());
            }
        }
        return found;
    }

    private static List<Term> others(List<Term> terms, Term one) {
        List<Term> rest = new ArrayList<>(terms);
        rest.remove(one);
        return rest;
    }

    private static List<Rational> ratios(Part part, Term pattern, Expr bound) {
        if (!part.ratio.isZero()) {
            return List.of(part.ratio);
        }
        return part.rest.stream()
                .filter(each -> each.expression() == bound)
                .map(each -> each.coefficient().dividedBy(pattern.coefficient()))
                .toList();
    }

    /** The terms without a multiple of an expression, when they contain it. */
    private static Optional<List<Term>> without(List<Term> terms, Rational coefficient, Expr bound, Shape shape) {
        Expr taken = Algebra.scale(coefficient, bound);
        List<Term> gone = taken instanceof LinearCombination sum
                ? sum.isScaling() && sum.terms().get(0).expression() instanceof LinearCombination
                        ? List.of()
                        : sum.terms()
                : taken instanceof Constant constant && constant.rational().isPresent()
                        ? List.of(new Term(constant.rational().get(), Algebra.one(shape)))
                        : List.of(new Term(Rational.ONE, taken));
        if (gone.isEmpty() || !terms.containsAll(gone)) {
            return Optional.empty();
        }
        return Optional.of(terms.stream().filter(each -> !gone.contains(each)).toList());
    }
}
