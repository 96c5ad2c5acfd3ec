package org.derivata.nn.kernel;

import java.util.Arrays;

/**
 * A tile of float64.
 *
 * <p>HotSpot turns a loop into vector instructions only when all its arrays are read at one shared index; those read
 * at different offsets stay scalar, about four times slower. So each packed row is an array of its own, from 0. Four
 * rows of C by two rows of B is the largest tile that became vector code wherever it was tried (Java 17 with AVX2 and
 * with AVX-512, Java 25 with AVX-512); larger tiles are faster in one place and fall back to scalar code in another.
 *
 * <p>Only one of the arrays of such a loop is aligned to the vector; the others follow if they start at the same place
 * of a cache line. So each row fills whole cache lines, header included, and all rows are made together: they lie one
 * behind another, and a garbage collector moves them as they lie. Without that the same loop takes 1.4 times as long.
 *
 * <p>Every element is summed over k in order with fused multiply-adds, whichever loop does it.
 */
final class DoubleTile implements PackedTile<double[]> {

    /** Columns of a panel: with {@link #DEPTH} rows it fills 256 KiB, half of a common second-level cache. */
    static final int WIDTH = 128;

    /** Numbers that fill the first cache line of an array beside its header of 16 bytes. */
    private static final int FIRST_LINE = 6;

    /** The panel, and behind it the sums. */
    private final double[][] rows = new double[DEPTH + ROWS][WIDTH + FIRST_LINE];

    @Override
    public int width() {
        return WIDTH;
    }

    @Override
    public void pack(int depth, int width, double[] b, int offset, int rowStride, int columnStride) {
        if (columnStride == 1) {
            for (int p = 0; p < depth; p++) {
                System.arraycopy(b, offset + p * rowStride, rows[p], 0, width);
            }
            return;
        }
        int p = 0;
        // Eight rows at a time use a whole cache line of a transposed B while it is near.
        for (; p + 8 <= depth; p += 8) {
            packEight(p, width, b, offset + p * rowStride, rowStride, columnStride);
        }
        for (; p < depth; p++) {
            double[] row = rows[p];
            for (int j = 0, at = offset + p * rowStride; j < width; j++, at += columnStride) {
                row[j] = b[at];
            }
        }
    }

    private void packEight(int p, int width, double[] b, int offset, int rowStride, int columnStride) {
        double[] r0 = rows[p];
        double[] r1 = rows[p + 1];
        double[] r2 = rows[p + 2];
        double[] r3 = rows[p + 3];
        double[] r4 = rows[p + 4];
        double[] r5 = rows[p + 5];
        double[] r6 = rows[p + 6];
        double[] r7 = rows[p + 7];
        for (int j = 0, at = offset; j < width; j++, at += columnStride) {
            r0[j] = b[at];
            r1[j] = b[at + rowStride];
            r2[j] = b[at + 2 * rowStride];
            r3[j] = b[at + 3 * rowStride];
            r4[j] = b[at + 4 * rowStride];
            r5[j] = b[at + 5 * rowStride];
            r6[j] = b[at + 6 * rowStride];
            r7[j] = b[at + 7 * rowStride];
        }
    }

    @Override
    public void begin(int count, int width, double beta, double[] c, int offset, int rowStride, int columnStride) {
        for (int row = 0; row < count; row++) {
            double[] sum = rows[DEPTH + row];
            int source = offset + row * rowStride;
            if (beta == 0) {
                Arrays.fill(sum, 0, width, 0);
            } else if (columnStride == 1) {
                System.arraycopy(c, source, sum, 0, width);
            } else {
                for (int j = 0, at = source; j < width; j++, at += columnStride) {
                    sum[j] = c[at];
                }
            }
            if (beta != 0 && beta != 1) {
                scale(width, beta, sum);
            }
        }
    }

    private static void scale(int width, double factor, double[] sum) {
        for (int j = 0; j < width; j++) {
            sum[j] *= factor;
        }
    }

    @Override
    public void sum(
            int count, int depth, int width, double alpha, double[] a, int offset, int rowStride, int columnStride) {
        if (count == ROWS) {
            sumFour(depth, width, alpha, a, offset, rowStride, columnStride);
            return;
        }
        for (int row = 0; row < count; row++) {
            sumOne(rows[DEPTH + row], depth, width, alpha, a, offset + row * rowStride, columnStride);
        }
    }

    private void sumFour(int depth, int width, double alpha, double[] a, int offset, int rowStride, int columnStride) {
        double[] s0 = rows[DEPTH];
        double[] s1 = rows[DEPTH + 1];
        double[] s2 = rows[DEPTH + 2];
        double[] s3 = rows[DEPTH + 3];
        int row0 = offset;
        int row1 = row0 + rowStride;
        int row2 = row1 + rowStride;
        int row3 = row2 + rowStride;
        int p = 0;
        for (; p + 2 <= depth; p += 2) {
            int at = p * columnStride;
            int next = at + columnStride;
            addFourByTwo(
                    width,
                    s0,
                    s1,
                    s2,
                    s3,
                    rows[p],
                    rows[p + 1],
                    alpha * a[row0 + at],
                    alpha * a[row0 + next],
                    alpha * a[row1 + at],
                    alpha * a[row1 + next],
                    alpha * a[row2 + at],
                    alpha * a[row2 + next],
                    alpha * a[row3 + at],
                    alpha * a[row3 + next]);
        }
        if (p < depth) {
            int at = p * columnStride;
            addOneByOne(width, s0, rows[p], alpha * a[row0 + at]);
            addOneByOne(width, s1, rows[p], alpha * a[row1 + at]);
            addOneByOne(width, s2, rows[p], alpha * a[row2 + at]);
            addOneByOne(width, s3, rows[p], alpha * a[row3 + at]);
        }
    }

    private void sumOne(double[] sum, int depth, int width, double alpha, double[] a, int offset, int columnStride) {
        int p = 0;
        for (; p + 2 <= depth; p += 2) {
            int at = offset + p * columnStride;
            addOneByTwo(width, sum, rows[p], rows[p + 1], alpha * a[at], alpha * a[at + columnStride]);
        }
        if (p < depth) {
            addOneByOne(width, sum, rows[p], alpha * a[offset + p * columnStride]);
        }
    }

    private static void addFourByTwo(
            int width,
            double[] s0,
            double[] s1,
            double[] s2,
            double[] s3,
            double[] b0,
            double[] b1,
            double a00,
            double a01,
            double a10,
            double a11,
            double a20,
            double a21,
            double a30,
            double a31) {
        for (int j = 0; j < width; j++) {
            double x0 = b0[j];
            double x1 = b1[j];
            s0[j] = Math.fma(a01, x1, Math.fma(a00, x0, s0[j]));
            s1[j] = Math.fma(a11, x1, Math.fma(a10, x0, s1[j]));
            s2[j] = Math.fma(a21, x1, Math.fma(a20, x0, s2[j]));
            s3[j] = Math.fma(a31, x1, Math.fma(a30, x0, s3[j]));
        }
    }

    private static void addOneByTwo(int width, double[] s, double[] b0, double[] b1, double a0, double a1) {
        for (int j = 0; j < width; j++) {
            s[j] = Math.fma(a1, b1[j], Math.fma(a0, b0[j], s[j]));
        }
    }

    private static void addOneByOne(int width, double[] s, double[] b, double a) {
        for (int j = 0; j < width; j++) {
            s[j] = Math.fma(a, b[j], s[j]);
        }
    }

    @Override
    public void store(int count, int width, double[] c, int offset, int rowStride, int columnStride) {
        for (int row = 0; row < count; row++) {
            double[] sum = rows[DEPTH + row];
            int target = offset + row * rowStride;
            if (columnStride == 1) {
                System.arraycopy(sum, 0, c, target, width);
            } else {
                for (int j = 0, at = target; j < width; j++, at += columnStride) {
                    c[at] = sum[j];
                }
            }
        }
    }
}
