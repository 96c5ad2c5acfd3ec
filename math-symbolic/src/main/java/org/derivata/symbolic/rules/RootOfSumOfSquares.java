package org.derivata.symbolic.rules;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.derivata.core.expr.Algebra;
import org.derivata.core.expr.Apply;
import org.derivata.core.expr.Constant;
import org.derivata.core.expr.Einsum;
import org.derivata.core.expr.Expr;
import org.derivata.core.expr.LinearCombination;
import org.derivata.core.expr.Power;
import org.derivata.core.language.Library;
import org.derivata.core.operator.Rational;
import org.derivata.symbolic.rewrite.Conditions;
import org.derivata.symbolic.rewrite.Rule;

/**
 * {@code sqrt(sum(x**2, axis=k)) -> norm(x, axis=k)} and {@code sqrt(a**2 + b**2) -> hypot(a, b)}, of two or three squares, of which one may be 1,
 * and other odd powers of the root: squares overflow beyond 1e154, the root does not.
 */
public final class RootOfSumOfSquares implements Rule {

    private static final int SQUARES = 3;

    @Override
    public String name() {
        return "root-of-sum-of-squares";
    }

    @Override
    public Set<String> roots() {
        return Set.of("power");
    }

    @Override
    public Optional<Expr> apply(Expr node, Conditions conditions) {
        Power root = Power.of(node);
        Rational twice = root.exponent().times(Rational.of(2));
        if (root.exponent().isInteger() || !twice.isInteger()) {
            return Optional.empty();
        }
        return (root.base() instanceof Einsum sum ? norm(sum) : hypotenuse(root.base()))
                .map(each -> Algebra.power(each, twice));
    }

    private static Optional<Expr> norm(Einsum sum) {
        Optional<Expr> squared = squared(sum);
        int[] labels = sum.labels(0);
        Optional<List<Integer>> axes = Sums.summedAxes(labels, sum.rank());
        int[] kept = Arrays.stream(labels).filter(each -> each < sum.rank()).toArray();
        if (squared.isEmpty()
                || axes.isEmpty()
                || !Arrays.equals(kept, IntStream.range(0, sum.rank()).toArray())) {
            return Optional.empty();
        }
        return Optional.of(Apply.of(Library.standard().operator("norm").with("axes", axes.get()), squared.get()));
    }

    private static Optional<Expr> hypotenuse(Expr base) {
        if (!(base instanceof LinearCombination sum)
                || sum.isScaling()
                || sum.terms().size() > SQUARES) {
            return Optional.empty();
        }
        List<Expr> sides = new ArrayList<>();
        for (LinearCombination.Term term : sum.summands()) {
            Power square = Power.of(term.expression());
            boolean isOne = term.expression() instanceof Constant leaf
                    && leaf.rational().isPresent();
            if (!term.coefficient().isOne() || !(isOne || square.exponent().equals(Rational.of(2)))) {
                return Optional.empty();
            }
            sides.add(square.base());
        }
        return sides.stream().reduce((a, b) -> Apply.of(Library.standard().operator("hypot"), a, b));
    }

    /** What is squared in {@code x**2} or {@code x * x}. */
    private static Optional<Expr> squared(Einsum sum) {
        Expr first = sum.operands().get(0);
        Power square = Power.of(first);
        if (sum.operands().size() == 1 && square.exponent().equals(Rational.of(2))) {
            return Optional.of(square.base());
        }
        boolean twice = sum.operands().size() == 2
                && first == sum.operands().get(1)
                && Arrays.equals(sum.labels(0), sum.labels(1));
        return twice ? Optional.of(first) : Optional.empty();
    }
}
