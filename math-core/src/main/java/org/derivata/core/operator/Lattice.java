package org.derivata.core.operator;

import java.util.Map;
import org.derivata.core.array.Array;
import org.derivata.core.diagnostic.Diagnostic;
import org.derivata.core.diagnostic.EvaluationException;
import org.derivata.core.diagnostic.ShapeException;
import org.derivata.core.shape.Shape;

/**
 * Every so-manieth entry along each axis of an array, from a first one on: what a slice reads and a pad writes. Attributes {@code start} and
 * {@code step}: entry {@code i} of the small array is entry {@code start + step * i} of the large one; a step may be negative.
 */
public final class Lattice {

    private final int[] start;
    private final int[] step;
    private final int[] small;
    private final int[] large;

    private Lattice(int[] start, int[] step, int[] small, int[] large) {
        this.start = start;
        this.step = step;
        this.small = small;
        this.large = large;
    }

    /**
     * The lattice that attributes describe, for sizes of names.
     *
     * @throws EvaluationException {@code value.index} when it leaves the large array
     */
    public static Lattice of(Attributes attributes, Shape small, Shape large, Map<String, Integer> sizes) {
        return new Lattice(
                        attributes.shape("start").evaluate(sizes),
                        attributes.integers("step").stream()
                                .mapToInt(Integer::intValue)
                                .toArray(),
                        small.evaluate(sizes),
                        large.evaluate(sizes))
                .checked();
    }

    private Lattice checked() {
        for (int axis = 0; axis < start.length; axis++) {
            if (!isInside(start[axis], step[axis], small[axis], large[axis])) {
                throw new EvaluationException(
                        outside("value.index", axis, start[axis], step[axis], small[axis], large[axis]));
            }
        }
        return this;
    }

    /**
     * Refuses a lattice that leaves the large array whatever sizes the names get.
     *
     * @throws ShapeException {@code shape.index}
     */
    static void refuseOutside(Attributes attributes, Shape small, Shape large) {
        Shape start = attributes.shape("start");
        for (int axis = 0; axis < start.rank(); axis++) {
            if (start.get(axis).isConstant()
                    && small.get(axis).isConstant()
                    && large.get(axis).isConstant()) {
                long first = start.get(axis).constant();
                int step = attributes.integers("step").get(axis);
                long count = small.get(axis).constant();
                long all = large.get(axis).constant();
                if (!isInside(first, step, count, all)) {
                    throw new ShapeException(outside("shape.index", axis, first, step, count, all));
                }
            }
        }
    }

    private static boolean isInside(long start, long step, long small, long large) {
        long last = start + step * (small - 1);
        return small == 0 || (small > 0 && Math.min(start, last) >= 0 && Math.max(start, last) < large);
    }

    private static Diagnostic outside(String code, int axis, long start, long step, long small, long large) {
        long last = start + step * (small - 1);
        return Diagnostic.of(code, "entries " + start + " to " + last + " are not in an axis of " + large + " entries")
                .clash(last, large)
                .help("axis " + axis + " is too short for the slice that the formula takes");
    }

    /** The index of the first entry, for each axis. */
    public int[] start() {
        return start.clone();
    }

    /** The distance of neighbours, for each axis. */
    public int[] step() {
        return step.clone();
    }

    Array read(Array from) {
        int[] places = places();
        double[] data = new double[places.length];
        for (int i = 0; i < data.length; i++) {
            data[i] = from.data()[places[i]];
        }
        return Array.of(data, small);
    }

    Array write(Array entries) {
        int[] places = places();
        Array result = Array.full(0, large);
        for (int i = 0; i < places.length; i++) {
            result.data()[places[i]] = entries.data()[i];
        }
        return result;
    }

    /** Where each entry of the small array, in order, lies in the large one. */
    private int[] places() {
        int[] places = new int[Array.count(small)];
        for (int i = 0; i < places.length; i++) {
            int rest = i;
            int stride = 1;
            for (int axis = small.length - 1; axis >= 0; axis--) {
                places[i] += (start[axis] + step[axis] * (rest % small[axis])) * stride;
                rest /= small[axis];
                stride *= large[axis];
            }
        }
        return places;
    }
}
