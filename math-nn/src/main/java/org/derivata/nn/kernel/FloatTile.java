package org.derivata.nn.kernel;

import java.util.Arrays;

/**
 * A tile of float32, as {@link DoubleTile}: Java has no way to write the two as one.
 */
final class FloatTile implements PackedTile<float[]> {

    private static final int WIDTH = 512;

    private static final int DEPTH = 256;

    /** Numbers of a panel: 256 KiB, half of a common second-level cache. */
    private static final int PANEL = 65_536;

    /** Numbers that fill the first cache line of an array beside its header of 16 bytes. */
    private static final int FIRST_LINE = 12;

    /** The sums, and behind them the panel. */
    private final float[][] rows = new float[ROWS + DEPTH][WIDTH + FIRST_LINE];

    @Override
    public int depth(int width) {
        return Math.min(DEPTH, PANEL / width & ~3);
    }

    @Override
    public int width() {
        return WIDTH;
    }

    @Override
    public void pack(int depth, int width, float[] b, int offset, int rowStride, int columnStride) {
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
            float[] row = rows[ROWS + p];
            for (int j = 0, at = offset + p * rowStride; j < width; j++, at += columnStride) {
                row[j] = b[at];
            }
        }
    }

    private void packEight(int p, int width, float[] b, int offset, int rowStride, int columnStride) {
        float[] r0 = rows[ROWS + p];
        float[] r1 = rows[ROWS + p + 1];
        float[] r2 = rows[ROWS + p + 2];
        float[] r3 = rows[ROWS + p + 3];
        float[] r4 = rows[ROWS + p + 4];
        float[] r5 = rows[ROWS + p + 5];
        float[] r6 = rows[ROWS + p + 6];
        float[] r7 = rows[ROWS + p + 7];
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
    public void begin(int count, int width, double beta, float[] c, int offset, int rowStride, int columnStride) {
        for (int row = 0; row < count; row++) {
            float[] sum = rows[row];
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
                scale(width, (float) beta, sum);
            }
        }
    }

    private static void scale(int width, float factor, float[] sum) {
        for (int j = 0; j < width; j++) {
            sum[j] *= factor;
        }
    }

    @Override
    public void sum(
            int count, int depth, int width, double alpha, float[] a, int offset, int rowStride, int columnStride) {
        int p = 0;
        for (; p + 4 <= depth; p += 4) {
            int row = 0;
            int at = offset + p * columnStride;
            for (; row + 2 <= count; row += 2, at += 2 * rowStride) {
                addTwoByFour(width, row, p, (float) alpha, a, at, at + rowStride, columnStride);
            }
            if (row < count) {
                addOneByFour(width, row, p, (float) alpha, a, at, columnStride);
            }
        }
        for (int row = 0; row < count; row++) {
            addOneByFew(width, row, p, depth, (float) alpha, a, offset + row * rowStride, columnStride);
        }
    }

    private void addTwoByFour(
            int width, int row, int p, float alpha, float[] a, int first, int second, int columnStride) {
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

    private void addOneByFour(int width, int row, int p, float alpha, float[] a, int first, int columnStride) {
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
            int width, int row, int from, int depth, float alpha, float[] a, int offset, int columnStride) {
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
            float[] s0,
            float[] s1,
            float[] b0,
            float[] b1,
            float[] b2,
            float[] b3,
            float a00,
            float a01,
            float a02,
            float a03,
            float a10,
            float a11,
            float a12,
            float a13) {
        for (int j = 0; j < width; j++) {
            float x0 = b0[j];
            float x1 = b1[j];
            float x2 = b2[j];
            float x3 = b3[j];
            s0[j] = Math.fma(a03, x3, Math.fma(a02, x2, Math.fma(a01, x1, Math.fma(a00, x0, s0[j]))));
            s1[j] = Math.fma(x3, a13, Math.fma(x2, a12, Math.fma(x1, a11, Math.fma(x0, a10, s1[j]))));
        }
    }

    private static void addOneByFour(
            int width,
            float[] s,
            float[] b0,
            float[] b1,
            float[] b2,
            float[] b3,
            float a0,
            float a1,
            float a2,
            float a3) {
        for (int j = 0; j < width; j++) {
            s[j] = Math.fma(a3, b3[j], Math.fma(a2, b2[j], Math.fma(a1, b1[j], Math.fma(a0, b0[j], s[j]))));
        }
    }

    private static void addOneByTwo(int width, float[] s, float[] b0, float[] b1, float a0, float a1) {
        for (int j = 0; j < width; j++) {
            s[j] = Math.fma(a1, b1[j], Math.fma(a0, b0[j], s[j]));
        }
    }

    private static void addOneByOne(int width, float[] s, float[] b, float a) {
        for (int j = 0; j < width; j++) {
            s[j] = Math.fma(a, b[j], s[j]);
        }
    }

    @Override
    public void store(int count, int width, float[] c, int offset, int rowStride, int columnStride) {
        for (int row = 0; row < count; row++) {
            float[] sum = rows[row];
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
