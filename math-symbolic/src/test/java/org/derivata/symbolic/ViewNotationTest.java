package org.derivata.symbolic;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Slices, indices and joined arrays, their derivatives, and that each text is read back as what it says. */
class ViewNotationTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            x: [n]                    | sum(x[1:]**2)            | x | 2 * pad(x[1:], start=[1], step=[1], shape=[n])
            x: [n]                    | x[0] * x[-1]             | x | pad([x[0]], start=[n - 1], step=[1], shape=[n]) + pad([x[-1]], start=[0], step=[1], shape=[n])
            X: [n, 4]                 | sum(sin(X[::-1, 1:3]))   | X | pad(cos(X[::-1, 1:3]), start=[n - 1, 1], step=[-1, 1], shape=[n, 4])
            E: [v, d]; ids: [n]       | sum(E[ids]**2)           | E | scatter_add(2 * E[ids], ids, shape=[v])
            x: [n]; y: [m]            | sum(concat(x, y)**2)     | y | 2 * concat(x, y)[n:]
            X: [n, d]                 | sum(reshape(X, [n*d])**2) | X | 2 * X
            x: []; y: []              | sum([x, y]**2)           | x | 2 * x
            """)
    void printsDerivatives(String declarations, String text, String by, String expected) {
        assertThat(Formula.given(declarations).parse(text).gradient(by).toString())
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            x: [n]              | sum((x[1:] - x[:-1])**2)       | x
            X: [n, d]           | X[:, 0] @ X @ X[0]           | X
            X: [n, d]; w: [d]   | exp(X[-1]) @ w + X[0] @ w      | X
            x: [2*n]            | sum(x[::2] * x[1::2])          | x
            x: [7]              | sum(x[5:1:-2]**3)              | x
            X: [2, 3]           | sum(reshape(exp(X), [3, 2])[1]) | X
            x: [n]; y: [n]      | sum(stack([x, y], axis=1)[0]**3) | x
            E: [v, d]; i: [n]; j: [n] | sum(E[i, j]**3)          | E
            E: [v, d]; j: [n]   | sum(sin(E[:, j]))              | E
            """)
    void derivativesReadBack(String declarations, String text, String by) {
        Formula formula = Formula.given(declarations).parse(text);
        for (Formula each : new Formula[] {formula, formula.gradient(by), formula.hessian(by)}) {
            assertThat(Formula.given(declarations).parse(each.toString()).expression())
                    .as(each.toString())
                    .isSameAs(each.expression());
        }
    }
}
