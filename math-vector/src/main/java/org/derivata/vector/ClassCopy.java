package org.derivata.vector;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.util.Objects;

/**
 * Copies of a class, each with a constant of its own. In one loop for several functions HotSpot would not know which one it calls, and make an object of each
 * vector; to a copy its function is known.
 */
final class ClassCopy {

    private ClassCopy() {}

    /** An object of a copy of a class of this package, made by its constructor without parameters. */
    static Object of(Class<?> original, Object constant) {
        String file = original.getSimpleName() + ".class";
        try (InputStream in = Objects.requireNonNull(original.getResourceAsStream(file))) {
            return MethodHandles.lookup()
                    .defineHiddenClassWithClassData(in.readAllBytes(), constant, true)
                    .lookupClass()
                    .getDeclaredConstructor()
                    .newInstance();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The constant of the copy that asks. */
    static <T> T constant(MethodHandles.Lookup copy, Class<T> type) {
        try {
            return Objects.requireNonNull(MethodHandles.classData(copy, "_", type));
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
