package org.derivata.nn.kernel;

import java.util.Arrays;

/**
 * Triangular factors of square matrices of one size, row-major in flat arrays, and what is computed of them; nothing is allocated. A matrix is
 * factored as {@code P A = L U} with partial pivoting, or, where it may be positive definite, as {@code A = U.T U}: then only if it is, to the bit
 * symmetric and with positive pivots, so that what somebody believes of a matrix decides on time and never on a value.
 *
 * <p>The factors of a matrix of size n are {@link #count} numbers: U on and above the diagonal, below it L, whose diagonal is 1 or for a definite
 * matrix that of U; then for each column the row that changed places with the column's own; last whether the matrix was definite.
 *
 * <p>Up to size {@value #BLOCK} the operations are those of the reference in its order, and so are the bits where a matrix is neither definite nor
 * transposed. Larger ones are taken in blocks, which are matrix products.
 *
 * <p>Singular means that a pivot is exactly 0: solutions are NaN throughout, the determinant is 0.
 */
public final class Factors {

    private static final int BLOCK = 32;

    /** Of smaller matrices elimination in blocks is no faster. */
    private static final int LARGE = 128;

    /** Of fewer columns products of blocks are no faster. */
    private static final int MANY = 8;

    private final int n;
    private final MatrixMultiplier multiplier;

    public Factors(int n, MatrixMultiplier multiplier) {
        this.n = n;
        this.multiplier = multiplier;
    }

    /** How many numbers the factors of one matrix are. */
    public int count() {
        return Math.addExact(Math.multiplyExact(n, n + 1), 1);
    }

    /** How many numbers of scratch memory the methods here need at the most. */
    public int scratch() {
        return n <= BLOCK ? 0 : 2 * BLOCK * n;
    }

    /**
     * Factors one matrix.
     *
     * @param definite whether it may be positive definite
     * @param f where the factors go: another array
     */
    public void factor(boolean definite, double[] a, int aOffset, double[] f, int fOffset, double[] scratch) {
        boolean done = definite && isSymmetric(a, aOffset);
        if (done) {
            System.arraycopy(a, aOffset, f, fOffset, n * n);
            done = root(f, fOffset);
        }
        if (!done) {
            System.arraycopy(a, aOffset, f, fOffset, n * n);
            eliminate(f, fOffset, scratch);
        }
        f[fOffset + n * n + n] = done ? 1 : 0;
    }

    private boolean isSymmetric(double[] a, int at) {
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
    private boolean root(double[] f, int at) {
        for (int k = 0; k < n; k++) {
            int row = at + k * n;
            double pivot = Math.sqrt(f[row + k]);
            if (!(pivot > 0)) {
                return false;
            }
            f[row + k] = pivot;
            divide(f, row + k + 1, pivot, n - k - 1);
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

    private void eliminate(double[] f, int at, double[] scratch) {
        int width = n < LARGE ? n : BLOCK;
        for (int start = 0; start < n; start += width) {
            int end = Math.min(start + width, n);
            for (int k = start; k < end; k++) {
                exchangePivot(f, at, k);
                int row = at + k * n;
                for (int i = k + 1; i < n && f[row + k] != 0; i++) {
                    double factor = f[at + i * n + k] / f[row + k];
                    f[at + i * n + k] = factor;
                    subtract(f, at + i * n + k + 1, factor, f, row + k + 1, end - k - 1);
                }
            }
            if (end < n) {
                eliminateBehind(f, at, start, end, scratch);
            }
        }
    }

    private void exchangePivot(double[] f, int at, int k) {
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
    }

    /** What columns that are eliminated do to those behind them: first in their own rows, then below as a product of matrices. */
    private void eliminateBehind(double[] f, int at, int start, int end, double[] scratch) {
        int width = end - start;
        for (int i = start + 1; i < end; i++) {
            for (int k = start; k < i; k++) {
                subtract(f, at + i * n + end, f[at + i * n + k], f, at + k * n + end, n - end);
            }
        }
        int upper = BLOCK * n;
        for (int i = end; i < n; i++) {
            System.arraycopy(f, at + i * n + start, scratch, (i - end) * width, width);
        }
        for (int k = 0; k < width; k++) {
            // zeros for the columns that are done: rows of the result are whole rows of the matrix
            Arrays.fill(scratch, upper + k * n, upper + k * n + end, 0);
            System.arraycopy(f, at + (start + k) * n + end, scratch, upper + k * n + end, n - end);
        }
        multiplier.multiply(n - end, n, width, -1, scratch, 0, false, scratch, upper, false, 1, f, at + end * n);
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

    private boolean isDefinite(double[] f, int at) {
        return f[at + n * n + n] == 1;
    }

    private boolean isSingular(double[] f, int at) {
        for (int i = 0; i < n; i++) {
            if (f[at + i * n + i] == 0) {
                return true;
            }
        }
        return false;
    }

    /** Whether the rows changed places an odd number of times. */
    private boolean isOdd(double[] f, int at) {
        boolean odd = false;
        for (int k = 0; k < n && !isDefinite(f, at); k++) {
            odd ^= f[at + n * n + k] != k;
        }
        return odd;
    }

    /** The determinant of a factored matrix; 1 for an empty one. */
    public double det(double[] f, int at) {
        double product = isOdd(f, at) ? -1 : 1;
        for (int i = 0; i < n; i++) {
            double pivot = f[at + i * n + i];
            product *= isDefinite(f, at) ? pivot * pivot : pivot;
        }
        return product;
    }

    /** The logarithm of the determinant: NaN for a negative one, minus infinity for a singular matrix, 0 for an empty one. */
    public double logdet(double[] f, int at) {
        boolean negative = isOdd(f, at);
        double sum = 0;
        for (int i = 0; i < n; i++) {
            negative ^= f[at + i * n + i] < 0;
            sum += Math.log(Math.abs(f[at + i * n + i]));
        }
        if (negative && !isSingular(f, at)) {
            return Double.NaN;
        }
        return isDefinite(f, at) ? 2 * sum : sum;
    }

    /**
     * Solves {@code A X = B} for a factored A.
     *
     * @param transposed whether it is {@code A.T X = B}
     * @param x the columns of B, [n, columns], and then those of X
     */
    public void solve(
            int columns, boolean transposed, double[] f, int fOffset, double[] x, int xOffset, double[] scratch) {
        if (isSingular(f, fOffset)) {
            Arrays.fill(x, xOffset, xOffset + n * columns, Double.NaN);
            return;
        }
        boolean definite = isDefinite(f, fOffset);
        boolean turned = transposed && !definite;
        for (int k = 0; k < n && !definite && !turned; k++) {
            exchangeRows(columns, k, f, fOffset, x, xOffset);
        }
        substitute(false, columns, turned, definite || turned, f, fOffset, x, xOffset, scratch);
        substitute(true, columns, turned, !turned, f, fOffset, x, xOffset, scratch);
        for (int k = n - 1; k >= 0 && turned; k--) {
            exchangeRows(columns, k, f, fOffset, x, xOffset);
        }
    }

    private void exchangeRows(int columns, int k, double[] f, int fOffset, double[] x, int xOffset) {
        int other = (int) f[fOffset + n * n + k];
        if (other != k) {
            exchange(x, xOffset + k * columns, xOffset + other * columns, columns);
        }
    }

    /**
     * Solves with a triangle.
     *
     * @param upper whether with U, from the last row up, and not with L; if {@code turned}, with the transposes of L and U
     * @param divides whether its diagonal is not 1
     */
    private void substitute(
            boolean upper,
            int columns,
            boolean turned,
            boolean divides,
            double[] f,
            int fOffset,
            double[] x,
            int xOffset,
            double[] scratch) {
        int down = turned ? 1 : n;
        int across = turned ? n : 1;
        int width = n <= BLOCK || columns < MANY ? n : BLOCK;
        int blocks = n == 0 ? 0 : (n - 1) / width + 1;
        for (int block = 0; block < blocks; block++) {
            int start = (upper ? blocks - 1 - block : block) * width;
            int end = Math.min(start + width, n);
            if (upper && end < n) {
                known(end, n, start, end, columns, turned, f, fOffset, x, xOffset, scratch);
            } else if (!upper && start > 0) {
                known(0, start, start, end, columns, turned, f, fOffset, x, xOffset, scratch);
            }
            for (int row = 0; row < end - start; row++) {
                int i = upper ? end - 1 - row : start + row;
                int from = upper ? i + 1 : start;
                int to = upper ? end : i;
                int coefficients = fOffset + i * down;
                if (columns == 1) {
                    double rest = x[xOffset + i];
                    for (int j = from; j < to; j++) {
                        rest -= f[coefficients + j * across] * x[xOffset + j];
                    }
                    x[xOffset + i] = rest;
                } else {
                    for (int j = from; j < to; j++) {
                        double factor = f[coefficients + j * across];
                        subtract(x, xOffset + i * columns, factor, x, xOffset + j * columns, columns);
                    }
                }
                if (divides) {
                    divide(x, xOffset + i * columns, f[fOffset + i * n + i], columns);
                }
            }
        }
    }

    /** Takes rows that are known, {@code from} to {@code to}, out of the rows {@code start} to {@code end}. */
    private void known(
            int from,
            int to,
            int start,
            int end,
            int columns,
            boolean turned,
            double[] f,
            int fOffset,
            double[] x,
            int xOffset,
            double[] scratch) {
        // the block of the triangle as it lies: transposed it has the known rows first
        int first = turned ? from : start;
        int rows = (turned ? to : end) - first;
        int left = turned ? start : from;
        int width = (turned ? end : to) - left;
        for (int i = 0; i < rows; i++) {
            System.arraycopy(f, fOffset + (first + i) * n + left, scratch, i * width, width);
        }
        int source = xOffset + from * columns;
        int target = xOffset + start * columns;
        multiplier.multiply(end - start, columns, to - from, -1, scratch, 0, turned, x, source, false, 1, x, target);
    }

    /** The inverse of a factored matrix. */
    public void inv(double[] f, int fOffset, double[] out, int outOffset, double[] scratch) {
        Arrays.fill(out, outOffset, outOffset + n * n, 0);
        for (int i = 0; i < n; i++) {
            out[outOffset + i * n + i] = 1;
        }
        solve(n, false, f, fOffset, out, outOffset, scratch);
    }

    /**
     * The lower triangular root of a factored matrix, if that was definite.
     *
     * @return whether it was
     */
    public boolean cholesky(double[] f, int fOffset, double[] out, int outOffset) {
        if (!isDefinite(f, fOffset)) {
            return false;
        }
        for (int i = 0; i < n; i++) {
            System.arraycopy(f, fOffset + i * n, out, outOffset + i * n, i + 1);
            Arrays.fill(out, outOffset + i * n + i + 1, outOffset + (i + 1) * n, 0);
        }
        return true;
    }

    /** The lower triangular root of the symmetric part of a matrix, with NaN from the first pivot on that is not positive. */
    public void choleskyOf(double[] a, int aOffset, double[] out, int outOffset) {
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
