package org.derivata.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Rows of float32, no shorter than two vectors. The last numbers of a row that are not a whole vector are computed in one that begins before them: what is
 * computed twice is the same both times.
 */
final class FloatRows {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();

    /** Partial sums of a row, whatever the size of a vector. */
    private static final int PARTIAL = 16;

    private FloatRows() {}

    /** As {@link org.derivata.nn.kernel.GroupFunction#SOFTMAX} of one row. */
    static void softmax(float[] a, int from, int count, float[] out, int to) {
        float max = max(a, from, count);
        exponentials(a, from, count, max, out, to);
        scale(out, to, count, 1 / sum(out, to, count));
    }

    /**
     * The greatest number by bits: where one has no sign it has the greatest integer, else the least. Of a row with what is no number it may be any; the
     * exponentials tell.
     */
    private static float max(float[] a, int from, int count) {
        IntVector most = IntVector.broadcast(IntVector.SPECIES_PREFERRED, Integer.MIN_VALUE);
        IntVector least = IntVector.broadcast(IntVector.SPECIES_PREFERRED, Integer.MAX_VALUE);
        int last = count - LANES;
        for (int i = 0; i < count; i += LANES) {
            IntVector x =
                    FloatVector.fromArray(SPECIES, a, from + Math.min(i, last)).reinterpretAsInts();
            most = most.max(x);
            least = least.min(x);
        }
        int bits = most.reduceLanes(VectorOperators.MAX);
        return Float.intBitsToFloat(bits >= 0 ? bits : least.reduceLanes(VectorOperators.MIN));
    }

    private static void exponentials(float[] a, int from, int count, float max, float[] out, int to) {
        int last = count - LANES;
        for (int i = 0; i < count; i += LANES) {
            int at = Math.min(i, last);
            exponential(a, from + at, max, out, to + at);
        }
    }

    private static void exponential(float[] a, int from, float max, float[] out, int to) {
        FloatVector x = FloatVector.fromArray(SPECIES, a, from);
        FloatVector most = FloatVector.broadcast(SPECIES, max);
        FloatVector difference = x.sub(most);
        boolean areOrdinary = FloatExponentials.areOrdinary(difference);
        FloatVector rest = FloatExponentials.rest(x, most, difference);
        FloatExponentials.ofDifference(difference, rest).intoArray(out, to);
        if (!areOrdinary) {
            beyond(a, from, max, out, to);
        }
    }

    private static void beyond(float[] a, int from, float max, float[] out, int to) {
        for (int i = 0; i < LANES; i++) {
            float difference = a[from + i] - max;
            if (!FloatExponentials.isOrdinary(difference)) {
                out[to + i] = FloatExponentials.ofDifference(a[from + i], max);
            }
        }
    }

    private static double sum(float[] a, int from, int count) {
        DoubleVector s0 = DoubleVector.zero(DoubleVector.SPECIES_PREFERRED);
        DoubleVector s1 = s0;
        DoubleVector s2 = s0;
        DoubleVector s3 = s0;
        int end = from + count;
        int i = from;
        for (; i + PARTIAL <= end; i += PARTIAL) {
            FloatVector x = FloatVector.fromArray(SPECIES, a, i);
            s0 = s0.add(x.convert(VectorOperators.F2D, 0));
            s1 = s1.add(x.convert(VectorOperators.F2D, 1));
            if (LANES < PARTIAL) {
                FloatVector y = FloatVector.fromArray(SPECIES, a, i + LANES);
                s2 = s2.add(y.convert(VectorOperators.F2D, 0));
                s3 = s3.add(y.convert(VectorOperators.F2D, 1));
            }
        }
        // lanes four apart first, whatever their number
        double total;
        if (LANES < PARTIAL) {
            DoubleVector s = s0.add(s2).add(s1.add(s3));
            total = (s.lane(0) + s.lane(1)) + (s.lane(2) + s.lane(3));
        } else {
            DoubleVector s = s0.add(s1);
            total = ((s.lane(0) + s.lane(4)) + (s.lane(1) + s.lane(5)))
                    + ((s.lane(2) + s.lane(6)) + (s.lane(3) + s.lane(7)));
        }
        for (; i < end; i++) {
            total += a[i];
        }
        return total;
    }

    private static void scale(float[] a, int from, int count, double factor) {
        float high = (float) factor;
        float low = (float) (factor - high);
        int last = from + count - LANES;
        FloatVector behind = FloatVector.fromArray(SPECIES, a, last);
        for (int i = from; i <= last; i += LANES) {
            FloatVector x = FloatVector.fromArray(SPECIES, a, i);
            x.fma(FloatVector.broadcast(SPECIES, high), x.mul(low)).intoArray(a, i);
        }
        behind.fma(FloatVector.broadcast(SPECIES, high), behind.mul(low)).intoArray(a, last);
    }
}
