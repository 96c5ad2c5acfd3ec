package org.derivata.core.print;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.derivata.core.diagnostic.Source;
import org.derivata.core.language.Limits;
import org.derivata.core.language.MathParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LatexPrinterTest {

    private static final Map<String, String> TEMPLATES = Map.of(
            "sin", "\\sin",
            "tanh", "\\tanh",
            "log", "\\log",
            "max", "\\max",
            "sqrt", "\\sqrt{#1}",
            "abs", "\\left\\lvert #1 \\right\\rvert",
            "sigmoid", "\\sigma",
            "binomial", "\\binom{#1}{#2}");

    private final LatexPrinter printer = new LatexPrinter(TEMPLATES::get);

    private String latex(String text) {
        return printer.print(new MathParser().parse(Source.formula(text)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            2 * X.T @ (X @ w - y)            | 2 X^{\\top} \\left(X w - y\\right)
            X.T @ (softmax(X @ W + b, axis=1) - Y) / n | \\frac{X^{\\top} \\left(\\operatorname{softmax}_{\\mathrm{axis}=1}\\left(X W + b\\right) - Y\\right)}{n}
            x**2 * tanh(x)                   | x^{2} \\tanh\\left(x\\right)
            sin(x)**2                        | \\sin^{2}\\left(x\\right)
            1 / (1 + exp(-x))                | \\frac{1}{1 + e^{-x}}
            a / b * c / d                    | \\frac{\\frac{a}{b} c}{d}
            a / b / c                        | \\frac{a}{b c}
            (a / b)**2                       | \\left(\\frac{a}{b}\\right)^{2}
            2 * 3 * x                        | 2 \\cdot 3 x
            x * (a + b)                      | x \\cdot \\left(a + b\\right)
            2 * (a + b)                      | 2 \\left(a + b\\right)
            alpha * X @ w                    | \\alpha \\cdot X w
            loss * rate                      | \\mathrm{loss} \\cdot \\mathrm{rate}
            -x**2                            | -x^{2}
            (-x)**2                          | \\left(-x\\right)^{2}
            a - (-b)                         | a - \\left(-b\\right)
            a * -b                           | a \\left(-b\\right)
            2**x**-y                         | 2^{x^{-y}}
            (a**b)**c                        | \\left(a^{b}\\right)^{c}
            X.T**2                           | \\left(X^{\\top}\\right)^{2}
            inv(A) @ b                       | A^{-1} b
            inv(A + B).T                     | \\left(\\left(A + B\\right)^{-1}\\right)^{\\top}
            norm(x - y)                      | \\left\\lVert x - y \\right\\rVert
            sqrt(x + 1)                      | \\sqrt{x + 1}
            abs(x)**2                        | \\left\\lvert x \\right\\rvert^{2}
            binomial(n, k + 1)               | \\binom{n}{k + 1}
            sum((X @ w - y)**2) / n          | \\frac{\\sum \\left(X w - y\\right)^{2}}{n}
            sum(x, axis=0) * y               | \\left(\\sum_{\\mathrm{axis}=0} x\\right) y
            2 * sum(x)                       | 2 \\sum x
            sum(x)**2                        | \\left(\\sum x\\right)^{2}
            theta_1 + W2 + y_hat + x_in      | \\theta_{1} + W_{2} + \\hat{y} + x_{\\mathrm{in}}
            σ(θ) * ŷ                         | \\sigma\\left(\\theta\\right) \\hat{y}
            sigmoid(x)                       | \\sigma\\left(x\\right)
            np.pi * x                        | \\pi x
            1e-8 * x + 2.5e3                 | 10^{-8} x + 2.5 \\cdot 10^{3}
            x_1[0, :]                        | {x_{1}}_{0, :}
            x if x > 0 else 0                | \\begin{cases} x & \\text{if } x > 0 \\\\ 0 & \\text{otherwise} \\end{cases}
            not a and b <= c                 | \\lnot a \\land b \\le c
            [[1, 2], [3, 4]]                 | \\begin{bmatrix} 1 & 2 \\\\ 3 & 4 \\end{bmatrix}
            x.max(axis=1)                    | \\max_{\\mathrm{axis}=1}\\left(x\\right)
            """)
    void writesAsAPersonWould(String text, String expected) {
        assertThat(latex(text)).isEqualTo(expected);
    }

    @Test
    void aProgramHasALineForEachStatement() {
        assertThat(latex("param W: [n, 2 * k] = zeros; s: [] positive; f(x, s=1) = x * s; f(2)"))
                .isEqualTo("""
                        W \\in \\mathbb{R}^{n \\times 2 k}, \\quad W \\leftarrow \\mathrm{zeros} \\\\
                        s \\in \\mathbb{R} \\text{ positive} \\\\
                        f\\left(x, s = 1\\right) = x s \\\\
                        f\\left(2\\right)""");
    }

    @Test
    void bracesAndBracketsAreAlwaysBalanced() {
        for (long seed = 1; seed <= 2_000; seed++) {
            String latex = printer.print(new RandomTrees(seed).value(25));
            assertThat(balance(latex)).as("seed %d: %s", seed, latex).isZero();
            assertThat(latex.split("\\\\left[^a-z]", -1)).as(latex).hasSameSizeAs(latex.split("\\\\right[^a-z]", -1));
            assertThat(latex).doesNotContainPattern("\\^\\{[^{}]*}\\^").doesNotContainPattern("_\\{[^{}]*}_");
        }
    }

    private static int balance(String latex) {
        int open = 0;
        for (int i = 0; i < latex.length(); i++) {
            if (latex.charAt(i) == '\\') {
                i++;
            } else if (latex.charAt(i) == '{') {
                open++;
            } else if (latex.charAt(i) == '}') {
                open--;
            }
        }
        return open;
    }

    @Test
    void depthCostsNoStack() {
        MathParser trusted = new MathParser(Limits.trusted());
        String text = "1 / (1 + exp(".repeat(50_000) + "x" + "))".repeat(50_000);
        assertThat(printer.print(trusted.parseExpression(Source.formula(text))))
                .startsWith("\\frac{1}{1 + \\operatorname{exp}");
    }
}
