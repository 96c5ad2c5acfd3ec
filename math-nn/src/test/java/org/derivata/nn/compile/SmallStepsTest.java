package org.derivata.nn.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.derivata.core.array.Array;
import org.derivata.core.expr.Expr;
import org.derivata.symbolic.Formula;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Steps on few numbers as generated methods: the bits of the interpreter, and of every step by itself. */
class SmallStepsTest {

    private static final String DECLARATIONS =
            "X, Y: [3, 4]; A: [4, 3]; S: [3, 3]; T: [2, 3, 3]; r: [4]; c: [3]; s: []";

    @AfterEach
    void generateAsUsual() {
        System.clearProperty("derivata.codegen");
    }

    private static Program compile(String generated, Map<String, Expr> outputs, Map<String, String> feedback) {
        System.setProperty("derivata.codegen", generated);
        return Compiler.standard().compile(outputs, Map.of(), feedback);
    }

    private static Map<String, Array> inputs(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Map<String, Array> inputs = new LinkedHashMap<>();
        inputs.put("X", GeneratedRegionsTest.numbers(random, 3, 4));
        inputs.put("Y", GeneratedRegionsTest.numbers(random, 3, 4));
        inputs.put("A", GeneratedRegionsTest.numbers(random, 4, 3));
        inputs.put("S", GeneratedRegionsTest.numbers(random, 3, 3));
        inputs.put("T", GeneratedRegionsTest.numbers(random, 2, 3, 3));
        inputs.put("r", GeneratedRegionsTest.numbers(random, 4));
        inputs.put("c", GeneratedRegionsTest.numbers(random, 3));
        inputs.put("s", GeneratedRegionsTest.numbers(random));
        return inputs;
    }

    private static Map<String, Expr> outputs(List<String> formulas) {
        Map<String, Expr> outputs = new LinkedHashMap<>();
        formulas.forEach(each ->
                outputs.put(each, Formula.given(DECLARATIONS).parse(each).expression()));
        return outputs;
    }

    private static void requireSameBits(List<String> formulas) {
        Program interpreted = compile("off", outputs(formulas), Map.of());
        Program generated = compile("always", outputs(formulas), Map.of());
        for (long seed = 0; seed < 20; seed++) {
            Map<String, Array> expected = interpreted.evaluate(inputs(seed));
            Map<String, Array> got = generated.evaluate(inputs(seed));
            expected.forEach((name, array) -> GeneratedRegionsTest.requireSameBits(name, got.get(name), array));
        }
        assertThat(generated.explain()).contains("in one generated method");
        assertThat(interpreted.explain()).doesNotContain("generated");
    }

    @Test
    void products_of_every_kind() {
        requireSameBits(List.of(
                "X @ A",
                "X @ A - 2 * S",
                "X.T @ S",
                "A @ S.T",
                "A.T @ X.T",
                "X @ r",
                "c @ X",
                "r @ A",
                "A @ c + r",
                "X @ r @ c",
                "outer(c, r) @ A",
                "T @ S",
                "S @ S @ S"));
    }

    @Test
    void sums_along_all_axes() {
        requireSameBits(List.of(
                "sum(X * Y)",
                "sum(X, axis=0)",
                "sum(X, axis=1) * c",
                "sum(T, axis=1)",
                "sum(T, axis=(0, 2)) + c",
                "sum(T * 2, axis=2)",
                "sum(X.T)",
                "sum(X[:, ::-1], axis=1)",
                "trace(S)",
                "mean(S) + var(r)"));
    }

    @Test
    void maxima_softmaxes_and_their_logarithms() {
        requireSameBits(List.of(
                "max(X, axis=0)",
                "min(X)",
                "logsumexp(X, axis=1)",
                "logsumexp(S)",
                "softmax(X, axis=1)",
                "softmax(X, axis=0)",
                "log_softmax(X, axis=0)",
                "softmax(r)",
                "log_softmax(T, axis=2)"));
    }

    @Test
    void stacks_slices_and_diagonals() {
        requireSameBits(List.of(
                "concat(X, Y, axis=0)",
                "concat(r, c)",
                "diag(c) @ X",
                "X[1:, ::2] * 2",
                "X[::-1, :] + Y",
                "stack(r, r + 1)"));
    }

    @Test
    void a_training_step_feeds_back_what_the_steps_by_themselves_do() {
        Formula loss = Formula.given("X: [3, 4]; A: [4, 3]; c: [3]; S: [3, 3]")
                .parse("mean(-sum(S * log_softmax(tanh(X @ A) @ S + c, axis=1), axis=1))");
        Map<String, Expr> outputs = new LinkedHashMap<>();
        Map<String, String> feedback = new LinkedHashMap<>();
        outputs.put("loss", loss.stabilize().expression());
        loss.gradients(List.of("A", "c")).forEach((name, gradient) -> {
            Formula before = Formula.variable(name, gradient.shape());
            outputs.put("new " + name, before.minus(gradient.times(0.1)).expression());
            feedback.put("new " + name, name);
        });
        Program interpreted = compile("off", outputs, feedback);
        Program generated = compile("always", outputs, feedback);
        Workspace one = interpreted.newWorkspace();
        Workspace other = generated.newWorkspace();
        SplittableRandom random = new SplittableRandom(3);
        for (String name : interpreted.inputs()) {
            double[] numbers = random.doubles(Array.count(interpreted.inputShape(name)), -1, 1)
                    .toArray();
            one.set(name, numbers.clone());
            other.set(name, numbers);
        }
        for (int i = 0; i < 50; i++) {
            interpreted.run(one);
            generated.run(other);
            for (String name : outputs.keySet()) {
                GeneratedRegionsTest.requireSameBits(name + " at step " + i, other.output(name), one.output(name));
            }
        }
        assertThat(generated.explain()).contains("in one generated method");
        long allocated = allocated(() -> generated.run(other));
        assertThat(allocated).as("bytes a step").isLessThan(16);
    }

    private static long allocated(Runnable work) {
        com.sun.management.ThreadMXBean threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (int i = 0; i < 2_000; i++) {
            work.run();
        }
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 1_000; i++) {
            work.run();
        }
        return (threads.getCurrentThreadAllocatedBytes() - before) / 1_000;
    }

    @Test
    void what_is_too_long_for_one_method_becomes_several() {
        StringBuilder text = new StringBuilder("X");
        for (int i = 1; i <= 60; i++) {
            text.insert(0, "tanh(").append(" @ A @ S[:, :1] * r + ").append(i).append(')');
        }
        Program interpreted = compile("off", outputs(List.of(text.toString())), Map.of());
        Program generated = compile("always", outputs(List.of(text.toString())), Map.of());
        Map<String, Array> expected = interpreted.evaluate(inputs(1));
        Map<String, Array> got = generated.evaluate(inputs(1));
        expected.forEach((name, array) -> GeneratedRegionsTest.requireSameBits(name, got.get(name), array));
        assertThat(generated.explain().lines().filter(line -> line.startsWith("code ")))
                .hasSizeGreaterThan(1);
    }

    @Test
    void steps_on_many_numbers_and_those_without_such_code_stay_what_they_are_between_the_others() {
        Formula formula = Formula.given("S: [3, 3]; c: [3]; L: [500]").parse("sum(inv(S + 2) @ c) * L + sum(L) * c[0]");
        Map<String, Array> values =
                Map.of("S", inputs(7).get("S"), "c", inputs(7).get("c"), "L", Array.of(new double[500], 500));
        Map<String, Expr> outputs = Map.of("result", formula.expression());
        Array expected = compile("off", outputs, Map.of()).evaluate(values).get("result");
        Program generated = compile("always", outputs, Map.of());
        GeneratedRegionsTest.requireSameBits(
                "result", generated.evaluate(values).get("result"), expected);
        assertThat(generated.explain()).contains("in one generated method");
    }

    @Test
    void they_are_generated_once_they_have_run_for_a_while_and_say_so() {
        Program program = Compiler.standard().compile(Formula.given("x: [n]").parse("sum(x * x) * x"), Map.of("n", 4));
        Workspace workspace = program.newWorkspace().set("x", new double[4]);
        program.run(workspace);
        assertThat(program.explain()).doesNotContain("generated");
        for (int i = 0; i < 2_000_000; i++) {
            program.run(workspace);
        }
        assertThat(program.explain()).contains("steps 1 to 2 in one generated method");
    }
}
