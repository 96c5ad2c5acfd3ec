package org.derivata.vector;

import java.lang.invoke.MethodHandles;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The loops of a function; a {@linkplain ClassCopy copy} of this class for each.
 */
final class VectorLoops implements VectorLoop {

    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    private static final VectorFunction FUNCTION = ClassCopy.constant(MethodHandles.lookup(), VectorFunction.class);

    @Override
    public void run(int count, double[] out, double[] a, double[] b, double[] c) {
        shifted(a, 0, count, 0, out, 0);
    }

    @Override
    public void shifted(double[] a, int from, int count, double shift, double[] out, int to) {
        if (count >= LANES) {
            loop(a, from, count, shift, out, to);
        } else if (count > 0) {
            double[] few = Scratch.doubles();
            System.arraycopy(a, from, few, 0, count);
            loop(few, 0, LANES, shift, few, 0);
            System.arraycopy(few, 0, out, to, count);
        }
    }

    /**
     * The last vector ends with the last number, so it may begin within the one before, and compute the same again. It is read before that is written, since
     * {@code out} may be {@code a}. The function stands here once: HotSpot gives up making vectors of a method in which it stands twice.
     */
    private static void loop(double[] a, int from, int count, double shift, double[] out, int to) {
        int last = count - LANES;
        DoubleVector x = DoubleVector.fromArray(SPECIES, a, from);
        for (int i = 0; i < count; i += LANES) {
            DoubleVector y = FUNCTION.of(x.sub(shift));
            x = DoubleVector.fromArray(SPECIES, a, from + Math.min(i + LANES, last));
            y.intoArray(out, to + Math.min(i, last));
        }
    }
}
