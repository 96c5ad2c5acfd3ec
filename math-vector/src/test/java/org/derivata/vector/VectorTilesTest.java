package org.derivata.vector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.derivata.nn.kernel.BlockedMultiplier;
import org.junit.jupiter.api.Test;

class VectorTilesTest {

    @Test
    void blockedProductsUseThem() {
        assertThat(new VectorTiles().isUsable()).isTrue();
        assertThat(new BlockedMultiplier().name()).isEqualTo("vector");
    }

    @Test
    void sumAsTheDefinitionSaysFusedAndInOrder() {
        int[][] sizes = {{9, 13, 11}, {17, 8, 10}, {12, 64, 3}, {31, 37, 41}, {67, 131, 259}, {5, 300, 20}, {300, 5, 20}
        };
        for (int[] size : sizes) {
            for (int flags = 0; flags < 4; flags++) {
                check(size, (flags & 1) == 1, (flags & 2) == 2, 1, 0);
                check(size, (flags & 1) == 1, (flags & 2) == 2, -2.5, 0.5);
            }
        }
    }

    private static void check(int[] size, boolean transposeA, boolean transposeB, double alpha, double beta) {
        int m = size[0];
        int n = size[1];
        int k = size[2];
        double[] a = random(m * k + 3, 1);
        double[] b = random(k * n + 3, 2);
        double[] got = random(m * n + 3, 3);
        double[] old = got.clone();
        float[] single = floats(old);
        BlockedMultiplier multiplier = new BlockedMultiplier();
        multiplier.multiply(m, n, k, alpha, a, 1, transposeA, b, 2, transposeB, beta, got, 3);
        multiplier.multiply(m, n, k, alpha, floats(a), 1, transposeA, floats(b), 2, transposeB, beta, single, 3);
        // a tall and narrow product is computed transposed, which multiplies the other operand by alpha
        boolean swapped = n < 64 && m > n;
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                double sum = beta * old[3 + i * n + j];
                double float64 = sum;
                for (int p = 0; p < k; p++) {
                    double x = a[1 + (transposeA ? p * m + i : i * k + p)];
                    double y = b[2 + (transposeB ? j * k + p : p * n + j)];
                    sum = swapped ? Math.fma(alpha * y, x, sum) : Math.fma(alpha * x, y, sum);
                    float64 += alpha * x * y;
                }
                assertThat(got[3 + i * n + j])
                        .describedAs(Arrays.toString(size))
                        .isEqualTo(sum);
                assertThat(Math.abs(single[3 + i * n + j] - float64)).isLessThan((k + 4) * 1e-6);
            }
        }
        assertThat(Arrays.copyOf(got, 3)).isEqualTo(Arrays.copyOf(old, 3));
    }

    private static double[] random(int count, long seed) {
        return new SplittableRandom(seed).doubles(count, -1, 1).toArray();
    }

    private static float[] floats(double[] values) {
        float[] rounded = new float[values.length];
        for (int i = 0; i < rounded.length; i++) {
            rounded[i] = (float) values[i];
        }
        return rounded;
    }
}
