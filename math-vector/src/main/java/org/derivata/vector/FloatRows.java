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

    /**
     * As {@link org.derivata.nn.kernel.GroupFunction#SOFTMAX} of one row. In one method, too long for HotSpot to inline (FreqInlineSize): what it inlines it
     * compiles anew within the caller, and by a third slower.
     */
    static void softmax(float[] a, int from, int count, float[] out, int to) {
        int last = count - LANES;
        // by bits: of numbers without a sign the greatest has the greatest integer, of those with one the least; what
        // is no number is beyond all others
        IntVector greatest = IntVector.broadcast(IntVector.SPECIES_PREFERRED, Integer.MIN_VALUE);
        IntVector least = IntVector.broadcast(IntVector.SPECIES_PREFERRED, Integer.MAX_VALUE);
        IntVector turned = greatest;
        for (int i = 0; i < count; i += LANES) {
            IntVector x =
                    FloatVector.fromArray(SPECIES, a, from + Math.min(i, last)).reinterpretAsInts();
            greatest = greatest.max(x);
            least = least.min(x);
            turned = turned.max(x.lanewise(VectorOperators.XOR, Integer.MIN_VALUE));
        }
        int high = greatest.reduceLanes(VectorOperators.MAX);
        int low = least.reduceLanes(VectorOperators.MIN);
        float max = Float.intBitsToFloat(high >= 0 ? high : low);
        float min = Float.intBitsToFloat(low >= 0 ? low : turned.reduceLanes(VectorOperators.MAX) ^ Integer.MIN_VALUE);
        if (max - min <= FloatExponentials.ORDINARY) {
            for (int i = 0; i < count; i += LANES) {
                int at = Math.min(i, last);
                FloatVector x = FloatVector.fromArray(SPECIES, a, from + at);
                FloatExponentials.ofDifference(x, FloatVector.broadcast(SPECIES, max))
                        .intoArray(out, to + at);
            }
        } else {
            for (int i = 0; i < count; i += LANES) {
                int at = Math.min(i, last);
                FloatExponentials.ofDifferences(a, from + at, max, out, to + at);
            }
        }
        DoubleVector s0 = DoubleVector.zero(DoubleVector.SPECIES_PREFERRED);
        DoubleVector s1 = s0;
        DoubleVector s2 = s0;
        DoubleVector s3 = s0;
        int end = to + count;
        int next = to;
        for (; next + PARTIAL <= end; next += PARTIAL) {
            FloatVector x = FloatVector.fromArray(SPECIES, out, next);
            s0 = s0.add(x.convert(VectorOperators.F2D, 0));
            s1 = s1.add(x.convert(VectorOperators.F2D, 1));
            if (LANES < PARTIAL) {
                FloatVector y = FloatVector.fromArray(SPECIES, out, next + LANES);
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
        for (; next < end; next++) {
            total += out[next];
        }
        double factor = 1 / total;
        float scale = (float) factor;
        float rest = (float) (factor - scale);
        FloatVector behind = FloatVector.fromArray(SPECIES, out, to + last);
        for (int i = to; i <= to + last; i += LANES) {
            FloatVector x = FloatVector.fromArray(SPECIES, out, i);
            x.fma(FloatVector.broadcast(SPECIES, scale), x.mul(rest)).intoArray(out, i);
        }
        behind.fma(FloatVector.broadcast(SPECIES, scale), behind.mul(rest)).intoArray(out, to + last);
    }
}
