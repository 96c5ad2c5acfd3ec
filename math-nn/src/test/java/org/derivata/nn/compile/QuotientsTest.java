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
}
