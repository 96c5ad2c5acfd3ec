package org.derivata.vector;

import jdk.incubator.vector.FloatVector;

/**
 * A function of each lane in float32.
 *
 * @param lanes the function of numbers no greater in size than the limit; in other lanes it may have any result
 * @param limit up to here
 * @param beyond the function of numbers of greater size, and of what is no number; others may become any
 */
record FloatFunction(Lanes lanes, float limit, Beyond beyond) {

    /** A function of vectors. */
    interface Lanes {
        FloatVector of(FloatVector x);
    }

    /** Replaces numbers of an array, as many as a vector has, by the function of each. */
    interface Beyond {
        void replace(float[] numbers, int at);
    }
}
