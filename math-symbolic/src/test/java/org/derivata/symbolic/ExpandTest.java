package org.derivata.symbolic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.derivata.core.array.Array;
import org.derivata.core.diagnostic.LimitException;
import org.derivata.core.diagnostic.NameException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Products multiplied out, and like powers collected; the expected forms are those of SymPy's expand and collect. */
class ExpandTest {

    private static final Map<String, Double> POINT = Map.of("x", 1.3, "y", -0.7, "z", 0.4, "a", 2.1, "b", -1.9);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            (x + 1)**3                      | x**3 + 3*x**2 + 3*x + 1
            (x + y) * (x - y)               | x**2 - y**2
            (x + y + z)**2                  | x**2 + y**2 + z**2 + 2*x*y + 2*x*z + 2*y*z
            x * (y + x * (z + 1))           | x*y + x**2*z + x**2
            (2*x - 1/2)**2                  | 4*x**2 - 2*x + 1/4
            sin((x + 1)**2)                 | sin(x**2 + 2*x + 1)
            (x + 1)**2 / x                  | x + 2 + 1/x
            (exp(x) + 1) * (exp(x) - 1)     | exp(x)**2 - 1
            (x + 1) * (y + 1) - x*y         | x + y + 1
            x - (x + 1)**2 + (x - 1)**2     | -3*x
            (a + b)**4                      | a**4 + 4*a**3*b + 6*a**2*b**2 + 4*a*b**3 + b**4
            (sqrt(x) + 1)**2                | x + 2*sqrt(x) + 1
            5                               | 5
            """)
    void products_of_sums_are_multiplied_out(String text, String expected) {
        Formula formula = Formula.parse(text);
        Formula expanded = formula.algebra().expand();
        assertThat(expanded.expression())
                .as(expanded.toString())
                .isSameAs(Formula.parse(expected).algebra().expand().expression());
        assertThat(expanded.value(POINT))
                .isCloseTo(formula.value(POINT), within(1e-12 * (1 + Math.abs(formula.value(POINT)))));
        assertThat(expanded.algebra().expand().expression())
                .as("once is enough")
                .isSameAs(expanded.expression());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            (A + B) @ (A - B)               | A @ A - A @ B + B @ A - B @ B
            (A + B).T @ v                   | A.T @ v + B.T @ v
            sum((A @ v - v)**2)             | sum((A @ v)**2) - 2 * sum(v * (A @ v)) + sum(v**2)
            trace((A + B) @ (A + B))        | trace(A @ A) + 2 * trace(A @ B) + trace(B @ B)
            """)
    void products_of_matrices_too(String text, String expected) {
        String shapes = "A, B: [2, 2]; v: [2]";
        Map<String, Array> inputs = Map.of(
                "A", Array.of(new double[] {1, 2, 3, 4}, 2, 2),
                "B", Array.of(new double[] {-1, 0.5, 2, 7}, 2, 2),
                "v", Array.of(new double[] {3, -2}, 2));
        Formula formula = Formula.given(shapes).parse(text);
        Formula expanded = formula.algebra().expand();
        assertThat(expanded.expression())
                .as(expanded.toString())
                .isSameAs(
                        Formula.given(shapes).parse(expected).algebra().expand().expression());
        double[] before = formula.evaluate(inputs).data();
        double[] after = expanded.evaluate(inputs).data();
        for (int i = 0; i < before.length; i++) {
            assertThat(after[i]).isCloseTo(before[i], within(1e-10));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            x*y + x + y*x**2 + 2*x**2 + y   | x | x**2*(y + 2) + x*(y + 1) + y
            (x + a)**2 + b*x                | x | x**2 + x*(2*a + b) + a**2
            a*x**2 + b*x**2                 | x | x**2*(a + b)
            (x + 1)*(y + 1)                 | y | y*(x + 1) + x + 1
            a/x + b/x + x                   | x | x + (a + b)/x
            x*sin(y) + 2*x                  | x | x*(sin(y) + 2)
            """)
    void like_powers_are_collected(String text, String name, String expected) {
        Formula formula = Formula.parse(text);
        Formula collected = formula.algebra().collect(name);
        assertThat(collected.expression())
                .as(collected.toString())
                .isSameAs(Formula.parse(expected).expression());
        assertThat(collected.value(POINT))
                .isCloseTo(formula.value(POINT), within(1e-12 * (1 + Math.abs(formula.value(POINT)))));
    }

    @Test
    void what_would_be_too_long_is_refused_and_so_are_unknown_names() {
        assertThatThrownBy(() -> Formula.parse("(a + b + c + d)**40").algebra().expand())
                .isInstanceOf(LimitException.class)
                .hasMessageContaining("limit.expansion");
        assertThatThrownBy(() -> Formula.parse("(1 + x)**100000").algebra().expand())
                .isInstanceOf(LimitException.class);
        assertThatThrownBy(() -> Formula.parse("x + 1").algebra().collect("y")).isInstanceOf(NameException.class);
    }
}
