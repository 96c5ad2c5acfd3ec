package org.derivata.nn.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ClassLoadingMXBean;
import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.derivata.core.array.Array;
import org.derivata.core.expr.Apply;
import org.derivata.core.expr.Expr;
import org.derivata.core.expr.Variable;
import org.derivata.core.operator.Elementary;
import org.derivata.core.operator.Operator;
import org.derivata.core.operator.Rational;
import org.derivata.core.shape.Dimension;
import org.derivata.core.shape.Shape;
import org.derivata.symbolic.Formula;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Generated loops against the interpreter of regions: the same bits, always. */
class GeneratedRegionsTest {

    private static final double[] SPECIAL = {
        0,
        -0.0,
        1,
        -1,
        0.5,
        -0.5,
        2,
        3,
        -3,
        1e-8,
        1e8,
        1e-300,
        -1e300,
        700,
        -700,
        Math.PI,
        40.5,
        1e-20,
        Double.NaN,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY,
        Double.MIN_VALUE
    };

    @AfterEach
    void generateAsUsual() {
        System.clearProperty("derivata.codegen");
    }

    private static Compiler compiler(Precision precision, int threads) {
        return Compiler.standard().precision(precision).threads(threads);
    }

    private static Map<String, Array> run(
            String generated, Compiler compiler, Map<String, Expr> outputs, Map<String, Array> inputs) {
        System.setProperty("derivata.codegen", generated);
        Program program = compiler.compile(outputs, Map.of());
        Workspace workspace = program.newWorkspace();
        // twice: the second run meets buffers full of old results
        program.run(workspace, inputs);
        program.run(workspace, inputs);
        assertThat(program.explain().contains(" generated ")).isEqualTo(!generated.equals("off"));
        Map<String, Array> results = new LinkedHashMap<>();
        outputs.keySet().forEach(name -> results.put(name, workspace.copy(name)));
        return results;
    }

    private static void requireSameBits(Compiler compiler, Map<String, Expr> outputs, Map<String, Array> inputs) {
        Map<String, Array> interpreted = run("off", compiler, outputs, inputs);
        for (String each : List.of("loops", "always")) {
            Map<String, Array> generated = run(each, compiler, outputs, inputs);
            interpreted.forEach((name, array) -> requireSameBits(name, generated.get(name), array));
        }
    }

    /** NaN is NaN, but zeros have signs. */
    static void requireSameBits(String what, Array generated, Array interpreted) {
        for (int i = 0; i < interpreted.count(); i++) {
            if (Double.compare(generated.data()[i], interpreted.data()[i]) != 0) {
                throw new AssertionError(what + ", entry " + i + ": "
                        + generated.data()[i] + " instead of " + interpreted.data()[i]);
            }
        }
    }

    static Array numbers(SplittableRandom random, int... sizes) {
        double[] data = random.doubles(Array.count(sizes), -3, 3).toArray();
        for (int i = random.nextInt(7); i < data.length; i += 5 + random.nextInt(40)) {
            data[i] = SPECIAL[random.nextInt(SPECIAL.length)];
        }
        return Array.of(data, sizes);
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void every_elementwise_operator_at_special_numbers(Precision precision) {
        List<Operator> operators = Elementary.ALL.stream()
                .map(each -> each.name().equals("polygamma") ? each.with("order", Rational.of(2)) : each)
                .filter(each -> !each.equals(Elementary.POWER))
                .collect(Collectors.toList());
        for (int numerator : new int[] {-3, -2, -1, 1, 2, 3, 4, 7, 40, 80}) {
            for (int denominator = 1; denominator <= 3; denominator++) {
                operators.add(Elementary.POWER.with("exponent", Rational.of(numerator, denominator)));
            }
        }
        int n = SPECIAL.length * SPECIAL.length;
        double[] first = new double[n];
        double[] second = new double[n];
        double[] third = new double[n];
        for (int i = 0; i < n; i++) {
            first[i] = SPECIAL[i % SPECIAL.length];
            second[i] = SPECIAL[i / SPECIAL.length];
            third[i] = SPECIAL[(i * 7 + i / SPECIAL.length) % SPECIAL.length];
        }
        Map<String, Array> inputs = Map.of("x", Array.of(first, n), "y", Array.of(second, n), "z", Array.of(third, n));
        List<Expr> variables = List.of("x", "y", "z").stream()
                .map(name -> (Expr) Variable.of(name, Shape.of(Dimension.of(n))))
                .toList();
        Map<String, Expr> outputs = new LinkedHashMap<>();
        for (Operator each : operators) {
            if (each.parameters().size() <= 3) {
                List<Expr> arguments = variables.subList(0, each.parameters().size());
                outputs.put(outputs.size() + " " + each, Apply.of(each, arguments));
            }
        }
        assertThat(outputs.size()).isGreaterThan(50);
        requireSameBits(compiler(precision, 1), outputs, inputs);
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void broadcasts_views_and_sums_of_all_sizes(Precision precision) {
        String[] formulas = {
            "(X * 2 - Y / 3) * r + c * s - 1",
            "maximum(X + r, 0) * (Y > c)",
            "sum((X - Y)**2 * s) + sum(exp(-X**2), axis=0) @ r",
            "sum(X * r + c, axis=1) * sum(X * Y, axis=1)",
            "X[::-1, :] * Y + X[:, ::-1] / (1 + Y**2)",
            "exp(X) / (1 + exp(X)) * X[0, 0] + Y[-1, :] - Y[:, 1][:, None]",
            "sum(tanh(X + Y)) + X * sum(Y, axis=0) + X",
            "softmax(X * s, axis=1) - var(Y + r, axis=1)[:, None]"
        };
        SplittableRandom random = new SplittableRandom(11);
        int[][] sizes = {{4, 3}, {32, 32}, {205, 10}, {1700, 10}, {9, 2000}};
        for (int[] size : sizes) {
            Map<String, Array> inputs = Map.of(
                    "X", numbers(random, size),
                    "Y", numbers(random, size),
                    "r", numbers(random, size[1]),
                    "c", numbers(random, size[0], 1),
                    "s", numbers(random));
            Map<String, Expr> outputs = new LinkedHashMap<>();
            String declarations =
                    "X, Y: [" + size[0] + ", " + size[1] + "]; r: [" + size[1] + "]; c: [" + size[0] + ", 1]; s: []";
            for (String each : formulas) {
                outputs.put(each, Formula.given(declarations).parse(each).expression());
            }
            requireSameBits(compiler(precision, 1), outputs, inputs);
        }
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void any_number_of_threads(Precision precision) {
        SplittableRandom random = new SplittableRandom(5);
        int rows = 300;
        int columns = 130;
        Map<String, Array> inputs = Map.of(
                "X",
                numbers(random, rows, columns),
                "Y",
                numbers(random, rows, columns),
                "r",
                numbers(random, columns));
        String declarations = "X, Y: [" + rows + ", " + columns + "]; r: [" + columns + "]";
        Map<String, Expr> outputs = new LinkedHashMap<>();
        for (String each :
                List.of("sum(X * Y + r)", "sum(X**2 - Y, axis=0)", "sqrt(abs(X)) * Y - 3", "sum(X * r, axis=1)")) {
            outputs.put(each, Formula.given(declarations).parse(each).expression());
        }
        Map<String, Array> one = run("off", compiler(precision, 1), outputs, inputs);
        for (int threads : new int[] {1, 2, 4}) {
            Map<String, Array> generated = run("always", compiler(precision, threads), outputs, inputs);
            one.forEach(
                    (name, array) -> requireSameBits(name + ", " + threads + " threads", generated.get(name), array));
        }
    }

    @Test
    void random_graphs_of_every_kind() {
        int[][] sizes = {{3, 4, 2}, {1, 3, 5}, {1}, {11, 9, 1}, {33, 40}, {0, 2, 3}};
        for (long seed = 0; seed < 24; seed++) {
            RandomGraph graph = seed % 2 == 0
                    ? RandomGraph.of(seed, sizes[(int) (seed / 2 % sizes.length)])
                    : RandomGraph.elementwise(seed, 60, 50);
            Map<String, Expr> outputs = new LinkedHashMap<>();
            graph.outputs().forEach(each -> outputs.put(Integer.toString(outputs.size()), each));
            Precision precision = Precision.values()[(int) (seed / 2 % 2)];
            System.setProperty("derivata.codegen", "off");
            Map<String, Array> interpreted =
                    compiler(precision, 2).compile(outputs, Map.of()).evaluate(graph.inputs());
            for (String how : List.of("loops", "always")) {
                System.setProperty("derivata.codegen", how);
                Map<String, Array> generated =
                        compiler(precision, 2).compile(outputs, Map.of()).evaluate(graph.inputs());
                for (String name : outputs.keySet()) {
                    requireSameBits("seed " + seed, generated.get(name), interpreted.get(name));
                }
            }
        }
    }

    @Test
    void regions_are_generated_once_they_have_run_for_a_while_and_say_so() {
        Formula formula = Formula.given("x: [n]").parse("(x + 1) * x");
        Program program = Compiler.standard().compile(formula, Map.of("n", 4000));
        Workspace workspace = program.newWorkspace().set("x", new double[4000]);
        program.run(workspace);
        assertThat(program.explain()).contains("fused 2").doesNotContain("generated");
        for (int i = 0; i < 20_000; i++) {
            program.run(workspace);
        }
        assertThat(program.explain()).contains("generated 2");
    }

    @Test
    void generated_classes_go_with_their_programs() throws InterruptedException {
        System.setProperty("derivata.codegen", "always");
        ClassLoadingMXBean classes = ManagementFactory.getClassLoadingMXBean();
        Formula formula = Formula.given("x: [n]").parse("sum(exp(x) * x)");
        long before = classes.getUnloadedClassCount();
        for (int i = 0; i < 300; i++) {
            Compiler.standard()
                    .compile(formula, Map.of("n", 3 + i))
                    .evaluate(Map.of("x", Array.of(new double[3 + i], 3 + i)));
        }
        for (int i = 0; i < 100 && classes.getUnloadedClassCount() < before + 250; i++) {
            System.gc();
            Thread.sleep(10);
        }
        assertThat(classes.getUnloadedClassCount()).isGreaterThanOrEqualTo(before + 250);
    }

    @Test
    void generated_steps_allocate_nothing_once_warm() {
        System.setProperty("derivata.codegen", "always");
        Program program = TrainingStep.of(32, 64, 32, 10).compile(Engine.COMPILED);
        Workspace workspace = program.newWorkspace();
        TrainingStep.inputs(program).forEach(workspace::set);
        for (int i = 0; i < 500; i++) {
            program.run(workspace);
        }
        com.sun.management.ThreadMXBean threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 1000; i++) {
            program.run(workspace);
        }
        assertThat((threads.getCurrentThreadAllocatedBytes() - before) / 1000)
                .as("bytes a step")
                .isLessThan(16);
    }

    @Test
    void what_is_too_large_for_a_method_is_interpreted() {
        StringBuilder text = new StringBuilder("x");
        for (int i = 0; i < 6; i++) {
            text.append(" * softplus(x + ").append(i).append(") * x**").append(57 - i);
        }
        Map<String, Array> inputs = Map.of("x", Array.vector(0.5, 1.25, -2));
        Expr large = Formula.given("x: [3]").parse(text.toString()).expression();
        System.setProperty("derivata.codegen", "always");
        Program program = Compiler.standard().compile(large, Map.of());
        System.setProperty("derivata.codegen", "off");
        Program interpreted = Compiler.standard().compile(large, Map.of());
        requireSameBits(
                "large",
                program.evaluate(inputs).get("result"),
                interpreted.evaluate(inputs).get("result"));
    }
}
