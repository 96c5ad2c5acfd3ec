package org.derivata.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;

/** Where a thread computes with fewer numbers than a vector has. */
final class Scratch {

    private static final ThreadLocal<double[]> DOUBLES =
            ThreadLocal.withInitial(() -> new double[DoubleVector.SPECIES_PREFERRED.length()]);

    private static final ThreadLocal<float[]> FLOATS =
            ThreadLocal.withInitial(() -> new float[FloatVector.SPECIES_PREFERRED.length()]);

    private Scratch() {}

    static double[] doubles() {
        return DOUBLES.get();
    }

    static float[] floats() {
        return FLOATS.get();
    }
}
