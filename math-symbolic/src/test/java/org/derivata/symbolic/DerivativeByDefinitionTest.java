package org.derivata.symbolic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.derivata.core.array.Array;
import org.derivata.core.diagnostic.NameException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A definition is a variable of what is built on it, even where its value dissolves in the graph; a number is none. */
class DerivativeByDefinitionTest {

    private static final Map<String, Double> POINT = Map.of("x", 0.7, "y", 1.3, "z", -0.4);

    @ParameterizedTest
    @ValueSource(strings = {"x = 2; x**2", "X: [n, d]; x = n; sum(X) / x", "X: [n, d]; x, y = X.shape; sum(X) / x"})
    void a_name_defined_as_a_number_or_a_size_is_refused(String text) {
        assertThatThrownBy(() -> Formula.parse(text).gradient("x"))
                .isInstanceOf(NameException.class)
                .hasMessageContaining("x is defined as a number");
    }

    /** The first four definitions dissolve: in a sum, in a product, in a quotient, in an exponential. */
    @ParameterizedTest
    @CsvSource({
        "h = x + y,          sin(h) + h",
        "h = x * y,          h * z + h**2",
        "h = x / y,          h / z - exp(h)",
        "h = exp(x),         log(h) + h**3",
        "h = -x,             h + abs(h)",
        "h = log(x + y),     exp(h) * h",
        "h = 2*x,            h / 2 + h * y",
        "h = x; k = h * y,   k + h * k",
        "h = x; h = h + y,   h**2 + x",
        "h = x + y; k = x + y, k * sin(h) + h",
        "'k, h = x, y + x', h + k * h",
    })
    void the_value_is_put_back_where_the_variable_stood(String definitions, String result) {
        Formula formula = Formula.parse(definitions + "; " + result);
        double value = Formula.parse(definitions + "; h").value(POINT);
        double step = 1e-4;
        // the same text with the last meaning of h moved by a step
        String moved = definitions.contains("k, h")
                ? "k, h = x, y + x + step"
                : definitions.replaceAll("(.*)h = ([^;]*)(.*)", "$1h = ($2) + step$3");
        Formula shifted = Formula.parse(moved + "; " + result);
        double above = shifted.value(with(step));
        double below = shifted.value(with(-step));

        Formula gradient = formula.gradient("h");

        assertThat(gradient.value(POINT))
                .as(gradient + " at h = " + value)
                .isCloseTo((above - below) / (2 * step), within(1e-6));
        assertThat(gradient.value(POINT))
                .isEqualTo(formula.gradients(List.of("x", "h")).get("h").value(POINT));
        double second = (above - 2 * shifted.value(with(0)) + below) / (step * step);
        assertThat(formula.hessian("h").value(POINT)).isCloseTo(second, within(1e-5));
        assertThat(formula.strict().gradient("h").value(POINT)).isCloseTo(gradient.value(POINT), within(1e-12));
    }

    private static Map<String, Double> with(double step) {
        return Map.of("x", 0.7, "y", 1.3, "z", -0.4, "step", step);
    }

    @Test
    void results_name_the_definition_again() {
        assertThat(Formula.parse("h = sin(x); h**2").gradient("h")).hasToString("2 * h");
        assertThat(Formula.parse("h = x + y; sin(h) + h").gradient("h")).hasToString("cos(h) + 1");
    }

    @Test
    void a_layer_inside_a_network_has_a_gradient_a_hessian_product_and_a_jacobian() {
        Formula loss = Formula.given("X: [2, 3]; W: [3, 2]; Y: [2, 2]").parse("Z = X @ W; sum((Z + Z.T - Y)**2)");
        Map<String, Array> inputs = Map.of(
                "X", Array.of(new double[] {1, 2, 3, 4, 5, 6}, 2, 3),
                "W", Array.of(new double[] {0.1, -0.2, 0.3, 0.4, -0.5, 0.6}, 3, 2),
                "Y", Array.of(new double[] {1, 0, 0, 1}, 2, 2),
                "V", Array.of(new double[] {1, 2, 3, 4}, 2, 2));
        Formula free = Formula.given("Z: [2, 2]; Y: [2, 2]").parse("sum((Z + Z.T - Y)**2)");
        Array z = Formula.given("X: [2, 3]; W: [3, 2]").parse("X @ W").evaluate(inputs);
        Map<String, Array> freed = Map.of("Z", z, "Y", inputs.get("Y"), "V", inputs.get("V"));

        assertThat(loss.gradient("Z").evaluate(inputs))
                .isEqualTo(free.gradient("Z").evaluate(freed));
        assertThat(loss.hvp("Z", "V").evaluate(inputs))
                .isEqualTo(free.hvp("Z", "V").evaluate(freed));
        assertThat(loss.jvp("Z", "V").evaluate(inputs))
                .isEqualTo(free.jvp("Z", "V").evaluate(freed));
        assertThat(loss.hessian("Z").evaluate(inputs))
                .isEqualTo(free.hessian("Z").evaluate(freed));
        assertThat(loss.by("Z", each -> each.gradient("Z").times(2)).evaluate(inputs))
                .isEqualTo(free.gradient("Z").times(2).evaluate(freed));
    }

    @Test
    void a_direction_may_not_be_called_like_a_definition() {
        assertThatThrownBy(() -> Formula.parse("h = x * y; h**2").hvp("h", "h"))
                .isInstanceOf(NameException.class)
                .hasMessageContaining("name.two_meanings");
    }

    @Test
    void a_formula_made_of_others_no_longer_tells_where_it_uses_a_definition() {
        Formula formula = Formula.parse("h = x + y; sin(h) + h");
        for (Formula made : List.of(
                formula.times(2),
                formula.simplify(),
                formula.gradient("h"),
                formula.substitute("x", Formula.variable("t")))) {
            assertThatThrownBy(() -> made.gradient("h"))
                    .isInstanceOf(NameException.class)
                    .hasMessageMatching("(?s).*(name.dissolved|name.unknown_variable).*");
        }
    }

    @Test
    void steps_by_a_definition_speak_of_its_name() {
        assertThat(Formula.parse("h = x + y; sin(h) + h").derivation("h").toString())
                .containsPattern("= cos\\(h\\) \\+ 1 +\\(derivative of sin\\)$");
    }
}
