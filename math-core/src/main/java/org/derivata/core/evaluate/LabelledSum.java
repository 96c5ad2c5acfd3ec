package org.derivata.core.evaluate;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.derivata.core.array.Array;
import org.derivata.core.expr.Apply;
import org.derivata.core.expr.Einsum;

/** A labelled product and its sum, by counting through all labels: the definition itself. */
final class LabelledSum {

    private final Array[] operands;
    private final int[][] strides;
    private final int[] extents;
    private final int[] identities;
    private final int rank;

    LabelledSum(Einsum node, List<Array> values, Map<String, Integer> sizes) {
        this.operands = values.toArray(new Array[0]);
        this.rank = node.rank();
        this.identities = IntStream.range(0, operands.length)
                .filter(each -> Apply.isIdentity(node.operands().get(each)))
                .toArray();
        this.extents = new int[node.labelCount()];
        for (int label = 0; label < extents.length; label++) {
            extents[label] = Math.toIntExact(node.size(label).evaluate(sizes));
        }
        this.strides = new int[operands.length][extents.length];
        for (int i = 0; i < operands.length; i++) {
            int[] labels = node.labels(i);
            int stride = 1;
            for (int axis = labels.length - 1; axis >= 0; axis--) {
                strides[i][labels[axis]] += stride;
                stride *= operands[i].size(axis);
            }
        }
    }

    Array value() {
        int[] shape = java.util.Arrays.copyOf(extents, rank);
        double[] result = new double[Array.count(shape)];
        int inner = 1;
        for (int label = rank; label < extents.length; label++) {
            inner *= extents[label];
        }
        int[] index = new int[extents.length];
        int[] offsets = new int[operands.length];
        for (int i = 0; i < result.length; i++) {
            double sum = 0;
            for (int k = 0; k < inner; k++) {
                double product = 1;
                for (int operand = 0; operand < offsets.length; operand++) {
                    product *= operands[operand].data()[offsets[operand]];
                }
                product = isOff(offsets) ? 0 : product;
                // the first summand itself, not 0 plus it: a product of one may be -0
                sum = k == 0 ? product : sum + product;
                advance(index, offsets);
            }
            result[i] = sum;
        }
        return Array.of(result, shape);
    }

    /** Whether an identity matrix selects nothing here: then nothing is there, even where the other factors are infinite. */
    private boolean isOff(int[] offsets) {
        for (int each : identities) {
            if (operands[each].data()[offsets[each]] == 0) {
                return true;
            }
        }
        return false;
    }

    /** The next index, summed labels fastest, with every operand's offset. */
    private void advance(int[] index, int[] offsets) {
        for (int label = extents.length - 1; label >= 0; label--) {
            index[label]++;
            boolean wraps = index[label] == extents[label];
            for (int operand = 0; operand < offsets.length; operand++) {
                offsets[operand] += strides[operand][label] * (wraps ? 1 - extents[label] : 1);
            }
            if (!wraps) {
                return;
            }
            index[label] = 0;
        }
    }
}
