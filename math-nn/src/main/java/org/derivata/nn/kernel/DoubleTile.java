package org.derivata.nn.kernel;

import java.util.Arrays;

/**
 * A tile of float64: two rows of C by four rows of B at a time.
 *
 * <p>What HotSpot (17 and 25, AVX2 and AVX-512) asks of a loop before it makes vector instructions of it, three to four
 * times as fast:
 *
 * <ul>
 *   <li>All its arrays are read at one shared index. So each packed row is an array of its own, from 0.
 *   <li>A number read from an array is used once for each place among the operands. HotSpot joins the uses of
 *       neighbouring numbers into one vector operation, and where a row of B is multiplied in the same place for two rows
 *       of C it may join one of the first with one of the second, and give up. So the factor stands before a row of B for
 *       one row of C and behind it for the other.
 *   <li>It is short: four rows of C by four of B, or one by eight, are never unrolled, and stay scalar.
 * </ul>
 *
 * <p>Only one of the arrays of such a loop is aligned to the vector; the others follow if they start at the same place
 * of a cache line. So each row fills whole cache lines, header included, and all rows are made together, the sums next to
 * the rows of B that every product uses: they lie one behind another, and a garbage collector moves them as they lie.
 * Without that the same loop takes 1.2 to 1.4 times as long. Before and behind its vectors a loop takes as many single
 * steps as a vector has numbers, so that long rows pay.
 *
 * <p>Every element is summed over k in order with fused multiply-adds, whichever loop does it.
 */
final class DoubleTile implements PackedTile<double[]> {

    private static final int WIDTH = 256;

    private static final int DEPTH = 256;

    /** Numbers of a panel: 256 KiB, half of a common second-level cache. */
    private static final int PANEL = 32_768;

    /** Numbers that fill the first cache line of an array beside its header of 16 bytes. */
    private static final int FIRST_LINE = 6;

    /** The sums, and behind them the panel. */
    private final double[][] rows = new double[ROWS + DEPTH][WIDTH + FIRST_LINE];

    @Override
    public int depth(int width) {
        return Math.min(DEPTH, PANEL / width & ~3);
    }

    @Override
    public int width() {
        return WIDTH;
    }

    @Override
    public void pack(int depth, int width, double[] b, int offset, int rowStride, int columnStride) {
        if (columnStride == 1) {
            for (int p = 0; p < depth; p++) {
                System.arraycopy(b, offset + p * rowStride, rows[ROWS + p], 0, width);
            }
            return;
        }
        int p = 0;
        // Eight rows at a time use a whole cache line of a transposed B while it is near.
        for (; p + 8 <= depth; p += 8) {
            packEight(p, width, b, offset + p * rowStride, rowStride, columnStride);
        }
        for (; p < depth; p++) {
            double[] row = rows[ROWS + p];
            for (int j = 0, at = offset + p * rowStride; j < width; j++, at += columnStride) {
                row[j] = b[at];
            }
        }
    }

    private void packEight(int p, int width, double[] b, int offset, int rowStride, int columnStride) {
        double[] r0 = rows[ROWS + p];
        double[] r1 = rows[ROWS + p + 1];
        double[] r2 = rows[ROWS + p + 2];
        double[] r3 = rows[ROWS + p + 3];
        double[] r4 = rows[ROWS + p + 4];
        double[] r5 = rows[ROWS + p + 5];
        double[] r6 = rows[ROWS + p + 6];
        double[] r7 = rows[ROWS + p + 7];
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
            double[] sum = rows[row];
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
        int p = 0;
        for (; p + 4 <= depth; p += 4) {
            int row = 0;
            int at = offset + p * columnStride;
            for (; row + 2 <= count; row += 2, at += 2 * rowStride) {
                addTwoByFour(width, row, p, alpha, a, at, at + rowStride, columnStride);
            }
            if (row < count) {
                addOneByFour(width, row, p, alpha, a, at, columnStride);
            }
        }
        for (int row = 0; row < count; row++) {
            addOneByFew(width, row, p, depth, alpha, a, offset + row * rowStride, columnStride);
        }
    }

    private void addTwoByFour(
            int width, int row, int p, double alpha, double[] a, int first, int second, int columnStride) {
        addTwoByFour(
                width,
                rows[row],
                rows[row + 1],
                rows[ROWS + p],
                rows[ROWS + p + 1],
                rows[ROWS + p + 2],
                rows[ROWS + p + 3],
                alpha * a[first],
                alpha * a[first + columnStride],
                alpha * a[first + 2 * columnStride],
                alpha * a[first + 3 * columnStride],
                alpha * a[second],
                alpha * a[second + columnStride],
                alpha * a[second + 2 * columnStride],
                alpha * a[second + 3 * columnStride]);
    }

    private void addOneByFour(int width, int row, int p, double alpha, double[] a, int first, int columnStride) {
        addOneByFour(
                width,
                rows[row],
                rows[ROWS + p],
                rows[ROWS + p + 1],
                rows[ROWS + p + 2],
                rows[ROWS + p + 3],
                alpha * a[first],
                alpha * a[first + columnStride],
                alpha * a[first + 2 * columnStride],
                alpha * a[first + 3 * columnStride]);
    }

    /** The last rows of the panel, fewer than four. */
    private void addOneByFew(
            int width, int row, int from, int depth, double alpha, double[] a, int offset, int columnStride) {
        int p = from;
        for (; p + 2 <= depth; p += 2) {
            int at = offset + p * columnStride;
            addOneByTwo(
                    width, rows[row], rows[ROWS + p], rows[ROWS + p + 1], alpha * a[at], alpha * a[at + columnStride]);
        }
        if (p < depth) {
            addOneByOne(width, rows[row], rows[ROWS + p], alpha * a[offset + p * columnStride]);
        }
    }

    private static void addTwoByFour(
            int width,
            double[] s0,
            double[] s1,
            double[] b0,
            double[] b1,
            double[] b2,
            double[] b3,
            double a00,
            double a01,
            double a02,
            double a03,
            double a10,
            double a11,
            double a12,
            double a13) {
        for (int j = 0; j < width; j++) {
            double x0 = b0[j];
            double x1 = b1[j];
            double x2 = b2[j];
            double x3 = b3[j];
            s0[j] = Math.fma(a03, x3, Math.fma(a02, x2, Math.fma(a01, x1, Math.fma(a00, x0, s0[j]))));
            s1[j] = Math.fma(x3, a13, Math.fma(x2, a12, Math.fma(x1, a11, Math.fma(x0, a10, s1[j]))));
        }
    }

    private static void addOneByFour(
            int width,
            double[] s,
            double[] b0,
            double[] b1,
            double[] b2,
            double[] b3,
            double a0,
            double a1,
            double a2,
            double a3) {
        for (int j = 0; j < width; j++) {
            s[j] = Math.fma(a3, b3[j], Math.fma(a2, b2[j], Math.fma(a1, b1[j], Math.fma(a0, b0[j], s[j]))));
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
            double[] sum = rows[row];
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
