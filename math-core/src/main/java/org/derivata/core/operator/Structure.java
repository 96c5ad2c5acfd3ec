package org.derivata.core.operator;

import java.util.List;
import java.util.Map;
import org.derivata.core.array.Array;
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
            .facts(Fact.DIAGONAL, Fact.ORTHOGONAL, Fact.UNIT, Fact.INTEGER)
            .latex("I")
            .doc("Identity matrix.", "trace(eye(3)) = 3");

    /** A dimension as a number: attribute {@code dimension}, a name. */
    public static final Operator SIZE = Operator.structural(
                    "size",
                    0,
                    (shapes, attributes) -> Shape.SCALAR,
                    (arguments, attributes, sizes) -> Array.scalar(size(attributes.dimension("dimension"), sizes)))
            .facts(Fact.POSITIVE, Fact.INTEGER)
            .doc("The number a dimension stands for.");

    /** Every declaration of this file. */
    public static final List<Operator> ALL = List.of(EYE, SIZE);

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
}
