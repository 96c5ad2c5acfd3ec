package org.derivata.core.language;

import static org.assertj.core.api.Assertions.assertThat;

import org.derivata.core.diagnostic.Source;
import org.derivata.core.print.TextPrinter;
import org.derivata.core.surface.Program;
import org.derivata.core.surface.Statement;
import org.derivata.core.surface.Syntax;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MathParserTest {

    private final MathParser parser = new MathParser();

    private Syntax expression(String text) {
        return parser.parseExpression(Source.formula(text));
    }

    private Program program(String text) {
        return parser.parse(Source.formula(text));
    }

    private String printed(String text) {
        return new TextPrinter().print(program(text));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            a + b - c                  | (SUM a + b - c)
            a + b * c                  | (SUM a + (PRODUCT b * c))
            a * b / c @ d              | (PRODUCT a * b / c @ d)
            a / (b * c)                | (PRODUCT a / (PRODUCT b * c))
            (a + b) + c                | (SUM (SUM a + b) + c)
            -x**2                      | [- (POWER x ** 2)]
            -x * y                     | (PRODUCT [- x] * y)
            x * -y                     | (PRODUCT x * [- y])
            2**-x                      | (POWER 2 ** [- x])
            2**-x**3                   | (POWER 2 ** [- (POWER x ** 3)])
            a^b**c                     | (POWER a ** b ** c)
            --+x                       | [- - + x]
            not not -x                 | [not not [- x]]
            a < b <= c                 | (COMPARISON a < b <= c)
            not a == b                 | [not (COMPARISON a == b)]
            not a and b or c           | (OR (AND [not a] and b) or c)
            a or b and not c           | (OR a or (AND b and [not c]))
            a if c else b              | {a if c else b}
            a if c else b if d else e  | {a if c else {b if d else e}}
            a + 1 if b < c or d else -e| {(SUM a + 1) if (OR (COMPARISON b < c) or d) else [- e]}
            X.T @ y                    | (PRODUCT X.T @ y)
            X' @ y'                    | (PRODUCT X.T @ y.T)
            -x.T**2                    | [- (POWER x.T ** 2)]
            x · y × z ∘ w              | (PRODUCT x * y * z * w)
            """)
    void groupsByPrecedence(String text, String tree) {
        assertThat(show(expression(text))).isEqualTo(tree);
    }

    private static String show(Syntax tree) {
        if (tree instanceof Syntax.Chain chain) {
            StringBuilder out = new StringBuilder(
                    "(" + chain.level() + " " + show(chain.operands().get(0)));
            for (int i = 0; i < chain.operators().size(); i++) {
                out.append(' ').append(chain.operators().get(i).symbol());
                out.append(' ').append(show(chain.operands().get(i + 1)));
            }
            return out.append(')').toString();
        }
        if (tree instanceof Syntax.Prefix prefix) {
            StringBuilder out = new StringBuilder("[");
            prefix.operators().forEach(operator -> out.append(operator.symbol()).append(' '));
            return out.append(show(prefix.operand())).append(']').toString();
        }
        if (tree instanceof Syntax.Conditional choice) {
            return "{" + show(choice.value()) + " if " + show(choice.condition()) + " else " + show(choice.otherwise())
                    + "}";
        }
        return new TextPrinter().print(tree);
    }

    @Test
    void readsEveryKindOfStatement() {
        String text = """
                # a model
                input X: [n, 64]; target Y: [n, 10] one_hot
                param W: [64, 10] = he_normal(gain=2)
                a, b: [n, 2 * k + 1] positive finite
                s: []
                bump(x, s=1) = exp(-(x / s)**2)
                H = relu(X @ W
                    + b)
                loss = H.sum(axis=1)
                loss + np.linalg.inv(A)[0, 1:, ::2, ..., None]
                """;
        assertThat(printed(text)).isEqualTo("""
                input X: [n, 64]
                target Y: [n, 10] one_hot
                param W: [64, 10] = he_normal(gain=2)
                a, b: [n, 2 * k + 1] positive finite
                s: []
                bump(x, s=1) = exp(-(x / s)**2)
                H = relu(X @ W + b)
                loss = H.sum(axis=1)
                loss + np.linalg.inv(A)[0, 1:, ::2, ..., None]""");
    }

    @Test
    void roleWordsStayUsableAsNames() {
        assertThat(printed("input = 3; x * input; param: [2]; target, input: [n]"))
                .isEqualTo("input = 3\nx * input\nparam: [2]\ntarget, input: [n]");
        assertThat(((Statement.Declaration) program("param: [2]").statements().get(0)).role())
                .isNull();
    }

    @Test
    void joinsDottedNamesOfKnownPrefixesOnly() {
        assertThat(expression("np.linalg.inv(A)")).isInstanceOfSatisfying(Syntax.Call.class, call -> {
            assertThat(call.name()).isEqualTo("np.linalg.inv");
            assertThat(call.method()).isFalse();
        });
        assertThat(expression("x.sum(axis=1)")).isInstanceOfSatisfying(Syntax.Call.class, call -> {
            assertThat(call.name()).isEqualTo("sum");
            assertThat(call.method()).isTrue();
            assertThat(call.arguments()).hasSize(2);
        });
        assertThat(expression("np.pi")).isInstanceOf(Syntax.Name.class);
        assertThat(expression("F.T")).isInstanceOf(Syntax.Transpose.class);
    }

    @Test
    void whatATextDeclaresIsNoPrefix() {
        Program program = program("F: [n, n]; F.sum(axis=0)");
        assertThat(((Statement.Expression) program.statements().get(1)).value())
                .isInstanceOfSatisfying(
                        Syntax.Call.class, call -> assertThat(call.method()).isTrue());
    }

    @Test
    void aQuoteTransposesOnlyDirectlyBehindAnOperand() {
        assertThat(printed("x' @ einsum('ij,jk->ik', A', B)")).isEqualTo("x.T @ einsum('ij,jk->ik', A.T, B)");
    }

    @Test
    void readsUnicodeNamesAndNormalisesThem() {
        assertThat(printed("σ(θ) * π + y\u0302 + x₁")).isEqualTo("σ(θ) * π + \u0177 + x₁");
    }

    @Test
    void readsEveryFormOfNumber() {
        assertThat(printed("[2, .5, 5., 1e-8, 2E2]")).isEqualTo("[2, .5, 5., 1e-8, 2E2]");
    }

    @Test
    void acceptsWindowsLineBreaksAndABlankBehindThem() {
        assertThat(printed("a = 1\r\nb = (a +\r\n 2)\r\n\r\n a * b # end")).isEqualTo("a = 1\nb = a + 2\na * b");
    }
}
