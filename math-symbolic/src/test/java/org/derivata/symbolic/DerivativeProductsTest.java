package org.derivata.symbolic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.derivata.core.array.Array;
import org.derivata.core.diagnostic.DerivativeException;
import org.derivata.core.diagnostic.ShapeException;
import org.derivata.core.expr.Graph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Derivatives applied to directions: the products with Jacobian and Hessian that are never written out. */
class DerivativeProductsTest {

    private static final String REGRESSION = "X: [n, d]; w: [d]; y: [n]";

    private static final Map<String, Integer> SIZES = Map.of("n", 4, "d", 3, "k", 2);

    private static double[] values(Formula formula, Map<String, Array> inputs) {
        return formula.evaluate(inputs).data();
    }

    /** Seeded values for all variables of some formulas. */
    private static Map<String, Array> inputs(Formula... formulas) {
        SplittableRandom random = new SplittableRandom(20261126);
        Map<String, Array> inputs = new LinkedHashMap<>();
        for (Formula formula : formulas) {
            formula.variables()
                    .values()
                    .forEach(each -> inputs.computeIfAbsent(each.name(), name -> {
                        int[] shape = each.shape().evaluate(SIZES);
                        return Array.of(
                                random.doubles(Array.count(shape), 0.2, 1.2).toArray(), shape);
                    }));
        }
        return inputs;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    @Test
    void readAsWrittenByHand() {
        Formula logistic = Formula.given(REGRESSION).parse("sum(softplus(X @ w) - y * (X @ w))");
        assertThat(logistic.hvp("w", "v").toString()).isEqualTo("X.T @ (sigmoid(X @ w) * sigmoid(-X @ w) * (X @ v))");
        Formula squares = Formula.given(REGRESSION).parse("sum((X @ w - y)**2)");
        assertThat(squares.hvp("w", "v").toString()).isEqualTo("2 * X.T @ (X @ v)");
        Formula layer = Formula.given(REGRESSION).parse("tanh(X @ w)");
        assertThat(layer.jvp("w", "v").toString()).isEqualTo("(1 - tanh(X @ w)**2) * (X @ v)");
        assertThat(layer.vjp("w", "g").toString()).isEqualTo("X.T @ ((1 - tanh(X @ w)**2) * g)");
        assertThat(Formula.parse("x**3").jvp("x", "v").toString()).isEqualTo("3 * x**2 * v");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            w: [d]; X: [n, d]           | tanh(X @ w)**2                              | w
            W: [d, k]; X: [n, d]        | softmax(X @ W, axis=1)                      | W
            A: [d, d]                   | inv(A + 3 * eye(d)) @ A.T                   | A
            A: [d, d]; b: [d]           | solve(A + 3 * eye(d), A @ b)                | A
            A: [d, d]                   | cholesky(A @ A.T + eye(d))                  | A
            A: [d, d]                   | det(A) * A + trace(A) * diag(diag(A))       | A
            x: [d]                      | cumsum(x)[::-1] * prod(x)    | x
            x: [d]                      | where(x > 1/2, log(x), x**2)[1:]            | x
            X: [n, d]                   | norm(X, axis=1) + std(X, axis=1)            | X
            X: [n, d]                   | reshape(X.T @ X, [d * d]) + 1               | X
            X: [n, d]                   | einsum("ij,ij,ik->jk", X, X, X)             | X
            x: [d]; y: [d]              | concat([x * y, stack([x, y]).reshape(2 * d)], axis=0) | x
            x: [d]                      | logsumexp(outer(x, x), axis=1) + max(x)     | x
            """)
    void productsOfBothSidesAgree(String declarations, String text, String by) {
        Formula formula = Formula.given(declarations).parse(text);
        Formula forwards = formula.jvp(by, "v");
        Formula backwards = formula.vjp(by, "g");
        Map<String, Array> inputs = inputs(forwards, backwards);
        double[] g = java.util.Objects.requireNonNull(inputs.get("g")).data();
        double[] v = java.util.Objects.requireNonNull(inputs.get("v")).data();
        double left = dot(g, values(forwards, inputs));
        assertThat(left).isCloseTo(dot(values(backwards, inputs), v), within(1e-9 * Math.max(1, Math.abs(left))));
        Array jacobian = formula.jacobian(by).evaluate(inputs);
        double[] expected = jacobian.reshape(g.length, v.length).data();
        double[] along = values(forwards, inputs);
        for (int row = 0; row < g.length; row++) {
            double sum = 0;
            for (int column = 0; column < v.length; column++) {
                sum += expected[row * v.length + column] * v[column];
            }
            assertThat(along[row]).isCloseTo(sum, within(1e-9 * Math.max(1, Math.abs(sum))));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            X: [n, d]; w: [d]; y: [n]   | sum(softplus(-y * (X @ w)))     | w
            X: [n, d]; w: [d]; y: [n]   | norm(X @ w - y)                 | w
            A: [d, d]                   | logdet(A @ A.T + eye(d))        | A
            W: [d, k]; X: [n, d]        | sum(logsumexp(X @ W, axis=1))   | W
            x: [d]                      | prod(x) + exp(sum(x**3))        | x
            """)
    void hessianProductsAreHessiansTimesDirections(String declarations, String text, String by) {
        Formula formula = Formula.given(declarations).parse(text);
        Formula product = formula.hvp(by, "v");
        Map<String, Array> inputs = inputs(product);
        double[] v = java.util.Objects.requireNonNull(inputs.get("v")).data();
        double[] hessian = values(formula.hessian(by), inputs);
        double[] actual = values(product, inputs);
        for (int row = 0; row < v.length; row++) {
            double expected = 0;
            for (int column = 0; column < v.length; column++) {
                expected += hessian[row * v.length + column] * v[column];
            }
            assertThat(actual[row]).isCloseTo(expected, within(1e-9 * Math.max(1, Math.abs(expected))));
        }
    }

    @Test
    void directionsMayBeFormulasOrDeclaredNames() {
        Formula f = Formula.given("x: [d]; v: [d]").parse("sum(x**3)");
        assertThat(f.jvp("x", "v").toString()).isEqualTo("3 * x**2 @ v");
        assertThat(f.hvp("x", Formula.given("x: [d]").parse("2 * x")).toString())
                .isEqualTo("12 * x**2");
        assertThat(f.gradient("x")
                        .jacobian("x")
                        .vjp("x", Formula.given("g: [d, d]").parse("g"))
                        .toString())
                .isEqualTo("6 * diag(g)");
    }

    @Test
    void derivativesOfAnyOrderAreFormulasAgain() {
        Formula cubes = Formula.given("x: [d]").parse("sum(x**3)");
        Formula third = cubes.gradient("x").jacobian("x").jacobian("x");
        assertThat(third.shape().rank()).isEqualTo(3);
        double[] values = values(third, Map.of("x", Array.of(new double[] {1, 2}, 2)));
        assertThat(values).containsExactly(6, 0, 0, 0, 0, 0, 0, 6);
    }

    @Test
    void theirSizeIsLinear() {
        StringBuilder text = new StringBuilder("tanh(W @ x)");
        for (int i = 1; i < 12; i++) {
            text.insert(0, "tanh(W @ ").append(")");
        }
        Formula deep = Formula.given("W: [d, d]; x: [d]").parse(text.toString());
        int nodes = Graph.count(deep.expression());
        assertThat(Graph.count(deep.jvp("x", "v").expression())).isLessThan(5 * nodes);
        assertThat(Graph.count(deep.vjp("x", "g").expression())).isLessThan(5 * nodes);
    }

    @Test
    void anotherShapeIsRefused() {
        Formula squares = Formula.given(REGRESSION + "; v: [n]").parse("sum((X @ w - y)**2)");
        assertThatThrownBy(() -> squares.hvp("w", "v"))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("the direction has shape [n], not [d]");
        assertThatThrownBy(() -> Formula.given(REGRESSION).parse("X @ w").hvp("w", "v"))
                .isInstanceOf(DerivativeException.class);
    }
}
