package org.derivata.testkit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.derivata.core.array.Array;
import org.derivata.core.diagnostic.MathException;
import org.derivata.core.evaluate.ReferenceEvaluator;
import org.derivata.core.expr.Apply;
import org.derivata.core.expr.Constant;
import org.derivata.core.expr.Einsum;
import org.derivata.core.expr.Expr;
import org.derivata.core.expr.Variable;
import org.derivata.core.language.Library;
import org.derivata.core.language.Scope;
import org.derivata.core.operator.LinearAlgebra;
import org.derivata.core.operator.Operator;
import org.derivata.core.operator.Rational;
import org.derivata.core.operator.Structure;
import org.derivata.core.shape.Dimension;
import org.derivata.core.shape.Shape;

/** An operator with attributes and argument shapes that it takes, and points to try it at. */
final class OperatorSample {

    private static final List<Shape> SHAPES =
            List.of(Shape.SCALAR, Shape.of(3), Shape.of(2), Shape.of(3, 3), Shape.of(2, 3), Shape.of(2, 3, 3));

    /** Attribute sets to try; an operator is sampled with all that its shape rule takes. */
    private static final List<Map<String, Object>> ATTRIBUTES = List.of(
            Map.of(),
            Map.of("axes", List.of(0)),
            Map.of("axes", List.of(1)),
            Map.of("axes", List.of(0, 1)),
            Map.of("exponent", Rational.of(3)),
            Map.of("exponent", Rational.of(-2)),
            Map.of("exponent", Rational.HALF),
            Map.of("exponent", Rational.of(7, 3)),
            Map.of("size", Dimension.of(3)),
            Map.of("size", Dimension.of(2)),
            Map.of("size", Dimension.of(3), "index", Rational.of(1)),
            Map.of("dimension", Dimension.named("n")),
            Map.of("order", Rational.of(1)),
            Map.of("axes", List.of(1), "ddof", Rational.of(1)),
            Map.of("axes", List.of(0), "ddof", Rational.of(0)),
            Map.of("shape", Shape.of(2, 3), "k", Rational.of(-1)),
            Map.of("axis", Rational.of(0)),
            Map.of("axis", Rational.of(1)),
            Map.of("shape", Shape.of(3)),
            Map.of("shape", Shape.of(6)),
            Map.of("shape", Shape.of(3, 2)),
            Map.of("shape", Shape.of(3, 2, 3)),
            lattice(Shape.of(1), List.of(1), Shape.of(2)),
            lattice(Shape.of(1), List.of(2), Shape.of(6)),
            lattice(Shape.of(2), List.of(-1), Shape.of(3)),
            lattice(Shape.of(0, 2), List.of(1, -2), Shape.of(2, 2)),
            lattice(Shape.of(1, 0), List.of(1, 1), Shape.of(4, 3)));

    private static Map<String, Object> lattice(Shape start, List<Integer> step, Shape shape) {
        return Map.of("start", start, "step", step, "shape", shape);
    }

    private static final double[] GRID = {-30, -7.5, -2.2, -1.3, -0.8, -0.3, -0.05, 0.04, 0.35, 0.75, 1.4, 2.6, 6.5, 28
    };

    private static final double[] HARD = {
        0,
        -0.0,
        1,
        -1,
        0.5,
        -0.5,
        2,
        3,
        1e-12,
        -1e-12,
        700,
        -700,
        1e300,
        -1e300,
        4.9e-324,
        Double.NaN,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY
    };

    private static final int EDGES = 4;

    private final Operator operator;
    private final List<Shape> shapes;

    private OperatorSample(Operator operator, List<Shape> shapes) {
        this.operator = operator;
        this.shapes = shapes;
    }

    static List<OperatorSample> of(Operator declaration) {
        List<OperatorSample> samples = new ArrayList<>();
        int arity = declaration.parameters().size();
        attributed(declaration).forEach(each -> addFitting(samples, each, declaration.isVariadic() ? 2 : arity));
        return samples;
    }

    /** A declaration with each set of attributes that it needs. */
    static List<Operator> attributed(Operator declaration) {
        List<Operator> operators = new ArrayList<>();
        for (Map<String, Object> attributes : ATTRIBUTES) {
            Operator operator = declaration;
            for (Map.Entry<String, Object> each : attributes.entrySet()) {
                operator = operator.with(each.getKey(), each.getValue());
            }
            if (needs(declaration, attributes)) {
                operators.add(operator);
            }
        }
        return operators;
    }

    /** Whether the axes that an operator names are axes of its first argument. */
    static boolean takes(Operator operator, List<? extends Expr> arguments) {
        return !operator.attributeNames().contains("axes")
                || operator.attributes().integers("axes").stream()
                        .allMatch(axis -> axis < arguments.get(0).rank());
    }

    /** Whether an operator uses just these attributes: found by what its value asks for. */
    private static boolean needs(Operator declaration, Map<String, Object> attributes) {
        return declaration.attributeNames().equals(attributes.keySet());
    }

    private static void addFitting(List<OperatorSample> samples, Operator operator, int arity) {
        if (operator.isElementwise()) {
            samples.add(new OperatorSample(operator, java.util.Collections.nCopies(arity, Shape.SCALAR)));
            samples.add(new OperatorSample(operator, java.util.Collections.nCopies(arity, Shape.of(2, 3))));
            return;
        }
        if (arity == 0) {
            samples.add(new OperatorSample(operator, List.of()));
            return;
        }
        for (Shape first : SHAPES) {
            List<List<Shape>> tuples = new ArrayList<>(List.of(java.util.Collections.nCopies(arity, first)));
            if (arity == 2) {
                if (operator.isIndex(1)) {
                    tuples = new ArrayList<>(List.of(List.of(first, first.slice(0, Math.min(1, first.rank())))));
                } else if (first.rank() == 2) {
                    tuples.add(List.of(first, first.slice(1, 2)));
                }
            }
            for (List<Shape> tuple : tuples) {
                OperatorSample sample = new OperatorSample(operator, tuple);
                if (sample.fits()) {
                    samples.add(sample);
                }
            }
        }
    }

    private boolean fits() {
        if (!takes(operator, variables())) {
            return false;
        }
        try {
            ReferenceEvaluator.evaluate(List.of(expression(Library.standard())), point(1), sizes());
            return true;
        } catch (MathException | IllegalArgumentException refused) {
            return false;
        }
    }

    List<Variable> variables() {
        List<Variable> variables = new ArrayList<>();
        for (int i = 0; i < shapes.size(); i++) {
            variables.add(Variable.of(String.valueOf((char) ('p' + i)), shapes.get(i)));
        }
        return variables;
    }

    /** The variables that can be moved a little: integers that tell places cannot. */
    List<Variable> movable() {
        List<Variable> all = variables();
        return IntStream.range(0, all.size())
                .filter(i -> !operator.isIndex(i))
                .mapToObj(all::get)
                .toList();
    }

    Map<String, Integer> sizes() {
        return Map.of("n", 4);
    }

    Expr expression(Library library) {
        return Apply.normal(operator, List.copyOf(variables()));
    }

    /** This very operator applied, where the normal form would put the one that the constructors know in its place. */
    Expr application() {
        return Apply.of(operator, List.copyOf(variables()));
    }

    /** A seeded point; matrices are far from singular. */
    Map<String, Array> point(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return fill(() -> random.nextDouble(-2, 2));
    }

    private interface Source {
        double next();
    }

    private Map<String, Array> fill(Source source) {
        Map<String, Array> point = new LinkedHashMap<>();
        List<Variable> variables = variables();
        for (int argument = 0; argument < variables.size(); argument++) {
            Variable each = variables.get(argument);
            int[] shape = each.shape().evaluate(Map.of());
            double[] data = new double[Array.count(shape)];
            for (int i = 0; i < data.length; i++) {
                // axes of samples have at least two entries, -2 to 1
                data[i] = operator.isIndex(argument) ? (i * 3 + argument) % 4 - 2 : source.next();
            }
            if (argument == 0 && LinearAlgebra.ALL.stream().map(Operator::name).anyMatch(operator.name()::equals)) {
                dominateDiagonal(data, shape);
            }
            point.put(each.name(), Array.of(data, shape));
        }
        return point;
    }

    private static void dominateDiagonal(double[] data, int[] shape) {
        int n = shape[shape.length - 1];
        for (int i = 0; i < data.length; i++) {
            int inMatrix = i % (n * n);
            data[i] += inMatrix / n == inMatrix % n ? 5 : 0;
        }
    }

    /** Points over the whole line, those outside of the declared domain left out. */
    List<Map<String, Array>> smoothPoints(Operator declared, Library library) {
        List<Map<String, Array>> points = new ArrayList<>(List.of(point(1), point(2)));
        SplittableRandom random = OperatorContract.random();
        for (int k = 0; operator.isElementwise() && k < GRID.length; k++) {
            int round = k;
            points.add(fill(() ->
                    GRID[(round + random.nextInt(GRID.length)) % GRID.length] * (1 + 0.01 * random.nextDouble())));
        }
        List<Map<String, Array>> inside = new ArrayList<>();
        for (Map<String, Array> each : points) {
            // domains are half lines or intervals: each point is tried as it is, made positive, and squeezed between 0
            // and 1
            for (DoubleUnaryOperator variant : List.<DoubleUnaryOperator>of(
                    x -> x, Math::abs, x -> -Math.abs(x), x -> 1 + Math.abs(x), x -> 1 / (1 + Math.abs(x)))) {
                Map<String, Array> point = changed(each, variant);
                if (inDomain(declared, library, point)) {
                    inside.add(point);
                }
            }
        }
        if (!operator.isElementwise()) {
            return inside.subList(0, Math.min(2, inside.size()));
        }
        inside.addAll(edges(inside.isEmpty() ? points : inside));
        return inside;
    }

    /** Points of which one argument is 0, whatever the domain is: there formulas divide 0 by 0, and differences by the others are right. */
    private List<Map<String, Array>> edges(List<Map<String, Array>> points) {
        List<Map<String, Array>> edges = new ArrayList<>();
        for (Variable each : variables()) {
            for (Map<String, Array> point : points.subList(0, Math.min(EDGES, points.size()))) {
                Map<String, Array> edge = new LinkedHashMap<>(point);
                edge.computeIfPresent(each.name(), (name, array) -> Array.full(0, array.shape()));
                edges.add(edge);
            }
        }
        return edges;
    }

    private Map<String, Array> changed(Map<String, Array> point, DoubleUnaryOperator variant) {
        Map<String, Array> changed = new LinkedHashMap<>(point);
        for (Variable each : movable()) {
            Array array = java.util.Objects.requireNonNull(point.get(each.name()));
            changed.put(
                    each.name(),
                    Array.of(Arrays.stream(array.data()).map(variant).toArray(), array.shape()));
        }
        return changed;
    }

    private boolean inDomain(Operator declared, Library library, Map<String, Array> point) {
        if (declared.domain().isEmpty()) {
            return true;
        }
        Scope scope = Scope.closed();
        for (int i = 0; i < declared.parameters().size(); i++) {
            scope.define(declared.parameters().get(i), variables().get(i));
        }
        Expr condition = library.elaborate(declared.domain(), scope);
        Array holds =
                ReferenceEvaluator.evaluate(List.of(condition), point, sizes()).get(0);
        return Arrays.stream(holds.data()).allMatch(each -> each != 0);
    }

    /** Points with zeros, huge and tiny numbers, infinities and NaN. */
    List<Map<String, Array>> hardPoints() {
        List<Map<String, Array>> points = new ArrayList<>(List.of(point(1), point(2)));
        SplittableRandom random = OperatorContract.random();
        for (int k = 0; operator.isElementwise() && k < 4 * HARD.length; k++) {
            int first = k % HARD.length;
            boolean[] started = new boolean[1];
            points.add(fill(() -> {
                double value = started[0] ? HARD[random.nextInt(HARD.length)] : HARD[first];
                started[0] = true;
                return value;
            }));
        }
        return points;
    }

    /** Different weights for all entries of a result, as an expression: 1, 2, 3, ... along each axis. */
    static Expr ramp(Shape shape) {
        List<Expr> factors = new ArrayList<>();
        List<int[]> labels = new ArrayList<>();
        int[] output = new int[shape.rank()];
        for (int axis = 0; axis < shape.rank(); axis++) {
            output[axis] = axis;
            List<Expr> entries = new ArrayList<>();
            for (int k = 0; k < shape.get(axis).constant(); k++) {
                entries.add(Constant.of(Rational.of(10L * k * k + 7L + axis, 10)));
            }
            factors.add(Apply.of(Structure.STACK, entries));
            labels.add(new int[] {axis});
        }
        return Einsum.of(factors, labels, output, shape.sizes().toArray(new Dimension[0]));
    }

    @Override
    public String toString() {
        return operator.attributes().values() + " of " + shapes;
    }
}
