package org.derivata.vector;

import org.derivata.nn.kernel.ElementLoop;

/** The loop of a function over a block, or over a piece of an array. */
interface VectorLoop extends ElementLoop {

    /** {@code out[to + i] = f(a[from + i] - shift)}. */
    void shifted(double[] a, int from, int count, double shift, double[] out, int to);
}
