package org.derivata.nn.kernel;

/**
 * The one seam for matrix products: {@code C = alpha op(A) op(B) + beta C} on flat row-major arrays, float64 or
 * float32.
 *
 * <p>Every implementation is safe to call from several threads at once, follows IEEE 754 for NaN and infinities (a zero
 * never hides them), does not read C when {@code beta} is 0, and gives the same bits for the same call whatever the
 * number of threads. Two implementations agree within rounding, not to the bit.
 *
 * <p>In float32 the factors {@code alpha} and {@code beta} are rounded to float32 first, and sums are kept in float32 or better.
 */
public interface MatrixMultiplier {

    /**
     * Multiplies. Sizes may be 0; with {@code k} 0 the product is a matrix of zeros.
     *
     * @param m rows of op(A) and of C
     * @param n columns of op(B) and of C
     * @param k columns of op(A), rows of op(B)
     * @param alpha factor of the product
     * @param a holds A: [m, k] row-major from {@code aOffset}, or [k, m] when {@code transposeA}
     * @param b holds B: [k, n] row-major from {@code bOffset}, or [n, k] when {@code transposeB}
     * @param beta factor of the old C; with 0 the old C may hold anything, NaN too
     * @param c holds C: [m, n] row-major from {@code cOffset}; may be the array of an operand, in another region
     * @throws IndexOutOfBoundsException if a matrix does not lie within its array
     * @throws IllegalArgumentException if a size is negative or C overlaps an operand
     */
    void multiply(
            int m,
            int n,
            int k,
            double alpha,
            double[] a,
            int aOffset,
            boolean transposeA,
            double[] b,
            int bOffset,
            boolean transposeB,
            double beta,
            double[] c,
            int cOffset);

    /** The same in float32. */
    void multiply(
            int m,
            int n,
            int k,
            double alpha,
            float[] a,
            int aOffset,
            boolean transposeA,
            float[] b,
            int bOffset,
            boolean transposeB,
            double beta,
            float[] c,
            int cOffset);

    /**
     * Writes a product as straight-line code: the same arithmetic in the same order, on numbers of the code in place of those of arrays. The other parameters are
     * those of {@link #multiply}.
     *
     * @return whether it was written; no product has to be
     */
    default boolean expand(
            StraightLine code,
            int m,
            int n,
            int k,
            double alpha,
            int[] a,
            int aOffset,
            boolean transposeA,
            int[] b,
            int bOffset,
            boolean transposeB,
            double beta,
            int[] c,
            int cOffset) {
        return false;
    }

    /** A short name for reports, such as {@code blocked} or {@code ojalgo}. */
    String name();
}
