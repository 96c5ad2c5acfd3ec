package org.derivata.vector;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.derivata.core.array.Array;
import org.derivata.core.evaluate.ReferenceEvaluator;
import org.derivata.core.expr.Expr;
import org.derivata.core.operator.SpecialFunctions;
import org.derivata.nn.compile.Compiler;
import org.derivata.nn.compile.Precision;
import org.derivata.nn.compile.Program;
import org.derivata.nn.compile.Workspace;
import org.derivata.nn.kernel.BlockFunctions;
import org.derivata.nn.kernel.ElementLoop;
import org.derivata.symbolic.Formula;
import org.junit.jupiter.api.Test;

class VectorFunctionsTest {

    private static final double ULPS = 3;

    private static final Map<String, DoubleUnaryOperator> FUNCTIONS = Map.of(
            "exp", StrictMath::exp,
            "tanh", StrictMath::tanh,
            "sigmoid", x -> 1 / (1 + StrictMath.exp(-x)),
            "softplus", SpecialFunctions::softplus,
            "expm1", StrictMath::expm1,
            "log", StrictMath::log,
            "log1p", StrictMath::log1p,
            "sin", StrictMath::sin,
            "cos", StrictMath::cos);

    private static final double[] SPECIAL = {
        0,
        -0.0,
        1,
        -1,
        Double.NaN,
        Double.longBitsToDouble(0x7ff8000000000123L),
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY,
        Double.MIN_VALUE,
        -Double.MIN_VALUE,
        Double.MAX_VALUE,
        -Double.MAX_VALUE,
        1e-300,
        1e-20,
        -1e-20,
        0.34657359,
        -0.34657359,
        22,
        -22,
        706.9999,
        707.1,
        -707.1,
        709.78,
        709.782712893384,
        709.7827128933841,
        710.5,
        -708.3,
        -708.5,
        -720.25,
        -744.4,
        -745.13,
        -745.14,
        -746,
        800,
        -800,
        1e9
    };

    @Test
    void programs_use_them() {
        assertThat(new VectorFunctionProvider().isUsable()).isTrue();
        assertThat(BlockFunctions.fastest()).isInstanceOf(VectorFunctions.class);
        assertThat(program("exp(x) + 1", 64).explain()).contains("functions by vectors");
        assertThat(program("exp(x) + 1", 63).explain()).doesNotContain("functions by vectors");
    }

    /** Prints a value that a program finds. */
    static final class Sigmoid {
        public static void main(String[] arguments) {
            Program program = program("sigmoid(x) + 1", 100);
            Workspace workspace = program.newWorkspace();
            program.run(workspace, Map.of("x", Array.vector(new double[100])));
            System.out.println(workspace.output("result").data()[99]);
        }
    }

    @Test
    void without_the_module_of_the_jdk_the_operators_own_functions_are_used() throws Exception {
        String path = String.join(
                File.pathSeparator,
                "target/test-classes",
                "target/classes",
                System.getProperty("jdk.module.path", ""),
                System.getProperty("java.class.path", ""));
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        path,
                        Sigmoid.class.getName())
                .redirectErrorStream(true)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(printed).isZero();
        assertThat(printed.strip()).isEqualTo("1.5");
    }

    @Test
    void results_are_within_three_units_of_the_operators_own() {
        double[] numbers = numbers();
        FUNCTIONS.forEach((name, function) -> {
            double[] out = new double[numbers.length];
            loop(name).run(numbers.length, out, numbers, numbers, numbers);
            for (int i = 0; i < numbers.length; i++) {
                close(name, numbers[i], out[i], function.applyAsDouble(numbers[i]));
            }
        });
    }

    @Test
    void exponentials_are_within_a_unit() {
        double[] numbers = numbers();
        double[] out = new double[numbers.length];
        loop("exp").run(numbers.length, out, numbers, numbers, numbers);
        for (int i = 0; i < numbers.length; i++) {
            double expected = StrictMath.exp(numbers[i]);
            assertThat(Double.compare(out[i], expected) == 0 || Math.abs(out[i] - expected) <= Math.ulp(expected))
                    .as("exp(%s) is %s, not %s", numbers[i], out[i], expected)
                    .isTrue();
        }
    }

    @Test
    void what_is_rounded_to_float32_is_within_a_tenth_of_a_billionth() {
        double[] numbers = numbers();
        double[] out = new double[numbers.length];
        ElementLoop narrow = new VectorFunctionProvider().functions(true).loop("exp");
        Objects.requireNonNull(narrow).run(numbers.length, out, numbers, numbers, numbers);
        for (int i = 0; i < numbers.length; i++) {
            double expected = StrictMath.exp(numbers[i]);
            // the largest numbers of all may round to infinity, as they do in float32
            assertThat(Double.compare(out[i], expected) == 0
                            || Math.abs(out[i] - expected) <= 1e-10 * expected + 2 * Double.MIN_VALUE
                            || (out[i] == Double.POSITIVE_INFINITY && expected > Float.MAX_VALUE))
                    .as("exp(%s) is %s, not %s", numbers[i], out[i], expected)
                    .isTrue();
        }
    }

    @Test
    void programs_in_float32_agree_with_the_reference_on_any_number_of_threads() {
        double[] numbers = new SplittableRandom(3).doubles(60_000, -6, 6).toArray();
        Array x = Array.of(numbers, 3000, 20);
        for (String text : new String[] {
            "sigmoid(X)",
            "softmax(X, axis=1)",
            "softmax(X, axis=0)",
            "log_softmax(X, axis=1)",
            "max(X, axis=1)",
            "logsumexp(X, axis=1)",
            "tanh(X) * exp(-X)"
        }) {
            Expr formula = Formula.given("X: [n, m]").parse(text).expression();
            double[] expected = reference(formula, "X", x);
            double[] first = null;
            for (int threads : new int[] {1, 2, 4}) {
                Program program = Compiler.standard()
                        .precision(Precision.FLOAT32)
                        .threads(threads)
                        .compile(formula, Map.of("n", 3000, "m", 20));
                Workspace workspace = program.newWorkspace();
                program.run(workspace, Map.of("X", x));
                double[] got = workspace.output("result").data();
                for (int i = 0; i < got.length; i++) {
                    assertThat(Math.abs(got[i] - expected[i]))
                            .as(text)
                            .isLessThanOrEqualTo(2e-6 * (1 + Math.abs(expected[i])));
                }
                first = first == null ? got : first;
                assertThat(got).containsExactly(first);
            }
        }
    }

    @Test
    void a_result_depends_on_its_number_alone() {
        double[] numbers = numbers();
        for (String name : FUNCTIONS.keySet()) {
            double[] whole = new double[numbers.length];
            loop(name).run(numbers.length, whole, numbers, numbers, numbers);
            for (int from = 0; from < 40; from++) {
                for (int length = 0; length < 20; length++) {
                    double[] piece = Arrays.copyOfRange(numbers, from, from + length);
                    loop(name).run(length, piece, piece, piece, piece);
                    assertThat(piece).as(name).containsExactly(Arrays.copyOfRange(whole, from, from + length));
                }
            }
        }
    }

    @Test
    void rows_of_exponentials_are_those_of_the_loop() {
        double[] numbers = numbers();
        BlockFunctions functions = BlockFunctions.fastest();
        for (int length = 0; length < 20; length++) {
            double[] shifted = new double[length];
            Arrays.setAll(shifted, i -> numbers[i + 3] - 0.5);
            loop("exp").run(length, shifted, shifted, shifted, shifted);
            double[] out = new double[length + 5];
            functions.exponentials(numbers, 3, length, 0.5, out, 5);
            assertThat(Arrays.copyOfRange(out, 5, 5 + length)).containsExactly(shifted);
        }
    }

    @Test
    void the_greatest_number_is_the_same_as_one_by_one() {
        double[] numbers = numbers();
        for (int from : new int[] {0, 1, 5, 6000}) {
            for (int count : new int[] {0, 1, 2, 3, 4, 5, 9, 64, 1001}) {
                double expected = Double.NEGATIVE_INFINITY;
                for (int i = from; i < from + count; i++) {
                    expected = Math.max(expected, numbers[i]);
                }
                assertThat(Double.valueOf(BlockFunctions.fastest().max(numbers, from, count)))
                        .isEqualTo(Double.valueOf(expected));
            }
        }
    }

    @Test
    void float32_is_widened_and_rounded_as_java_does() {
        double[] numbers = numbers();
        for (int length : new int[] {0, 1, 3, 4, 7, 64, 1000}) {
            float[] narrow = new float[length + 2];
            BlockFunctions.fastest().narrow(numbers, 1, length, narrow, 2);
            double[] wide = new double[length + 3];
            BlockFunctions.fastest().widen(narrow, 2, length, wide, 3);
            for (int i = 0; i < length; i++) {
                assertThat(Float.valueOf(narrow[2 + i])).isEqualTo(Float.valueOf((float) numbers[1 + i]));
                assertThat(Double.valueOf(wide[3 + i])).isEqualTo(Double.valueOf((float) numbers[1 + i]));
            }
        }
    }

    @Test
    void softmax_has_the_same_values_in_rows_of_any_length() {
        for (int columns : new int[] {1, 3, 10, 64, 100, 1500}) {
            SplittableRandom random = new SplittableRandom(columns);
            Array z = Array.of(random.doubles(20L * columns, -5, 5).toArray(), 20, columns);
            for (String text : new String[] {
                "softmax(Z, axis=1)", "softmax(Z, axis=0)", "log_softmax(Z, axis=1)", "logsumexp(Z, axis=1)"
            }) {
                Expr formula = Formula.given("Z: [n, m]").parse(text).expression();
                double[] expected = reference(formula, "Z", z);
                Program program = Compiler.standard().compile(formula, Map.of("n", 20, "m", columns));
                Workspace workspace = program.newWorkspace();
                program.run(workspace, Map.of("Z", z));
                double[] got = workspace.output("result").data();
                for (int i = 0; i < got.length; i++) {
                    assertThat(Math.abs(got[i] - expected[i]))
                            .as(text)
                            .isLessThanOrEqualTo(1e-14 * (1 + Math.abs(expected[i])));
                }
            }
        }
    }

    private static double[] reference(Expr formula, String name, Array array) {
        return ReferenceEvaluator.evaluate(formula, Map.of(name, array)).data();
    }

    private static Program program(String text, int count) {
        return Compiler.standard().compile(Formula.given("x: [n]").parse(text).expression(), Map.of("n", count));
    }

    private static ElementLoop loop(String name) {
        return Objects.requireNonNull(BlockFunctions.fastest().loop(name));
    }

    private static double[] numbers() {
        SplittableRandom random = new SplittableRandom(7);
        double[] numbers = new double[20_000];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = i % 50 < SPECIAL.length && i < 5_000
                    ? SPECIAL[i % 50]
                    : switch (random.nextInt(4)) {
                        case 0 -> random.nextDouble(-1, 1);
                        case 1 -> random.nextDouble(-40, 40);
                        case 2 -> random.nextDouble(-750, 750);
                        default -> Math.scalb(random.nextDouble(-1, 1), random.nextInt(-300, 20));
                    };
        }
        return numbers;
    }

    private static void close(String name, double x, double got, double expected) {
        boolean same = Double.compare(got, expected) == 0
                || Math.abs(got - expected) <= ULPS * Math.ulp(Math.max(Math.abs(expected), Double.MIN_NORMAL));
        assertThat(same).as("%s(%s) is %s, not %s", name, x, got, expected).isTrue();
    }
}
