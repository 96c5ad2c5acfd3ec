package org.derivata.symbolic.differentiate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.derivata.core.expr.Algebra;
import org.derivata.core.expr.Apply;
import org.derivata.core.expr.Einsum;
import org.derivata.core.expr.Expr;
import org.derivata.core.expr.Views;
import org.derivata.core.operator.Attributes;
import org.derivata.core.operator.LinearAlgebra;
import org.derivata.core.operator.Operator;
import org.derivata.core.operator.Rational;
import org.derivata.core.operator.Reductions;
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
            Selection.SCATTER_ADD.name(), Transposes::scatterAdd,
            Reductions.CUMSUM.name(), Transposes::cumsum,
            LinearAlgebra.SOLVE.name(), Transposes::solve);

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

    /** Whatever comes behind an entry contains it: the sums run backwards. */
    private static Expr cumsum(Apply node, int argument, Expr cotangent, int leading) {
        int axis = leading + attributes(node).integer("axis");
        Operator along = Reductions.CUMSUM.with("axis", Rational.of(axis));
        return Views.flip(Apply.of(along, Views.flip(cotangent, List.of(axis))), List.of(axis));
    }

    /** A right side gets {@code solve(a.T, cotangent)}, the matrix minus its product with the solution. */
    private static Expr solve(Apply node, int argument, Expr cotangent, int leading) {
        Expr a = node.argument(0);
        Expr right = solvedFor(Algebra.transposeLastTwo(a), cotangent, node.rank(), leading);
        if (argument == 1) {
            return right;
        }
        int front = right.rank() - node.rank();
        int rank = a.rank();
        int[] left = IntStream.range(0, right.rank()).toArray();
        boolean vector = node.rank() == 1;
        int columns = front + rank;
        int[] solution = IntStream.range(front, front + node.rank()).toArray();
        int[] output = IntStream.range(0, front + rank).toArray();
        List<Dimension> sizes = new ArrayList<>(under(right, front, a.shape()).sizes());
        if (vector) {
            solution[0] = front + 1;
        } else {
            left[left.length - 1] = columns;
            solution[rank - 2] = front + rank - 1;
            solution[rank - 1] = columns;
            sizes.add(node.shape().get(rank - 1));
        }
        return Algebra.negate(
                Einsum.of(List.of(right, node), List.of(left, solution), output, sizes.toArray(new Dimension[0])));
    }

    /** Right sides of which leading axes make many: they become columns. */
    private static Expr solvedFor(Expr a, Expr rights, int rank, int leading) {
        if (leading == 0) {
            return Apply.of(LinearAlgebra.SOLVE, a, rights);
        }
        Expr behind = toBack(rights, leading);
        int kept = rank == 1 ? 1 : rank - 1;
        Shape columns = behind.shape().slice(kept, behind.rank());
        Expr joined = Views.reshape(behind, behind.shape().slice(0, kept).concat(Shape.of(columns.count())));
        Expr solved = Views.reshape(Apply.of(LinearAlgebra.SOLVE, a, joined), behind.shape());
        return toFront(solved, leading);
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
