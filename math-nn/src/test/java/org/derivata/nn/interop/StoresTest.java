package org.derivata.nn.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.derivata.core.array.Array;
import org.derivata.core.diagnostic.ShapeException;
import org.junit.jupiter.api.Test;
import org.ojalgo.matrix.store.MatrixStore;
import org.ojalgo.matrix.store.R064Store;

class StoresTest {

    private static final Array MATRIX = Array.of(new double[] {1, 2, 3, 4, 5, 6}, 2, 3);

    @Test
    void aMatrixKeepsItsRowsAndColumnsBothWays() {
        R064Store store = Stores.copy(MATRIX);
        assertThat(store.getRowDim()).isEqualTo(2);
        assertThat(store.getColDim()).isEqualTo(3);
        assertThat(store.doubleValue(0, 2)).isEqualTo(3);
        assertThat(store.doubleValue(1, 0)).isEqualTo(4);
        assertThat(Stores.copy(store)).isEqualTo(MATRIX);
    }

    @Test
    void aCopyIsIndependentAndAViewIsLive() {
        Array array = Array.of(new double[] {1, 2, 3, 4, 5, 6}, 2, 3);
        R064Store copy = Stores.copy(array);
        MatrixStore<Double> view = Stores.view(array);
        array.data()[5] = 60;
        assertThat(copy.doubleValue(1, 2)).isEqualTo(6);
        assertThat(view.doubleValue(1, 2)).isEqualTo(60);
        assertThat(Stores.copy(view)).isEqualTo(array);
    }

    @Test
    void aSingleCopyIsRoundedToFloat32() {
        assertThat(Stores.copy(Stores.copySingle(Array.of(new double[] {0.1, 2, 3, 4}, 2, 2))))
                .isEqualTo(Array.of(new double[] {0.1f, 2, 3, 4}, 2, 2));
    }

    @Test
    void transposesShareTheirMemory() {
        Array array = Array.of(new double[] {1, 2, 3, 4, 5, 6}, 2, 3);
        R064Store store = Stores.shareTransposed(array);
        store.set(2, 0, 30.0);
        assertThat(array.get(0, 2)).isEqualTo(30);
        Array back = Stores.shareTransposed(store);
        assertThat(back).isEqualTo(array);
        assertThat(back.data()).isSameAs(array.data());
    }

    @Test
    void aVectorIsOneColumnAndAScalarOneByOne() {
        Array vector = Array.vector(1, 2, 3);
        assertThat(Stores.copy(vector).getColDim()).isEqualTo(1);
        MatrixStore<Double> view = Stores.view(vector);
        assertThat(view.getRowDim()).isEqualTo(3);
        assertThat(view.doubleValue(2, 0)).isEqualTo(3);
        assertThat(Stores.shareVector(Stores.copy(vector))).isEqualTo(vector);
        assertThat(Stores.view(Array.scalar(7)).doubleValue(0, 0)).isEqualTo(7);
        assertThat(Stores.copy(Array.scalar(7)).count()).isEqualTo(1);
    }

    @Test
    void emptyMatricesKeepTheirShape() {
        Array empty = Array.of(new double[0], 0, 3);
        assertThat(Stores.copy(Stores.copy(empty)).shape()).containsExactly(0, 3);
        assertThat(Stores.copy(Stores.view(empty)).shape()).containsExactly(0, 3);
    }

    @Test
    void refusesWhatHasNoTwoAxes() {
        assertThatThrownBy(() -> Stores.copy(Array.full(0, 2, 3, 4)))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("[2, 3, 4]")
                .hasMessageContaining("shape.rank");
        assertThatThrownBy(() -> Stores.shareVector(Stores.copy(MATRIX)))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("2 x 3");
    }
}
