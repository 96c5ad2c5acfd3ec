package org.derivata.nn.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.Stream;
import org.assertj.core.data.Percentage;
import org.derivata.core.array.Array;
import org.derivata.core.evaluate.ReferenceEvaluator;
import org.derivata.core.expr.Expr;
import org.derivata.symbolic.Formula;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A quotient is rounded once, as IEEE 754 and NumPy do, whatever engine computes it. */
class QuotientsTest {

    private static Stream<Arguments> quotients() {
        return Stream.of(
                Arguments.of("x / y", of((x, y) -> x / y)),
                Arguments.of("-x / y", of((x, y) -> -x / y)),
                Arguments.of("x / 10", of((x, y) -> x / 10)),
                Arguments.of("(x + y) / 3", of((x, y) -> (x + y) / 3)),
                Arguments.of("1 - x / 49", of((x, y) -> 1 - x / 49)),
                Arguments.of("100 * x / y", of((x, y) -> 100 * x / y)),
                Arguments.of("2 * x / (3 * y)", of((x, y) -> 2 * x / (3 * y))),
                Arguments.of("x / (2 * y)", of((x, y) -> x / (2 * y))),
                Arguments.of("x * y / (x + y)", of((x, y) -> x * y / (x + y))),
                Arguments.of("x / y**2", of((x, y) -> x / (y * y))),
                Arguments.of("x * (x + 1) / y**2", of((x, y) -> x * (x + 1) / (y * y))),
                Arguments.of("7 * x * (x + 1) / (3 * y**2)", of((x, y) -> 7 * (x * (x + 1)) / (3 * (y * y)))),
                Arguments.of("x / sqrt(y)", of((x, y) -> x / Math.sqrt(y))),
                Arguments.of("x * exp(y) / y", of((x, y) -> x * Math.exp(y) / y)));
    }

    private static ToDoubleBiFunction<Double, Double> of(ToDoubleBiFunction<Double, Double> function) {
        return function;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("quotients")
    void a_quotient_is_rounded_once_in_every_engine(String text, ToDoubleBiFunction<Double, Double> expected) {
        Expr vectors = Formula.given("x: [n]; y: [n]").parse(text).expression();
        Formula numbers = Formula.given("x: []; y: []").parse(text);
        SplittableRandom random = new SplittableRandom(3);
        double[] x = random.doubles(500, 0.1, 100).toArray();
        double[] y = random.doubles(500, 0.1, 100).toArray();
        Map<String, Array> inputs = new LinkedHashMap<>();
        inputs.put("x", Array.of(x, 500));
        inputs.put("y", Array.of(y, 500));
        double[] wanted = new double[500];
        for (int i = 0; i < wanted.length; i++) {
            wanted[i] = expected.applyAsDouble(x[i], y[i]);
        }
        assertThat(ReferenceEvaluator.evaluate(vectors, inputs).data()).isEqualTo(wanted);
        ScalarFunction scalar = Compiler.standard().scalar(numbers, List.of("x", "y"));
        for (int i = 0; i < wanted.length; i++) {
            assertThat(scalar.value(x[i], y[i])).isEqualTo(wanted[i]);
        }
        for (Engine engine : Engine.values()) {
            assertThat(run(engine, vectors, inputs)).as(engine.name()).isEqualTo(wanted);
        }
    }

    private static double[] run(Engine engine, Expr expression, Map<String, Array> inputs) {
        Program program = Compiler.of(engine).compile(expression, Map.of("n", 500));
        return Objects.requireNonNull(program.evaluate(inputs).get("result")).data();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            X / sum(X, axis=1, keepdims=True) | 0.3, 0.7, 0.35, 0.65
            X / s[:, None]                    | 0.2, 0.4666666666666667, 1.4, 2.6
            mean(X / s[:, None], axis=1)      | 0.3333333333333333, 2
            mean(X, axis=1)                   | 5, 10
            sum(X, axis=1) / s                | 0.6666666666666666, 4
            diag(1 / w)                       | 0.1, 0, 0, Infinity
            """)
    void rows_are_divided_by_what_they_share(String text, String expected) {
        Expr expression = Formula.given("X: [n, m]; s, w: [n]").parse(text).expression();
        Map<String, Array> inputs = Map.of(
                "X", Array.of(new double[] {3, 7, 7, 13}, 2, 2), "s", Array.vector(15, 5), "w", Array.vector(10, 0));
        double[] wanted = Arrays.stream(expected.split(","))
                .mapToDouble(Double::parseDouble)
                .toArray();
        assertThat(ReferenceEvaluator.evaluate(expression, inputs).data()).isEqualTo(wanted);
        for (Engine engine : Engine.values()) {
            Program program = Compiler.of(engine).compile(expression, Map.of("n", 2, "m", 2));
            assertThat(Objects.requireNonNull(program.evaluate(inputs).get("result"))
                            .data())
                    .as(engine.name())
                    .isEqualTo(wanted);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            y * (1 / z - 1 / (z + y))                | 1      | 1e200  | 0.16     | 6.25e200
            x / z * y / (x + 1) * x                  | 1e200  | 1e-100 | 1e-60    | 1e160
            y / (x / (1 / x) * z)                    | 1e-180 | 1e-200 | 1e50     | 1e110
            (x - 1) * ((2 - x) / x * log(sigmoid(x))) | 1e200 | 1      | 1        | 0
            (y / x)**2 / ((y / x)**2 + z)            | 1e200  | -1e200 | 1        | 0.5
            x / (x**2 + y)                           | 1e200  | 1      | 1        | 1e-200
            x / (x**2 + y)                           | 1e-200 | 1e-200 | 1        | 1
            3 * x**2 / (1 + x**2)                    | -1e200 | 1      | 1        | 3
            abs(sqrt(1 + x) - 1) * abs(y + x)        | 1e200  | 1      | 1        | 1e300
            (y - 2) / y + (cosh(x)**2 - 1)           | 40     | 1e300  | 1        | 1.3851555960983775e34
            log(1 - exp(x) / (exp(x) + exp(y)))      | 1      | 1e10   | 1        | 0
            1 - cosh(x) / (cosh(x) + cosh(y))        | 1      | 1e10   | 1        | 1
            ((x * y)**100)**(-1/2)                   | -1e10  | 1e-8   | 1        | 1e-100
            sigmoid(x)**5 * x * x / y                | -1e200 | 1e3    | 1        | 0
            x**50 * y**50                            | 1e10   | 1e-10  | 1        | 1
            z / y / (2 + maximum(z * z, 0))          | 1      | 1e-16  | 1e300    | 0
            (sinh(x) * cosh(x))**100                 | 4      | 1      | 1        | 1.69660796862694e287
            (1e-9 - 1 / x) / (1 / x * (1 - 1 / x))   | 1e300  | 1      | 1        | 1e291
            z * y / z * (1 - x + 1e-16)              | 1e300  | 1e-8   | 40       | -1e292
            """)
    void what_has_a_value_as_typed_has_it_however_it_is_written(
            String text, double x, double y, double z, double expected) {
        Formula typed = Formula.given("x, y, z: []").parse(text);
        for (Formula each : List.of(typed, typed.asTyped().simplify(), typed.simplify())) {
            assertThat(Compiler.standard().scalar(each, List.of("x", "y", "z")).value(x, y, z))
                    .as(each.toString())
                    .isCloseTo(expected, Percentage.withPercentage(1e-9));
        }
    }
}
