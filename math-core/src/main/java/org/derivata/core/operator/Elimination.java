package org.derivata.core.operator;

/** Gaussian elimination with partial pivoting of one square matrix: the reference for everything faster. */
final class Elimination {

    private final double[][] rows;
    private final int[] order;
    private int sign = 1;

    private Elimination(double[][] rows) {
        this.rows = rows;
        this.order = new int[rows.length];
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
        }
        eliminate();
    }

    /** Eliminates the row-major {@code n} by {@code n} matrix at an offset. */
    static Elimination of(double[] data, int offset, int n) {
        double[][] rows = new double[n][n];
        for (int i = 0; i < n; i++) {
            System.arraycopy(data, offset + i * n, rows[i], 0, n);
        }
        return new Elimination(rows);
    }

    private void eliminate() {
        int n = rows.length;
        for (int k = 0; k < n; k++) {
            int pivot = k;
            for (int i = k + 1; i < n; i++) {
                // NaN is taken for larger than anything, so that it spreads and no determinant is 0 that might be
                // anything
                if (Math.abs(rows[i][k]) > Math.abs(rows[pivot][k]) || Double.isNaN(rows[i][k])) {
                    pivot = i;
                }
            }
            if (pivot != k) {
                double[] row = rows[k];
                rows[k] = rows[pivot];
                rows[pivot] = row;
                int place = order[k];
                order[k] = order[pivot];
                order[pivot] = place;
                sign = -sign;
            }
            if (rows[k][k] == 0) {
                continue;
            }
            for (int i = k + 1; i < n; i++) {
                double factor = rows[i][k] / rows[k][k];
                rows[i][k] = factor;
                for (int j = k + 1; j < n; j++) {
                    rows[i][j] -= factor * rows[k][j];
                }
            }
        }
    }

    private boolean isSingular() {
        for (int k = 0; k < rows.length; k++) {
            if (rows[k][k] == 0) {
                return true;
            }
        }
        return false;
    }

    double determinant() {
        double product = sign;
        for (int k = 0; k < rows.length; k++) {
            product *= rows[k][k];
        }
        return product;
    }

    /** The sum of the pivots' logarithms: a product of many would overflow. */
    double logDeterminant() {
        int signum = sign;
        double sum = 0;
        for (int k = 0; k < rows.length; k++) {
            signum = rows[k][k] < 0 ? -signum : signum;
            sum += Math.log(Math.abs(rows[k][k]));
        }
        return signum < 0 && !isSingular() ? Double.NaN : sum;
    }

    /** The solution for a right-hand side; NaN for a singular matrix. */
    double[] solve(double[] right) {
        int n = rows.length;
        double[] x = new double[n];
        if (isSingular()) {
            java.util.Arrays.fill(x, Double.NaN);
            return x;
        }
        for (int i = 0; i < n; i++) {
            x[i] = right[order[i]];
            for (int j = 0; j < i; j++) {
                x[i] -= rows[i][j] * x[j];
            }
        }
        for (int i = n - 1; i >= 0; i--) {
            for (int j = i + 1; j < n; j++) {
                x[i] -= rows[i][j] * x[j];
            }
            x[i] /= rows[i][i];
        }
        return x;
    }
}
