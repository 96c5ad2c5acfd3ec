package org.derivata.symbolic.stabilize;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.derivata.core.expr.Expr;
import org.derivata.core.language.Elaboration;
import org.derivata.core.language.Library;
import org.derivata.core.language.Limits;
import org.derivata.symbolic.Dump;
import org.derivata.symbolic.rewrite.Conditions;
import org.derivata.symbolic.rewrite.Trace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StabilizerTest {

    private static final String DECLARATIONS = "x, y, v: [n]; s, t: []; X, Z: [n, k]; W: [k, m];";

    private static Expr read(String text) {
        return Elaboration.of(DECLARATIONS + text, Library.standard(), Map.of(), Limits.defaults())
                .requireResult();
    }

    private static void becomes(String text, String stable) {
        Expr result = Stabilizer.stabilize(read(text));
        assertThat(Dump.of(result)).as(text).isEqualTo(Dump.of(read(stable)));
        assertThat(result).isSameAs(read(stable));
        assertThat(Stabilizer.stabilize(result)).as("again").isSameAs(result);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1 / (1 + exp(-x))                | sigmoid(x)",
                "1 / (1 + exp(x))                 | sigmoid(-x)",
                "1 / (1 + exp(x - y))             | sigmoid(y - x)",
                "1 / (1 + exp(y - x))             | sigmoid(x - y)",
                "2 / (2 + 2*exp(-x))              | sigmoid(x)",
                "exp(x) / (1 + exp(x))            | sigmoid(x)",
                "exp(-x) / (1 + exp(-x))          | sigmoid(-x)",
                "y * exp(x) / (1 + exp(x))        | y * sigmoid(x)",
                "1 - 1 / (1 + exp(-x))            | sigmoid(-x)",
                "3 - 2*sigmoid(x) - 1 + y         | 2*sigmoid(-x) + y",
                "sigmoid(x) * (1 - sigmoid(x))    | sigmoid(x) * sigmoid(-x)",
                "log(1 / (1 + exp(-x)))           | -softplus(-x)",
                "log(1 - sigmoid(x))              | -softplus(x)",
                "log1p(-sigmoid(x))               | -softplus(x)",
                "log(1 + exp(-y * x))             | softplus(-y * x)",
                "log1p(exp(s))                    | softplus(s)",
                "log(1 + x + y)                   | log1p(x + y)",
                "exp(x) / (1 + exp(y))            | exp(x) * sigmoid(-y)",
                "exp(x) - 1                       | expm1(x)",
                "y - 2*exp(x) + 2                 | y - 2*expm1(x)",
                "log(exp(x + y))                  | x + y",
                "sqrt(x**2)                       | abs(x)",
                "1 - cos(s)                       | 2*sin(s/2)**2",
                "(exp(x) - exp(-x)) / (exp(x) + exp(-x)) | tanh(x)",
                "(exp(2*x) - 1) / (exp(2*x) + 1)  | tanh(x)",
                "2*sigmoid(2*x) - 1               | tanh(x)",
                "log(exp(x) + exp(y))             | logaddexp(x, y)",
            })
    void scalar_forms(String text, String stable) {
        becomes(text, stable);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "exp(x) / sum(exp(x))                                     | softmax(x)",
                "np.exp(Z) / np.sum(np.exp(Z), axis=1, keepdims=True)     | softmax(Z, axis=1)",
                "exp(Z) / sum(exp(Z), axis=1)[:, None]                    | softmax(Z, axis=1)",
                "exp(Z) / sum(exp(Z), axis=0)                             | softmax(Z, axis=0)",
                "exp(Z.T) / sum(exp(Z), axis=0)[:, None]                  | softmax(Z, axis=0).T",
                "exp(Z - max(Z, axis=1, keepdims=1)) / sum(exp(Z - max(Z, axis=1, keepdims=1)), axis=1, keepdims=1) | softmax(Z, axis=1)",
                "log(exp(Z) / sum(exp(Z), axis=1, keepdims=1))            | log_softmax(Z, axis=1)",
                "Z - log(sum(exp(Z), axis=1, keepdims=1))                 | log_softmax(Z, axis=1)",
                "exp(Z - logsumexp(Z, axis=1, keepdims=1))                | softmax(Z, axis=1)",
                "log(sum(exp(Z), axis=1))                                 | logsumexp(Z, axis=1)",
                "log(sum(exp(Z)))                                         | logsumexp(Z)",
                "log(mean(exp(x)))                                        | logsumexp(x) - log(n)",
                "logsumexp(Z + y[:, None], axis=1)                        | logsumexp(Z, axis=1) + y",
                "log(softmax(X @ W, axis=1))                              | log_softmax(X @ W, axis=1)",
            })
    void forms_along_axes(String text, String stable) {
        becomes(text, stable);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mean(x**2) - mean(x)**2                                  | var(x)",
                "mean(X * X, axis=0) - mean(X, axis=0)**2                 | var(X, axis=0)",
                "y + 3 * mean(X.T**2, axis=0) - 3 * mean(X.T, axis=0)**2  | y + 3 * var(X, axis=1)",
                "sum(x**2) - sum(x)**2 / n                                | n * var(x)",
                "s * (mean((x - y)**2) - mean(x - y)**2)                  | s * var(y - x)",
            })
    void a_variance_by_its_moments(String text, String stable) {
        becomes(text, stable);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "(1 + s)**t                       | compound(s, t)",
                "(1 + s + t)**100                 | compound(s + t, 100)",
                "(x - y) / (y * (1 - y))          | bernoulli_score(x, y)",
                "s * t / v                        | s * t / v",
                "s * s / t                        | muldiv(s, s, t)",
                "5 * x * y / v                    | 5 * muldiv(y, x, v)",
                "s / (t * (s + 1))                | divdiv(s, s + 1, t)",
                "x * cos(x) - sin(x)              | -muldiv(x, spherical_j1(x), 1 / x)",
                "1 / (s * (s + 1)) - log1p(s) / s**2 | log1p_ratio_slope(s)",
                "(s**2 + t**2)**(-3/2)            | 1 / hypot(s, t)**3",
                "sqrt(1 + s**2)                   | hypot(s, 1)",
                "sqrt(1 + pi)                     | sqrt(1 + pi)",
            })
    void forms_to_evaluate(String text, String stable) {
        assertThat(Stabilizer.forEvaluation(read(text))).isSameAs(read(stable));
    }

    @Test
    void leaves_what_only_looks_similar() {
        for (String text : List.of(
                "1 / (2 + exp(-x))",
                "exp(Z) / sum(exp(Z))**2",
                "log(sum(x * exp(x)))",
                "2 - sigmoid(x)",
                "Z - logsumexp(Z, axis=0)[None, :] * 2",
                "mean(x**2) - mean(y)**2",
                "mean(x**2) - 2 * mean(x)**2",
                "sum(X**2, axis=0) - sum(X, axis=0)**2")) {
            assertThat(Stabilizer.stabilize(read(text))).as(text).isSameAs(read(text));
        }
    }

    @Test
    void opens_losses_and_keeps_functions_that_have_a_derivative() {
        becomes("mse(x, y)", "mean((x - y)**2)");
        becomes("binary_cross_entropy(sigmoid(x), y)", "-mean(-y * softplus(-x) - (1 - y) * softplus(x))");
        becomes("cross_entropy(Z, X)", "-mean(sum(X * log_softmax(Z, axis=1), axis=1))");
        becomes("relu(x)", "relu(x)");
    }

    @Test
    void tells_which_rules_fired() {
        Trace trace = new Trace();
        Stabilizer.stabilize(List.of(read("log(1 / (1 + exp(-x)))")), Conditions.proved(), trace);
        assertThat(trace.counts()).containsOnlyKeys("sigmoid-of-negative-exponent", "log-of-sigmoid");
    }

    @Test
    void lists_the_hazards_that_remain() {
        assertThat(Hazard.below(List.of(read("log(x) + 1 / y + sqrt(v) + log(exp(x) + 1) + 1 / softplus(x)"))))
                .hasSize(3);
    }
}
