package org.derivata.core.shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.derivata.core.diagnostic.ShapeException;
import org.junit.jupiter.api.Test;

/** Sizes stay small whatever they are computed from. */
class DimensionTest {

    @Test
    void aSizeBeyondALongIsRefused() {
        Dimension large = Dimension.of(4_294_967_296L);
        assertThatThrownBy(() -> large.times(large)).isInstanceOf(ShapeException.class);
        Dimension most = Dimension.of(Long.MAX_VALUE);
        assertThatThrownBy(() -> most.plus(Dimension.ONE)).isInstanceOf(ShapeException.class);
    }

    @Test
    void aProductOfManySumsIsRefusedBeforeItGrows() {
        assertThatThrownBy(() -> {
                    Dimension product = Dimension.ONE;
                    for (int i = 0; i < 100; i++) {
                        product = product.times(Dimension.named("a" + i).plus(Dimension.named("b" + i)));
                    }
                })
                .isInstanceOf(ShapeException.class);
    }

    @Test
    void elementsAreCountedWithoutOverflow() {
        int[] huge = {1 << 30, 1 << 30, 1 << 30};
        assertThat(Shape.of(huge).elements(Map.of())).isEqualTo(Long.MAX_VALUE);
        assertThat(Shape.of(1 << 30, 1 << 30, 1 << 30, 0).elements(Map.of())).isZero();
        assertThat(Shape.of(Dimension.named("n"), Dimension.of(3)).elements(Map.of("n", 4)))
                .isEqualTo(12);
    }

    @Test
    void thereAreNoMoreAxesThanNumpyHas() {
        List<Dimension> axes = Collections.nCopies(33, Dimension.ONE);
        assertThatThrownBy(() -> new Shape(axes))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("33");
    }
}
