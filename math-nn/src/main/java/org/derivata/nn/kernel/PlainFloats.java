package org.derivata.nn.kernel;

/**
 * Float32 products too small or too thin to repay packing. Sums are kept in float64, which costs nothing here, and
 * rounded once.
 */
final class PlainFloats {

    private PlainFloats() {}

    /** Operands with strides, as {@link PlainProduct#matrix}. */
    static void matrix(
            int m,
            int n,
            int k,
            double alpha,
            float[] a,
            int aOffset,
            int aRow,
            int aColumn,
            float[] b,
            int bOffset,
            int bRow,
            int bColumn,
            double beta,
            float[] c,
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
                    sum0 += x * b[right0 + at];
                    sum1 += x * b[right1 + at];
                    sum2 += x * b[right2 + at];
                    sum3 += x * b[right3 + at];
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
                    sum += (double) a[left + p * aColumn] * b[right + p * bRow];
                }
                store(alpha * sum, beta, c, target + j);
            }
        }
    }

    private static void store(double value, double beta, float[] c, int at) {
        c[at] = (float) (beta == 0 ? value : value + beta * c[at]);
    }
}
