package org.derivata.nn.kernel;

import java.util.Arrays;

/**
 * Triangular factors of square matrices, row-major in flat arrays, and what is computed of them; nothing is allocated. A matrix is factored as
 * {@code P A = L U} with partial pivoting, or, where it may be positive definite, as {@code A = U.T U}: then only if it is, to the bit symmetric
 * and with positive pivots, so that what somebody believes of a matrix decides on time and never on a value.
 *
 * <p>The factors of a matrix of size n are {@link #count} numbers: U on and above the diagonal, below it L, whose diagonal is 1 or for a definite
 * matrix that of U; then for each column the row that changed places with the column's own; last whether the matrix was definite. Every entry is
 * computed by the operations of the reference in its order, so it has the reference's bits where neither definite nor transposed.
 *
 * <p>Singular means that a pivot is exactly 0: solutions are NaN throughout, the determinant is 0.
 */
public final class Factors {

    private Factors() {}

    /** How many numbers the factors of one matrix are. */
    public static int count(int n) {
        return Math.addExact(Math.multiplyExact(n, n + 1), 1);
    }

    /**
     * Factors one matrix.
     *
     * @param definite whether it may be positive definite
     * @param f where the factors go: another array
     */
    public static void factor(int n, boolean definite, double[] a, int aOffset, double[] f, int fOffset) {
        boolean done = definite && isSymmetric(n, a, aOffset);
        if (done) {
            System.arraycopy(a, aOffset, f, fOffset, n * n);
            done = root(n, f, fOffset);
        }
        if (!done) {
            System.arraycopy(a, aOffset, f, fOffset, n * n);
            eliminate(n, f, fOffset);
        }
        f[fOffset + n * n + n] = done ? 1 : 0;
    }

    private static boolean isSymmetric(int n, double[] a, int at) {
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                if (a[at + i * n + j] != a[at + j * n + i]) {
                    return false;
                }
            }
        }
        return true;
    }

    /** The root U of {@code U.T U} from the upper triangle, and its transpose below; false where a pivot is not positive. */
    private static boolean root(int n, double[] f, int at) {
        for (int k = 0; k < n; k++) {
            int row = at + k * n;
            double pivot = Math.sqrt(f[row + k]);
            if (!(pivot > 0)) {
                return false;
            }
            f[row + k] = pivot;
            for (int j = k + 1; j < n; j++) {
                f[row + j] /= pivot;
            }
            for (int i = k + 1; i < n; i++) {
                subtract(f, at + i * n + i, f[row + i], f, row + i, n - i);
            }
        }
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                f[at + i * n + j] = f[at + j * n + i];
            }
        }
        return true;
    }

    private static void eliminate(int n, double[] f, int at) {
        for (int k = 0; k < n; k++) {
            int pivot = k;
            for (int i = k + 1; i < n; i++) {
                double entry = f[at + i * n + k];
                // NaN is taken for larger than anything, so that it spreads
                if (Math.abs(entry) > Math.abs(f[at + pivot * n + k]) || Double.isNaN(entry)) {
                    pivot = i;
                }
            }
            f[at + n * n + k] = pivot;
            if (pivot != k) {
                exchange(f, at + k * n, at + pivot * n, n);
            }
            int row = at + k * n;
            if (f[row + k] == 0) {
                continue;
            }
            for (int i = k + 1; i < n; i++) {
                double factor = f[at + i * n + k] / f[row + k];
                f[at + i * n + k] = factor;
                subtract(f, at + i * n + k + 1, factor, f, row + k + 1, n - k - 1);
            }
        }
    }

    private static void exchange(double[] x, int first, int second, int count) {
        for (int i = 0; i < count; i++) {
            double kept = x[first + i];
            x[first + i] = x[second + i];
            x[second + i] = kept;
        }
    }

    /** {@code target -= factor * source}. */
    private static void subtract(double[] target, int to, double factor, double[] source, int from, int count) {
        for (int i = 0; i < count; i++) {
            target[to + i] -= factor * source[from + i];
        }
    }

    private static void divide(double[] target, int at, double divisor, int count) {
        for (int i = 0; i < count; i++) {
            target[at + i] /= divisor;
        }
    }

    private static boolean isDefinite(int n, double[] f, int at) {
        return f[at + n * n + n] == 1;
    }

    private static boolean isSingular(int n, double[] f, int at) {
        for (int i = 0; i < n; i++) {
            if (f[at + i * n + i] == 0) {
                return true;
            }
        }
        return false;
    }

    /** Whether the rows changed places an odd number of times. */
    private static boolean isOdd(int n, double[] f, int at) {
        boolean odd = false;
        for (int k = 0; k < n && !isDefinite(n, f, at); k++) {
            odd ^= f[at + n * n + k] != k;
        }
        return odd;
    }

    /** The determinant of a factored matrix; 1 for an empty one. */
    public static double det(int n, double[] f, int at) {
        double product = isOdd(n, f, at) ? -1 : 1;
        for (int i = 0; i < n; i++) {
            double pivot = f[at + i * n + i];
            product *= isDefinite(n, f, at) ? pivot * pivot : pivot;
        }
        return product;
    }

    /** The logarithm of the determinant: NaN for a negative one, minus infinity for a singular matrix, 0 for an empty one. */
    public static double logdet(int n, double[] f, int at) {
        boolean negative = isOdd(n, f, at);
        double sum = 0;
        for (int i = 0; i < n; i++) {
            negative ^= f[at + i * n + i] < 0;
            sum += Math.log(Math.abs(f[at + i * n + i]));
        }
        if (negative && !isSingular(n, f, at)) {
            return Double.NaN;
        }
        return isDefinite(n, f, at) ? 2 * sum : sum;
    }

    /**
     * Solves {@code A X = B} for a factored A.
     *
     * @param transposed whether it is {@code A.T X = B}
     * @param x the columns of B, [n, columns], and then those of X
     */
    public static void solve(int n, int columns, boolean transposed, double[] f, int fOffset, double[] x, int xOffset) {
        if (isSingular(n, f, fOffset)) {
            Arrays.fill(x, xOffset, xOffset + n * columns, Double.NaN);
            return;
        }
        boolean definite = isDefinite(n, f, fOffset);
        boolean turned = transposed && !definite;
        if (!definite && !turned) {
            for (int k = 0; k < n; k++) {
                exchangeRows(n, columns, k, f, fOffset, x, xOffset);
            }
        }
        forward(n, columns, turned, definite || turned, f, fOffset, x, xOffset);
        backward(n, columns, turned, !turned, f, fOffset, x, xOffset);
        for (int k = n - 1; k >= 0 && turned; k--) {
            exchangeRows(n, columns, k, f, fOffset, x, xOffset);
        }
    }

    private static void exchangeRows(int n, int columns, int k, double[] f, int fOffset, double[] x, int xOffset) {
        int other = (int) f[fOffset + n * n + k];
        if (other != k) {
            exchange(x, xOffset + k * columns, xOffset + other * columns, columns);
        }
    }

    /** With the lower triangle, or the transpose of the upper; {@code divides} where its diagonal is not 1. */
    private static void forward(
            int n, int columns, boolean turned, boolean divides, double[] f, int fOffset, double[] x, int xOffset) {
        int down = turned ? 1 : n;
        int across = turned ? n : 1;
        for (int i = 0; i < n; i++) {
            int row = xOffset + i * columns;
            int coefficients = fOffset + i * down;
            if (columns == 1) {
                double rest = x[row];
                for (int j = 0; j < i; j++) {
                    rest -= f[coefficients + j * across] * x[xOffset + j];
                }
                x[row] = rest;
            } else {
                for (int j = 0; j < i; j++) {
                    subtract(x, row, f[coefficients + j * across], x, xOffset + j * columns, columns);
                }
            }
            if (divides) {
                divide(x, row, f[fOffset + i * n + i], columns);
            }
        }
    }

    /** With the upper triangle, or the transpose of the lower. */
    private static void backward(
            int n, int columns, boolean turned, boolean divides, double[] f, int fOffset, double[] x, int xOffset) {
        int down = turned ? 1 : n;
        int across = turned ? n : 1;
        for (int i = n - 1; i >= 0; i--) {
            int row = xOffset + i * columns;
            int coefficients = fOffset + i * down;
            if (columns == 1) {
                double rest = x[row];
                for (int j = i + 1; j < n; j++) {
                    rest -= f[coefficients + j * across] * x[xOffset + j];
                }
                x[row] = rest;
            } else {
                for (int j = i + 1; j < n; j++) {
                    subtract(x, row, f[coefficients + j * across], x, xOffset + j * columns, columns);
                }
            }
            if (divides) {
                divide(x, row, f[fOffset + i * n + i], columns);
            }
        }
    }

    /** The inverse of a factored matrix. */
    public static void inv(int n, double[] f, int fOffset, double[] out, int outOffset) {
        if (isSingular(n, f, fOffset)) {
            Arrays.fill(out, outOffset, outOffset + n * n, Double.NaN);
            return;
        }
        boolean definite = isDefinite(n, f, fOffset);
        Arrays.fill(out, outOffset, outOffset + n * n, 0);
        for (int i = 0; i < n; i++) {
            int row = outOffset + i * n;
            out[row + i] = 1;
            for (int j = 0; j < i; j++) {
                // the inverse of a lower triangle is one
                subtract(out, row, f[fOffset + i * n + j], out, outOffset + j * n, j + 1);
            }
            if (definite) {
                divide(out, row, f[fOffset + i * n + i], i + 1);
            }
        }
        backward(n, n, false, true, f, fOffset, out, outOffset);
        for (int k = n - 1; k >= 0 && !definite; k--) {
            int other = (int) f[fOffset + n * n + k];
            for (int i = 0; i < n && other != k; i++) {
                exchange(out, outOffset + i * n + k, outOffset + i * n + other, 1);
            }
        }
    }

    /**
     * The lower triangular root of a factored matrix, if that was definite.
     *
     * @return whether it was
     */
    public static boolean cholesky(int n, double[] f, int fOffset, double[] out, int outOffset) {
        if (!isDefinite(n, f, fOffset)) {
            return false;
        }
        for (int i = 0; i < n; i++) {
            System.arraycopy(f, fOffset + i * n, out, outOffset + i * n, i + 1);
            Arrays.fill(out, outOffset + i * n + i + 1, outOffset + (i + 1) * n, 0);
        }
        return true;
    }

    /** The lower triangular root of the symmetric part of a matrix, with NaN from the first pivot on that is not positive. */
    public static void choleskyOf(int n, double[] a, int aOffset, double[] out, int outOffset) {
        for (int i = 0; i < n; i++) {
            int row = outOffset + i * n;
            for (int j = 0; j <= i; j++) {
                double sum = (a[aOffset + i * n + j] + a[aOffset + j * n + i]) / 2;
                for (int k = 0; k < j; k++) {
                    sum -= out[row + k] * out[outOffset + j * n + k];
                }
                // the root of a negative number is NaN, and NaN spreads
                out[row + j] = i == j ? Math.sqrt(sum) : sum / out[outOffset + j * n + j];
            }
            Arrays.fill(out, row + i + 1, row + n, 0);
        }
    }
}
