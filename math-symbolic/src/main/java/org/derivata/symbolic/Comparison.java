package org.derivata.symbolic;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import org.derivata.core.array.Array;
import org.derivata.core.diagnostic.EvaluationException;
import org.derivata.core.diagnostic.LimitException;
import org.derivata.core.evaluate.ReferenceEvaluator;
import org.derivata.core.expr.Algebra;
import org.derivata.core.expr.Constant;
import org.derivata.core.expr.Expr;
import org.derivata.core.expr.Graph;
import org.derivata.core.expr.Variable;
import org.derivata.symbolic.canonical.MultipliedOut;

/**
 * Whether two expressions are equal: first by rewriting their difference to 0, then by looking for a point where they differ, at numbers that
 * identities often fail at and at random ones.
 */
final class Comparison {

    private static final long SEED = 20261127;
    private static final int POINTS = 60;

    /** What a value may be off by, as a part of the largest number that it was computed from. */
    private static final double ROUNDING = 1e-9;

    private final Calculus calculus;
    private final SplittableRandom random = new SplittableRandom(SEED);

    Comparison(Calculus calculus) {
        this.calculus = calculus;
    }

    Equivalence of(Expr left, Expr right) {
        if (isProved(left, right)) {
            return new Equivalence.Proved();
        }
        Set<Variable> variables = Graph.variables(List.of(left, right));
        int same = 0;
        for (int i = 0; i < POINTS; i++) {
            Map<String, Array> point = SamplePoint.of(variables, random, i);
            Optional<Equivalence> found = at(point, left, right);
            if (found.isPresent() && found.get() instanceof Equivalence.Refuted refuted) {
                return refuted;
            }
            same += found.isPresent() ? 1 : 0;
        }
        return new Equivalence.Unknown(same);
    }

    private boolean isProved(Expr left, Expr right) {
        if (left == right) {
            return true;
        }
        Expr difference = calculus.simplify(Algebra.subtract(left, right));
        try {
            if (Constant.isZero(difference)) {
                return true;
            }
            Expr expanded = MultipliedOut.of(difference);
            return Constant.isZero(expanded)
                    || Constant.isZero(calculus.simplify(expanded))
                    || MultipliedOut.of(left) == MultipliedOut.of(right);
        } catch (LimitException tooLong) {
            return false;
        }
    }

    /** What the values at a point tell; empty where one has none, or none that can be relied on. */
    private Optional<Equivalence> at(Map<String, Array> point, Expr left, Expr right) {
        try {
            Largest largest = new Largest();
            List<Array> values = ReferenceEvaluator.evaluate(List.of(left, right), point, largest);
            if (!Double.isFinite(largest.value)) {
                return Optional.empty();
            }
            double bound = ROUNDING * Math.max(1, largest.value);
            if (furthest(values) <= bound) {
                return Optional.of(new Equivalence.Unknown(1));
            }
            return Disturbed.isReliable(left, right, point, random)
                    ? Optional.of(new Equivalence.Refuted(point, values.get(0), values.get(1)))
                    : Optional.empty();
        } catch (EvaluationException unsuitable) {
            return Optional.empty();
        }
    }

    private static double furthest(List<Array> values) {
        double furthest = 0;
        for (int i = 0; i < values.get(0).count(); i++) {
            furthest = Math.max(
                    furthest, Math.abs(values.get(0).data()[i] - values.get(1).data()[i]));
        }
        return furthest;
    }

    /** The largest number in any value. */
    private static final class Largest implements BiFunction<Expr, Array, Array> {
        private double value;

        @Override
        public Array apply(Expr node, Array array) {
            for (double each : array.data()) {
                value = Math.max(value, Math.abs(each));
            }
            return array;
        }
    }
}
