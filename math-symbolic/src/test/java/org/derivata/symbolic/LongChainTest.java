package org.derivata.symbolic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.derivata.core.expr.Graph;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Nothing recurses over a graph: 100,000 operations in a row are ordinary, on the stack a thread has by default. */
class LongChainTest {

    private static final int OPERATIONS = 100_000;

    static Stream<Arguments> steps() {
        UnaryOperator<Formula> nested = x -> Formula.call("tanh", x).plus(0.1);
        UnaryOperator<Formula> shared = x -> Formula.call("sin", x).times(x);
        return Stream.of(Arguments.of("tanh(x) + 0.1", nested), Arguments.of("sin(x) * x", shared));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("steps")
    void isBuiltDifferentiatedSimplifiedPrintedAndEvaluated(String name, UnaryOperator<Formula> step) {
        Formula chain = Formula.variable("x");
        for (int i = 0; i < OPERATIONS / 2; i++) {
            chain = step.apply(chain);
        }
        assertThat(Graph.count(chain.expression())).isGreaterThanOrEqualTo(OPERATIONS);
        Formula derivative = chain.derivative("x");
        assertThat(Graph.count(derivative.expression())).isLessThan(5 * OPERATIONS);
        assertThat(derivative.toString().length()).isLessThan(100 * OPERATIONS);
        assertThat(chain.simplify().value(Map.of("x", 0.5))).isEqualTo(chain.value(Map.of("x", 0.5)));
        assertThat(derivative.value(Map.of("x", 0.5))).isBetween(0.0, 10.0);
    }
}
