package org.derivata.vector;

import java.lang.invoke.MethodHandles;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.derivata.nn.kernel.FloatLoop;

/** The loop of a function in float32; a {@linkplain ClassCopy copy} of this class for each. */
final class FloatLoops implements FloatLoop {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    private static final FloatFunction FUNCTION = ClassCopy.constant(MethodHandles.lookup(), FloatFunction.class);

    @Override
    public void run(float[] a, int from, int count, float[] out, int to) {
        if (count >= LANES) {
            loop(a, from, count, out, to);
        } else if (count > 0) {
            float[] few = Scratch.floats();
            System.arraycopy(a, from, few, 0, count);
            loop(few, 0, LANES, few, 0);
            System.arraycopy(few, 0, out, to, count);
        }
    }

    /** As that of {@link VectorLoops}. */
    private static void loop(float[] a, int from, int count, float[] out, int to) {
        int last = count - LANES;
        FloatVector x = FloatVector.fromArray(SPECIES, a, from);
        for (int i = 0; i < count; i += LANES) {
            int at = to + Math.min(i, last);
            VectorMask<Float> ordinary = x.abs().compare(VectorOperators.LE, FUNCTION.limit());
            FloatVector y = FUNCTION.lanes().of(x);
            FloatVector next = FloatVector.fromArray(SPECIES, a, from + Math.min(i + LANES, last));
            if (ordinary.allTrue()) {
                y.intoArray(out, at);
            } else {
                x.blend(y, ordinary).intoArray(out, at);
                beyond(~ordinary.toLong(), out, at);
            }
            x = next;
        }
    }

    /** Replaces the numbers in some lanes by their functions. */
    private static void beyond(long lanes, float[] out, int at) {
        for (int i = 0; i < LANES; i++) {
            if ((lanes >> i & 1) == 1) {
                out[at + i] = FUNCTION.beyond().of(out[at + i]);
            }
        }
    }
}
