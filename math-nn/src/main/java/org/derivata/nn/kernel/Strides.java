package org.derivata.nn.kernel;

import java.util.Arrays;

/**
 * A rectangle of numbers within an array: sizes and steps, the last axis fastest, neighbouring axes joined where they
 * can be walked as one.
 */
public final class Strides {

    private final int offset;
    private final int[] sizes;
    private final int[] steps;
    private final int count;

    private Strides(int offset, int[] sizes, int[] steps, int count) {
        this.offset = offset;
        this.sizes = sizes;
        this.steps = steps;
        this.count = count;
    }

    /** The rectangle; axes of size 1 vanish, axes that continue one another become one. */
    public static Strides of(int offset, int[] sizes, int[] steps) {
        int[] joinedSizes = new int[sizes.length];
        int[] joinedSteps = new int[sizes.length];
        int axes = 0;
        int count = 1;
        for (int axis = 0; axis < sizes.length; axis++) {
            count = Math.multiplyExact(count, sizes[axis]);
            if (sizes[axis] == 1) {
                continue;
            }
            if (axes > 0 && joinedSteps[axes - 1] == steps[axis] * sizes[axis]) {
                joinedSizes[axes - 1] *= sizes[axis];
                joinedSteps[axes - 1] = steps[axis];
            } else {
                joinedSizes[axes] = sizes[axis];
                joinedSteps[axes++] = steps[axis];
            }
        }
        return new Strides(offset, Arrays.copyOf(joinedSizes, axes), Arrays.copyOf(joinedSteps, axes), count);
    }

    /** How many numbers there are. */
    public int count() {
        return count;
    }

    /** The number of axes after joining. */
    public int rank() {
        return sizes.length;
    }

    /** The size of the fastest axis, 1 for a single number. */
    public int innerSize() {
        return sizes.length == 0 ? 1 : sizes[sizes.length - 1];
    }

    /** The step of the fastest axis, 1 for a single number. */
    public int innerStep() {
        return sizes.length == 0 ? 1 : steps[steps.length - 1];
    }

    /** Whether the numbers lie one after another. */
    public boolean isRun() {
        return sizes.length == 0 || (sizes.length == 1 && steps[0] == 1);
    }

    /** Whether it is one number again and again. */
    public boolean isRepetition() {
        return sizes.length == 0 || (sizes.length == 1 && steps[0] == 0);
    }

    /** Where the number at a place, counted in order, lies in the array. */
    public int at(int place) {
        int rest = place;
        int at = offset;
        for (int axis = sizes.length - 1; axis > 0; axis--) {
            at += rest % sizes[axis] * steps[axis];
            rest /= sizes[axis];
        }
        return sizes.length == 0 ? at : at + rest * steps[0];
    }

    /** Copies {@code length} numbers from a place on into {@code target}. */
    public void read(double[] source, int place, int length, double[] target, int targetOffset) {
        walk(source, place, length, target, targetOffset);
    }

    /** The same from float32. */
    public void read(float[] source, int place, int length, double[] target, int targetOffset) {
        walk(source, place, length, target, targetOffset);
    }

    private void walk(Object source, int place, int length, double[] target, int targetOffset) {
        if (sizes.length <= 1) {
            run(source, at(place), sizes.length == 0 ? 0 : steps[0], length, target, targetOffset);
            return;
        }
        int inner = sizes[sizes.length - 1];
        int step = steps[steps.length - 1];
        boolean periodic = sizes.length == 2 && steps[0] == 0;
        int limit = periodic ? Math.min(length, inner) : length;
        int done = 0;
        while (done < limit) {
            int next = place + done;
            int run = Math.min(inner - next % inner, limit - done);
            run(source, at(next), step, run, target, targetOffset + done);
            done += run;
        }
        while (done < length) {
            int more = Math.min(done, length - done);
            System.arraycopy(target, targetOffset, target, targetOffset + done, more);
            done += more;
        }
    }

    private static void run(Object source, int from, int step, int length, double[] target, int targetOffset) {
        if (source instanceof float[] floats && step == 1) {
            BlockFunctions.of(length).widen(floats, from, length, target, targetOffset);
        } else if (source instanceof float[] floats) {
            for (int i = 0, at = from; i < length; i++, at += step) {
                target[targetOffset + i] = floats[at];
            }
        } else {
            run((double[]) source, from, step, length, target, targetOffset);
        }
    }

    private static void run(double[] source, int from, int step, int length, double[] target, int targetOffset) {
        if (step == 1) {
            System.arraycopy(source, from, target, targetOffset, length);
        } else if (step == 0) {
            Arrays.fill(target, targetOffset, targetOffset + length, length == 0 ? 0 : source[from]);
        } else {
            for (int i = 0, at = from; i < length; i++, at += step) {
                target[targetOffset + i] = source[at];
            }
        }
    }

    /** Copies numbers from {@code values} to the places of this rectangle in {@code target}. */
    public void write(double[] values, int valuesOffset, double[] target) {
        for (int done = 0; done < count; ) {
            int run = Math.min(innerSize(), count - done);
            int step = innerStep();
            for (int i = 0, at = at(done); i < run; i++, at += step) {
                target[at] = values[valuesOffset + done + i];
            }
            done += run;
        }
    }
}
