package org.derivata.nn.compile;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.derivata.core.array.Array;
import org.derivata.core.expr.Apply;
import org.derivata.core.expr.Expr;
import org.derivata.core.operator.Elementary;
import org.derivata.core.operator.Operator;
import org.derivata.core.operator.Rational;
import org.derivata.nn.kernel.ElementFunction;
import org.derivata.nn.kernel.GroupFunction;
import org.derivata.nn.kernel.LinearLoops;
import org.derivata.nn.kernel.OperatorLoops;

/**
 * Work along axes, opened into reductions and regions that several results share: variance and deviation, and softmax
 * where its logarithm is wanted of the same numbers, which costs one exponential in place of two.
 */
final class RowLowering {

    private static final ElementFunction EXP = function("exp");
    private static final ElementFunction LOG = function("log");
    private static final ElementFunction ABS = function("abs");
    private static final ElementFunction EQUAL = function("equal");
    private static final ElementFunction WHERE = function("where");
    private static final ElementFunction RECIPROCAL = power(Rational.of(-1));
    private static final ElementFunction ROOT = power(Rational.of(1, 2));

    private final OperationList operations;
    private final Map<Value, List<Exponentials>> known = new IdentityHashMap<>();
    private final Map<Expr, List<Use>> uses = new IdentityHashMap<>();

    private record Use(List<Integer> axes, GroupFunction function) {}

    /**
     * Powers of e of numbers less their maximum.
     *
     * @param powers the shape of the source
     * @param sum of the powers, over the axes
     * @param logarithm logsumexp of the source
     */
    private record Exponentials(View source, List<Integer> axes, View powers, View sum, View logarithm) {}

    RowLowering(OperationList operations) {
        this.operations = operations;
    }

    private static ElementFunction function(String name) {
        return OperatorLoops.of(Elementary.ALL.stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow());
    }

    private static ElementFunction power(Rational exponent) {
        return OperatorLoops.of(Elementary.POWER.with("exponent", exponent));
    }

    /** Looks at all nodes before the first is lowered: what is shared is known by who else wants it. */
    void find(List<Expr> nodes) {
        for (Expr node : nodes) {
            if (node instanceof Apply apply) {
                GroupFunction function = GroupFunction.of(apply.operator());
                if (function != null) {
                    List<Integer> axes = apply.operator().attributes().integers("axes");
                    uses.computeIfAbsent(apply.argument(0), unused -> new ArrayList<>())
                            .add(new Use(axes, function));
                }
            }
        }
    }

    /** Whether softmax and the logarithm of the same sum are wanted. */
    private boolean shares(Apply node, List<Integer> axes) {
        List<Use> all = uses.getOrDefault(node.argument(0), List.of());
        return all.contains(new Use(axes, GroupFunction.SOFTMAX))
                && (all.contains(new Use(axes, GroupFunction.LOG_SOFTMAX))
                        || all.contains(new Use(axes, GroupFunction.LOGSUMEXP)));
    }

    View group(GroupFunction function, Apply node, View source) {
        List<Integer> axes = node.operator().attributes().integers("axes");
        boolean exponential = function != GroupFunction.MAX && function != GroupFunction.MIN;
        if (!exponential || source.count() == 0 || !shares(node, axes)) {
            GroupOperation made = new GroupOperation(function, source, axes);
            return operations.add(made, made.sizes());
        }
        Exponentials shared = exponentials(source, axes);
        return switch (function) {
            case SOFTMAX ->
                operations.element(
                        LinearLoops.MULTIPLY,
                        List.of(
                                shared.powers,
                                spread(operations.element(RECIPROCAL, List.of(shared.sum)), source.sizes(), axes)));
            case LOG_SOFTMAX ->
                operations.element(
                        LinearLoops.SUBTRACT, List.of(source, spread(shared.logarithm, source.sizes(), axes)));
            default -> shared.logarithm;
        };
    }

    private Exponentials exponentials(View source, List<Integer> axes) {
        List<Exponentials> same = known.computeIfAbsent(source.value(), unused -> new ArrayList<>());
        for (Exponentials each : same) {
            if (each.source.sameAs(source) && each.axes.equals(axes)) {
                return each;
            }
        }
        GroupOperation greatest = new GroupOperation(GroupFunction.MAX, source, axes);
        View max = operations.add(greatest, greatest.sizes());
        View distance = operations.element(LinearLoops.SUBTRACT, List.of(source, spread(max, source.sizes(), axes)));
        View powers = operations.element(EXP, List.of(distance));
        View sum = operations.sum(powers, flags(source.rank(), axes));
        View finite = operations.element(LinearLoops.ADD, List.of(max, operations.element(LOG, List.of(sum))));
        // an infinite maximum is the result; the distances from it are NaN
        View infinity = View.number(Double.POSITIVE_INFINITY, max.sizes());
        View endless = operations.element(EQUAL, List.of(operations.element(ABS, List.of(max)), infinity));
        View logarithm = operations.element(WHERE, List.of(endless, max, finite));
        Exponentials made = new Exponentials(source, axes, powers, sum, logarithm);
        same.add(made);
        return made;
    }

    /** Mean first, then squares of distances from it. */
    View variance(Operator operator, View source) {
        List<Integer> axes = operator.attributes().integers("axes");
        boolean[] summed = flags(source.rank(), axes);
        int count = Array.count(SumOperation.select(source.sizes(), summed, true));
        View distance = lessMean(source, axes);
        View squares = operations.element(LinearLoops.MULTIPLY, List.of(distance, distance));
        double free = count - operator.attributes().rational("ddof").toDouble();
        View variance = operations.element(LinearLoops.dividedBy(free), List.of(operations.sum(squares, summed)));
        return operator.name().equals("std") ? operations.element(ROOT, List.of(variance)) : variance;
    }

    /** Distances from the mean; the mean is rounded, so what is left of it in the distances is taken away too. */
    View centered(Operator operator, View source) {
        List<Integer> axes = operator.attributes().integers("axes");
        return lessMean(lessMean(source, axes), axes);
    }

    private View lessMean(View source, List<Integer> axes) {
        boolean[] summed = flags(source.rank(), axes);
        int count = Array.count(SumOperation.select(source.sizes(), summed, true));
        View mean = operations.element(LinearLoops.dividedBy(count), List.of(operations.sum(source, summed)));
        return operations.element(LinearLoops.SUBTRACT, List.of(source, spread(mean, source.sizes(), axes)));
    }

    /** A result of a reduction, repeated along the axes that it went over. */
    private static View spread(View reduced, int[] sizes, List<Integer> axes) {
        int[] steps = new int[sizes.length];
        int[] kept = IntStream.range(0, sizes.length)
                .filter(axis -> !axes.contains(axis))
                .toArray();
        for (int i = 0; i < kept.length; i++) {
            steps[kept[i]] = reduced.steps()[i];
        }
        return reduced.with(sizes, steps);
    }

    private static boolean[] flags(int rank, List<Integer> axes) {
        boolean[] flags = new boolean[rank];
        axes.forEach(axis -> flags[axis] = true);
        return flags;
    }
}
