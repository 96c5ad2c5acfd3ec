package org.derivata.nn.kernel;

import java.util.Objects;

/** What every multiplier checks before it touches memory: ojAlgo multiplies mismatched or aliased stores silently. */
public final class ProductBounds {

    private ProductBounds() {}

    /**
     * Checks sizes against arrays.
     *
     * @throws IllegalArgumentException when a size is negative, or C overlaps A or B
     * @throws IndexOutOfBoundsException when a matrix reaches beyond its array
     */
    public static void check(
            int m, int n, int k, double[] a, int aOffset, double[] b, int bOffset, double[] c, int cOffset) {
        check(m, n, k, a, a.length, aOffset, b, b.length, bOffset, c, c.length, cOffset);
    }

    /** The same for float32. */
    public static void check(
            int m, int n, int k, float[] a, int aOffset, float[] b, int bOffset, float[] c, int cOffset) {
        check(m, n, k, a, a.length, aOffset, b, b.length, bOffset, c, c.length, cOffset);
    }

    private static void check(
            int m,
            int n,
            int k,
            Object a,
            int aLength,
            int aOffset,
            Object b,
            int bLength,
            int bOffset,
            Object c,
            int cLength,
            int cOffset) {
        if (m < 0 || n < 0 || k < 0) {
            throw new IllegalArgumentException("negative size in a product " + m + " x " + k + " by " + k + " x " + n);
        }
        int aCount = Math.multiplyExact(m, k);
        int bCount = Math.multiplyExact(k, n);
        int cCount = Math.multiplyExact(m, n);
        Objects.checkFromIndexSize(aOffset, aCount, aLength);
        Objects.checkFromIndexSize(bOffset, bCount, bLength);
        Objects.checkFromIndexSize(cOffset, cCount, cLength);
        if ((c == a && overlap(cOffset, cCount, aOffset, aCount))
                || (c == b && overlap(cOffset, cCount, bOffset, bCount))) {
            throw new IllegalArgumentException("the target of a product overlaps an operand");
        }
    }

    private static boolean overlap(int first, int firstCount, int second, int secondCount) {
        return first < second + secondCount && second < first + firstCount;
    }
}
