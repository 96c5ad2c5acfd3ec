package org.derivata.symbolic.simplify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.derivata.core.expr.Expr;
import org.derivata.core.language.Elaboration;
import org.derivata.core.language.Library;
import org.derivata.core.language.Limits;
import org.derivata.core.notation.Notation;
import org.derivata.core.print.TextPrinter;
import org.derivata.symbolic.Dump;
import org.derivata.symbolic.differentiate.ReverseMode;
import org.derivata.symbolic.stabilize.Stabilizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Gradients come out as a person would write them. */
class DerivativeFormsTest {

    private static Elaboration read(String text) {
        return Elaboration.of(text, Library.standard(), Map.of(), Limits.defaults());
    }

    private static void gradient(String declarations, String text, String variable, String expected) {
        Elaboration loss = read(declarations + text);
        Expr stable = Stabilizer.stabilize(loss.requireResult());
        Expr by = loss.variables().get(variable);
        Expr derivative = new ReverseMode(Library.standard())
                .gradient(stable, List.of(by))
                .get(by);
        Expr simplified = Simplifier.standard().simplify(derivative);
        Expr wanted =
                Simplifier.standard().simplify(read(declarations + expected).requireResult());
        String shown = new TextPrinter().print(Notation.write(simplified, loss.order(), Map.of()));
        assertThat(Dump.of(simplified)).as(text + " gives " + shown).isEqualTo(Dump.of(wanted));
        assertThat(simplified).isSameAs(wanted);
        assertThat(Simplifier.standard().simplify(simplified)).isSameAs(simplified);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "binary_cross_entropy(sigmoid(X @ w + b), y)",
                "p = sigmoid(X @ w + b); -mean(y*log(p) + (1-y)*log(1-p))",
                "p = 1 / (1 + np.exp(-(X @ w + b))); -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))",
                "p = sigmoid(X @ w + b); -sum(y*log(p) + (1-y)*log(1-p)) / n",
                "p = sigmoid(X @ w + b); mean(-y*log(p) - (1-y)*log(1-p))",
                "p = sigmoid(X @ w + b); -(y @ log(p) + (1-y) @ log(1-p)) / n",
                "z = X @ w + b; mean(softplus(z) - y * z)",
                "z = X @ w + b; mean(log(1 + exp(z)) - y * z)",
                "z = X @ w + b; -mean(y * z - log(1 + exp(z)))",
            })
    void logistic_regression(String text) {
        gradient("X: [n, d]; w: [d]; b: []; y: [n];", text, "w", "X.T @ (sigmoid(X @ w + b) - y) / n");
        gradient("X: [n, d]; w: [d]; b: []; y: [n];", text, "b", "sum(sigmoid(X @ w + b) - y) / n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cross_entropy(X @ W + b, Y)",
                "-sum(Y * log(softmax(X @ W + b, axis=1))) / n",
                "Z = X @ W + b; -sum(Y*log(softmax(Z, axis=1)))/n",
                "Z = X @ W + b; P = np.exp(Z) / np.sum(np.exp(Z), axis=1, keepdims=True); -np.mean(np.sum(Y * np.log(P), axis=1))",
                "Z = X @ W + b; mean(logsumexp(Z, axis=1) - sum(Y * Z, axis=1))",
                "Z = X @ W + b; -mean(sum(Y * (Z - logsumexp(Z, axis=1, keepdims=1)), axis=1))",
            })
    void softmax_regression(String text) {
        gradient(
                "X: [n, d]; W: [d, k]; b: [k]; Y: [n, k] one_hot;",
                text,
                "W",
                "X.T @ (softmax(X @ W + b, axis=1) - Y) / n");
        gradient(
                "X: [n, d]; W: [d, k]; b: [k]; Y: [n, k] one_hot;",
                text,
                "b",
                "sum(softmax(X @ W + b, axis=1) - Y, axis=0) / n");
    }

    @Test
    void quadratic_forms() {
        gradient("x: [n]; A: [n, n];", "x @ A @ x", "x", "(A + A.T) @ x");
        gradient("x: [n]; A: [n, n] symmetric;", "x @ A @ x", "x", "2 * A @ x");
        gradient("X: [n, d]; w: [d]; y: [n];", "sum((X @ w - y)**2)", "w", "2 * X.T @ (X @ w - y)");
        gradient("X: [n, d]; w: [d]; y: [n];", "mse(X @ w, y)", "w", "2 * X.T @ (X @ w - y) / n");
        gradient("A, X, B: [n, n];", "trace(A @ X @ B)", "X", "A.T @ B.T");
        gradient("X: [n, n];", "logdet(X)", "X", "inv(X).T");
        gradient("x: [n]; A: [n, n];", "x @ inv(A) @ x", "A", "-outer(inv(A).T @ x, inv(A) @ x)");
    }
}
