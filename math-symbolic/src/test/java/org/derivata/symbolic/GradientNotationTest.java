package org.derivata.symbolic;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table of the design, row by row, then the same by other names and shapes: nothing here is a special case. */
class GradientNotationTest {

    private static String gradient(String declarations, String text, String by) {
        return Formula.given(declarations).parse(text).gradient(by).toString();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            X: [n, d]; w: [d]; y: [n]           | sum((X @ w - y)**2)        | w | 2 * X.T @ (X @ w - y)
            A: [n, n]; x: [n]                   | x @ A @ x                  | x | (A + A.T) @ x
            A: [n, n] symmetric; x: [n]         | x @ A @ x                  | x | 2 * A @ x
            A: [n, m]; X: [m, k]; B: [k, n]     | trace(A @ X @ B)           | X | A.T @ B.T
            X: [n, n]                           | logdet(X)                  | X | inv(X).T
            X: [n, d]; W: [d, k]; b: [k]; Y: [n, k] one_hot | cross_entropy(X @ W + b, Y) | W | X.T @ (softmax(X @ W + b, axis=1) - Y) / n
            X: [n, d]; w: [d]; b: []; y: [n]    | binary_cross_entropy(sigmoid(X @ w + b), y) | w | X.T @ (sigmoid(X @ w + b) - y) / n
            """)
    void printsTheRowsOfTheDesign(String declarations, String text, String by, String expected) {
        assertThat(gradient(declarations, text, by)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            D: [50, 3]; theta: [3]; t: [50]     | sum((D @ theta - t)**2)    | theta | 2 * D.T @ (D @ theta - t)
            D: [50, 3]; theta: [3]; t: [50]     | sum((t - D @ theta)**2)    | theta | 2 * D.T @ (D @ theta - t)
            Q: [4, 4]; v: [4]                   | v.T @ Q @ v                | v     | (Q + Q.T) @ v
            S: [p, p] symmetric; v: [p]         | np.dot(v, S @ v)           | v     | 2 * S @ v
            P: [a, b]; Z: [b, c]; R: [c, a]     | np.trace(P @ Z @ R)        | Z     | P.T @ R.T
            K: [3, 3]                           | 0.5 * logdet(K)  | K     | inv(K).T / 2
            X: [n, d]; w: [d]; y: [n]           | mean((X @ w - y)**2)       | w     | 2 * X.T @ (X @ w - y) / n
            X: [n, d]; w: [d]; y: [n]           | mse(X @ w, y)              | w     | 2 * X.T @ (X @ w - y) / n
            U: [n, k]; V: [m, k]; R: [n, m]     | sum((U @ V.T - R)**2)      | U     | 2 * (U @ V.T - R) @ V
            A: [n, n]; x: [n]                   | x @ inv(A) @ x             | A     | -outer(inv(A).T @ x, inv(A) @ x)
            """)
    void printsTheSameByOtherNamesAndShapes(String declarations, String text, String by, String expected) {
        assertThat(gradient(declarations, text, by)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            cross_entropy(X @ W + b, Y)
            -sum(Y * log(softmax(X @ W + b, axis=1))) / n
            -np.mean(np.sum(Y * np.log(softmax(X @ W + b, axis=-1)), axis=-1))
            -mean(sum(Y * log_softmax(X @ W + b, axis=1), axis=1))
            """)
    void softmaxCrossEntropyHasOneGradientHoweverItIsTyped(String text) {
        String declarations = "X: [n, d]; W: [d, k]; b: [k]; Y: [n, k] one_hot";
        assertThat(gradient(declarations, text, "W")).isEqualTo("X.T @ (softmax(X @ W + b, axis=1) - Y) / n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            binary_cross_entropy(sigmoid(X @ w + b), y)
            -mean(y * log(sigmoid(X @ w + b)) + (1 - y) * log(1 - sigmoid(X @ w + b)))
            -np.mean(y * np.log(1 / (1 + np.exp(-(X @ w + b)))) + (1 - y) * np.log(1 - 1 / (1 + np.exp(-(X @ w + b)))))
            mean(softplus(X @ w + b) - y * (X @ w + b))
            """)
    void binaryCrossEntropyHasOneGradientHoweverItIsTyped(String text) {
        String declarations = "X: [n, d]; w: [d]; b: []; y: [n]";
        assertThat(gradient(declarations, text, "w")).isEqualTo("X.T @ (sigmoid(X @ w + b) - y) / n");
    }

    @Test
    void withoutTheFactThatRowsSumToOneTheSumStays() {
        assertThat(gradient("X: [n, d]; W: [d, k]; Y: [n, k]", "cross_entropy(X @ W, Y)", "W"))
                .contains("sum(Y, axis=1)");
    }

    @Test
    void hessiansReadAsMatrices() {
        Formula squares = Formula.given("X: [n, d]; w: [d]; y: [n]").parse("sum((X @ w - y)**2)");
        assertThat(squares.hessian("w").toString()).isEqualTo("2 * X.T @ X");
        Formula factors = Formula.given("U: [n, k]; V: [m, k]; R: [n, m]").parse("sum((U @ V.T - R)**2)");
        assertThat(factors.hessian("U").toString()).isEqualTo("2 * einsum('jl,ik->ijkl', V.T @ V, eye(n))");
        Formula softmax = Formula.given("u: [n]").parse("softmax(u)");
        assertThat(softmax.jacobian("u").toString()).isEqualTo("diag(softmax(u)) - outer(softmax(u), softmax(u))");
    }

    @Test
    void gradientsUseTheAuthorsNames() {
        Formula loss = Formula.given("X: [n, d]; W1: [d, h]; W2: [h, k]; Y: [n, k] one_hot")
                .parse("Z = X @ W1; H = tanh(Z); P = H @ W2; loss = cross_entropy(P, Y)");
        assertThat(loss.gradient("W2").toString()).isEqualTo("H.T @ (softmax(P, axis=1) - Y) / n");
        assertThat(loss.gradient("W1").toString())
                .isEqualTo("X.T @ ((1 - H**2) * ((softmax(P, axis=1) - Y) @ W2.T)) / n");
        assertThat(loss.gradient("H").toString()).isEqualTo("(softmax(P, axis=1) - Y) @ W2.T / n");
    }
}
