package org.derivata.nn.compile;

import java.util.Arrays;
import java.util.Map;
import org.derivata.core.array.Array;
import org.derivata.core.diagnostic.Diagnostic;
import org.derivata.core.diagnostic.EvaluationException;
import org.derivata.nn.kernel.Strides;

/** A value as one of its users sees it: sizes, and for each axis the step through the value's array; step 0 repeats. */
final class View {

    private final Value value;
    private final int[] sizes;
    private final int[] steps;
    private final int offset;

    View(Value value, int offset, int[] sizes, int[] steps) {
        this.value = value;
        this.offset = offset;
        this.sizes = sizes;
        this.steps = steps;
    }

    /** The whole value, row-major, in some shape. */
    static View whole(Value value, int... sizes) {
        return new View(value, 0, sizes, rowMajor(sizes));
    }

    /** One known number in any shape. */
    static View number(double number, int... sizes) {
        return new View(Value.constant(new double[] {number}), 0, sizes, new int[sizes.length]);
    }

    static int[] rowMajor(int[] sizes) {
        int[] steps = new int[sizes.length];
        int step = 1;
        for (int axis = sizes.length - 1; axis >= 0; axis--) {
            steps[axis] = step;
            step *= sizes[axis];
        }
        return steps;
    }

    Value value() {
        return value;
    }

    int[] sizes() {
        return sizes;
    }

    int[] steps() {
        return steps;
    }

    /** Where the first entry stands in the value's array. */
    int offset() {
        return offset;
    }

    /** The same entries along other axes. */
    View with(int[] otherSizes, int[] otherSteps) {
        return new View(value, offset, otherSizes, otherSteps);
    }

    /** Every so-manieth entry along each axis. */
    View slice(int[] start, int[] step, int[] small) {
        int first = offset;
        int[] farther = new int[steps.length];
        for (int axis = 0; axis < steps.length; axis++) {
            first += start[axis] * steps[axis];
            farther[axis] = step[axis] * steps[axis];
        }
        return new View(value, first, small, farther);
    }

    /** Whether it begins with the array and never goes back: all that a kernel of products takes. */
    boolean isForward() {
        return offset == 0 && Arrays.stream(steps).allMatch(each -> each >= 0);
    }

    int rank() {
        return sizes.length;
    }

    int count() {
        return Array.count(sizes);
    }

    Strides strides() {
        return Strides.of(offset, sizes, steps);
    }

    /** Whether this is one known number throughout. */
    boolean isNumber() {
        return value.isNumber();
    }

    /** Whether the value's array holds exactly these numbers in this order. */
    boolean isWhole() {
        return offset == 0
                && count() == value.count()
                && (value.count() <= 1 || strides().isRun());
    }

    /** Whether two views read the same numbers in the same order. */
    boolean sameAs(View other) {
        return value == other.value
                && offset == other.offset
                && Arrays.equals(sizes, other.sizes)
                && Arrays.equals(steps, other.steps);
    }

    /** The view of a name that a caller gave. */
    static View find(Map<String, View> views, String name) {
        View view = views.get(name);
        if (view == null) {
            throw new EvaluationException(Diagnostic.of("value.unknown", "the program has nothing called " + name)
                    .help("it has " + String.join(", ", views.keySet())));
        }
        return view;
    }
}
