package org.derivata.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.derivata.core.array.Array;
import org.derivata.core.expr.Algebra;
import org.derivata.core.expr.Expr;
import org.derivata.core.expr.Graph;
import org.derivata.core.expr.Variable;
import org.derivata.core.language.Elaboration;
import org.derivata.core.language.Library;
import org.derivata.core.language.Limits;
import org.derivata.core.notation.Notation;
import org.derivata.core.operator.Operator;
import org.derivata.core.print.TextPrinter;
import org.derivata.core.shape.Shape;
import org.derivata.symbolic.differentiate.ReverseMode;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;

/**
 * What every operator of a library has to keep, with no test of its own: known values, partial derivatives against high-order differences over the
 * whole domain, second derivatives, the shape rule against actual results, printing and reading back, documentation; and on an engine the same
 * values as on the reference.
 *
 * <pre>{@code
 * @TestFactory
 * Stream<DynamicNode> everyOperatorKeepsItsContract() {
 *     return OperatorContract.of(Library.standard(), Engine.reference());
 * }
 * }</pre>
 */
public final class OperatorContract {

    private static final double TOLERANCE = 1e-6;

    private final Library library;
    private final Engine engine;
    private final Operator operator;

    private OperatorContract(Library library, Engine engine, Operator operator) {
        this.library = library;
        this.engine = engine;
        this.operator = operator;
    }

    /** The contract of every operator of a library. */
    public static Stream<DynamicNode> of(Library library, Engine engine) {
        return library.declared().stream().map(each -> of(library, engine, each));
    }

    /** The contract of one operator. */
    public static DynamicNode of(Library library, Engine engine, Operator operator) {
        OperatorContract contract = new OperatorContract(library, engine, operator);
        List<DynamicNode> tests = new ArrayList<>();
        tests.add(DynamicTest.dynamicTest("is documented", contract::isDocumented));
        for (String example : operator.examples()) {
            tests.add(DynamicTest.dynamicTest("knows " + example, () -> contract.knows(example)));
        }
        List<OperatorSample> samples = OperatorSample.of(operator);
        tests.add(DynamicTest.dynamicTest(
                "has samples",
                () -> assertThat(samples)
                        .as("no sample of attributes and shapes fits %s; add one to OperatorSample", operator.name())
                        .isNotEmpty()));
        for (OperatorSample sample : samples) {
            tests.add(DynamicTest.dynamicTest(
                    "has the shape its rule says " + sample, () -> contract.hasTheShapeItsRuleSays(sample)));
            tests.add(DynamicTest.dynamicTest("reads back " + sample, () -> contract.readsBack(sample)));
            tests.add(DynamicTest.dynamicTest(
                    "has the reference's values " + sample, () -> contract.hasTheReferenceValues(sample)));
            tests.add(
                    DynamicTest.dynamicTest("has its derivatives " + sample, () -> contract.hasItsDerivatives(sample)));
            tests.add(DynamicTest.dynamicTest(
                    "has one derivative forwards and backwards " + sample, () -> contract.agreesBothWays(sample)));
        }
        return DynamicContainer.dynamicContainer(operator.name(), tests);
    }

    private void isDocumented() {
        assertThat(operator.summary()).as("summary").isNotBlank();
    }

    /** {@code left = right} for two expressions of the language. */
    private void knows(String example) {
        String[] sides = example.split(" = ", 2);
        assertThat(sides).as("an example has the form f(1) = 2").hasSize(2);
        assertThat(value(sides[0]).scalar()).isCloseTo(value(sides[1]).scalar(), within(1e-12));
    }

    private Array value(String text) {
        Expr expression =
                Elaboration.of(text, library, Map.of(), Limits.defaults()).requireResult();
        return engine.evaluate(expression, Map.of(), Map.of());
    }

    private void hasTheShapeItsRuleSays(OperatorSample sample) {
        Expr expression = sample.expression(library);
        Array result = Engine.reference().evaluate(expression, sample.point(1), sample.sizes());
        assertThat(result.shape()).isEqualTo(expression.shape().evaluate(sample.sizes()));
    }

    private void readsBack(OperatorSample sample) {
        Expr expression = sample.expression(library);
        String text = new TextPrinter().print(Notation.write(expression, Map.of(), Map.of()));
        Map<String, Variable> variables = new LinkedHashMap<>();
        sample.variables().forEach(each -> variables.put(each.name(), each));
        if (variables.isEmpty()) {
            variables.put("unused", Variable.of("unused", Shape.of(org.derivata.core.shape.Dimension.named("n"))));
        }
        Expr back = Elaboration.of(text, library, variables, Limits.defaults()).requireResult();
        assertThat(back).as(text).isSameAs(expression);
    }

    private void hasTheReferenceValues(OperatorSample sample) {
        Expr expression = sample.expression(library);
        for (Map<String, Array> point : sample.hardPoints()) {
            Array expected = Engine.reference().evaluate(expression, point, sample.sizes());
            Array actual = engine.evaluate(expression, point, sample.sizes());
            assertThat(actual.shape()).isEqualTo(expected.shape());
            for (int i = 0; i < expected.count(); i++) {
                double a = actual.data()[i];
                double b = expected.data()[i];
                boolean same = Double.compare(a, b) == 0 || Math.abs(a - b) <= 1e-13 * Math.abs(b) || a == b;
                assertThat(same)
                        .as("%s at %s: %s, reference %s", operator, point, a, b)
                        .isTrue();
            }
        }
    }

    /** First derivatives of a random weighting of the result against differences, then the derivatives of those. */
    private void hasItsDerivatives(OperatorSample sample) {
        List<Variable> variables = sample.movable();
        if (variables.isEmpty()) {
            return;
        }
        Expr result = sample.expression(library);
        Expr weighted = weighted(result);
        List<Expr> gradients = new ArrayList<>(
                new ReverseMode(library).gradient(weighted, variables).values());
        int compared = 0;
        for (Map<String, Array> point : sample.smoothPoints(operator, library)) {
            for (int i = 0; i < variables.size(); i++) {
                compared += compare(weighted, gradients.get(i), variables.get(i), point, sample);
                Expr slope = weighted(gradients.get(i));
                if (Graph.variables(List.of(slope)).contains(variables.get(i))) {
                    Expr second = new ReverseMode(library)
                            .gradient(slope, List.of(variables.get(i)))
                            .values()
                            .iterator()
                            .next();
                    compare(slope, second, variables.get(i), point, sample);
                }
            }
        }
        assertThat(compared)
                .as("points at which differences can tell a derivative")
                .isPositive();
    }

    /** {@code <g, J v> = <J.T g, v>}: the two products with the derivative, each of its own sweep. */
    private void agreesBothWays(OperatorSample sample) {
        List<Variable> variables = sample.movable();
        if (variables.isEmpty()) {
            return;
        }
        Expr result = sample.expression(library);
        Expr cotangent = OperatorSample.ramp(result.shape());
        Map<Expr, Expr> tangents = new LinkedHashMap<>();
        variables.forEach(each -> tangents.put(each, Variable.of("along " + each.name(), each.shape())));
        ReverseMode reverse = new ReverseMode(library);
        Expr forwards = Algebra.sum(Algebra.multiply(cotangent, reverse.pushforward(result, tangents)));
        List<Expr> products = new ArrayList<>();
        reverse.pullback(result, cotangent, variables)
                .forEach((variable, transposed) -> products.add(Algebra.sum(
                        Algebra.multiply(transposed, java.util.Objects.requireNonNull(tangents.get(variable))))));
        Expr backwards = Algebra.sum(Shape.SCALAR, products);
        SplittableRandom random = random();
        for (Map<String, Array> point : sample.smoothPoints(operator, library)) {
            Map<String, Array> inputs = new LinkedHashMap<>(point);
            for (Variable each : variables) {
                Array at = java.util.Objects.requireNonNull(point.get(each.name()));
                double[] data = random.doubles(at.count(), -1, 1).toArray();
                inputs.put("along " + each.name(), Array.of(data, at.shape()));
            }
            double one = engine.evaluate(forwards, inputs, sample.sizes()).scalar();
            double other = engine.evaluate(backwards, inputs, sample.sizes()).scalar();
            boolean same =
                    Double.compare(one, other) == 0 || Math.abs(one - other) <= 1e-9 * Math.max(1, Math.abs(other));
            assertThat(same)
                    .as("%s at %s: forwards %s, backwards %s", operator, inputs, one, other)
                    .isTrue();
        }
    }

    private static Expr weighted(Expr result) {
        return Algebra.sum(Algebra.multiply(result, OperatorSample.ramp(result.shape())));
    }

    /** How many entries could be compared; entries at kinks and where differences are too coarse do not count. */
    private int compare(
            Expr function, Expr gradient, Variable variable, Map<String, Array> point, OperatorSample sample) {
        Array exact = engine.evaluate(gradient, point, sample.sizes());
        int compared = 0;
        Array at = java.util.Objects.requireNonNull(point.get(variable.name()));
        for (int i = 0; i < at.count(); i++) {
            Differences differences = new Differences(
                    offset -> engine.evaluate(function, moved(point, variable, at, offset), sample.sizes())
                            .scalar(),
                    i,
                    at.data()[i]);
            if (differences.areTrustworthy()) {
                compared++;
                double scale = Math.max(Math.abs(differences.value()), differences.scale());
                assertThat(exact.data()[i])
                        .as(
                                "%s by %s, entry %s, at %s: differences say %s",
                                operator, variable.name(), i, point, differences.value())
                        .isCloseTo(differences.value(), within(TOLERANCE * scale));
            }
        }
        return compared;
    }

    private static Map<String, Array> moved(Map<String, Array> point, Variable variable, Array at, double[] offsets) {
        Map<String, Array> moved = new LinkedHashMap<>(point);
        double[] data = at.data().clone();
        data[(int) offsets[0]] += offsets[1];
        moved.put(variable.name(), Array.of(data, at.shape()));
        return moved;
    }

    static SplittableRandom random() {
        return new SplittableRandom(20261122);
    }

    @Override
    public String toString() {
        return operator.name() + Arrays.toString(operator.parameters().toArray());
    }
}
