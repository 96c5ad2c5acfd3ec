package org.derivata.symbolic;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.derivata.core.expr.Expr;
import org.derivata.core.expr.Graph;
import org.derivata.core.language.Limits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How large derivatives are, and that the work for each node does not grow with the graph. */
class GrowthTest {

    /** A formula by the number of its steps. */
    private static final Map<String, IntFunction<Formula>> FORMULAS = Map.of(
            "recurrence", GrowthTest::recurrence,
            "composition", GrowthTest::composition,
            "network", GrowthTest::network,
            "product", GrowthTest::product,
            "rosenbrock", GrowthTest::rosenbrock);

    private static final Limits LITTLE_EFFORT = Limits.trusted().withEffort(200);

    private static List<Formula> variables(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> Formula.variable("x" + i))
                .toList();
    }

    private static Formula recurrence(int steps) {
        Formula x = Formula.variable("x");
        Formula y = x;
        for (int i = 0; i < steps; i++) {
            y = Formula.call("sin", y).times(x).plus(y);
        }
        return y;
    }

    private static Formula composition(int steps) {
        Formula y = Formula.variable("x");
        for (int i = 0; i < steps; i++) {
            y = Formula.call(i % 2 == 0 ? "exp" : "sin", y);
        }
        return y;
    }

    /** Layers of four units. */
    private static Formula network(int layers) {
        int width = 4;
        List<Formula> layer = variables(width);
        for (int i = 0; i < layers; i++) {
            List<Formula> next = new ArrayList<>();
            for (int unit = 0; unit < width; unit++) {
                Formula sum = Formula.variable("b" + i + "_" + unit);
                for (int input = 0; input < width; input++) {
                    Formula weight = Formula.variable("w" + i + "_" + unit + "_" + input);
                    sum = sum.plus(weight.times(layer.get(input)));
                }
                next.add(Formula.call("tanh", sum));
            }
            layer = next;
        }
        return layer.stream().reduce(Formula::plus).orElseThrow();
    }

    private static Formula product(int factors) {
        return variables(factors).stream().reduce(Formula::times).orElseThrow();
    }

    private static Formula rosenbrock(int terms) {
        List<Formula> x = variables(terms + 1);
        Formula sum = Formula.number(0);
        for (int i = 0; i < terms; i++) {
            Formula valley = x.get(i + 1).minus(x.get(i).pow(2)).pow(2).times(100);
            sum = sum.plus(valley).plus(Formula.number(1).minus(x.get(i)).pow(2));
        }
        return sum;
    }

    private static int nodes(Iterable<Formula> formulas) {
        List<Expr> roots = new ArrayList<>();
        formulas.forEach(each -> roots.add(each.expression()));
        return Graph.postOrder(roots).size();
    }

    private static Iterable<Formula> gradients(Formula formula) {
        return formula.gradients(formula.variables().keySet()).values();
    }

    @ParameterizedTest(name = "{0} of {1} steps: at most {2} times the nodes")
    @CsvSource({"recurrence, 300, 4", "composition, 500, 4", "network, 20, 4", "product, 300, 5", "rosenbrock, 100, 4"})
    void aGradientIsAFewTimesAsLargeAsItsFunction(String name, int steps, int ratio) {
        Formula formula = FORMULAS.get(name).apply(steps);
        assertThat(nodes(gradients(formula))).isLessThanOrEqualTo(ratio * nodes(List.of(formula)));
    }

    /** Bytes allocated, which do not depend on what else the machine does as time does. */
    @ParameterizedTest(name = "{0}: {2} steps cost a node no more than {1} do")
    @CsvSource({"recurrence, 200, 1000", "composition, 300, 1500", "network, 10, 50", "rosenbrock, 50, 250"})
    void theWorkForANodeStaysTheSame(String name, int few, int many) {
        IntFunction<Formula> formula = FORMULAS.get(name);
        bytesForANode(formula.apply(few / 2));
        double before = bytesForANode(formula.apply(few));
        assertThat(bytesForANode(formula.apply(many))).isLessThan(2 * before);
    }

    private static double bytesForANode(Formula formula) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long start = threads.getCurrentThreadAllocatedBytes();
        Iterable<Formula> gradients = gradients(formula);
        long bytes = threads.getCurrentThreadAllocatedBytes() - start;
        return bytes / (double) nodes(gradients);
    }

    /** Each part of the sum takes a comparison of its forms to become sin(1). */
    private static String sumOfFractions(int parts) {
        return IntStream.range(0, parts)
                .mapToObj(i -> "sin(x / (x + 1) + 1 / (x + 1))".replace("x", "x" + i))
                .collect(Collectors.joining(" + "));
    }

    @Test
    void effortThatIsLiftedSimplifiesAllOfAText() {
        String text = sumOfFractions(60);
        assertThat(parse(text, Limits.trusted()).simplify()).hasToString("60 * sin(1)");
        assertThat(nodes(List.of(parse(text, LITTLE_EFFORT).simplify()))).isGreaterThan(60);
    }

    @Test
    void effortThatIsLiftedCollectsTheTermsOfLargerDerivatives() {
        String text = "tanh(x) * exp(x)";
        int trusted = nodes(List.of(derivative(parse(text, Limits.trusted()), 5)));
        assertThat(trusted).isLessThanOrEqualTo(60);
        assertThat(nodes(List.of(derivative(parse(text, LITTLE_EFFORT), 5)))).isGreaterThan(trusted);
    }

    private static Formula parse(String text, Limits limits) {
        return Formula.given("").limits(limits).parse(text);
    }

    @Test
    void repeatedDerivativesStaySmall() {
        assertThat(nodes(List.of(derivative(Formula.parse("tan(x)"), 8)))).isLessThanOrEqualTo(40);
        assertThat(nodes(List.of(derivative(Formula.parse("exp(-x**2) * sin(x)"), 8))))
                .isLessThanOrEqualTo(60);
    }

    private static Formula derivative(Formula formula, int order) {
        Formula derivative = formula;
        for (int i = 0; i < order; i++) {
            derivative = derivative.derivative("x");
        }
        return derivative;
    }

    @Test
    @Timeout(60)
    void theEffortForATrustedProductOfAThousandVariablesGrowsWithItAndNotWithItsSquare() {
        List<String> names = IntStream.range(0, 1000).mapToObj(i -> "x" + i).toList();
        Formula product = parse(String.join(" * ", names), Limits.trusted());
        assertThat(nodes(List.copyOf(product.gradients(names).values()))).isLessThan(5 * 1000);
    }

    @Test
    void theHessianOfASmallNetworkStaysSmall() {
        Formula loss = Formula.parse("(v1*tanh(w1*x1 + w2*x2 + b1) + v2*tanh(w3*x1 + w4*x2 + b2) + c - y)**2");
        List<String> parameters = List.of("v1", "w1", "w2", "b1", "v2", "w3", "w4", "b2", "c");
        List<Formula> entries = new ArrayList<>();
        for (Formula each : loss.gradients(parameters).values()) {
            entries.addAll(each.gradients(parameters).values());
        }
        assertThat(entries).hasSize(81);
        assertThat(nodes(entries)).isLessThanOrEqualTo(400);
        List<Formula> together = loss.hessian(parameters).values().stream()
                .flatMap(row -> row.values().stream())
                .toList();
        assertThat(together).hasSize(81);
        assertThat(nodes(together)).isLessThanOrEqualTo(nodes(entries));
    }
}
