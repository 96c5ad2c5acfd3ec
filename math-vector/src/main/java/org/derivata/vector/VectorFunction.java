package org.derivata.vector;

import jdk.incubator.vector.DoubleVector;

/** A function of each lane. */
@FunctionalInterface
interface VectorFunction {

    DoubleVector of(DoubleVector x);
}
