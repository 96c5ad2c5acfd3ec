package org.derivata.vector;

import jdk.incubator.vector.DoubleVector;

/** Where a thread computes what cannot be computed in place. */
final class Scratch {

    private static final int LARGEST = 2048;

    private static final ThreadLocal<double[]> DOUBLES =
            ThreadLocal.withInitial(() -> new double[DoubleVector.SPECIES_PREFERRED.length()]);

    private static final ThreadLocal<float[]> FLOATS = ThreadLocal.withInitial(() -> new float[LARGEST]);

    private static final ThreadLocal<float[]> MORE_FLOATS = ThreadLocal.withInitial(() -> new float[LARGEST]);

    private Scratch() {}

    /** A vector of numbers. */
    static double[] doubles() {
        return DOUBLES.get();
    }

    /** {@value #LARGEST} numbers. */
    static float[] floats() {
        return FLOATS.get();
    }

    /** As many beside them. */
    static float[] moreFloats() {
        return MORE_FLOATS.get();
    }
}
