package org.derivata.nn.kernel;

import java.util.Arrays;
import java.util.Objects;
import org.ojalgo.matrix.decomposition.Cholesky;
import org.ojalgo.matrix.decomposition.LU;
import org.ojalgo.matrix.store.MatrixStore;
import org.ojalgo.matrix.store.R064Store;

/**
 * Dense square matrices through ojAlgo's LU with partial pivoting, on flat row-major arrays, {@code batch} matrices one
 * after another.
 *
 * <p>Where NumPy raises {@code LinAlgError} the result is filled with NaN, for that matrix of the batch alone: a
 * compiled program has values, not exceptions, and the report on the first NaN names the operation. Singular means that
 * elimination met a pivot of exactly 0, as in LAPACK; an almost singular matrix is solved as it stands.
 *
 * <p>Targets may be the array of an operand. Sizes outside an array throw {@link IndexOutOfBoundsException}.
 */
public final class LinearAlgebra {

    private LinearAlgebra() {}

    /** Inverses of [batch, n, n]; NaN throughout for a singular matrix or one that holds NaN or infinity. */
    public static void inv(int batch, int n, double[] a, int aOffset, double[] out, int outOffset) {
        int count = square(batch, n, a, aOffset);
        Objects.checkFromIndexSize(outOffset, batch * count, out.length);
        for (int i = 0; i < batch && n > 0; i++) {
            int target = outOffset + i * count;
            LU<Double> lu = decompose(transposed(n, a, aOffset + i * count));
            if (singular(pivots(n, lu))) {
                Arrays.fill(out, target, target + count, Double.NaN);
            } else {
                // The inverse of the transpose, read by columns, is the inverse read by rows.
                R064Store inverse = R064Store.FACTORY.make(n, n);
                copy(lu.getInverse(inverse), inverse);
                System.arraycopy(inverse.data, 0, out, target, count);
            }
        }
    }

    /** Determinants [batch] of [batch, n, n]: 0 for a singular matrix, 1 for an empty one. */
    public static void det(int batch, int n, double[] a, int aOffset, double[] out, int outOffset) {
        int count = square(batch, n, a, aOffset);
        Objects.checkFromIndexSize(outOffset, batch, out.length);
        for (int i = 0; i < batch; i++) {
            double det = 1;
            if (n > 0) {
                LU<Double> lu = decompose(transposed(n, a, aOffset + i * count));
                det = even(lu.getPivotOrder()) ? 1 : -1;
                for (double pivot : pivots(n, lu)) {
                    det *= pivot;
                }
            }
            out[outOffset + i] = det;
        }
    }

    /**
     * Logarithms of determinants [batch] of [batch, n, n], summed pivot by pivot so that nothing overflows: NaN for a
     * negative determinant, minus infinity for a singular matrix, 0 for an empty one.
     */
    public static void logdet(int batch, int n, double[] a, int aOffset, double[] out, int outOffset) {
        int count = square(batch, n, a, aOffset);
        Objects.checkFromIndexSize(outOffset, batch, out.length);
        for (int i = 0; i < batch; i++) {
            double sum = 0;
            if (n > 0) {
                LU<Double> lu = decompose(transposed(n, a, aOffset + i * count));
                sum = logAbs(pivots(n, lu), even(lu.getPivotOrder()));
            }
            out[outOffset + i] = sum;
        }
    }

    private static double logAbs(double[] pivots, boolean positive) {
        boolean sign = positive;
        double sum = 0;
        for (double pivot : pivots) {
            if (pivot == 0) {
                return Double.NEGATIVE_INFINITY;
            }
            sign ^= pivot < 0;
            sum += Math.log(Math.abs(pivot));
        }
        return sign ? sum : Double.NaN;
    }

    /**
     * Solves {@code A X = B}: A [batch, n, n], B and X [batch, n, columns]; vectors are one column. NaN throughout for
     * a
     * singular matrix or one that holds NaN or infinity.
     */
    public static void solve(
            int batch, int n, int columns, double[] a, int aOffset, double[] b, int bOffset, double[] x, int xOffset) {
        int count = square(batch, n, a, aOffset);
        int right = Math.multiplyExact(n, columns);
        Objects.checkFromIndexSize(bOffset, Math.multiplyExact(batch, right), b.length);
        Objects.checkFromIndexSize(xOffset, batch * right, x.length);
        for (int i = 0; i < batch && right > 0; i++) {
            LU<Double> lu = decompose(transposed(n, a, aOffset + i * count).transpose());
            int target = xOffset + i * right;
            if (singular(pivots(n, lu))) {
                Arrays.fill(x, target, target + right, Double.NaN);
                continue;
            }
            R064Store solution = R064Store.FACTORY.make(n, columns);
            double[] sides = Arrays.copyOfRange(b, bOffset + i * right, bOffset + (i + 1) * right);
            copy(lu.getSolution(R064Store.wrap(sides, columns).transpose(), solution), solution);
            for (int row = 0; row < n; row++) {
                for (int column = 0; column < columns; column++) {
                    x[target + row * columns + column] = solution.data[column * n + row];
                }
            }
        }
    }

    /**
     * Lower Cholesky factors L of [batch, n, n], zero above the diagonal, from the lower triangle of each matrix alone;
     * NaN throughout where the matrix is not positive definite.
     */
    public static void cholesky(int batch, int n, double[] a, int aOffset, double[] out, int outOffset) {
        int count = square(batch, n, a, aOffset);
        Objects.checkFromIndexSize(outOffset, batch * count, out.length);
        for (int i = 0; i < batch && n > 0; i++) {
            R064Store symmetric = transposed(n, a, aOffset + i * count);
            for (int row = 0; row < n; row++) {
                for (int column = 0; column < row; column++) {
                    symmetric.data[column * n + row] = symmetric.data[row * n + column];
                }
            }
            int target = outOffset + i * count;
            Cholesky<Double> cholesky = Cholesky.R064.make(symmetric);
            if (!cholesky.decompose(symmetric) || !cholesky.isSPD()) {
                Arrays.fill(out, target, target + count, Double.NaN);
                continue;
            }
            MatrixStore<Double> factor = cholesky.getL();
            for (int row = 0; row < n; row++) {
                for (int column = 0; column < n; column++) {
                    out[target + row * n + column] = column > row ? 0 : factor.doubleValue(row, column);
                }
            }
        }
    }

    private static int square(int batch, int n, double[] a, int aOffset) {
        int count = Math.multiplyExact(n, n);
        Objects.checkFromIndexSize(aOffset, Math.multiplyExact(batch, count), a.length);
        return count;
    }

    /** A private store whose columns are the rows of a matrix. */
    private static R064Store transposed(int n, double[] a, int offset) {
        return R064Store.wrap(Arrays.copyOfRange(a, offset, offset + n * n), n);
    }

    private static LU<Double> decompose(MatrixStore<Double> matrix) {
        LU<Double> lu = LU.R064.make(matrix);
        lu.decompose(matrix);
        return lu;
    }

    private static double[] pivots(int n, LU<Double> lu) {
        MatrixStore<Double> upper = lu.getU();
        double[] pivots = new double[n];
        for (int i = 0; i < n; i++) {
            pivots[i] = upper.doubleValue(i, i);
        }
        return pivots;
    }

    private static boolean singular(double[] pivots) {
        for (double pivot : pivots) {
            if (pivot == 0 || !Double.isFinite(pivot)) {
                return true;
            }
        }
        return false;
    }

    private static boolean even(int[] order) {
        boolean even = true;
        boolean[] seen = new boolean[order.length];
        for (int start = 0; start < order.length; start++) {
            // A cycle of length l is l - 1 swaps.
            for (int at = order[start]; !seen[start] && at != start; at = order[at]) {
                seen[at] = true;
                even = !even;
            }
        }
        return even;
    }

    /** ojAlgo may return its result elsewhere than in the store it was given. */
    private static void copy(MatrixStore<Double> result, R064Store target) {
        if (result != target) {
            result.supplyTo(target);
        }
    }
}
