package org.derivata.vector;

import java.lang.invoke.MethodHandles;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.derivata.nn.kernel.FloatLoop;

/** The loop of a function in float32; a {@linkplain ClassCopy copy} of this class for each. */
final class FloatLoops implements FloatLoop {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    private static final FloatFunction FUNCTION = ClassCopy.constant(MethodHandles.lookup(), FloatFunction.class);

    /** So many numbers are looked at before they are computed, so that they are still in first-level cache then. */
    private static final int BLOCK = 1024;

    @Override
    public void run(float[] a, int from, int count, float[] out, int to) {
        for (int done = 0; done < count; ) {
            // so the last block is no shorter than a vector, unless all is
            int length = count - done < 2 * BLOCK ? count - done : BLOCK;
            block(a, from + done, length, out, to + done);
            done += length;
        }
    }

    /** What is not ordinary, or shorter than a vector, is computed apart, in whole vectors. One call of the loop for both: HotSpot would inline two. */
    private static void block(float[] a, int from, int count, float[] out, int to) {
        boolean direct = count >= LANES && areOrdinary(a, from, count);
        float[] x = direct ? a : Scratch.floats();
        float[] y = direct ? out : Scratch.moreFloats();
        int whole = direct ? count : SPECIES.loopBound(count + LANES - 1);
        if (!direct) {
            System.arraycopy(a, from, x, 0, count);
            Arrays.fill(x, count, whole, 0);
        }
        loop(x, direct ? from : 0, whole, y, direct ? to : 0);
        if (!direct) {
            beyond(x, whole, y);
            System.arraycopy(y, 0, out, to, count);
        }
    }

    private static boolean areOrdinary(float[] a, int from, int count) {
        int last = count - LANES;
        IntVector greatest = IntVector.zero(IntVector.SPECIES_PREFERRED);
        for (int i = 0; i < count; i += LANES) {
            greatest = greatest.max(FloatVector.fromArray(SPECIES, a, from + Math.min(i, last))
                    .reinterpretAsInts()
                    .and(Integer.MAX_VALUE));
        }
        return Float.intBitsToFloat(greatest.reduceLanes(VectorOperators.MAX)) <= FUNCTION.limit();
    }

    /** As the loop of {@link VectorLoops}. */
    private static void loop(float[] a, int from, int count, float[] out, int to) {
        int last = count - LANES;
        FloatVector x = FloatVector.fromArray(SPECIES, a, from);
        for (int i = 0; i < count; i += LANES) {
            FloatVector y = FUNCTION.lanes().of(x);
            x = FloatVector.fromArray(SPECIES, a, from + Math.min(i + LANES, last));
            y.intoArray(out, to + Math.min(i, last));
        }
    }

    private static void beyond(float[] x, int count, float[] y) {
        for (int i = 0; i < count; i += LANES) {
            VectorMask<Float> ordinary =
                    FloatVector.fromArray(SPECIES, x, i).abs().compare(VectorOperators.LE, FUNCTION.limit());
            if (!ordinary.allTrue()) {
                FUNCTION.beyond().replace(x, i);
                FloatVector.fromArray(SPECIES, x, i)
                        .blend(FloatVector.fromArray(SPECIES, y, i), ordinary)
                        .intoArray(y, i);
            }
        }
    }
}
