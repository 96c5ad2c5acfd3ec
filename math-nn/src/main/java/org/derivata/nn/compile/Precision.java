package org.derivata.nn.compile;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * How the numbers of a program are kept in memory.
 *
 * <p>In float32 everything that is stored is rounded to it, and matrix products are computed in it. Elementwise functions,
 * sums and softmax are computed in float64 on the way from memory to memory: they are as exact as float32 allows. Where vectors
 * compute functions ({@link org.derivata.nn.kernel.BlockFunctions}), one that stands alone may be a unit in the last place off, and
 * softmax of rows two.
 */
public enum Precision {
    FLOAT64(Double.BYTES),
    FLOAT32(Float.BYTES);

    private final int bytes;

    Precision(int bytes) {
        this.bytes = bytes;
    }

    /** Bytes a number. */
    public int bytes() {
        return bytes;
    }

    /** The name in options and plans. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The precision of a name. */
    public static Optional<Precision> named(String word) {
        return Arrays.stream(values()).filter(each -> each.word().equals(word)).findFirst();
    }
}
