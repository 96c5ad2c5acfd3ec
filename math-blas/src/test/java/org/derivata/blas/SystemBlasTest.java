package org.derivata.blas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Optional;
import java.util.SplittableRandom;
import org.derivata.nn.kernel.BlockedMultiplier;
import org.derivata.nn.kernel.MatrixMultiplier;
import org.derivata.nn.kernel.MultiplierTable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Where a BLAS is installed; elsewhere there is nothing to test. */
class SystemBlasTest {

    private final Optional<MatrixMultiplier> found = new SystemBlas().find();

    @BeforeEach
    void aBlasIsInstalled() {
        assumeTrue(found.isPresent(), "no BLAS on this machine");
    }

    @Test
    void isChosenForLargeProductsWhenItIsOnTheClassPath() {
        assertThat(MultiplierTable.standard().choose(64, 64, 64).name()).isEqualTo("blas");
        assertThat(MultiplierTable.standard().choose(4, 4, 4).name()).isEqualTo("blocked");
        assertThat(MultiplierTable.standard().choose(1000, 1, 1000).name()).isEqualTo("blocked");
    }

    @Test
    void agreesWithTheBlockedProductInBothPrecisions() {
        int[][] sizes = {{0, 3, 2}, {3, 2, 0}, {1, 1, 1}, {5, 7, 3}, {31, 37, 41}, {64, 12, 3}, {67, 131, 259}};
        for (int[] size : sizes) {
            for (int flags = 0; flags < 4; flags++) {
                compare(size, (flags & 1) == 1, (flags & 2) == 2, 1, 0);
                compare(size, (flags & 1) == 1, (flags & 2) == 2, -2.5, 0.5);
            }
        }
    }

    private void compare(int[] size, boolean transposeA, boolean transposeB, double alpha, double beta) {
        int m = size[0];
        int n = size[1];
        int k = size[2];
        double[] a = random(m * k + 3, 1);
        double[] b = random(k * n + 3, 2);
        double[] expected = random(m * n + 3, 3);
        double[] got = expected.clone();
        float[] singles = floats(expected);
        MatrixMultiplier blas = found.orElseThrow();
        blas.multiply(m, n, k, alpha, a, 1, transposeA, b, 2, transposeB, beta, got, 3);
        blas.multiply(m, n, k, alpha, floats(a), 1, transposeA, floats(b), 2, transposeB, beta, singles, 3);
        new BlockedMultiplier().multiply(m, n, k, alpha, a, 1, transposeA, b, 2, transposeB, beta, expected, 3);
        for (int i = 0; i < expected.length; i++) {
            assertThat(got[i]).isCloseTo(expected[i], within((k + 4) * 1e-15));
            assertThat((double) singles[i]).isCloseTo(expected[i], within((k + 4) * 1e-6));
        }
    }

    @Test
    void refusesATargetThatOverlapsAnOperand() {
        double[] arena = random(27, 1);
        double[] b = random(9, 2);
        assertThatThrownBy(() -> found.orElseThrow().multiply(3, 3, 3, 1, arena, 0, false, b, 0, false, 0, arena, 8))
                .hasMessageContaining("overlaps");
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
