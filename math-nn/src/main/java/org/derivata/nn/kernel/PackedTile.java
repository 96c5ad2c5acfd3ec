package org.derivata.nn.kernel;

/**
 * The inner part of a blocked product: a panel of B packed row by row, and sums for a few rows of C at a time. Every
 * element is summed over k in order with fused multiply-adds, whichever loop does it.
 *
 * @param <T> {@code double[]} or {@code float[]}
 */
public interface PackedTile<T> {

    /** Rows of C that share one pass over the panel. */
    int ROWS = 4;

    /** Rows of a panel of so many columns, at most; a multiple of 4. */
    int depth(int width);

    /** Columns of a panel, at most. */
    int width();

    /** Copies a [depth, width] block of B into the panel. */
    void pack(int depth, int width, T b, int offset, int rowStride, int columnStride);

    /** Begins the sums of {@code count} (1 to {@link #ROWS}) rows with {@code beta c}; with 0, C is not read. */
    void begin(int count, int width, double beta, T c, int offset, int rowStride, int columnStride);

    /** Adds {@code alpha} times {@code count} rows of A, [count, depth] from {@code offset}, times the panel. */
    void sum(int count, int depth, int width, double alpha, T a, int offset, int rowStride, int columnStride);

    /** Writes the sums of {@code count} rows into C. */
    void store(int count, int width, T c, int offset, int rowStride, int columnStride);
}
