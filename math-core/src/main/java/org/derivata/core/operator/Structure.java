package org.derivata.core.operator;

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

    /** Every declaration of this file. */
    public static final List<Operator> ALL = List.of(EYE, SIZE, UNIT, STACK);

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
