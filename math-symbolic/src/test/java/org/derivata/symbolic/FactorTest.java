package org.derivata.symbolic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.derivata.core.diagnostic.LimitException;
import org.derivata.core.expr.Einsum;
import org.derivata.core.expr.Expr;
import org.derivata.core.expr.LinearCombination;
import org.derivata.core.expr.Power;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FactorTest {

    private static Formula factored(String text) {
        return Formula.parse(text).algebra().factor();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            x**2 - y**2                   | (x + y) * (x - y)
            x**4 + 4                      | (x**2 + 2 * x + 2) * (x**2 - 2 * x + 2)
            a*b + a + b + 1               | (a + 1) * (b + 1)
            x**2*y + x*y**2               | x * y * (x + y)
            6*x**2 + 5*x + 1              | (2 * x + 1) * (3 * x + 1)
            x/2 + x**2/3                  | x * (2 * x + 3) / 6
            (x**2 - 1) / (x + 1)          | x - 1
            1 + 2/x + 1/x**2              | (x + 1)**2 / x**2
            x/(x + y) + y/(x - y)         | (x**2 + y**2) / ((x - y) * (x + y))
            sin(t)**2 - cos(t)**2         | (sin(t) + cos(t)) * (sin(t) - cos(t))
            x - 2*sqrt(x) + 1             | (sqrt(x) - 1)**2
            (x + 1)**10 + 2*(x + 1)**5 + 1 | (x + 2)**2 * (x**4 + 3 * x**3 + 4 * x**2 + 2 * x + 1)**2
            x**2 + 1                      | x**2 + 1
            exp(x)                        | exp(x)
            7                             | 7
            x - x                         | 0
            """)
    void a_sum_becomes_a_product(String text, String expected) {
        assertThat(factored(text).toString()).isEqualTo(expected);
    }

    @Test
    void arrays_are_factored_entry_by_entry() {
        Formula formula = Formula.given("v, w: [n]").parse("v**2 - w**2");
        assertThat(formula.algebra().factor().toString()).isEqualTo("(v - w) * (v + w)");
    }

    @Test
    void factors_are_irreducible_and_multiply_to_what_was_given() throws IOException {
        for (String line : polynomials()) {
            String[] parts = line.split(" \\| ");
            Formula factored = factored(parts[0]);
            assertThat(factors(factored.expression()))
                    .as(line + " -> " + factored)
                    .isEqualTo(Integer.parseInt(parts[1]));
            assertThat(factored.algebra().expand().expression())
                    .as(line + " -> " + factored)
                    .isSameAs(Formula.parse(parts[0]).algebra().expand().expression());
        }
    }

    /** The factors of a product, a power counted as often as its exponent says, a number not at all. */
    private static int factors(Expr expression) {
        if (expression instanceof LinearCombination scaled && scaled.isScaling()) {
            return factors(scaled.arguments().get(0));
        }
        if (expression instanceof Einsum product) {
            return product.operands().stream().mapToInt(FactorTest::factors).sum();
        }
        return Power.of(expression).exponent().intValue();
    }

    @Test
    void what_is_too_long_to_factor_is_refused() {
        assertThatThrownBy(() -> factored("x**1000 - y**7 + x*y"))
                .isInstanceOfSatisfying(
                        LimitException.class, error -> assertThat(error.code()).isEqualTo("limit.expansion"));
    }

    private static List<String> polynomials() throws IOException {
        try (InputStream in = Objects.requireNonNull(FactorTest.class.getResourceAsStream("factors.txt"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .toList();
        }
    }
}
