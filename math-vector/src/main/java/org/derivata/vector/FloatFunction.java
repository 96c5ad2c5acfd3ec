package org.derivata.vector;

import jdk.incubator.vector.FloatVector;

/**
 * A function of each lane in float32.
 *
 * @param lanes what holds where no number is greater in size than the limit; other lanes may hold anything then
 * @param limit up to here
 * @param beyond the function of a number of greater size, or of what is no number
 */
record FloatFunction(Lanes lanes, float limit, Beyond beyond) {

    /** A function of vectors. */
    interface Lanes {
        FloatVector of(FloatVector x);
    }

    /** A function of one number. */
    interface Beyond {
        float of(float x);
    }
}
