package org.derivata.nn.kernel;

/**
 * Products too small or too thin to repay packing: plain loops that keep several independent sums in registers.
 *
 * <p>Operands come with strides: element (i, p) of A is {@code a[aOffset + i * aRow + p * aColumn]}. Each result is
 * summed in an order that depends on its own row and column only, so splitting the rows never changes a bit.
 */
final class PlainProduct {

    private PlainProduct() {}

    /** Any operands; meant for small ones. */
    static void matrix(
            int m,
            int n,
            int k,
            double alpha,
            double[] a,
            int aOffset,
            int aRow,
            int aColumn,
            double[] b,
            int bOffset,
            int bRow,
            int bColumn,
            double beta,
            double[] c,
            int cOffset) {
        for (int i = 0; i < m; i++) {
            int left = aOffset + i * aRow;
            int target = cOffset + i * n;
            int j = 0;
            for (; j + 4 <= n; j += 4) {
                int right0 = bOffset + j * bColumn;
                int right1 = right0 + bColumn;
                int right2 = right1 + bColumn;
                int right3 = right2 + bColumn;
                double sum0 = 0;
                double sum1 = 0;
                double sum2 = 0;
                double sum3 = 0;
                for (int p = 0, at = 0; p < k; p++, at += bRow) {
                    double x = a[left + p * aColumn];
                    sum0 = Math.fma(x, b[right0 + at], sum0);
                    sum1 = Math.fma(x, b[right1 + at], sum1);
                    sum2 = Math.fma(x, b[right2 + at], sum2);
                    sum3 = Math.fma(x, b[right3 + at], sum3);
                }
                store(alpha * sum0, beta, c, target + j);
                store(alpha * sum1, beta, c, target + j + 1);
                store(alpha * sum2, beta, c, target + j + 2);
                store(alpha * sum3, beta, c, target + j + 3);
            }
            for (; j < n; j++) {
                int right = bOffset + j * bColumn;
                double sum = 0;
                for (int p = 0; p < k; p++) {
                    sum = Math.fma(a[left + p * aColumn], b[right + p * bRow], sum);
                }
                store(alpha * sum, beta, c, target + j);
            }
        }
    }

    /** Rows of a row-major A [m, k] times a contiguous vector x [k], into a contiguous y [m]. */
    static void rowsTimesVector(
            int m,
            int k,
            double alpha,
            double[] a,
            int aOffset,
            double[] x,
            int xOffset,
            double beta,
            double[] y,
            int yOffset) {
        int i = 0;
        for (; i + 2 <= m; i += 2) {
            int row0 = aOffset + i * k;
            int row1 = row0 + k;
            double s0 = 0;
            double s1 = 0;
            double s2 = 0;
            double s3 = 0;
            double t0 = 0;
            double t1 = 0;
            double t2 = 0;
            double t3 = 0;
            int p = 0;
            for (; p + 4 <= k; p += 4) {
                double x0 = x[xOffset + p];
                double x1 = x[xOffset + p + 1];
                double x2 = x[xOffset + p + 2];
                double x3 = x[xOffset + p + 3];
                s0 = Math.fma(a[row0 + p], x0, s0);
                s1 = Math.fma(a[row0 + p + 1], x1, s1);
                s2 = Math.fma(a[row0 + p + 2], x2, s2);
                s3 = Math.fma(a[row0 + p + 3], x3, s3);
                t0 = Math.fma(a[row1 + p], x0, t0);
                t1 = Math.fma(a[row1 + p + 1], x1, t1);
                t2 = Math.fma(a[row1 + p + 2], x2, t2);
                t3 = Math.fma(a[row1 + p + 3], x3, t3);
            }
            for (; p < k; p++) {
                s0 = Math.fma(a[row0 + p], x[xOffset + p], s0);
                t0 = Math.fma(a[row1 + p], x[xOffset + p], t0);
            }
            store(alpha * (s0 + s1 + (s2 + s3)), beta, y, yOffset + i);
            store(alpha * (t0 + t1 + (t2 + t3)), beta, y, yOffset + i + 1);
        }
        if (i < m) {
            store(alpha * dot(k, a, aOffset + i * k, x, xOffset), beta, y, yOffset + i);
        }
    }

    /** Four interleaved sums, in the same order as a row of the pairs above. */
    private static double dot(int k, double[] a, int aOffset, double[] x, int xOffset) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int p = 0;
        for (; p + 4 <= k; p += 4) {
            s0 = Math.fma(a[aOffset + p], x[xOffset + p], s0);
            s1 = Math.fma(a[aOffset + p + 1], x[xOffset + p + 1], s1);
            s2 = Math.fma(a[aOffset + p + 2], x[xOffset + p + 2], s2);
            s3 = Math.fma(a[aOffset + p + 3], x[xOffset + p + 3], s3);
        }
        for (; p < k; p++) {
            s0 = Math.fma(a[aOffset + p], x[xOffset + p], s0);
        }
        return s0 + s1 + (s2 + s3);
    }

    /** A sum of products as code: one sum, or four interleaved ones as above. */
    static int dot(
            StraightLine code,
            int k,
            boolean inFours,
            int[] a,
            int aOffset,
            int aStep,
            int[] b,
            int bOffset,
            int bStep) {
        int zero = code.constant(0);
        int[] sums = {zero, zero, zero, zero};
        int fours = inFours ? k & ~3 : 0;
        for (int p = 0; p < k; p++) {
            int lane = p < fours ? p & 3 : 0;
            sums[lane] = code.call(Callee.FMA, a[aOffset + p * aStep], b[bOffset + p * bStep], sums[lane]);
        }
        return inFours ? code.add(code.add(sums[0], sums[1]), code.add(sums[2], sums[3])) : sums[0];
    }

    /** The transpose of a row-major A [k, m] times a contiguous vector x [k], into a contiguous y [m]. */
    static void columnsTimesVector(
            int m,
            int k,
            double alpha,
            double[] a,
            int aOffset,
            double[] x,
            int xOffset,
            double beta,
            double[] y,
            int yOffset) {
        int i = 0;
        // Eight neighbours at a time: one cache line of every row is read once.
        for (; i + 8 <= m; i += 8) {
            double s0 = 0;
            double s1 = 0;
            double s2 = 0;
            double s3 = 0;
            double s4 = 0;
            double s5 = 0;
            double s6 = 0;
            double s7 = 0;
            for (int p = 0, at = aOffset + i; p < k; p++, at += m) {
                double factor = x[xOffset + p];
                s0 = Math.fma(a[at], factor, s0);
                s1 = Math.fma(a[at + 1], factor, s1);
                s2 = Math.fma(a[at + 2], factor, s2);
                s3 = Math.fma(a[at + 3], factor, s3);
                s4 = Math.fma(a[at + 4], factor, s4);
                s5 = Math.fma(a[at + 5], factor, s5);
                s6 = Math.fma(a[at + 6], factor, s6);
                s7 = Math.fma(a[at + 7], factor, s7);
            }
            store(alpha * s0, beta, y, yOffset + i);
            store(alpha * s1, beta, y, yOffset + i + 1);
            store(alpha * s2, beta, y, yOffset + i + 2);
            store(alpha * s3, beta, y, yOffset + i + 3);
            store(alpha * s4, beta, y, yOffset + i + 4);
            store(alpha * s5, beta, y, yOffset + i + 5);
            store(alpha * s6, beta, y, yOffset + i + 6);
            store(alpha * s7, beta, y, yOffset + i + 7);
        }
        for (; i < m; i++) {
            double sum = 0;
            for (int p = 0, at = aOffset + i; p < k; p++, at += m) {
                sum = Math.fma(a[at], x[xOffset + p], sum);
            }
            store(alpha * sum, beta, y, yOffset + i);
        }
    }

    private static void store(double value, double beta, double[] c, int at) {
        c[at] = beta == 0 ? value : value + beta * c[at];
    }
}
