package org.derivata.vector;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.util.Objects;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;
import org.derivata.nn.kernel.ElementLoop;

/**
 * The loop of a function over a block. Each function has a copy of this class with the function as its constant: in one loop for several functions
 * HotSpot would not know which one it calls, and make an object of each vector.
 */
final class VectorLoop implements ElementLoop {

    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    private static final VectorFunction FUNCTION = function();

    private static VectorFunction function() {
        try {
            return MethodHandles.classData(MethodHandles.lookup(), "_", VectorFunction.class);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A copy of this class for a function. */
    static ElementLoop of(VectorFunction function) {
        String file = VectorLoop.class.getSimpleName() + ".class";
        try (InputStream in = Objects.requireNonNull(VectorLoop.class.getResourceAsStream(file))) {
            return (ElementLoop) MethodHandles.lookup()
                    .defineHiddenClassWithClassData(in.readAllBytes(), function, true)
                    .lookupClass()
                    .getDeclaredConstructor()
                    .newInstance();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void run(int count, double[] out, double[] a, double[] b, double[] c) {
        int whole = SPECIES.loopBound(count);
        for (int i = 0; i < whole; i += LANES) {
            FUNCTION.of(DoubleVector.fromArray(SPECIES, a, i)).intoArray(out, i);
        }
        if (whole < count) {
            runRest(whole, count, out, a);
        }
    }

    /** Apart, since HotSpot gives up making vectors of a method in which the function stands twice. */
    private static void runRest(int from, int count, double[] out, double[] a) {
        for (int i = from; i < count; i++) {
            out[i] = FUNCTION.of(DoubleVector.broadcast(SPECIES, a[i])).lane(0);
        }
    }
}
