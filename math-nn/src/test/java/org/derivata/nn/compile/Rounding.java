package org.derivata.nn.compile;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.derivata.core.array.Array;
import org.derivata.core.evaluate.ReferenceEvaluator;
import org.derivata.core.expr.Constant;
import org.derivata.core.expr.Expr;
import org.derivata.core.operator.Fact;

/**
 * What rounding does to the value of a formula. A single evaluation may be right by luck, as {@code 1 - (cosh(x) - sinh(x))} is far out, where the
 * difference of two numbers of 300 digits happens to be 0: how accurate a way of computing is, its values tell when every input and every
 * intermediate value lies a last place higher or lower (D. S. Parker, Monte Carlo Arithmetic, 1997). An exact 0 stays 0, and so do whole numbers
 * that are no result of rounding.
 */
final class Rounding {

    private static final int RUNS = 16;

    private final SplittableRandom random = new SplittableRandom(1);

    private Rounding() {}

    /** How far the value moves at the most; a run without a finite value tells nothing. */
    static double reach(Expr formula, Map<String, Array> point, double value) {
        Rounding rounding = new Rounding();
        double most = 0;
        for (int i = 0; i < RUNS; i++) {
            double other = ReferenceEvaluator.evaluate(List.of(formula), point, rounding::step)
                    .get(0)
                    .scalar();
            double moved = Math.abs(other - value);
            most = moved > most && moved < Double.POSITIVE_INFINITY ? moved : most;
        }
        return most;
    }

    private Array step(Expr node, Array value) {
        boolean isExact = node instanceof Constant leaf && leaf.rational().isPresent();
        double x = value.scalar();
        if (isExact || node.is(Fact.INTEGER) || x == 0) {
            return value;
        }
        return Array.scalar(
                switch (random.nextInt(3)) {
                    case 0 -> Math.nextUp(x);
                    case 1 -> Math.nextDown(x);
                    default -> x;
                });
    }
}
