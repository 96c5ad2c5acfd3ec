package org.derivata.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.derivata.core.array.Array;
import org.derivata.core.evaluate.ReferenceEvaluator;
import org.derivata.core.expr.Expr;
import org.derivata.nn.compile.Compiler;
import org.derivata.nn.compile.Precision;
import org.derivata.nn.compile.Program;
import org.derivata.nn.compile.Workspace;
import org.derivata.nn.kernel.BlockFunctions;
import org.derivata.nn.kernel.FloatLoop;
import org.derivata.nn.kernel.GroupFunction;
import org.derivata.symbolic.Formula;
import org.junit.jupiter.api.Test;

class FloatFunctionsTest {

    private static final Map<String, DoubleUnaryOperator> FUNCTIONS =
            Map.of("exp", StrictMath::exp, "sigmoid", x -> 1 / (1 + StrictMath.exp(-x)), "tanh", StrictMath::tanh);

    private static final float[] SPECIAL = {
        0,
        -0f,
        1,
        -1,
        Float.NaN,
        Float.POSITIVE_INFINITY,
        Float.NEGATIVE_INFINITY,
        Float.MIN_VALUE,
        -Float.MIN_VALUE,
        Float.MIN_NORMAL,
        -Float.MIN_NORMAL,
        Float.MAX_VALUE,
        -Float.MAX_VALUE,
        0.34657359f,
        -0.34657359f,
        8.317767f,
        -8.317767f,
        9.01f,
        -9.01f,
        9.1f,
        -9.1f,
        16.635532f,
        -16.635532f,
        17.328679f,
        -17.328679f,
        85.99999f,
        -85.99999f,
        86,
        -86,
        86.00001f,
        -86.00001f,
        88.72283f,
        88.72284f,
        -87.33654f,
        -87.5f,
        -100.25f,
        -103.27893f,
        -103.97208f,
        -103.97209f,
        -104.1f,
        1e9f,
        -1e9f
    };

    @Test
    void results_are_the_nearest_number_or_one_beside_it() {
        float[] numbers = numbers();
        FUNCTIONS.forEach((name, function) -> {
            float[] out = new float[numbers.length];
            loop(name).run(numbers, 0, numbers.length, out, 0);
            for (int i = 0; i < numbers.length; i++) {
                close(name, numbers[i], out[i], (float) function.applyAsDouble(numbers[i]), 1);
            }
        });
    }

    @Test
    void a_result_depends_on_its_number_alone() {
        float[] numbers = numbers();
        for (String name : FUNCTIONS.keySet()) {
            float[] whole = new float[numbers.length];
            loop(name).run(numbers, 0, numbers.length, whole, 0);
            for (int from = 0; from < 60; from++) {
                for (int length = 0; length < 70; length++) {
                    float[] expected = Arrays.copyOfRange(whole, from, from + length);
                    float[] out = new float[length + 7];
                    Arrays.fill(out, 5);
                    loop(name).run(numbers, from, length, out, 3);
                    assertThat(Arrays.copyOfRange(out, 3, 3 + length)).as(name).containsExactly(expected);
                    assertThat(new float[] {out[0], out[1], out[2], out[3 + length], out[6 + length]})
                            .containsOnly(5);
                    float[] same = Arrays.copyOfRange(numbers, from - from % 4, from + length + 4);
                    loop(name).run(same, from % 4, length, same, from % 4);
                    assertThat(Arrays.copyOfRange(same, from % 4, from % 4 + length))
                            .as(name)
                            .containsExactly(expected);
                    assertThat(Float.valueOf(same[from % 4 + length])).isEqualTo(Float.valueOf(numbers[from + length]));
                }
            }
        }
    }

    @Test
    void softmax_of_a_row_is_within_two_units_whatever_its_spread() {
        SplittableRandom random = new SplittableRandom(4);
        for (double spread : new double[] {0, 1, 10, 80, 200, 1e6, 1e38}) {
            for (int count = BlockFunctions.LEAST_ROW; count < 140; count++) {
                float[] a = new float[count + 5];
                for (int i = 0; i < a.length; i++) {
                    a[i] = (float) (random.nextDouble(-1, 1) * spread + random.nextInt(3));
                }
                a[2 + random.nextInt(count)] = count % 3 == 0 ? Float.NEGATIVE_INFINITY : 1;
                row(a, 2, count);
            }
        }
    }

    @Test
    void softmax_of_a_row_without_a_finite_maximum_is_no_number() {
        for (float each : new float[] {Float.NaN, -Float.NaN, Float.POSITIVE_INFINITY}) {
            for (int at = 0; at < 45; at++) {
                float[] a = new float[45];
                Arrays.fill(a, at % 2 == 0 ? -3 : 2);
                a[at] = each;
                assertThat(softmax(a, 0, 45)).containsOnly(Float.NaN);
            }
        }
        float[] nothing = new float[45];
        Arrays.fill(nothing, Float.NEGATIVE_INFINITY);
        assertThat(softmax(nothing, 0, 45)).containsOnly(Float.NaN);
    }

    @Test
    void a_row_of_negative_numbers_has_its_greatest() {
        float[] a = new float[37];
        for (int at = 0; at < a.length; at++) {
            Arrays.fill(a, -200);
            a[at] = -100;
            float[] expected = new float[37];
            expected[at] = 1;
            float[] got = softmax(a, 0, 37);
            for (int i = 0; i < 37; i++) {
                assertThat(got[i]).isCloseTo(expected[i], within(1e-42f));
            }
        }
    }

    @Test
    void programs_compute_in_float32_on_any_number_of_threads() {
        for (String text : new String[] {
            "exp(X)",
            "sigmoid(X)",
            "tanh(X)",
            "softmax(X, axis=1)",
            "tanh(sigmoid(softmax(X, axis=1)) @ W)",
            "sum(sigmoid(X), axis=0)",
            "sigmoid(X.T)",
            "sigmoid(X) * exp(-X)",
            "softmax(X.T, axis=0)"
        }) {
            for (int n : new int[] {1, 2, 3, 100, 1003}) {
                SplittableRandom random = new SplittableRandom(n);
                Map<String, Array> inputs = Map.of(
                        "X",
                                Array.of(
                                        random.doubles(67L * n, -7, 7)
                                                .map(x -> (float) x)
                                                .toArray(),
                                        n,
                                        67),
                        "W",
                                Array.of(
                                        random.doubles(67 * 5, -1, 1)
                                                .map(x -> (float) x)
                                                .toArray(),
                                        67,
                                        5));
                Expr formula = Formula.given("X: [n, m]; W: [m, k]").parse(text).expression();
                double[] expected = ReferenceEvaluator.evaluate(formula, inputs).data();
                double[] first = null;
                for (int threads : new int[] {1, 2, 4}) {
                    Program program = Compiler.standard()
                            .precision(Precision.FLOAT32)
                            .threads(threads)
                            .compile(formula, Map.of("n", n, "m", 67, "k", 5));
                    Workspace workspace = program.newWorkspace();
                    program.run(workspace, inputs);
                    double[] got = workspace.output("result").data();
                    for (int i = 0; i < got.length; i++) {
                        assertThat(Math.abs(got[i] - expected[i]))
                                .as("%s of %d rows", text, n)
                                .isLessThanOrEqualTo(1e-6 * (1 + Math.abs(expected[i])));
                    }
                    first = first == null ? got : first;
                    assertThat(got).containsExactly(first);
                }
            }
        }
    }

    @Test
    void a_plan_shows_the_sigmoid_as_one_function_where_vectors_compute_it() {
        for (Precision precision : Precision.values()) {
            Formula formula = Formula.given("x: [n]").parse("sigmoid(x)");
            Compiler compiler = Compiler.standard().precision(precision);
            assertThat(compiler.compile(formula.expression(), Map.of("n", 64)).explain())
                    .contains("sigmoid(x)")
                    .contains("fused 1");
            assertThat(compiler.compile(formula.expression(), Map.of("n", 63)).explain())
                    .contains("fused 4");
        }
    }

    private static void row(float[] a, int from, int count) {
        double max = Double.NEGATIVE_INFINITY;
        for (int i = from; i < from + count; i++) {
            max = Math.max(max, a[i]);
        }
        double sum = 0;
        for (int i = from; i < from + count; i++) {
            sum += StrictMath.exp(a[i] - max);
        }
        float[] got = softmax(a, from, count);
        for (int i = 0; i < count; i++) {
            close("softmax", a[from + i], got[i], (float) (StrictMath.exp(a[from + i] - max) / sum), 2);
        }
    }

    private static float[] softmax(float[] a, int from, int count) {
        float[] out = new float[count + 9];
        Arrays.fill(out, 5);
        Objects.requireNonNull(BlockFunctions.fastest().floatRow(GroupFunction.SOFTMAX))
                .run(a, from, count, out, 4);
        assertThat(new float[] {out[0], out[3], out[4 + count], out[8 + count]}).containsOnly(5);
        return Arrays.copyOfRange(out, 4, 4 + count);
    }

    private static FloatLoop loop(String name) {
        return Objects.requireNonNull(BlockFunctions.fastest().floatLoop(name));
    }

    /** Special numbers among others, numbers where functions change, and numbers of any bits. */
    private static float[] numbers() {
        SplittableRandom random = new SplittableRandom(8);
        float[] numbers = new float[1_000_000];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = i < 6_000 && i % 60 < SPECIAL.length
                    ? SPECIAL[i % 60]
                    : switch (random.nextInt(4)) {
                        case 0 -> Float.intBitsToFloat(random.nextInt());
                        case 1 -> (float) random.nextDouble(-105, 90);
                        case 2 -> (float) random.nextDouble(-10, 10);
                        default -> (float) random.nextDouble(-1, 1);
                    };
        }
        return numbers;
    }

    private static void close(String name, float x, float got, float expected, int units) {
        boolean areDifferentNumbers = !Float.isNaN(got) && !Float.isNaN(expected) && got != expected;
        boolean same = Float.compare(got, expected) == 0
                || (areDifferentNumbers && Math.abs(ordered(got) - ordered(expected)) <= units);
        assertThat(same).as("%s(%s) is %s, not %s", name, x, got, expected).isTrue();
    }

    /** Neighbours have neighbouring integers. */
    private static long ordered(float x) {
        int bits = Float.floatToRawIntBits(x);
        return bits >= 0 ? bits : (long) Integer.MIN_VALUE - bits;
    }
}
