package org.derivata.nn.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinearAlgebraTest {

    private static final double[] SKEW = {0, 2, 1, 3, 1, 0, 4, 0, 5};

    @Test
    void agreesWithHandComputedResults() {
        // det = 0*5 - 2*(15 - 0) + 1*(0 - 4) = -34
        assertThat(det(3, SKEW)).isCloseTo(-34, within(1e-13));
        double[] inverse = new double[9];
        LinearAlgebra.inv(1, 3, SKEW, 0, inverse, 0);
        double[] adjugate = {5, -10, -1, -15, -4, 3, -4, 8, -6};
        for (int i = 0; i < 9; i++) {
            assertThat(inverse[i]).isCloseTo(adjugate[i] / -34, within(1e-15));
        }
        double[] x = new double[3];
        LinearAlgebra.solve(1, 3, 1, SKEW, 0, new double[] {7, 5, 19}, 0, x, 0);
        assertThat(x).containsExactly(new double[] {1, 2, 3}, within(1e-14));
        assertThat(logdet(2, 0, -3, 2, 5)).isCloseTo(Math.log(6), within(1e-15));
    }

    @Test
    void theSignOfADeterminantFollowsTheRowExchanges() {
        assertThat(det(2, 0, 1, 1, 0)).isEqualTo(-1);
        assertThat(det(3, 0, 1, 0, 0, 0, 1, 1, 0, 0)).isEqualTo(1);
        assertThat(det(4, 0, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 1, 0, 0, 1, 0)).isEqualTo(1);
        assertThat(det(1, -2.5)).isEqualTo(-2.5);
        assertThat(det(0)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 31, 64, 130})
    void solvesRandomSystemsWithSmallResiduals(int n) {
        int columns = 3;
        double[] a = random(n * n, n);
        double[] b = random(n * columns, 2L * n);
        double[] x = new double[n * columns];
        double[] inverse = new double[n * n];
        LinearAlgebra.solve(1, n, columns, a, 0, b, 0, x, 0);
        LinearAlgebra.inv(1, n, a, 0, inverse, 0);
        double size = 0;
        for (double value : inverse) {
            size = Math.max(size, Math.abs(value));
        }
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < columns; j++) {
                double sum = 0;
                for (int p = 0; p < n; p++) {
                    sum += a[i * n + p] * x[p * columns + j];
                }
                assertThat(sum).isCloseTo(b[i * columns + j], within(1e-14 * n * n * size));
            }
            for (int j = 0; j < n; j++) {
                double sum = 0;
                for (int p = 0; p < n; p++) {
                    sum += a[i * n + p] * inverse[p * n + j];
                }
                assertThat(sum).isCloseTo(i == j ? 1 : 0, within(1e-14 * n * n * size));
            }
        }
    }

    @Test
    void aBatchIsAsGoodAsItsMatricesOneByOneAndOffsetsAreHonoured() {
        double[] a = random(2 + 3 * 16, 5);
        double[] dets = new double[4];
        LinearAlgebra.det(3, 4, a, 2, dets, 1);
        double[] inverses = new double[1 + 3 * 16];
        LinearAlgebra.inv(3, 4, a, 2, inverses, 1);
        for (int i = 0; i < 3; i++) {
            double[] one = java.util.Arrays.copyOfRange(a, 2 + i * 16, 2 + (i + 1) * 16);
            double[] inverse = new double[16];
            LinearAlgebra.inv(1, 4, one, 0, inverse, 0);
            assertThat(dets[1 + i]).isEqualTo(det(4, one));
            assertThat(java.util.Arrays.copyOfRange(inverses, 1 + i * 16, 1 + (i + 1) * 16))
                    .isEqualTo(inverse);
        }
        assertThat(dets[0]).isZero();
        assertThat(inverses[0]).isZero();
    }

    @Test
    void aSingularMatrixGivesNanAndLeavesTheRestOfTheBatchAlone() {
        double[] a = {1, 2, 2, 4, 2, 1, 1, 1};
        double[] out = new double[8];
        LinearAlgebra.inv(2, 2, a, 0, out, 0);
        assertThat(out).containsExactly(Double.NaN, Double.NaN, Double.NaN, Double.NaN, 1, -1, -1, 2);
        double[] x = new double[4];
        LinearAlgebra.solve(2, 2, 1, a, 0, new double[] {1, 1, 1, 1}, 0, x, 0);
        assertThat(x).containsExactly(Double.NaN, Double.NaN, 0, 1);
        assertThat(det(2, 1, 2, 2, 4)).isZero();
        assertThat(logdet(2, 1, 2, 2, 4)).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(logdet(2, 0, 0, 0, 0)).isEqualTo(Double.NEGATIVE_INFINITY);
    }

    @Test
    void anAlmostSingularOrBadlyScaledMatrixIsSolvedAsItStands() {
        double[] out = new double[4];
        LinearAlgebra.inv(1, 2, new double[] {1e-200, 0, 0, 1e100}, 0, out, 0);
        assertThat(out).containsExactly(new double[] {1e200, 0, 0, 1e-100}, within(1e186));
        assertThat(out[3]).isCloseTo(1e-100, within(1e-114));
        double[] x = new double[2];
        double tiny = Math.ulp(1.0);
        LinearAlgebra.solve(1, 2, 1, new double[] {1, 1, 1, 1 + tiny}, 0, new double[] {1, 1 + tiny}, 0, x, 0);
        assertThat(x).containsExactly(0, 1);
        assertThat(det(2, 1e-20, 0, 0, 1)).isEqualTo(1e-20);
    }

    @Test
    void logdetDoesNotOverflowAndIsNanForANegativeDeterminant() {
        int n = 200;
        double[] a = new double[n * n];
        for (int i = 0; i < n; i++) {
            a[i * n + i] = 1e10;
        }
        assertThat(logdet(n, a)).isCloseTo(n * Math.log(1e10), within(1e-9));
        assertThat(logdet(2, 0, 1, 1, 0)).isNaN();
        assertThat(logdet(0)).isZero();
    }

    @Test
    void nanInNanOut() {
        assertThat(det(2, Double.NaN, 1, 1, 2)).isNaN();
        assertThat(det(2, 1, 1, Double.NaN, 2)).isNaN();
        assertThat(logdet(2, 1, Double.NaN, 1, 2)).isNaN();
        double[] out = new double[4];
        LinearAlgebra.inv(1, 2, new double[] {1, 2, 3, Double.NaN}, 0, out, 0);
        assertThat(out).containsOnly(Double.NaN);
    }

    @Test
    void factorsPositiveDefiniteMatricesFromTheirLowerTriangle() {
        double[] out = new double[8];
        LinearAlgebra.cholesky(2, 2, new double[] {4, 99, 2, 10, 1, 2, 2, 1}, 0, out, 0);
        assertThat(out).containsExactly(2, 0, 1, 3, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
        double[] tiny = new double[4];
        LinearAlgebra.cholesky(1, 2, new double[] {1, 0, 0, 1e-30}, 0, tiny, 0);
        assertThat(tiny).containsExactly(1, 0, 0, 1e-15);
        double[] large = new double[150 * 150];
        double[] factor = random(150 * 150, 3);
        for (int i = 0; i < 150; i++) {
            for (int j = 0; j < 150; j++) {
                for (int p = 0; p <= Math.min(i, j); p++) {
                    large[i * 150 + j] +=
                            (factor[i * 150 + p] + (p == i ? 20 : 0)) * (factor[j * 150 + p] + (p == j ? 20 : 0));
                }
            }
        }
        double[] found = new double[150 * 150];
        LinearAlgebra.cholesky(1, 150, large, 0, found, 0);
        for (int i = 0; i < 150; i++) {
            for (int j = 0; j <= i; j++) {
                assertThat(found[i * 150 + j]).isCloseTo(factor[i * 150 + j] + (i == j ? 20 : 0), within(1e-11));
            }
        }
    }

    @Test
    void refusesMatricesOutsideTheirArrays() {
        assertThatThrownBy(() -> LinearAlgebra.inv(2, 2, new double[7], 0, new double[8], 0))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> LinearAlgebra.solve(1, 2, 1, new double[4], 0, new double[1], 0, new double[2], 0))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }

    private static double det(int n, double... a) {
        double[] out = new double[1];
        LinearAlgebra.det(1, n, a, 0, out, 0);
        return out[0];
    }

    private static double logdet(int n, double... a) {
        double[] out = new double[1];
        LinearAlgebra.logdet(1, n, a, 0, out, 0);
        return out[0];
    }

    private static double[] random(int count, long seed) {
        return new SplittableRandom(seed).doubles(count, -1, 1).toArray();
    }
}
