package org.derivata.symbolic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Columns, rows and norms beside matrices: as typed, and read back as what they say. */
class BroadcastNotationTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            X: [n, d]; v: [n, 1]           | X * v
            X: [n, d]; v: [n, 1]           | X / v
            X: [n, d]; v: [n, 1]; g: [d]   | X * g / v**2
            X: [n, d]; v: [1, d]           | X / sqrt(v)
            X: [n, d]; v: [n, 1]           | X + v
            X: [n, d]; v: [1]              | X - v
            X: [k, n, d]; v: [n, 1]        | exp(X) + v
            X: [n, d]                      | X / norm(X, axis=0)
            X: [n, d]                      | X / norm(X, axis=1)[:, None]
            X: [n, d]                      | (X - mean(X, axis=0)) / std(X, axis=0)
            X: [n, d]                      | (X - mean(X)) / std(X)
            """)
    void printsAsTyped(String declarations, String text) {
        Formula formula = Formula.given(declarations).parse(text);
        assertThat(formula.toString()).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            X: [n, d]; v: [n, 1]; g: [d]   | sum(sin(X * g / v))                           | X
            X: [n, d]; v: [n, 1]           | sum(exp(X / v)) + sum(v)                      | v
            X: [n, d]                      | sum(std(X, axis=0))                           | X
            X: [n, d]; G: [n, d]           | sum(G * X / norm(X, axis=1, keepdims=True))   | X
            X: [n, d]; G: [n, d]           | sum(G * X / norm(X, axis=0))                  | X
            X: [n, d]; G: [n, d]           | sum(G * (X - mean(X)) / std(X))               | X
            X: [n, d]                      | var(X)                                        | X
            x: [n, 1]; A: [n, n]           | sum(x.T @ A @ x)                              | x
            """)
    void gradientsReadBack(String declarations, String text, String by) {
        Formula gradient = Formula.given(declarations).parse(text).gradient(by);
        assertThat(Formula.given(declarations).parse(gradient.toString()).expression())
                .as(gradient.toString())
                .isSameAs(gradient.expression());
    }

    @Test
    void a_column_of_zeros_divided_by_its_norm_is_zero() {
        double[][] x = {{3, 0}, {4, 0}};
        assertThat(Formula.given("X: [2, 2]")
                        .parse("X / norm(X, axis=0)")
                        .evaluate(Map.of("X", x))
                        .data())
                .containsExactly(new double[] {0.6, 0, 0.8, 0}, within(1e-15));
    }

    /** Row norms beneath columns: where a norm is 0, what is divided by it need not be. */
    @Test
    void a_number_divided_by_the_norm_of_another_row_is_infinite_where_that_is_zero() {
        double[][] x = {{3, 4}, {0, 0}};
        assertThat(Formula.given("X: [2, 2]")
                        .parse("X / norm(X, axis=1)")
                        .evaluate(Map.of("X", x))
                        .data())
                .containsExactly(0.6, Double.POSITIVE_INFINITY, 0, Double.NaN);
    }
}
