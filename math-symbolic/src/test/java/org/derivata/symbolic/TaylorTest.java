package org.derivata.symbolic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.derivata.core.diagnostic.MathException;
import org.derivata.core.language.Library;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Taylor polynomials against SymPy's series, and refused where there is none. */
class TaylorTest {

    private static final Map<String, Double> AWAY = Map.of("x", 0.37, "a", 1.7);

    static Stream<String> series() throws IOException {
        try (InputStream in = Objects.requireNonNull(TaylorTest.class.getResourceAsStream("taylor.txt"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines().filter(line -> !line.startsWith("#")).toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("series")
    void the_coefficients_are_those_of_sympy(String line) {
        String[] parts = line.split(" \\| ");
        Formula at = Formula.parse(parts[1]);
        int order = Integer.parseInt(parts[2]);
        StringBuilder expected = new StringBuilder("0");
        String[] coefficients = parts[3].split("; ");
        for (int k = 0; k <= order; k++) {
            expected.append(" + (" + coefficients[k] + ") * (x - (" + parts[1] + "))**" + k);
        }

        Formula polynomial = Formula.parse(parts[0]).algebra().taylor("x", at, order);

        double value = Formula.parse(expected.toString()).value(AWAY);
        assertThat(polynomial.value(AWAY))
                .as(polynomial.toString())
                .isCloseTo(value, within(1e-12 * (1 + Math.abs(value))));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            exp(x)                | 0 | 3 | x**3 / 6 + x**2 / 2 + x + 1
            (1 - cos(x)) / x**2   | 0 | 4 | x**4 / 720 - x**2 / 24 + 1 / 2
            log(x)                | 1 | 2 | -(x - 1)**2 / 2 + x - 1
            """)
    void coefficients_are_exact(String text, double at, int order, String expected) {
        Formula polynomial = Formula.parse(text).algebra().taylor("x", at, order);
        assertThat(polynomial.expression()).isSameAs(Formula.parse(expected).expression());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "abs(x)",
                "sign(x)",
                "relu(x)",
                "sqrt(x)",
                "x**(5/2)",
                "log(x)",
                "1 / x",
                "maximum(x, 2*x)",
                "floor(x)",
                "where(x > 0, x**2, x**3)",
                "hypot(x, x)",
                "norm([x, 2*x])",
                "max([x, -x])",
                "clip(x, 0, 1)",
                "leaky_relu(x)",
                "x**x",
                "exp(1/x)",
                "sin(x) / x**2",
                "huber([x], [1])",
                "spherical_j1(x)",
                "xlogy(x, x)"
            })
    void a_kink_a_jump_or_a_pole_at_the_point_is_refused(String text) {
        assertThatThrownBy(() -> Formula.parse(text).algebra().taylor("x", 0, 3))
                .isInstanceOf(MathException.class)
                .hasMessageContaining("derivative.taylor");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "abs(x)",
                "relu(x)",
                "maximum(x, 2*x)",
                "where(x > 0, x**2, x**3)",
                "hypot(x, 1)",
                "clip(x, 0, 4)",
                "floor(x)",
                "x**x"
            })
    void off_the_kink_the_polynomial_meets_the_function(String text) {
        Formula formula = Formula.parse(text);
        Formula polynomial = formula.algebra().taylor("x", 1.25, 6);
        assertThat(polynomial.value(Map.of("x", 1.3))).isCloseTo(formula.value(Map.of("x", 1.3)), within(1e-8));
    }

    @Test
    void a_power_too_high_for_a_series_is_refused_and_never_cut() {
        assertThatThrownBy(() -> Formula.parse("(sin(x) / x)**1001").algebra().taylor("x", 0, 2))
                .hasMessageContaining("limit.expansion");
        assertThat(Formula.parse("(sin(x) / x)**1000")
                        .algebra()
                        .taylor("x", 0, 2)
                        .expression())
                .isSameAs(Formula.parse("1 - 500 * x**2 / 3").expression());
    }

    @Test
    void wrong_requests_are_told() {
        FormulaAlgebra algebra =
                Formula.given("x, y: []; v: [3]").parse("exp(x) * y + sum(v)").algebra();
        assertThatThrownBy(() -> algebra.taylor("x", 0, -1)).hasMessageContaining("request.taylor");
        assertThatThrownBy(() -> algebra.taylor("x", 0, 101)).hasMessageContaining("request.taylor");
        assertThatThrownBy(() -> algebra.taylor("v", 0, 2)).hasMessageContaining("request.taylor");
        assertThatThrownBy(() -> algebra.taylor("x", Formula.parse("2*x"), 2)).hasMessageContaining("request.taylor");
        assertThatThrownBy(() -> algebra.taylor("z", 0, 2)).hasMessageContaining("name.unknown_variable");
        assertThatThrownBy(() ->
                        Formula.given("x: []; v: [3]").parse("x * v").algebra().taylor("x", 0, 2))
                .hasMessageContaining("request.taylor");
    }

    @Test
    void it_is_said_of_every_operator_where_it_is_smooth() {
        assertThat(Smoothness.known())
                .containsExactlyInAnyOrderElementsOf(Library.standard().operators().stream()
                        .map(each -> each.name())
                        .toList());
    }
}
