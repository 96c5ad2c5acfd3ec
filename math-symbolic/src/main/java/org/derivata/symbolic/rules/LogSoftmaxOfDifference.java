package org.derivata.symbolic.rules;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.derivata.core.expr.Algebra;
import org.derivata.core.expr.Apply;
import org.derivata.core.expr.Einsum;
import org.derivata.core.expr.Expr;
import org.derivata.core.expr.LinearCombination;
import org.derivata.core.expr.LinearCombination.Term;
import org.derivata.core.language.Library;
import org.derivata.core.operator.Rational;
import org.derivata.symbolic.rewrite.Conditions;
import org.derivata.symbolic.rewrite.Rule;

/** {@code z - logsumexp(z, axis=k, keepdims=1) -> log_softmax(z, axis=k)}, with any common factor and among other terms. */
public final class LogSoftmaxOfDifference implements Rule {

    @Override
    public String name() {
        return "log-softmax-of-difference";
    }

    @Override
    public Set<String> roots() {
        return Set.of(SUM);
    }

    @Override
    public Optional<Expr> apply(Expr node, Conditions conditions) {
        LinearCombination sum = (LinearCombination) node;
        if (sum.isScaling() || sum.rank() == 0) {
            return Optional.empty();
        }
        for (Term each : sum.terms()) {
            Optional<Apply> reduced = repeated(each.expression());
            if (reduced.isPresent()) {
                Expr exponent = reduced.get().argument(0);
                Rational factor = each.coefficient().negate();
                Optional<List<Term>> rest = without(sum, each, factor, exponent);
                if (rest.isPresent()) {
                    List<Integer> axes = reduced.get().operator().attributes().integers("axes");
                    Expr result =
                            Apply.of(Library.standard().operator("log_softmax").with("axes", axes), exponent);
                    List<Term> terms = new ArrayList<>(rest.get());
                    terms.add(new Term(factor, result));
                    return Optional.of(LinearCombination.of(sum.shape(), terms));
                }
            }
        }
        return Optional.empty();
    }

    /** A logsumexp that is repeated along just the axes it reduced. */
    private static Optional<Apply> repeated(Expr node) {
        if (!(node instanceof Einsum view)
                || !view.isView()
                || !(view.operands().get(0) instanceof Apply call)
                || !call.is("logsumexp")) {
            return Optional.empty();
        }
        List<Integer> axes = call.operator().attributes().integers("axes");
        int rank = call.argument(0).rank();
        int[] kept = java.util.stream.IntStream.range(0, rank)
                .filter(axis -> !axes.contains(axis))
                .toArray();
        boolean exact = view.rank() == rank
                && Arrays.equals(view.labels(0), kept)
                && view.shape().equals(call.argument(0).shape());
        return exact ? Optional.of(call) : Optional.empty();
    }

    private static Optional<List<Term>> without(
            LinearCombination sum, Term normalizer, Rational factor, Expr exponent) {
        Expr taken = Algebra.scale(factor, exponent);
        List<Term> gone = new ArrayList<>(List.of(normalizer));
        if (taken instanceof LinearCombination scaled && !(scaled.arguments().get(0) instanceof LinearCombination)) {
            gone.addAll(scaled.terms());
        } else if (taken instanceof LinearCombination scaled) {
            Term only = scaled.terms().get(0);
            ((LinearCombination) only.expression())
                    .terms()
                    .forEach(each ->
                            gone.add(new Term(only.coefficient().times(each.coefficient()), each.expression())));
        } else {
            gone.add(new Term(Rational.ONE, taken));
        }
        return sum.terms().containsAll(gone)
                ? Optional.of(sum.terms().stream()
                        .filter(each -> !gone.contains(each))
                        .toList())
                : Optional.empty();
    }
}
