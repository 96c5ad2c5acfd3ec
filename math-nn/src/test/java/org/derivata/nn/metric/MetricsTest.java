package org.derivata.nn.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.derivata.core.array.Array;
import org.derivata.core.diagnostic.ShapeException;
import org.junit.jupiter.api.Test;

class MetricsTest {

    private static final Array SCORES =
            Array.of(new double[] {0.7, 0.2, 0.1, 0.1, 0.8, 0.1, 0.5, 0.1, 0.4, 0.2, 0.2, 0.6}, 4, 3);
    private static final Array ONE_HOT = Array.of(new double[] {1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 1}, 4, 3);

    @Test
    void accuracyIsTheShareOfRowsWhoseLargestScoreIsTheLabel() {
        assertThat(Metrics.accuracy(SCORES, ONE_HOT)).isEqualTo(0.75);
        assertThat(Metrics.accuracy(ONE_HOT, ONE_HOT)).isEqualTo(1);
    }

    @Test
    void ofEqualScoresTheFirstCounts() {
        assertThat(Metrics.accuracy(Array.full(0.5, 1, 2), Array.of(new double[] {1, 0}, 1, 2)))
                .isEqualTo(1);
        assertThat(Metrics.accuracy(Array.full(0.5, 1, 2), Array.of(new double[] {0, 1}, 1, 2)))
                .isZero();
    }

    @Test
    void confusionCountsTrueClassesInRowsAndPredictionsInColumns() {
        assertThat(Metrics.confusionMatrix(SCORES, ONE_HOT))
                .isEqualTo(Array.of(new double[] {1, 0, 0, 0, 1, 0, 1, 0, 1}, 3, 3));
    }

    @Test
    void squaredErrorsOfARegression() {
        Array target = Array.vector(1, 2, 3, 4);
        Array predicted = Array.vector(1, 2, 3, 6);
        assertThat(Metrics.meanSquaredError(predicted, target)).isEqualTo(1);
        assertThat(Metrics.rSquared(predicted, target)).isCloseTo(1 - 4 / 5.0, within(1e-15));
        assertThat(Metrics.rSquared(target, target)).isEqualTo(1);
        assertThat(Metrics.rSquared(Array.full(2.5, 4), target)).isZero();
    }

    @Test
    void aConstantTargetIsMetExactlyOrNotAtAll() {
        Array constant = Array.vector(2, 2);
        assertThat(Metrics.rSquared(constant, constant)).isEqualTo(1);
        assertThat(Metrics.rSquared(Array.vector(2, 3), constant)).isEqualTo(Double.NEGATIVE_INFINITY);
    }

    @Test
    void noRowsGiveNan() {
        assertThat(Metrics.accuracy(Array.of(new double[0], 0, 3), Array.of(new double[0], 0, 3)))
                .isNaN();
        assertThat(Metrics.meanSquaredError(Array.vector(), Array.vector())).isNaN();
        assertThat(Metrics.rSquared(Array.vector(), Array.vector())).isNaN();
    }

    @Test
    void differentShapesAreRefusedWithBothSides() {
        assertThatThrownBy(() -> Metrics.accuracy(SCORES, Array.vector(0, 1, 2, 2)))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("[4, 3]")
                .hasMessageContaining("[4]");
        assertThatThrownBy(() -> Metrics.accuracy(Array.vector(1), Array.vector(1)))
                .isInstanceOf(ShapeException.class);
        assertThatThrownBy(() -> Metrics.meanSquaredError(Array.vector(1), Array.vector(1, 2)))
                .isInstanceOf(ShapeException.class);
    }
}
