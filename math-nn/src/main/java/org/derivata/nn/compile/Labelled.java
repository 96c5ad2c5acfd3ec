package org.derivata.nn.compile;

import java.util.Arrays;

/**
 * A factor of a product on its way: a view whose axes carry labels, all different, none of size 1, times a number that is
 * still to be multiplied in.
 */
record Labelled(View view, LabelList labels, double scale) {

    /** Labels in order, immutable. */
    record LabelList(java.util.List<Integer> list) {

        static LabelList of(int... labels) {
            return new LabelList(Arrays.stream(labels).boxed().toList());
        }
    }

    static Labelled of(View view, int[] labels, double scale) {
        return new Labelled(view, LabelList.of(labels), scale);
    }

    /** A bare number. */
    static Labelled number(double scale) {
        return of(View.number(1), new int[0], scale);
    }

    int[] labelArray() {
        return labels.list().stream().mapToInt(Integer::intValue).toArray();
    }

    boolean has(int label) {
        return labels.list().contains(label);
    }

    /** The step along a label; 0 along one it does not have. */
    int step(int label) {
        int axis = labels.list().indexOf(label);
        return axis < 0 ? 0 : view.steps()[axis];
    }

    /** Whether nothing but the number is left. */
    boolean isBareNumber() {
        return labels.list().isEmpty() && view.isNumber() && view.value().number() == 1;
    }

    /** The same factor seen with its axes in another order; labels it lacks repeat it. */
    View arranged(int[] order, int[] sizes) {
        int[] viewSizes = new int[order.length];
        int[] steps = new int[order.length];
        for (int axis = 0; axis < order.length; axis++) {
            viewSizes[axis] = sizes[order[axis]];
            steps[axis] = step(order[axis]);
        }
        return view.with(viewSizes, steps);
    }

    /**
     * The one step with which several labels, in order, are walked as a single axis: 1 for none, -1 when they do not lie
     * like that.
     */
    int joinedStep(int[] order, int[] sizes) {
        for (int i = 0; i + 1 < order.length; i++) {
            if (step(order[i]) != step(order[i + 1]) * sizes[order[i + 1]]) {
                return -1;
            }
        }
        return order.length == 0 ? 1 : step(order[order.length - 1]);
    }

    /** Labels by how far apart their entries lie, farthest first. */
    int[] byStep(int[] some) {
        return Arrays.stream(some)
                .boxed()
                .sorted((a, b) -> step(a) == step(b) ? Integer.compare(a, b) : Integer.compare(step(b), step(a)))
                .mapToInt(Integer::intValue)
                .toArray();
    }
}
