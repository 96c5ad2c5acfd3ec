package org.derivata.core.operator;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.derivata.core.array.Array;
import org.derivata.core.diagnostic.Diagnostic;
import org.derivata.core.diagnostic.ShapeException;
import org.derivata.core.shape.Dimension;
import org.derivata.core.shape.Shape;

/** Operators that make or move entries without computing: identity matrices, sizes as numbers. */
public final class Structure {

    /** The identity matrix of attribute {@code size}. */
    public static final Operator EYE = Operator.structural(
                    "eye",
                    0,
                    (shapes, attributes) -> Shape.of(attributes.dimension("size"), attributes.dimension("size")),
                    Structure::eye)
            .taking("size")
            .facts(Fact.DIAGONAL, Fact.ORTHOGONAL, Fact.UNIT, Fact.INTEGER)
            .latex("I")
            .doc("Identity matrix.", "trace(eye(3)) = 3");

    /** A dimension as a number: attribute {@code dimension}, a name. */
    public static final Operator SIZE = Operator.structural(
                    "size",
                    0,
                    (shapes, attributes) -> Shape.SCALAR,
                    (arguments, attributes, sizes) -> Array.scalar(size(attributes.dimension("dimension"), sizes)))
            .taking("dimension")
            .facts(Fact.POSITIVE, Fact.INTEGER)
            .doc("The number a dimension stands for.");

    /** The unit vector of attribute {@code size} with a 1 at attribute {@code index}. */
    public static final Operator UNIT = Operator.structural(
                    "unit", 0, (shapes, attributes) -> Shape.of(attributes.dimension("size")), Structure::unit)
            .taking("size", "index")
            .facts(Fact.ONE_HOT)
            .doc("Unit vector.");

    /** Arrays of one shape along a new first axis. */
    public static final Operator STACK = Operator.structural(
                    "stack",
                    -1,
                    (shapes, attributes) -> Shape.of(shapes.size()).concat(common(shapes)),
                    (arguments, attributes, sizes) -> stack(arguments))
            .doc("Arrays of one shape along a new first axis.", "sum([1, 2]) = 3");

    /** Attributes {@code shape}, of a matrix, and {@code k}, the last diagonal that is filled. */
    public static final Operator TRI = Operator.structural(
                    "tri", 0, (shapes, attributes) -> attributes.shape("shape"), Structure::tri)
            .taking("shape", "k")
            .facts(Fact.UNIT, Fact.INTEGER)
            .doc("Ones on and below a diagonal, zeros above.", "sum(tri([3, 3])) = 6");

    /** Attribute {@code size}. */
    public static final Operator ARANGE = Operator.structural(
                    "arange", 0, (shapes, attributes) -> Shape.of(attributes.dimension("size")), Structure::arange)
            .taking("size")
            .facts(Fact.INTEGER, Fact.NONNEGATIVE)
            .doc("The integers from 0 on.", "sum(arange(4)) = 6");

    /** The entries in their order under another shape, attribute {@code shape}. */
    public static final Operator RESHAPE = Operator.structural(
                    "reshape",
                    1,
                    Structure::reshaped,
                    (arguments, attributes, sizes) ->
                            arguments.get(0).reshape(attributes.shape("shape").evaluate(sizes)))
            .taking("shape")
            .doc(
                    "The entries in their order, row by row, under another shape.",
                    "trace(reshape([1, 2, 3, 4], [2, 2])) = 5");

    /** Arrays one after another along an axis they have, attribute {@code axis}. */
    public static final Operator CONCAT = Operator.structural(
                    "concat",
                    -1,
                    (shapes, attributes) -> joined(shapes, attributes.integer("axis")),
                    (arguments, attributes, sizes) -> concat(arguments, attributes.integer("axis")))
            .taking("axis")
            .doc("Arrays one after another along an axis.", "sum(concat([1, 2], [3])) = 6");

    /** Every declaration of this file. */
    public static final List<Operator> ALL = List.of(EYE, SIZE, UNIT, STACK, RESHAPE, CONCAT, TRI, ARANGE);

    private Structure() {}

    private static double size(Dimension dimension, Map<String, Integer> sizes) {
        return dimension.evaluate(sizes);
    }

    private static Array eye(List<Array> arguments, Attributes attributes, Map<String, Integer> sizes) {
        int n = Math.toIntExact(attributes.dimension("size").evaluate(sizes));
        Array eye = Array.full(0, n, n);
        for (int i = 0; i < n; i++) {
            eye.data()[i * n + i] = 1;
        }
        return eye;
    }

    private static Array tri(List<Array> arguments, Attributes attributes, Map<String, Integer> sizes) {
        Array tri = Array.full(0, attributes.shape("shape").evaluate(sizes));
        int columns = tri.size(1);
        for (int i = 0; i < tri.count(); i++) {
            tri.data()[i] = i % columns <= i / columns + attributes.integer("k") ? 1 : 0;
        }
        return tri;
    }

    private static Array arange(List<Array> arguments, Attributes attributes, Map<String, Integer> sizes) {
        Array numbers =
                Array.full(0, Math.toIntExact(attributes.dimension("size").evaluate(sizes)));
        Arrays.setAll(numbers.data(), i -> i);
        return numbers;
    }

    private static Array unit(List<Array> arguments, Attributes attributes, Map<String, Integer> sizes) {
        Array unit = Array.full(0, Math.toIntExact(attributes.dimension("size").evaluate(sizes)));
        unit.data()[attributes.integer("index")] = 1;
        return unit;
    }

    private static Shape common(List<Shape> shapes) {
        for (Shape each : shapes) {
            if (each.surelyDiffersFrom(shapes.get(0))) {
                throw new ShapeException(Diagnostic.of(
                                "shape.stack",
                                "the elements of an array must have one shape, not " + shapes.get(0) + " and " + each)
                        .clash(shapes.get(0), each)
                        .help("every row of an array literal needs equally many numbers"));
            }
        }
        return shapes.get(0);
    }

    private static Shape reshaped(List<Shape> shapes, Attributes attributes) {
        Shape from = shapes.get(0);
        Shape to = attributes.shape("shape");
        if (from.count().surelyDiffersFrom(to.count())) {
            throw new ShapeException(Diagnostic.of(
                            "shape.reshape",
                            from + " has " + from.count() + " entries and " + to + " has " + to.count())
                    .clash(from.count(), to.count())
                    .help("a reshape keeps every entry; one size may be -1, which is found from the others"));
        }
        return to;
    }

    private static Shape joined(List<Shape> shapes, int axis) {
        Shape first = shapes.get(0);
        Dimension total = Dimension.of(0);
        for (Shape each : shapes) {
            if (each.rank() == 0 || each.rank() != first.rank() || axis >= each.rank()) {
                throw new ShapeException(Diagnostic.of(
                                "shape.concat", "shapes " + first + " and " + each + " have no common axis " + axis)
                        .clash(first, each)
                        .help("stack([a, b]) joins scalars, or arrays along a new axis"));
            }
            each.with(axis, first.get(axis)).differingAxis(first).ifPresent(clash -> {
                throw new ShapeException(Diagnostic.of(
                                "shape.concat",
                                "shapes " + first + " and " + each + " cannot be joined along axis " + axis + ": "
                                        + first.get(clash) + " against " + each.get(clash) + " in axis " + clash)
                        .clash(first.get(clash), each.get(clash))
                        .help("all sizes but that of the joined axis must be equal"));
            });
            total = total.plus(each.get(axis));
        }
        return first.with(axis, total);
    }

    private static Array concat(List<Array> arguments, int axis) {
        int[] shape = arguments.get(0).shape();
        int outer = Array.count(Arrays.copyOf(shape, axis));
        int inner = Array.count(Arrays.copyOfRange(shape, axis + 1, shape.length));
        int total = arguments.stream().mapToInt(each -> each.size(axis)).sum();
        double[] data = new double[outer * total * inner];
        int at = 0;
        for (Array each : arguments) {
            int run = each.size(axis) * inner;
            for (int i = 0; i < outer; i++) {
                System.arraycopy(each.data(), i * run, data, i * total * inner + at, run);
            }
            at += run;
        }
        shape[axis] = total;
        return Array.of(data, shape);
    }

    private static Array stack(List<Array> arguments) {
        int each = arguments.get(0).count();
        double[] data = new double[each * arguments.size()];
        for (int i = 0; i < arguments.size(); i++) {
            System.arraycopy(arguments.get(i).data(), 0, data, i * each, each);
        }
        int[] inner = arguments.get(0).shape();
        int[] shape = new int[inner.length + 1];
        shape[0] = arguments.size();
        System.arraycopy(inner, 0, shape, 1, inner.length);
        return Array.of(data, shape);
    }
}
