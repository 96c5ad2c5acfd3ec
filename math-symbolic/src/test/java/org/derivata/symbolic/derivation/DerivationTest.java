package org.derivata.symbolic.derivation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.derivata.core.diagnostic.LimitException;
import org.derivata.core.diagnostic.MathException;
import org.derivata.core.language.Limits;
import org.derivata.symbolic.Formula;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class DerivationTest {

    private static Formula formula(String declarations, String text) {
        return Formula.given(declarations).parse(text);
    }

    /** The last line, as the language reads it back. */
    private static String last(Derivation derivation) {
        List<List<Derivation.Line>> sections = derivation.lines();
        List<Derivation.Line> section = sections.get(sections.size() - 1);
        return section.get(section.size() - 1).right();
    }

    @Test
    void aProductIsOneChainOfEquations() {
        assertThat(formula("", "x**2 * sin(x)").derivation("x").toString()).isEqualTo("""
                d/dx(x**2 * sin(x)) = x**2 * d/dx(sin(x)) + d/dx(x**2) * sin(x)   (product rule)
                                    = 2 * x * sin(x) + x**2 * cos(x)   (power rule, derivative of sin)
                                    = x * (x * cos(x) + 2 * sin(x))    (common-denominator)""");
    }

    @Test
    void arraysHaveIntermediateValuesAndADerivativeByEach() {
        Derivation steps =
                formula("X: [n, d]; w: [d]; y: [n]", "sum((X @ w - y)**2)").derivation("w");
        assertThat(steps.toString()).isEqualTo("""
                u1 = X @ w - y
                 L = u1 @ u1

                dL/du1 = 2 * u1                  (derivative of a sum, power rule)
                 dL/dw = X.T @ dL/du1            (sum rule, transposed matrix product)
                       = 2 * X.T @ (X @ w - y)   (substitute)""");
        assertThat(steps.toUnicode()).contains("∂L/∂u₁ = 2 · u₁", "∂L/∂w = Xᵀ @ ∂L/∂u₁");
        assertThat(steps.toLatex())
                .startsWith("\\begin{align*}\n")
                .contains("\\frac{\\partial L}{\\partial w} &= X^{\\top} \\frac{\\partial L}{\\partial u_{1}}")
                .contains("&& \\text{sum rule, transposed matrix product}")
                .endsWith("\n\\end{align*}");
    }

    @Test
    void theAuthorsNamesAreUsedForIntermediateValues() {
        String text = formula("X: [n, d]; V: [d, h]; W: [h, k]", "H = tanh(X @ V); sum((H @ W)**2)")
                .derivation("V")
                .toString();
        assertThat(text)
                .contains("H = tanh(u1)")
                .contains("dL/du1 = dL/dH * (1 - H**2)")
                .contains("(chain rule, derivative of tanh)");
    }

    @Test
    void namesThatTheFormulaUsesAreNotTakenForSteps() {
        String text = formula("L: [n, n]; u1: [n]", "sum(tanh(L @ u1))")
                .derivation("u1")
                .toString();
        assertThat(text).contains("u2 = L @ u1").contains("L_ = ").contains("dL_/du1 = ");
    }

    @Test
    void whatIsDoneBeforeDifferentiatingIsShownFirst() {
        Derivation steps = formula("", "log(1 + exp(3 * x))").derivation("x");
        assertThat(steps.lines().get(0)).hasSize(1).first().satisfies(line -> {
            assertThat(line.left()).isEqualTo("log(exp(3 * x) + 1)");
            assertThat(line.right()).isEqualTo("softplus(3 * x)");
            assertThat(line.rules()).containsExactly("softplus-of-log");
        });
        assertThat(last(steps)).isEqualTo("3 * sigmoid(3 * x)");
        assertThat(formula("", "log(1 + exp(3 * x))").asTyped().derivation("x").toString())
                .doesNotContain("softplus");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            X: [n, d]; w: [d]; y: [n]             | sum((X @ w - y)**2)                          | w
            A: [n, n]; x: [n]                     | x @ A @ x                                    | x
            A: [n, n] symmetric; x: [n]           | x @ A @ x                                    | x
            A: [m, p]; X: [p, q]; B: [q, m]       | trace(A @ X @ B)                             | X
            X: [n, n]                             | logdet(X)                                    | X
            X: [n, d]; W: [d, k]; b: [k]; Y: [n, k] one_hot | cross_entropy(X @ W + b, Y)        | W
            X: [n, d]; w: [d]; b: []; y: [n]      | binary_cross_entropy(sigmoid(X @ w + b), y)  | w
            Q: [n, d]; K: [m, d]; V: [m, d]       | sum((softmax(Q @ K.T / sqrt(d), axis=1) @ V)**2) | Q
            x: [n]                                | sum(where(x > 0, x**2, -x))                  | x
            x: [n]                                | prod(x) + max(x)                             | x
            E: [v, d]; x: [d]                     | sum(E[0] * x) + sum(E[1:, 0])                | E
            A: [n, n]; b: [n]                     | b @ solve(A, b)                              | A
            x: [n]; y: [n]                        | sum(y)                                       | x
            s: []                                 | s                                            | s
            x: [n]                                | sum((x - mean(x))**2) / sqrt(var(x) + 1)     | x
            """)
    void theLastLineIsTheGradient(String declarations, String text, String by) {
        check(formula(declarations, text), by);
    }

    static Stream<String> textbook() throws IOException {
        try (InputStream in = Objects.requireNonNull(
                DerivationTest.class.getResourceAsStream("/org/derivata/symbolic/simplify/textbook-derivatives.csv"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines().filter(line -> !line.isBlank() && !line.startsWith("#")).toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("textbook")
    void theLastLineIsTheDerivativeOfTextbookFunctions(String text) {
        check(Formula.parse(text), "x");
    }

    private static void check(Formula formula, String by) {
        Derivation steps = formula.derivation(by);
        Formula gradient = formula.gradient(by);
        assertThat(steps.result()).isSameAs(gradient.expression());
        assertThat(last(steps)).isEqualTo(gradient.toString());
        assertThat(steps.toString() + steps.toUnicode() + steps.toLatex() + steps.toHtml(""))
                .as("every derivative is written out")
                .doesNotContainPattern("[\uE000-\uF8FF]");
        assertThat(steps.lines().get(steps.lines().size() - 1).stream().skip(1))
                .as("every line after the first gives a reason")
                .allSatisfy(line -> assertThat(line.rules()).isNotEmpty());
    }

    @Test
    void aDefinitionCanBeWhatTheDerivativeIsBy() {
        Formula formula = formula("X: [n, d]; w: [d]", "z = X @ w; sum(tanh(z) + z)");

        assertThat(last(formula.derivation("z")))
                .isEqualTo(formula.gradient("z").toString());
    }

    @Test
    void aFormulaOfTooManyValuesIsRefused() {
        StringBuilder text = new StringBuilder("x0: []\n");
        for (int i = 0; i < 2100; i++) {
            text.append("x").append(i + 1).append(" = sin(x").append(i).append(")\n");
        }
        Formula deep = Formula.given("").limits(Limits.trusted()).parse(text + "x2100");
        assertThatThrownBy(() -> deep.derivation("x0"))
                .isInstanceOfSatisfying(
                        LimitException.class, wrong -> assertThat(wrong.code()).isEqualTo("limit.steps"));
    }

    @Test
    void anUnknownNameAndAnArrayAreRefusedAsByTheGradient() {
        assertThatThrownBy(() -> formula("", "x**2").derivation("z"))
                .isInstanceOfSatisfying(
                        MathException.class, wrong -> assertThat(wrong.code()).isEqualTo("name.unknown_variable"));
        assertThatThrownBy(() -> formula("x: [n]", "x**2").derivation("x"))
                .isInstanceOfSatisfying(
                        MathException.class, wrong -> assertThat(wrong.code()).isEqualTo("derivative.not_scalar"));
    }

    @Test
    void aPageStandsAlone() {
        String page = formula("", "x**2 * sin(x)").derivation("x").toHtml("a < b");
        assertThat(page)
                .startsWith("<!doctype html>")
                .contains("<title>a &lt; b</title>", "<math ", "product rule")
                .doesNotContain("http", "<script", "<link", "<img");
    }
}
