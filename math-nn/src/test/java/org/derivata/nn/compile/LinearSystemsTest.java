package org.derivata.nn.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.derivata.core.array.Array;
import org.derivata.core.diagnostic.EvaluationException;
import org.derivata.core.evaluate.ReferenceEvaluator;
import org.derivata.core.expr.Expr;
import org.derivata.symbolic.Formula;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinearSystemsTest {

    private static final String SHAPES = "A: [n, n]; B: [n, n]; S: [n, n] positive_definite; M: [n, m]; x: [n]; y: [n];"
            + " D: [b, n, n]; E: [b, n, m]; e: [b, n]; d: [b]";

    private static Expr expression(String text) {
        return Formula.given(SHAPES).parse(text).expression();
    }

    private static Program compile(String text, Map<String, Integer> sizes) {
        return Compiler.standard().compile(expression(text), sizes);
    }

    private static Map<String, Integer> sizes(int n, int m, int b) {
        return Map.of("n", n, "m", m, "b", b);
    }

    /** Steps that compute something of the word, as {@code inv(}. */
    private static long steps(Program program, String word) {
        return program.explain().lines().filter(line -> line.contains(word)).count();
    }

    private static Map<String, Array> inputs(long seed, Map<String, Integer> sizes) {
        SplittableRandom random = new SplittableRandom(seed);
        int n = sizes.get("n");
        int m = sizes.get("m");
        int b = sizes.get("b");
        Map<String, Array> inputs = new HashMap<>();
        int[][] shapes = {{n, n}, {n, n}, {n, m}, {n}, {n}, {b, n, n}, {b, n, m}, {b, n}, {b}};
        String[] names = {"A", "B", "M", "x", "y", "D", "E", "e", "d"};
        for (int i = 0; i < names.length; i++) {
            int count = Array.count(shapes[i]);
            inputs.put(names[i], Array.of(random.doubles(count, -1, 1).toArray(), shapes[i]));
        }
        double[] a = inputs.get("A").data();
        double[] s = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                s[i * n + j] = i == j ? 0.5 : 0;
                for (int k = 0; k < n; k++) {
                    s[i * n + j] += a[i * n + k] * a[j * n + k];
                }
            }
        }
        inputs.put("S", Array.of(s, n, n));
        return inputs;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    inv(A) @ x                        | solve(A, x)
                    x @ inv(A)                        | solve(A.T, x)
                    inv(A).T @ x                      | solve(A.T, x)
                    inv(A.T) @ x                      | solve(A.T, x)
                    x @ inv(A) @ y                    | solve(A
                    inv(A) @ M                        | solve(A, M)
                    M.T @ inv(A)                      | solve(A.T, M)
                    M.T @ inv(A) @ M                  | solve(A
                    inv(S) @ x                        | solve(S, x)
                    inv(A) @ inv(B) @ x               | solve(A, t
                    2 * inv(A) @ x / 3                | solve(A, x)
                    inv(A @ B) @ x                    | solve(t1, x)
                    inv(A) @ (x * y)                  | solve(A, t
                    x * (inv(A) @ y)                  | solve(A, y)
                    (inv(A) + inv(A).T) @ x           | solve(A.T, x)
                    (2 * inv(A) - inv(B) / 3) @ x     | solve(B, x)
                    sum(inv(A))                       | solve(A, 1)
                    sum(inv(A) @ M)                   | solve(A.T, 1)
                    trace(inv(A) @ M @ M.T)           | solve(A.T, M)
                    inv(A) @ (x[:, None] * M)         | solve(A, t
                    einsum("bij,bj->bi", inv(D), e)   | solve(D, e)
                    inv(D) @ E                        | solve(D, E)
                    einsum("bij,bik->bjk", inv(D), E) | solve(D.T, E)
                    einsum("bij,j->bi", inv(D), x)    | solve(D, x[strided])
                    einsum("bij,jk->bik", inv(D), M)  | solve(D, M[strided])
                    einsum("ij,bjk->bik", inv(A), E)  | solve(A, t
                    einsum("bij,bj->i", inv(D), e)    | solve(D, e)
                    einsum("b,bij,bj->i", d, inv(D), e) | solve(D, t
                    """)
    void an_inverse_applied_is_a_system_and_is_not_made(String text, String step) {
        Map<String, Integer> sizes = sizes(4, 2, 3);
        Program program = compile(text, sizes);
        assertThat(program.explain()).contains(step).doesNotContain("inv(");
        agrees(text, sizes, inputs(1, sizes));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "inv(A)",
                "inv(A).T",
                "inv(A) * B",
                "trace(inv(A))",
                "trace(inv(A) @ B)",
                "diag(inv(A))",
                "inv(A) + B",
                "einsum(\"ij,i,j->ij\", inv(A), x, y)",
                "exp(inv(A)) @ x",
                "inv(D)"
            })
    void what_wants_the_entries_of_an_inverse_gets_them(String text) {
        Map<String, Integer> sizes = sizes(4, 2, 3);
        Program program = compile(text, sizes);
        assertThat(program.explain()).contains("inv(").doesNotContain("solve(");
        agrees(text, sizes, inputs(2, sizes));
    }

    @Test
    void a_sum_of_inverses_is_made_where_it_is_applied_to_many_columns() {
        assertThat(compile("(inv(A) + inv(A).T) @ M", sizes(4, 2, 1)).explain()).doesNotContain("inv(");
        assertThat(compile("(inv(A) + inv(A).T) @ M", sizes(4, 20, 1)).explain())
                .doesNotContain("solve(");
    }

    private static void agrees(String text, Map<String, Integer> sizes, Map<String, Array> inputs) {
        Array expected = ReferenceEvaluator.evaluate(List.of(expression(text)), inputs, sizes)
                .get(0);
        Array got = compile(text, sizes).evaluate(inputs).get("result");
        closeTo(got, expected, 1e-9, text + " with " + sizes);
    }

    private static void closeTo(Array got, Array expected, double tolerance, String text) {
        assertThat(got.shape()).as(text).isEqualTo(expected.shape());
        double size = Arrays.stream(expected.data()).map(Math::abs).max().orElse(0);
        for (int i = 0; i < expected.count(); i++) {
            if (Double.isNaN(expected.data()[i])) {
                assertThat(got.data()[i]).as(text).isNaN();
            } else {
                assertThat(got.data()[i]).as(text).isCloseTo(expected.data()[i], within(tolerance * Math.max(1, size)));
            }
        }
    }

    @Test
    void random_formulas_of_all_small_sizes_agree_with_the_reference() {
        String[] texts = {
            "x @ inv(A) @ y + logdet(S) * det(A)",
            "inv(A) @ M + solve(A, M) - solve(B.T, M)",
            "inv(A).T @ x + x @ inv(B) + solve(A.T, y)",
            "(inv(S) + inv(A)) @ y * det(A.T)",
            "cholesky(S) @ solve(S, x) + inv(S) @ inv(S) @ y",
            "inv(D) @ E + solve(D, E)",
            "einsum(\"bij,bjk->bik\", inv(D), E) * det(D)[:, None, None]",
            "einsum(\"ij,bjk->bki\", inv(A), E)",
            "einsum(\"bij,jk->ikb\", inv(D), M)",
            "sum(inv(A), axis=0) + sum(inv(B), axis=1) + diag(inv(A))",
            "inv(A @ B) @ inv(A) @ B.T @ M",
        };
        for (int n = 1; n <= 6; n++) {
            for (int m = 1; m <= 6; m++) {
                Map<String, Integer> sizes = sizes(n, m, 1 + (n + m) % 4);
                for (String text : texts) {
                    String label = text + " with " + sizes;
                    Map<String, Array> inputs = inputs(100L * n + m, sizes);
                    Array expected = ReferenceEvaluator.evaluate(List.of(expression(text)), inputs, sizes)
                            .get(0);
                    closeTo(compile(text, sizes).evaluate(inputs).get("result"), expected, 1e-7, label);
                    Map<String, Array> single = new HashMap<>();
                    inputs.forEach((name, value) -> single.put(name, rounded(value)));
                    Program narrow =
                            Compiler.standard().precision(Precision.FLOAT32).compile(expression(text), sizes);
                    Array from = ReferenceEvaluator.evaluate(List.of(expression(text)), single, sizes)
                            .get(0);
                    closeTo(narrow.evaluate(single).get("result"), from, 2e-2, label);
                }
            }
        }
    }

    private static Array rounded(Array value) {
        return Array.of(Arrays.stream(value.data()).map(each -> (float) each).toArray(), value.shape());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "inv(A) @ x",
                "x @ inv(A)",
                "x @ inv(A) @ y",
                "inv(A) @ M",
                "sum(inv(A))",
                "solve(A, x)",
                "solve(A.T, x)",
                "det(A)",
                "logdet(A)",
                "inv(A)",
                "inv(A).T",
                "(inv(A) + inv(A).T) @ x",
                "det(A) * solve(A, x)"
            })
    void singular_matrices_have_the_values_of_the_reference(String text) {
        double[][] matrices = {
            {0, 0, 0, 0, 0, 0, 0, 0, 0},
            {1, 2, 3, 2, 4, 6, 0, 1, 5},
            {1, 1, 1, 1, 1, 1, 1, 1, 1},
            {0, 1, 0, 0, 0, 1, 0, 0, 0},
            {1, 0, 0, 0, 1, 0, 0, 0, 0},
            {0, 0, 1, 0, 1, 0, 0, 0, 0},
            {Double.NaN, 1, 2, 3, 4, 5, 6, 7, 9},
            {0, 1, 2, Double.NaN, 4, 5, 6, 7, 9},
            {1, 2, 3, 4, 5, 6, 7, 8, Double.NaN},
            {0, 1, 2, Double.NaN, 4, 5, 0, 7, 9},
        };
        Map<String, Integer> sizes = sizes(3, 2, 2);
        for (double[] matrix : matrices) {
            Map<String, Array> inputs = inputs(3, sizes);
            inputs.put("A", Array.of(matrix, 3, 3));
            Array expected = ReferenceEvaluator.evaluate(List.of(expression(text)), inputs, sizes)
                    .get(0);
            Array got = compile(text, sizes).evaluate(inputs).get("result");
            closeTo(got, expected, 1e-12, text + " of " + Arrays.toString(matrix));
        }
    }

    @Test
    void an_inverse_of_an_almost_singular_matrix_applied_has_the_bits_of_the_reference_solution() {
        double ulp = Math.ulp(1.0);
        double[][] matrices = {
            {1, 1, 1, 1 + ulp}, {1e-200, 0, 0, 1e100}, {1, 2, 2, 4 + 4 * ulp}, {1e-300, 1, 1, 1}, {3, 1, 9, 3 - ulp}
        };
        for (double[] matrix : matrices) {
            Map<String, Array> inputs = Map.of("A", Array.of(matrix, 2, 2), "x", Array.vector(0.3, -0.7));
            Array expected = ReferenceEvaluator.evaluate(expression("solve(A, x)"), inputs);
            Array got = compile("inv(A) @ x", Map.of("n", 2)).evaluate(inputs).get("result");
            assertThat(got).isEqualTo(expected);
        }
    }

    @Test
    void a_singular_matrix_of_a_batch_leaves_the_others_alone() {
        Map<String, Integer> sizes = sizes(2, 1, 2);
        Map<String, Array> inputs = inputs(1, sizes);
        inputs.put("D", Array.of(new double[] {1, 2, 2, 4, 2, 0, 0, 4}, 2, 2, 2));
        inputs.put("e", Array.of(new double[] {1, 1, 1, 1}, 2, 2));
        assertThat(compile("einsum(\"bij,bj->bi\", inv(D), e)", sizes)
                        .evaluate(inputs)
                        .get("result")
                        .data())
                .containsExactly(Double.NaN, Double.NaN, 0.5, 0.25);
    }

    @Test
    void solving_with_an_ill_conditioned_matrix_is_no_less_accurate_than_its_inverse() {
        int n = 8;
        double[] hilbert = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                hilbert[i * n + j] = 1.0 / (i + j + 1);
            }
        }
        double solved = 0;
        double inverted = 0;
        for (int seed = 0; seed < 50; seed++) {
            double[] x = new SplittableRandom(seed).doubles(n, -1, 1).toArray();
            double[] right = times(hilbert, x);
            Map<String, Array> inputs = Map.of("A", Array.of(hilbert, n, n), "x", Array.of(right, n));
            Map<String, Integer> sizes = Map.of("n", n);
            double[] bySolving =
                    compile("inv(A) @ x", sizes).evaluate(inputs).get("result").data();
            double[] inverse =
                    compile("inv(A)", sizes).evaluate(inputs).get("result").data();
            solved += residual(hilbert, bySolving, right);
            inverted += residual(hilbert, times(inverse, right), right);
        }
        assertThat(solved).isLessThan(inverted / 100);
    }

    private static double[] times(double[] matrix, double[] x) {
        double[] product = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            for (int j = 0; j < x.length; j++) {
                product[i] += matrix[i * x.length + j] * x[j];
            }
        }
        return product;
    }

    private static double residual(double[] matrix, double[] x, double[] right) {
        double[] product = times(matrix, x);
        double most = 0;
        for (int i = 0; i < x.length; i++) {
            most = Math.max(most, Math.abs(product[i] - right[i]));
        }
        return most;
    }

    @Test
    void a_matrix_is_factored_once_for_everything_that_is_computed_of_it() {
        List<Expr> wanted = new ArrayList<>();
        for (String text : List.of(
                "solve(A, x)",
                "solve(A, y)",
                "det(A)",
                "logdet(A)",
                "inv(A)",
                "solve(A.T, x)",
                "inv(A.T)",
                "det(A.T)",
                "inv(A) @ M",
                "y @ inv(A)")) {
            wanted.add(expression(text));
        }
        Program program = Compiler.standard().compile(wanted, sizes(5, 2, 1));
        assertThat(steps(program, "factor(")).isEqualTo(1);
        assertThat(steps(program, "inv(")).isEqualTo(1);
        assertThat(program.explain())
                .contains("t1 = factor(A)", "LU 5x5", "solve(A, x) by t1", "solve(A.T, x) by t1", "logdet(A) by t1");
    }

    @Test
    void a_computed_matrix_and_its_transpose_are_factored_once() {
        Program program = Compiler.standard()
                .compile(expression("solve(A @ B + 2 * A, x) + solve((A @ B + 2 * A).T, y)"), sizes(4, 1, 1));
        assertThat(steps(program, "factor(")).isEqualTo(1);
        agrees("solve(A @ B + 2 * A, x) + solve((A @ B + 2 * A).T, y)", sizes(4, 1, 1), inputs(4, sizes(4, 1, 1)));
    }

    @Test
    void a_gaussian_log_likelihood_with_its_gradients_factors_the_covariance_once() {
        for (String facts : List.of("", " positive_definite")) {
            Formula formula = Formula.given("x: [n]; m: [n]; S: [n, n]" + facts)
                    .parse("-0.5 * logdet(S) - 0.5 * (x - m) @ inv(S) @ (x - m)");
            Map<String, Expr> outputs = new LinkedHashMap<>();
            outputs.put("value", formula.expression());
            outputs.put("by m", formula.gradient("m").expression());
            outputs.put("by S", formula.gradient("S").expression());
            Program program = Compiler.standard().compile(outputs, Map.of("n", 4));
            assertThat(steps(program, "factor(S)")).isEqualTo(1);
            assertThat(steps(program, "inv(")).isEqualTo(1);
            assertThat(steps(program, "@")).isZero();
            assertThat(steps(program, "solve(")).isEqualTo(facts.isEmpty() ? 2 : 1);
            Map<String, Array> inputs = inputs(5, sizes(4, 1, 1));
            inputs.put("m", inputs.get("y"));
            List<Array> expected = ReferenceEvaluator.evaluate(List.copyOf(outputs.values()), inputs, Map.of("n", 4));
            Map<String, Array> got = program.evaluate(inputs);
            int next = 0;
            for (String name : outputs.keySet()) {
                closeTo(got.get(name), expected.get(next++), 1e-9, name);
            }
        }
    }

    @Test
    void a_matrix_believed_to_be_positive_definite_is_solved_rightly_when_it_is_not() {
        Map<String, Integer> sizes = sizes(4, 2, 1);
        Map<String, Array> inputs = inputs(6, sizes);
        Program program = compile("solve(S, x) * det(S) + inv(S) @ y", sizes);
        assertThat(program.explain()).contains("Cholesky or LU 4x4");
        for (String other : List.of("S", "A", "B")) {
            inputs.put("S", inputs.get(other));
            Array expected = ReferenceEvaluator.evaluate(
                            List.of(expression("solve(S, x) * det(S) + inv(S) @ y")), inputs, sizes)
                    .get(0);
            closeTo(program.evaluate(inputs).get("result"), expected, 1e-9, other);
        }
    }

    @Test
    void a_triangular_root_and_a_system_share_the_root() {
        Map<String, Integer> sizes = sizes(4, 2, 1);
        Expr root = expression("cholesky(A)");
        Program program = Compiler.standard().compile(List.of(root, expression("solve(A, x)")), sizes);
        assertThat(program.explain())
                .contains("factor(A)", "Cholesky or LU 4x4", "cholesky(A) by t1", "solve(A, x) by t1");
        Map<String, Array> inputs = inputs(7, sizes);
        for (String name : List.of("S", "A")) {
            inputs.put("A", inputs.get(name));
            Array expected =
                    ReferenceEvaluator.evaluate(List.of(root), inputs, sizes).get(0);
            assertThat(program.evaluate(inputs).get("0")).isEqualTo(expected);
        }
    }

    @Test
    void factors_are_kept_in_float64_where_values_are_float32() {
        int n = 6;
        Map<String, Integer> sizes = Map.of("n", n);
        double[] hilbert = new double[n * n];
        for (int i = 0; i < n * n; i++) {
            hilbert[i] = (float) (1.0 / (i / n + i % n + 1));
        }
        Map<String, Array> inputs =
                Map.of("A", Array.of(hilbert, n, n), "x", Array.of(new double[] {1, 1, 1, 1, 1, 1}, n));
        double[] expected =
                ReferenceEvaluator.evaluate(expression("solve(A, x)"), inputs).data();
        Program program = Compiler.standard().precision(Precision.FLOAT32).compile(expression("inv(A) @ x"), sizes);
        double[] got = program.evaluate(inputs).get("result").data();
        for (int i = 0; i < n; i++) {
            assertThat(got[i]).isEqualTo((float) expected[i]);
        }
        // 4 bytes for each number of A and 8 for each of the factors, which are n * (n + 1) + 1
        assertThat(program.explain()).contains(4 * 36 + 8 * 43 + " ");
    }

    @Test
    void a_step_with_factors_allocates_nothing_once_warm() {
        Map<String, Integer> sizes = sizes(12, 3, 2);
        Program program = compile(
                "x @ inv(A) @ y + logdet(S) + sum(inv(A) @ M) + sum(inv(D)) + det(B) + sum(cholesky(S))"
                        + " + sum(solve(A.T, M)) + trace(inv(S))",
                sizes);
        Workspace workspace = program.newWorkspace();
        Map<String, Array> inputs = inputs(8, sizes);
        program.inputs().forEach(name -> workspace.set(name, inputs.get(name)));
        for (int i = 0; i < 300; i++) {
            program.run(workspace);
        }
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 1000; i++) {
            program.run(workspace);
        }
        assertThat((threads.getCurrentThreadAllocatedBytes() - before) / 1000).isLessThan(16);
    }

    @Test
    void threads_get_the_same_bits() throws Exception {
        Map<String, Integer> sizes = sizes(20, 30, 2);
        Map<String, Array> inputs = inputs(9, sizes);
        Program program = compile("sum(inv(A) @ M) + x @ inv(S) @ y + logdet(S)", sizes);
        Array expected = program.evaluate(inputs).get("result");
        ExecutorService pool = Executors.newFixedThreadPool(4);
        try {
            List<Callable<Array>> runs = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                runs.add(() -> program.evaluate(inputs).get("result"));
            }
            for (Future<Array> each : pool.invokeAll(runs)) {
                assertThat(each.get()).isEqualTo(expected);
            }
        } finally {
            pool.shutdown();
        }
    }

    @Test
    void sizes_that_do_not_fit_are_refused() {
        Expr loose = Formula.given("A: [n, k]; b: [m]").parse("solve(A, b)").expression();
        assertThatThrownBy(() -> Compiler.standard().compile(loose, Map.of("n", 2, "k", 3, "m", 2)))
                .isInstanceOf(EvaluationException.class)
                .hasMessageContaining("square");
        assertThatThrownBy(() -> Compiler.standard().compile(loose, Map.of("n", 2, "k", 2, "m", 3)))
                .isInstanceOf(EvaluationException.class)
                .hasMessageContaining("rows");
        assertThat(Compiler.standard()
                        .compile(loose, Map.of("n", 1, "k", 1, "m", 1))
                        .evaluate(Map.of("A", Array.of(new double[] {4}, 1, 1), "b", Array.vector(2)))
                        .get("result"))
                .isEqualTo(Array.vector(0.5));
    }
}
