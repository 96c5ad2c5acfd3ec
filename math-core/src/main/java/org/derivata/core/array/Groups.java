package org.derivata.core.array;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;

/**
 * An array seen as groups of entries that lie along some axes: what a reduction reduces, or a softmax normalises. The plain, obvious way.
 */
public final class Groups {

    private final Array array;
    private final int[] keptShape;
    private final int[][] members;

    private Groups(Array array, List<Integer> axes) {
        this.array = array;
        int[] shape = array.shape();
        int kept = 1;
        int grouped = 1;
        int[] sizes = new int[shape.length - axes.size()];
        for (int axis = 0, next = 0; axis < shape.length; axis++) {
            if (axes.contains(axis)) {
                grouped *= shape[axis];
            } else {
                sizes[next++] = shape[axis];
                kept *= shape[axis];
            }
        }
        this.keptShape = sizes;
        this.members = new int[kept][grouped];
        int[] filled = new int[kept];
        int[] index = new int[shape.length];
        for (int offset = 0; offset < array.count(); offset++) {
            int group = 0;
            for (int axis = 0; axis < shape.length; axis++) {
                if (!axes.contains(axis)) {
                    group = group * shape[axis] + index[axis];
                }
            }
            members[group][filled[group]++] = offset;
            advance(index, shape);
        }
    }

    private static void advance(int[] index, int[] shape) {
        for (int axis = shape.length - 1; axis >= 0 && ++index[axis] == shape[axis]; axis--) {
            index[axis] = 0;
        }
    }

    /** The groups along the given axes, counted from 0. */
    public static Groups along(Array array, List<Integer> axes) {
        return new Groups(array, axes);
    }

    /** One number for each group; the axes disappear. */
    public Array reduce(ToDoubleFunction<double[]> function) {
        double[] result = new double[members.length];
        for (int group = 0; group < members.length; group++) {
            result[group] = function.applyAsDouble(values(group));
        }
        return Array.of(result, keptShape);
    }

    /** As many numbers for each group as it has, at their places. */
    public Array map(UnaryOperator<double[]> function) {
        double[] result = new double[array.count()];
        for (int group = 0; group < members.length; group++) {
            double[] changed = function.apply(values(group));
            for (int i = 0; i < changed.length; i++) {
                result[members[group][i]] = changed[i];
            }
        }
        return Array.of(result, array.shape());
    }

    private double[] values(int group) {
        double[] values = new double[members[group].length];
        for (int i = 0; i < values.length; i++) {
            values[i] = array.data()[members[group][i]];
        }
        return values;
    }
}
