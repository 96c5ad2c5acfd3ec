package org.derivata.vector;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.util.Objects;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The loops of a function. Each function has a copy of this class with the function as its constant: in one loop for several functions
 * HotSpot would not know which one it calls, and make an object of each vector.
 */
final class VectorLoops implements VectorLoop {

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
    static VectorLoop of(VectorFunction function) {
        String file = VectorLoops.class.getSimpleName() + ".class";
        try (InputStream in = Objects.requireNonNull(VectorLoops.class.getResourceAsStream(file))) {
            return (VectorLoop) MethodHandles.lookup()
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
            rest(a, whole, count, 0, out, 0);
        }
    }

    @Override
    public void shifted(double[] a, int from, int count, double shift, double[] out, int to) {
        int whole = SPECIES.loopBound(count);
        for (int i = 0; i < whole; i += LANES) {
            FUNCTION.of(DoubleVector.fromArray(SPECIES, a, from + i).sub(shift)).intoArray(out, to + i);
        }
        if (whole < count) {
            rest(a, from + whole, from + count, shift, out, to - from);
        }
    }

    /** Apart, since HotSpot gives up making vectors of a method in which the function stands twice. */
    private static void rest(double[] a, int from, int end, double shift, double[] out, int offset) {
        for (int i = from; i < end; i++) {
            out[offset + i] =
                    FUNCTION.of(DoubleVector.broadcast(SPECIES, a[i] - shift)).lane(0);
        }
    }
}
