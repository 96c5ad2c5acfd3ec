package org.derivata.core.operator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EliminationTest {

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void a_matrix_that_holds_NaN_has_no_determinant_wherever_it_stands(int place) {
        for (double first : new double[] {0, 1}) {
            double[] matrix = {first, 1, 1, 2};
            matrix[place] = Double.NaN;
            assertThat(Elimination.of(matrix, 0, 2).determinant()).isNaN();
            assertThat(Elimination.of(matrix, 0, 2).logDeterminant()).isNaN();
            assertThat(Elimination.of(matrix, 0, 2).solve(new double[] {1, 1})).containsOnly(Double.NaN);
        }
    }
}
