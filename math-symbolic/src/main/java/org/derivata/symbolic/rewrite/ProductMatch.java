package org.derivata.symbolic.rewrite;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.derivata.core.expr.Algebra;
import org.derivata.core.expr.Apply;
import org.derivata.core.expr.Einsum;
import org.derivata.core.expr.Expr;
import org.derivata.core.expr.LinearCombination;
import org.derivata.core.expr.Variable;
import org.derivata.core.operator.Rational;
import org.derivata.core.shape.Shape;

/** Matches products entry by entry: whole, or some of their factors. */
final class ProductMatch {

    private final Match search;

    ProductMatch(Match search) {
        this.search = search;
    }

    /**
     * Some factors of a product that match a pattern's.
     *
     * @param labels the labels that all matched factors have
     */
    record Part(Bindings bindings, Rational sign, Shape shape, int[] labels, List<Expr> rest, List<int[]> restLabels) {}

    /** Factors that match up to a sign, and the others. */
    private record Chosen(Bindings bindings, Rational sign, List<Expr> rest) {}

    /** A whole product entry by entry; a name that stands alone takes all that is left. */
    <R> Optional<R> whole(List<Expr> pattern, Expr node, Bindings bindings, Function<Bindings, Optional<R>> then) {
        boolean scaled = node instanceof LinearCombination sum && sum.isScaling();
        Rational coefficient =
                scaled ? ((LinearCombination) node).terms().get(0).coefficient() : Rational.ONE;
        List<Expr> factors = factors(scaled ? node.arguments().get(0) : node);
        if (factors.size() > Match.LONGEST) {
            return Optional.empty();
        }
        List<Expr> takers =
                pattern.stream().filter(each -> Match.isUnbound(each, bindings)).toList();
        if (takers.isEmpty()) {
            return chosen(
                    pattern,
                    factors,
                    bindings,
                    part -> part.rest.isEmpty() && coefficient.times(part.sign).isOne()
                            ? then.apply(part.bindings)
                            : Optional.empty());
        }
        Optional<R> found = Optional.empty();
        for (int i = 0; found.isEmpty() && i < takers.size(); i++) {
            Expr taker = takers.get(i);
            List<Expr> others = pattern.stream().filter(each -> each != taker).toList();
            found = chosen(others, factors, bindings, part -> {
                Rational left = coefficient.times(part.sign);
                if (part.rest.isEmpty() && left.isOne()) {
                    return Optional.empty();
                }
                Expr rest = Algebra.scale(left, Algebra.product(node.shape(), part.rest));
                return search.match(taker, rest, part.bindings, then);
            });
        }
        return found;
    }

    private static List<Expr> factors(Expr product) {
        if (!(product instanceof Einsum einsum) || einsum.sums() || einsum.isView()) {
            return List.of(product);
        }
        List<Expr> factors = new ArrayList<>();
        for (int i = 0; i < einsum.operands().size(); i++) {
            Expr each = einsum.operands().get(i);
            factors.add(each.rank() == 0 ? each : view(einsum, i));
        }
        return factors;
    }

    /** A factor as it stands in the product, with the product's shape. */
    private static Expr view(Einsum product, int operand) {
        int[] output = new int[product.rank()];
        Arrays.setAll(output, axis -> axis);
        return Einsum.of(
                List.of(product.operands().get(operand)), List.of(product.labels(operand)), output, product.sizes());
    }

    private <R> Optional<R> chosen(
            List<Expr> pattern, List<Expr> factors, Bindings bindings, Function<Chosen, Optional<R>> then) {
        // names that stand alone come last: by then they are bound, or may take any factor
        List<Expr> order = new ArrayList<>(pattern);
        order.sort(Comparator.comparing(each -> each instanceof Variable));
        return choose(new Chosen(bindings, Rational.ONE, factors), order, then);
    }

    private <R> Optional<R> choose(Chosen part, List<Expr> pattern, Function<Chosen, Optional<R>> then) {
        if (pattern.isEmpty()) {
            return then.apply(part);
        }
        Expr first = pattern.get(0);
        List<Expr> others = pattern.subList(1, pattern.size());
        Optional<R> found = Optional.empty();
        for (int i = 0; found.isEmpty() && i < part.rest.size(); i++) {
            Expr candidate = part.rest.get(i);
            if (!Roots.mayMatch(first, candidate)) {
                continue;
            }
            int taken = i;
            found = search.match(
                    first, candidate, part.bindings, more -> without(part, taken, more, part.sign, others, then));
            if (found.isEmpty()) {
                found = negated(
                        first,
                        candidate,
                        part.bindings,
                        more -> without(part, taken, more, part.sign.negate(), others, then));
            }
        }
        return found;
    }

    private <R> Optional<R> without(
            Chosen part,
            int taken,
            Bindings bindings,
            Rational sign,
            List<Expr> pattern,
            Function<Chosen, Optional<R>> then) {
        if (!search.mayTry()) {
            return Optional.empty();
        }
        List<Expr> rest = new ArrayList<>(part.rest);
        rest.remove(taken);
        return choose(new Chosen(bindings, sign, rest), pattern, then);
    }

    /**
     * Constructors move the sign of a sum out of a product, {@code a / (1 - a)} may be {@code -(a / (a - 1))}: sums, and reciprocals of sums, match
     * with the other sign too.
     */
    private <R> Optional<R> negated(
            Expr pattern, Expr candidate, Bindings bindings, Function<Bindings, Optional<R>> then) {
        if (pattern instanceof LinearCombination && candidate instanceof LinearCombination) {
            return search.match(pattern, Algebra.negate(candidate), bindings, then);
        }
        boolean reciprocals = pattern instanceof Apply a
                && candidate instanceof Apply b
                && a.is("power")
                && a.operator().equals(b.operator())
                && a.operator().attributes().rational("exponent").equals(Rational.MINUS_ONE);
        return reciprocals
                ? negated(pattern.arguments().get(0), candidate.arguments().get(0), bindings, then)
                : Optional.empty();
    }

    /** The first result for a way in which some factors with equal labels match a pattern's factors. */
    <R> Optional<R> someOf(List<Expr> pattern, Einsum target, Bindings bindings, Function<Part, Optional<R>> then) {
        boolean fits =
                target.operands().size() <= Match.LONGEST && target.operands().size() >= pattern.size();
        if (!fits || !Roots.mayMatch(pattern, target.operands())) {
            return Optional.empty();
        }
        Optional<R> found = Optional.empty();
        for (int i = 0; found.isEmpty() && i < target.operands().size(); i++) {
            int[] labels = target.labels(i);
            if (isFirst(target, i)) {
                found = group(pattern, target, labels, bindings, then);
            }
        }
        return found;
    }

    /** Whether no operand before one has its labels. */
    private static boolean isFirst(Einsum product, int operand) {
        int[] labels = product.labels(operand);
        for (int i = 0; i < operand; i++) {
            if (Arrays.equals(product.labels(i), labels)) {
                return false;
            }
        }
        return true;
    }

    private <R> Optional<R> group(
            List<Expr> pattern, Einsum target, int[] labels, Bindings bindings, Function<Part, Optional<R>> then) {
        List<Expr> factors = new ArrayList<>();
        List<Expr> others = new ArrayList<>();
        List<int[]> otherLabels = new ArrayList<>();
        for (int i = 0; i < target.operands().size(); i++) {
            // a number, such as log(2), stands by itself beside any array
            if (Arrays.equals(target.labels(i), labels)
                    || pattern.contains(target.operands().get(i))) {
                factors.add(target.operands().get(i));
            } else {
                others.add(target.operands().get(i));
                otherLabels.add(target.labels(i));
            }
        }
        if (factors.size() < pattern.size()) {
            return Optional.empty();
        }
        Shape shape = labels.length == 0
                ? Shape.SCALAR
                : new Shape(Arrays.stream(labels).mapToObj(target::size).toList());
        return chosen(pattern, factors, bindings, each -> {
            List<Expr> rest = new ArrayList<>(others);
            List<int[]> restLabels = new ArrayList<>(otherLabels);
            for (Expr left : each.rest) {
                rest.add(left);
                restLabels.add(labels);
            }
            return then.apply(new Part(each.bindings, each.sign, shape, labels, rest, restLabels));
        });
    }
}
