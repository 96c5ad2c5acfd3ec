package org.derivata.symbolic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.derivata.core.array.Array;
import org.derivata.core.diagnostic.NameException;
import org.junit.jupiter.api.Test;

/** All second derivatives by several variables at once. */
class HessianByNamesTest {

    @Test
    void everyPairOfScalarsHasItsSecondDerivative() {
        Formula formula = Formula.parse("x**2 * y + exp(y * z)");
        Map<String, Map<String, Formula>> hessian = formula.hessian(List.of("x", "y", "z"));
        Map<String, Double> point = Map.of("x", 1.5, "y", -0.5, "z", 2.0);
        for (String row : hessian.keySet()) {
            for (String column : hessian.keySet()) {
                Formula entry = hessian.get(row).get(column);
                assertThat(entry.value(point))
                        .as("%s %s", row, column)
                        .isCloseTo(formula.gradient(row).gradient(column).value(point), within(1e-12));
            }
        }
        assertThat(hessian.get("x").get("y")).hasToString("2 * x");
        assertThat(hessian.get("y").get("x")).hasToString("2 * x");
    }

    @Test
    void blocksOfArraysHaveTheAxesOfTheFirstNameAndThenOfTheSecond() {
        Formula loss = Formula.parse("W: [3, 2]; v: [2]; x: [3]\nsum((W @ v - x)**2)");
        Map<String, Map<String, Formula>> hessian = loss.hessian(List.of("v", "W"));
        assertThat(hessian.get("v").get("W").shape().toString()).isEqualTo("[2, 3, 2]");
        assertThat(hessian.get("W").get("v").shape().toString()).isEqualTo("[3, 2, 2]");
        assertThat(hessian.get("v").get("v")).hasToString("2 * W.T @ W");
        Map<String, Object> point = Map.of(
                "W",
                new double[][] {{1, 2}, {-1, 0.5}, {3, 1}},
                "v",
                new double[] {0.5, -2},
                "x",
                new double[] {1, 0, 2});
        assertThat(values(hessian.get("v").get("W").evaluate(point)))
                .containsExactly(values(loss.gradient("v").jacobian("W").evaluate(point)), within(1e-12));
        assertThat(values(hessian.get("W").get("v").evaluate(point)))
                .containsExactly(values(loss.gradient("W").jacobian("v").evaluate(point)), within(1e-12));
    }

    @Test
    void whatIsNamedTwiceIsOneRowAndADefinitionIsRefused() {
        Formula formula = Formula.parse("h = x * y\nh**2 + y");
        assertThat(formula.hessian(List.of("y", "y", "x"))).containsOnlyKeys("y", "x");
        assertThatThrownBy(() -> formula.hessian(List.of("x", "h")))
                .isInstanceOf(NameException.class)
                .hasMessageContaining("h is defined, and is no variable");
    }

    private static double[] values(Array array) {
        return array.data();
    }
}
