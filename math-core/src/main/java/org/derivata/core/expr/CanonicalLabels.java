package org.derivata.core.expr;

import java.util.Arrays;
import java.util.List;
import org.derivata.core.operator.Fact;
import org.derivata.core.shape.Dimension;
import org.derivata.core.shape.Shape;

/** The order of a product's operands and the numbers of its labels, the same however the product was written. */
final class CanonicalLabels {

    private static final int ROUNDS = 4;

    private static final StructuralHash FACTOR = StructuralHash.of("factor");

    /** As many are sorted fastest by putting each in its place. */
    private static final int FEW = 16;

    private final List<Factor> factors;
    private final Dimension[] sizes;

    CanonicalLabels(List<Factor> factors, Dimension[] sizes) {
        this.factors = factors;
        this.sizes = sizes;
    }

    /** Orders factors by content and by where their labels lead, then numbers the labels. */
    Einsum product(int[] result) {
        long[] labelColors = new long[sizes.length];
        long[] factorColors = colors(result, labelColors);
        int[] order = sorted(factorColors);
        int[] numbers = new int[sizes.length];
        Arrays.fill(numbers, -1);
        int count = 0;
        for (int label : result) {
            numbers[label] = count++;
        }
        Expr[] operands = new Expr[order.length];
        int[][] labels = new int[order.length][];
        for (int i = 0; i < order.length; i++) {
            Factor factor = factors.get(order[i]);
            operands[i] = factor.operand();
            int[] own = factor.labels();
            if (own.length == 0) {
                labels[i] = own;
                continue;
            }
            for (int axis : axesInOrder(factor, numbers, labelColors)) {
                if (numbers[own[axis]] < 0) {
                    numbers[own[axis]] = count++;
                }
            }
            labels[i] = new int[own.length];
            for (int axis = 0; axis < own.length; axis++) {
                labels[i][axis] = numbers[own[axis]];
            }
            if (factor.operand().is(Fact.SYMMETRIC)) {
                Arrays.sort(labels[i], own.length - 2, own.length);
            }
        }
        Dimension[] canonicalSizes = new Dimension[count];
        for (int label = 0; label < sizes.length; label++) {
            if (numbers[label] >= 0) {
                canonicalSizes[numbers[label]] = sizes[label];
            }
        }
        return new Einsum(List.of(operands), labels, canonicalSizes, shape(result));
    }

    private Shape shape(int[] result) {
        if (result.length == 0) {
            return Shape.SCALAR;
        }
        Dimension[] shape = new Dimension[result.length];
        for (int axis = 0; axis < shape.length; axis++) {
            shape[axis] = sizes[result[axis]];
        }
        return new Shape(List.of(shape));
    }

    /** The places of some colours in their order; equal ones as they stand. */
    private static int[] sorted(long[] colors) {
        int[] order = Contraction.identity(colors.length);
        if (colors.length > FEW) {
            Integer[] places = Arrays.stream(order).boxed().toArray(Integer[]::new);
            Arrays.sort(places, (a, b) -> Long.compareUnsigned(colors[a], colors[b]));
            return Arrays.stream(places).mapToInt(Integer::intValue).toArray();
        }
        for (int i = 1; i < order.length; i++) {
            int place = i;
            while (place > 0 && Long.compareUnsigned(colors[i], colors[order[place - 1]]) < 0) {
                order[place] = order[place - 1];
                place--;
            }
            order[place] = i;
        }
        return order;
    }

    /**
     * The last two axes of a symmetric factor are visited known label first, then by what they lead to, so that its orientation does not
     * matter.
     */
    private static int[] axesInOrder(Factor factor, int[] numbers, long[] labelColors) {
        int[] axes = Contraction.identity(factor.labels().length);
        if (factor.operand().is(Fact.SYMMETRIC)) {
            int last = axes.length - 1;
            int right = factor.labels()[last];
            int left = factor.labels()[last - 1];
            boolean bothNew = numbers[left] < 0 && numbers[right] < 0;
            boolean turn = bothNew
                    ? Long.compareUnsigned(labelColors[right], labelColors[left]) < 0
                    : numbers[left] < 0 && numbers[right] >= 0;
            if (turn) {
                axes[last] = last - 1;
                axes[last - 1] = last;
            }
        }
        return axes;
    }

    /** Colour refinement: a label's colour says which axes of which factors it joins, a factor's colour what it is and what it is joined to. */
    private long[] colors(int[] result, long[] labelColors) {
        for (int i = 0; i < result.length; i++) {
            labelColors[result[i]] = StructuralHash.mix(i + 1L);
        }
        long[] factorColors = new long[factors.size()];
        int rounds = factors.size() == 1 || sizes.length == 0 ? 1 : ROUNDS;
        for (int round = 0; round < rounds; round++) {
            long[] next = new long[sizes.length];
            for (int i = 0; i < factors.size(); i++) {
                factorColors[i] = color(factors.get(i), labelColors);
                for (int axis = 0; axis < factors.get(i).labels().length; axis++) {
                    // a sum does not depend on the order in which factors are visited
                    next[factors.get(i).labels()[axis]] +=
                            StructuralHash.mix(factorColors[i] + 31L * axisClass(factors.get(i), axis));
                }
            }
            for (int label = 0; label < next.length; label++) {
                labelColors[label] = StructuralHash.mix(labelColors[label] * 0x9E3779B97F4A7C15L + next[label]);
            }
        }
        return factorColors;
    }

    private static long color(Factor factor, long[] labelColors) {
        StructuralHash hash = FACTOR.copy().with(factor.operand());
        int rank = factor.labels().length;
        boolean symmetric = factor.operand().is(Fact.SYMMETRIC);
        for (int axis = 0; axis < (symmetric ? rank - 2 : rank); axis++) {
            hash.with(labelColors[factor.labels()[axis]]);
        }
        if (symmetric) {
            long a = labelColors[factor.labels()[rank - 1]];
            long b = labelColors[factor.labels()[rank - 2]];
            hash.with(a + b).with(a * b);
        }
        return hash.low();
    }

    private static int axisClass(Factor factor, int axis) {
        return factor.operand().is(Fact.SYMMETRIC) && axis == factor.labels().length - 1 ? axis - 1 : axis;
    }
}
