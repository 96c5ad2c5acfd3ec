package org.derivata.symbolic.differentiate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.derivata.core.expr.Algebra;
import org.derivata.core.expr.Apply;
import org.derivata.core.expr.Expr;
import org.derivata.core.expr.Views;
import org.derivata.core.operator.Attributes;
import org.derivata.core.operator.Operator;
import org.derivata.core.operator.Selection;
import org.derivata.core.operator.Structure;
import org.derivata.core.shape.Dimension;
import org.derivata.core.shape.Shape;

/** The transposes of linear operators, one row each: from the cotangent of a result to what it contributes to an argument. */
final class Transposes {

    /** A contribution; the cotangent carries {@code leading} axes before those of the node, and so does the result. */
    @FunctionalInterface
    interface Transpose {
        Expr of(Apply node, int argument, Expr cotangent, int leading);
    }

    private static final Map<String, Transpose> TABLE = Map.of(
            Selection.SLICE.name(),
                    (node, argument, cotangent, leading) -> {
                        Expr x = node.argument(0);
                        return Views.pad(
                                cotangent,
                                start(node, leading),
                                step(node, leading),
                                under(cotangent, leading, x.shape()));
                    },
            Selection.PAD.name(),
                    (node, argument, cotangent, leading) -> {
                        Expr x = node.argument(0);
                        return Views.slice(
                                cotangent,
                                start(node, leading),
                                step(node, leading),
                                under(cotangent, leading, x.shape()));
                    },
            Structure.RESHAPE.name(),
                    (node, argument, cotangent, leading) -> Views.reshape(
                            cotangent,
                            under(cotangent, leading, node.argument(0).shape())),
            Structure.CONCAT.name(), Transposes::concat,
            Structure.STACK.name(),
                    (node, argument, cotangent, leading) -> Views.take(cotangent, leading, Dimension.of(argument)),
            Selection.GATHER.name(), Transposes::gather,
            Selection.SCATTER_ADD.name(), Transposes::scatterAdd);

    private Transposes() {}

    static Optional<Transpose> of(Operator operator) {
        return Optional.ofNullable(TABLE.get(operator.name()));
    }

    /** The leading axes of a cotangent, then those of an argument. */
    private static Shape under(Expr cotangent, int leading, Shape shape) {
        return cotangent.shape().slice(0, leading).concat(shape);
    }

    private static Shape start(Apply node, int leading) {
        return Views.origin(leading).concat(attributes(node).shape("start"));
    }

    private static List<Integer> step(Apply node, int leading) {
        List<Integer> steps = new ArrayList<>(Views.ones(leading));
        steps.addAll(attributes(node).integers("step"));
        return steps;
    }

    private static Attributes attributes(Apply node) {
        return node.operator().attributes();
    }

    private static Expr concat(Apply node, int argument, Expr cotangent, int leading) {
        int axis = attributes(node).integer("axis");
        Dimension start = Dimension.of(0);
        for (Expr each : node.arguments().subList(0, argument)) {
            start = start.plus(each.shape().get(axis));
        }
        return Views.run(
                cotangent,
                leading + axis,
                start,
                node.argument(argument).shape().get(axis));
    }

    /** What is looked up at an index gets its cotangent back there. */
    private static Expr gather(Apply node, int argument, Expr cotangent, int leading) {
        List<Expr> indices = node.arguments().subList(1, node.arguments().size());
        Shape sizes = node.argument(0).shape().slice(0, indices.size());
        return toFront(Views.scatterAdd(toBack(cotangent, leading), indices, sizes), leading);
    }

    private static Expr scatterAdd(Apply node, int argument, Expr cotangent, int leading) {
        List<Expr> indices = node.arguments().subList(1, node.arguments().size());
        return toFront(Views.gather(toBack(cotangent, leading), indices), leading);
    }

    /** Indices belong to the first axes, so the leading ones step aside. */
    private static Expr toBack(Expr x, int leading) {
        return rotated(x, leading);
    }

    private static Expr toFront(Expr x, int leading) {
        return rotated(x, x.rank() - leading);
    }

    private static Expr rotated(Expr x, int by) {
        return Algebra.permute(
                x,
                IntStream.range(0, x.rank()).map(axis -> (axis + by) % x.rank()).toArray());
    }
}
