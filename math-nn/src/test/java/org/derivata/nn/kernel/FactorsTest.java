package org.derivata.nn.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.derivata.core.array.Array;
import org.derivata.core.language.Library;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FactorsTest {

    private static double[] random(int count, long seed) {
        return new SplittableRandom(seed).doubles(count, -1, 1).toArray();
    }

    /** A matrix that is symmetric to the bit, and positive definite. */
    private static double[] definite(int n, long seed) {
        double[] root = random(n * n, seed);
        double[] matrix = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = i == j ? 1 : 0;
                for (int k = 0; k < n; k++) {
                    sum += root[i * n + k] * root[j * n + k];
                }
                matrix[i * n + j] = sum;
                matrix[j * n + i] = sum;
            }
        }
        return matrix;
    }

    private static double[] reference(String name, Array... arguments) {
        return Library.standard()
                .operator(name)
                .evaluate(List.of(arguments), Map.of())
                .data();
    }

    /** A kernel with the factors of one matrix, at an offset. */
    private static final class Factored {

        final int n;
        final Factors kernel;
        final double[] f;
        final double[] scratch;

        Factored(int n, double[] a, boolean definite) {
            this.n = n;
            this.kernel = new Factors(n, MultiplierTable.standard());
            this.f = new double[kernel.count() + 3];
            this.scratch = new double[kernel.scratch()];
            kernel.factor(definite, a, 0, f, 3, scratch);
        }

        double[] solve(int columns, boolean transposed, double[] b) {
            double[] x = new double[n * columns + 1];
            System.arraycopy(b, 0, x, 1, b.length);
            kernel.solve(columns, transposed, f, 3, x, 1, scratch);
            return Arrays.copyOfRange(x, 1, x.length);
        }

        double[] inv() {
            double[] out = new double[n * n];
            kernel.inv(f, 3, out, 0, scratch);
            return out;
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 9, 16, 31, 32})
    void small_matrices_have_the_bits_of_the_reference(int n) {
        for (int seed = 0; seed < 10; seed++) {
            double[] a = random(n * n, seed);
            if (seed % 3 == 2 && n > 1) {
                System.arraycopy(a, 0, a, n, n);
            }
            double[] b = random(3 * n, seed + 100);
            Array matrix = Array.of(a, n, n);
            Factored factored = new Factored(n, a, false);
            assertThat(factored.inv()).isEqualTo(reference("inv", matrix));
            assertThat(factored.solve(3, false, b)).isEqualTo(reference("solve", matrix, Array.of(b, n, 3)));
            double[] one = Arrays.copyOf(b, n);
            assertThat(factored.solve(1, false, one)).isEqualTo(reference("solve", matrix, Array.of(one, n)));
            assertThat(new double[] {factored.kernel.det(factored.f, 3)}).isEqualTo(reference("det", matrix));
            assertThat(new double[] {factored.kernel.logdet(factored.f, 3)}).isEqualTo(reference("logdet", matrix));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 32, 33, 64, 100, 127, 128, 129, 160, 200, 257})
    void residuals_of_systems_are_small_whatever_the_size(int n) {
        for (boolean definite : new boolean[] {false, true}) {
            double[] a = definite ? definite(n, n) : random(n * n, n);
            Factored factored = new Factored(n, a, definite);
            for (int columns : new int[] {1, 7, 8, 20}) {
                double[] b = random(n * columns, columns);
                for (boolean transposed : new boolean[] {false, true}) {
                    double[] x = factored.solve(columns, transposed, b);
                    double[] back = product(n, columns, a, transposed, x);
                    double size = Arrays.stream(x).map(Math::abs).max().orElse(0) * n;
                    for (int i = 0; i < b.length; i++) {
                        assertThat(back[i]).isCloseTo(b[i], within(1e-14 * n * Math.max(size, 1)));
                    }
                }
            }
            double[] inverse = factored.inv();
            double[] identity = product(n, n, a, false, inverse);
            double size = Arrays.stream(inverse).map(Math::abs).max().orElse(0) * n;
            for (int i = 0; i < n * n; i++) {
                assertThat(identity[i]).isCloseTo(i / n == i % n ? 1 : 0, within(1e-14 * n * Math.max(size, 1)));
            }
            double logdet = reference("logdet", Array.of(a, n, n))[0];
            double got = factored.kernel.logdet(factored.f, 3);
            if (Double.isNaN(logdet)) {
                assertThat(got).isNaN();
            } else {
                assertThat(got).isCloseTo(logdet, within(1e-9 * Math.max(1, Math.abs(logdet))));
            }
        }
    }

    private static double[] product(int n, int columns, double[] a, boolean transposed, double[] x) {
        double[] product = new double[n * columns];
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < n; k++) {
                for (int j = 0; j < columns; j++) {
                    product[i * columns + j] += (transposed ? a[k * n + i] : a[i * n + k]) * x[k * columns + j];
                }
            }
        }
        return product;
    }

    @ParameterizedTest
    @ValueSource(ints = {40, 150})
    void a_large_singular_matrix_has_no_inverse(int n) {
        double[] a = random(n * n, 1);
        for (int i = 0; i < n; i++) {
            a[i * n + n / 2] = 0;
        }
        Factored factored = new Factored(n, a, false);
        assertThat(factored.inv()).containsOnly(Double.NaN);
        assertThat(factored.solve(9, true, random(9 * n, 2))).containsOnly(Double.NaN);
        assertThat(factored.kernel.det(factored.f, 3)).isZero();
        assertThat(factored.kernel.logdet(factored.f, 3)).isEqualTo(Double.NEGATIVE_INFINITY);
        a[n + 3] = Double.NaN;
        assertThat(new Factored(n, a, false).solve(1, false, random(n, 2))).containsOnly(Double.NaN);
    }

    @Test
    void only_what_is_symmetric_with_positive_pivots_counts_as_definite() {
        double[][] others = {
            {1, 2, 2, 1},
            {0, 0, 0, 0},
            {-1, 0, 0, -1},
            {2, 1, 1.0000000000000002, 2},
            {1, 1, 1, 1},
            {Double.NaN, 0, 0, 1}
        };
        double[] root = new double[4];
        for (double[] a : others) {
            Factored factored = new Factored(2, a, true);
            assertThat(factored.kernel.cholesky(factored.f, 3, root, 0)).isFalse();
            assertThat(new double[] {factored.kernel.det(factored.f, 3)})
                    .isEqualTo(reference("det", Array.of(a, 2, 2)));
        }
        Factored factored = new Factored(2, new double[] {4, 2, 2, 10}, true);
        assertThat(factored.kernel.cholesky(factored.f, 3, root, 0)).isTrue();
        assertThat(root).containsExactly(2, 0, 1, 3);
        assertThat(factored.kernel.det(factored.f, 3)).isEqualTo(36);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 12, 40})
    void triangular_roots_have_the_bits_of_the_reference(int n) {
        double[] a = definite(n, n);
        double[] expected = reference("cholesky", Array.of(a, n, n));
        Factored factored = new Factored(n, a, true);
        double[] root = new double[n * n];
        assertThat(factored.kernel.cholesky(factored.f, 3, root, 0)).isTrue();
        assertThat(root).isEqualTo(expected);
        Arrays.fill(root, 7);
        factored.kernel.choleskyOf(a, 0, root, 0);
        assertThat(root).isEqualTo(expected);
    }
}
