package org.derivata.symbolic;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.DoubleBinaryOperator;
import org.derivata.core.array.Array;
import org.derivata.core.evaluate.ReferenceEvaluator;
import org.derivata.core.expr.Apply;
import org.derivata.core.expr.Expr;
import org.derivata.core.expr.LinearCombination;
import org.derivata.core.operator.Fact;

/**
 * Evaluates again and again with every intermediate value off by a random part, more than rounding would be: what the values then share can be
 * relied on (D. S. Parker, Monte Carlo Arithmetic, 1997; an argument without a digit in common is the CESTAC method's informational zero). An exact
 * 0 stays 0.
 */
final class Disturbed {

    /** Chance that a value without a digit seems to have a sign: 2 to the power of 1 - RUNS. */
    private static final int RUNS = 24;

    private static final double PART = 1e-12;

    /** How much of a difference may come from the disturbance. */
    private static final double TOLERATED = 1e-6;

    private final SplittableRandom random;
    private final Map<Expr, List<Array>> runs = new IdentityHashMap<>();

    private Disturbed(SplittableRandom random) {
        this.random = random;
    }

    /** Whether two values that differ at a point would differ in exact arithmetic, too. */
    static boolean isReliable(Expr left, Expr right, Map<String, Array> point, SplittableRandom random) {
        Disturbed disturbed = new Disturbed(random);
        List<List<Array>> values = new ArrayList<>();
        for (int i = 0; i < RUNS; i++) {
            values.add(ReferenceEvaluator.evaluate(List.of(left, right), point, disturbed::step));
        }
        return disturbed.runs.keySet().stream().noneMatch(disturbed::isAtAnEdge) && hasStableDifference(values);
    }

    private Array step(Expr node, Array value) {
        double[] data = value.data().clone();
        for (int i = 0; i < data.length && !node.is(Fact.INTEGER); i++) {
            data[i] += PART * random.nextDouble(-1, 1) * magnitude(node, data[i], i);
        }
        Array moved = Array.of(data, value.shape());
        runs.computeIfAbsent(node, unused -> new ArrayList<>()).add(moved);
        return moved;
    }

    /** What an entry was computed from: a sum loses digits where its summands cancel. */
    private double magnitude(Expr node, double value, int entry) {
        if (!(node instanceof LinearCombination sum)) {
            return value;
        }
        double magnitude = 0;
        for (LinearCombination.Term term : sum.terms()) {
            List<Array> summand = runsOf(term.expression());
            double last = summand.get(summand.size() - 1).data()[entry];
            magnitude += Math.abs(term.coefficient().toDouble() * last);
        }
        return magnitude;
    }

    /** Whether rounding decides what integer comes out, or on which side of a jump, a kink or a pole an argument lies. */
    private boolean isAtAnEdge(Expr node) {
        if (node.is(Fact.INTEGER) && runsOf(node).stream().distinct().count() > 1) {
            return true;
        }
        if (!(node instanceof Apply apply) || apply.arguments().isEmpty()) {
            return false;
        }
        List<Expr> arguments = apply.arguments();
        return Smoothness.of(apply.operator()) == Smoothness.OFF_TIES
                ? crosses(arguments.get(0), arguments.get(1), (a, b) -> a - b)
                : arguments.stream().anyMatch(each -> crosses(each, each, (a, unused) -> a));
    }

    private List<Array> runsOf(Expr node) {
        return Objects.requireNonNull(runs.get(node));
    }

    private boolean crosses(Expr left, Expr right, DoubleBinaryOperator side) {
        List<Array> a = runsOf(left);
        List<Array> b = runsOf(right);
        for (int entry = 0; entry < a.get(0).count(); entry++) {
            boolean below = false;
            boolean above = false;
            for (int run = 0; run < a.size(); run++) {
                double at =
                        side.applyAsDouble(a.get(run).data()[entry], b.get(run).data()[entry]);
                below |= at < 0;
                above |= at > 0;
            }
            if (below && above) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasStableDifference(List<List<Array>> runs) {
        int count = runs.get(0).get(0).count();
        for (int entry = 0; entry < count; entry++) {
            double least = Double.POSITIVE_INFINITY;
            double most = Double.NEGATIVE_INFINITY;
            for (List<Array> run : runs) {
                double difference = run.get(0).data()[entry] - run.get(1).data()[entry];
                least = Math.min(least, difference);
                most = Math.max(most, difference);
            }
            if (most - least < TOLERATED * Math.max(Math.abs(least), Math.abs(most))) {
                return true;
            }
        }
        return false;
    }
}
