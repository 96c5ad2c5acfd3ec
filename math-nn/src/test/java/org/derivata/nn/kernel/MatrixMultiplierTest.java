package org.derivata.nn.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class MatrixMultiplierTest {

    private static final int[][] SIZES = {
        {0, 0, 0},
        {0, 3, 2},
        {3, 0, 2},
        {3, 2, 0},
        {1, 1, 1},
        {1, 7, 5},
        {7, 1, 5},
        {1, 1, 23},
        {5, 7, 3},
        {17, 1, 9},
        {1, 19, 10},
        {2, 2, 40},
        {13, 11, 17},
        {12, 64, 3},
        {64, 12, 3},
        {31, 37, 41},
        {130, 5, 29},
        {5, 130, 29},
        {67, 131, 259},
        {131, 67, 257},
        {128, 128, 64},
        {3, 257, 1},
        {257, 3, 1},
        {300, 140, 2}
    };

    static Stream<MatrixMultiplier> multipliers() {
        return Stream.of(new BlockedMultiplier(), new OjAlgoMultiplier(), MultiplierTable.standard());
    }

    static Stream<Arguments> cases() {
        return multipliers().flatMap(each -> Arrays.stream(SIZES).map(size -> Arguments.of(each, size)));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void agreesWithThreeLoopsForEveryTransposition(MatrixMultiplier multiplier, int[] size) {
        for (boolean transposeA : new boolean[] {false, true}) {
            for (boolean transposeB : new boolean[] {false, true}) {
                check(multiplier, size, transposeA, transposeB, 1, 0, 0, 0, 0);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void scalesAccumulatesAndHonoursOffsets(MatrixMultiplier multiplier, int[] size) {
        check(multiplier, size, false, false, 1, 1, 0, 0, 0);
        check(multiplier, size, true, false, -2.5, 0, 3, 0, 0);
        check(multiplier, size, false, true, 0.5, -1.5, 1, 2, 3);
        check(multiplier, size, true, true, 1, 0, 0, 5, 7);
    }

    private static void check(
            MatrixMultiplier multiplier,
            int[] size,
            boolean transposeA,
            boolean transposeB,
            double alpha,
            double beta,
            int aOffset,
            int bOffset,
            int cOffset) {
        int m = size[0];
        int n = size[1];
        int k = size[2];
        double[] a = random(m * k + 2 * aOffset, 1);
        double[] b = random(k * n + 2 * bOffset, 2);
        double[] c = random(m * n + 2 * cOffset, 3);
        double[] old = c.clone();

        multiplier.multiply(m, n, k, alpha, a, aOffset, transposeA, b, bOffset, transposeB, beta, c, cOffset);

        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                double sum = 0;
                double magnitude = 0;
                for (int p = 0; p < k; p++) {
                    double product = a[aOffset + (transposeA ? p * m + i : i * k + p)]
                            * b[bOffset + (transposeB ? j * k + p : p * n + j)];
                    sum += product;
                    magnitude += Math.abs(product);
                }
                int at = cOffset + i * n + j;
                double scale = Math.abs(alpha) * magnitude + Math.abs(beta * old[at]);
                assertThat(c[at])
                        .describedAs("%s %s [%d, %d]", multiplier.name(), Arrays.toString(size), i, j)
                        .isCloseTo(alpha * sum + beta * old[at], within((k + 4) * Math.ulp(scale)));
            }
        }
        for (int i = 0; i < cOffset; i++) {
            assertThat(c[i]).isEqualTo(old[i]);
            assertThat(c[c.length - 1 - i]).isEqualTo(old[c.length - 1 - i]);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void productsOfFloat32StayWithinItsRounding(MatrixMultiplier multiplier, int[] size) {
        for (boolean transposeA : new boolean[] {false, true}) {
            for (boolean transposeB : new boolean[] {false, true}) {
                checkFloats(multiplier, size, transposeA, transposeB, 1, 0, 0);
                checkFloats(multiplier, size, transposeA, transposeB, -2.5, 0.5, 3);
            }
        }
    }

    private static void checkFloats(
            MatrixMultiplier multiplier,
            int[] size,
            boolean transposeA,
            boolean transposeB,
            double alpha,
            double beta,
            int offset) {
        int m = size[0];
        int n = size[1];
        int k = size[2];
        float[] a = floats(m * k + 2 * offset, 1);
        float[] b = floats(k * n + 2 * offset, 2);
        float[] c = floats(m * n + 2 * offset, 3);
        if (beta == 0) {
            Arrays.fill(c, Float.NaN);
        }
        float[] old = c.clone();

        multiplier.multiply(m, n, k, alpha, a, offset, transposeA, b, offset, transposeB, beta, c, offset);

        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                double sum = 0;
                double magnitude = 0;
                for (int p = 0; p < k; p++) {
                    double product = (double) a[offset + (transposeA ? p * m + i : i * k + p)]
                            * b[offset + (transposeB ? j * k + p : p * n + j)];
                    sum += product;
                    magnitude += Math.abs(product);
                }
                int at = offset + i * n + j;
                double kept = beta == 0 ? 0 : beta * old[at];
                assertThat((double) c[at])
                        .describedAs("%s %s [%d, %d]", multiplier.name(), Arrays.toString(size), i, j)
                        .isCloseTo(
                                alpha * sum + kept,
                                within((k + 4.0) * Math.ulp((float) (Math.abs(alpha) * magnitude + Math.abs(kept)))));
            }
        }
        for (int i = 0; i < offset; i++) {
            assertThat(c[i]).isEqualTo(old[i]);
            assertThat(c[c.length - 1 - i]).isEqualTo(old[c.length - 1 - i]);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void neverReadsTheOldTargetWhenBetaIsZero(MatrixMultiplier multiplier, int[] size) {
        double[] c = new double[size[0] * size[1]];
        Arrays.fill(c, Double.NaN);
        multiplier.multiply(
                size[0],
                size[1],
                size[2],
                1,
                random(size[0] * size[2], 1),
                0,
                false,
                random(size[2] * size[1], 2),
                0,
                false,
                0,
                c,
                0);
        assertThat(c).doesNotContain(Double.NaN);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aZeroHidesNeitherNanNorInfinity(MatrixMultiplier multiplier, int[] size) {
        int m = size[0];
        int n = size[1];
        int k = size[2];
        if (m * n * k == 0) {
            return;
        }
        for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
            double[] b = random(k * n, 2);
            b[(k - 1) * n + n - 1] = bad;
            double[] c = new double[m * n];
            multiplier.multiply(m, n, k, 1, new double[m * k], 0, false, b, 0, false, 0, c, 0);
            for (int i = 0; i < m; i++) {
                assertThat(c[i * n + n - 1]).isNaN();
                if (n > 1) {
                    assertThat(c[i * n]).isZero();
                }
            }
        }
    }

    @Test
    void givesTheSameBitsForAnyNumberOfThreads() {
        ExecutorService pool = Executors.newFixedThreadPool(4);
        try {
            for (int[] size :
                    new int[][] {{67, 131, 259}, {32, 128, 784}, {784, 128, 32}, {300, 20, 111}, {257, 259, 61}}) {
                double[] expected = product(new BlockedMultiplier(), size);
                float[] expectedFloats = floatProduct(new BlockedMultiplier(), size);
                for (int threads : new int[] {1, 2, 3, 4, 8, 16}) {
                    assertThat(product(new BlockedMultiplier(pool, threads), size))
                            .isEqualTo(expected);
                    assertThat(floatProduct(new BlockedMultiplier(pool, threads), size))
                            .isEqualTo(expectedFloats);
                }
            }
        } finally {
            pool.shutdown();
        }
    }

    @Test
    void finishesAloneWhenTheExecutorTakesNoWork() {
        int[] size = {200, 200, 200};
        ExecutorService closed = Executors.newFixedThreadPool(1);
        closed.shutdown();
        assertThat(product(new BlockedMultiplier(closed, 4), size)).isEqualTo(product(new BlockedMultiplier(), size));
        assertThat(product(new BlockedMultiplier(task -> {}, 4), size))
                .isEqualTo(product(new BlockedMultiplier(), size));
    }

    @Test
    void serveSeveralThreadsAtOnce() throws Exception {
        int[] size = {64, 96, 128};
        BlockedMultiplier shared = new BlockedMultiplier();
        double[] expected = product(shared, size);
        ExecutorService pool = Executors.newFixedThreadPool(4);
        try {
            for (var future : pool.invokeAll(
                    Stream.generate(() -> (java.util.concurrent.Callable<double[]>) () -> product(shared, size))
                            .limit(40)
                            .toList())) {
                assertThat(future.get()).isEqualTo(expected);
            }
        } finally {
            pool.shutdown();
        }
    }

    @ParameterizedTest
    @MethodSource("multipliers")
    void refusesATargetThatOverlapsAnOperandAndAMatrixOutsideItsArray(MatrixMultiplier multiplier) {
        double[] arena = random(27, 1);
        double[] b = random(9, 2);
        assertThatThrownBy(() -> multiplier.multiply(3, 3, 3, 1, arena, 0, false, b, 0, false, 0, arena, 8))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("overlaps");
        assertThatThrownBy(() -> multiplier.multiply(3, 3, 3, 1, b, 1, false, arena, 0, false, 0, arena, 9))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> multiplier.multiply(-1, 3, 3, 1, b, 0, false, arena, 0, false, 0, arena, 9))
                .isInstanceOf(IllegalArgumentException.class);
        double[] expected = new double[9];
        multiplier.multiply(3, 3, 3, 1, arena, 0, false, b, 0, false, 0, expected, 0);
        multiplier.multiply(3, 3, 3, 1, arena, 0, false, b, 0, false, 0, arena, 9);
        assertThat(Arrays.copyOfRange(arena, 9, 18)).isEqualTo(expected);
    }

    private static double[] product(MatrixMultiplier multiplier, int[] size) {
        double[] c = new double[size[0] * size[1]];
        multiplier.multiply(
                size[0],
                size[1],
                size[2],
                1,
                random(size[0] * size[2], 1),
                0,
                false,
                random(size[2] * size[1], 2),
                0,
                true,
                0,
                c,
                0);
        return c;
    }

    private static float[] floatProduct(MatrixMultiplier multiplier, int[] size) {
        float[] c = new float[size[0] * size[1]];
        float[] a = floats(size[0] * size[2], 1);
        float[] b = floats(size[2] * size[1], 2);
        multiplier.multiply(size[0], size[1], size[2], 1, a, 0, false, b, 0, true, 0, c, 0);
        return c;
    }

    private static float[] floats(int count, long seed) {
        double[] doubles = random(count, seed);
        float[] floats = new float[count];
        for (int i = 0; i < count; i++) {
            floats[i] = (float) doubles[i];
        }
        return floats;
    }

    private static double[] random(int count, long seed) {
        return new SplittableRandom(seed).doubles(count, -1, 1).toArray();
    }
}
