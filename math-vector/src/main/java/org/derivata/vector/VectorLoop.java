package org.derivata.vector;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.derivata.nn.kernel.ElementLoop;

/** The loop of a function over a block, or over a piece of an array. */
interface VectorLoop extends ElementLoop {

    /** {@code out[to + i] = f(a[from + i] - shift)}. */
    void shifted(double[] a, int from, int count, double shift, double[] out, int to);

    /** That method of a loop. */
    static MethodHandle shifted(VectorLoop loop) {
        MethodType type = MethodType.methodType(
                void.class, double[].class, int.class, int.class, double.class, double[].class, int.class);
        try {
            return MethodHandles.lookup()
                    .findVirtual(VectorLoop.class, "shifted", type)
                    .bindTo(loop);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
