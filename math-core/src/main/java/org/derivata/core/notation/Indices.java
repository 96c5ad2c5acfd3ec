package org.derivata.core.notation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.derivata.core.expr.Apply;
import org.derivata.core.expr.Einsum;
import org.derivata.core.expr.Expr;
import org.derivata.core.expr.Variable;
import org.derivata.core.operator.Attributes;
import org.derivata.core.shape.Dimension;
import org.derivata.core.shape.Shape;
import org.derivata.core.surface.Syntax;
import org.derivata.core.surface.Syntax.Subscript;

/** Slices as written: {@code x[1:3, ::-1]}, and {@code x[0]} where a product drops the axis. */
final class Indices {

    private Indices() {}

    /** The text of a slice; axes that are dropped afterwards take one entry. */
    static Syntax of(Notation notation, Apply slice, Predicate<Integer> dropped) {
        Attributes attributes = slice.operator().attributes();
        Expr operand = slice.argument(0);
        List<Subscript> subscripts = new ArrayList<>();
        for (int axis = 0; axis < slice.rank(); axis++) {
            Dimension size = operand.shape().get(axis);
            Dimension start = attributes.shape("start").get(axis);
            int step = attributes.integers("step").get(axis);
            subscripts.add(
                    dropped.test(axis)
                            ? Write.at(bound(start, size))
                            : run(start, step, slice.shape().get(axis), size));
        }
        int last = subscripts.size();
        while (last > 1 && isWhole(subscripts.get(last - 1))) {
            last--;
        }
        boolean entries = subscripts.stream().anyMatch(Subscript.At.class::isInstance);
        return Write.index(notation.exact(operand), entries ? subscripts : subscripts.subList(0, last));
    }

    private static boolean isWhole(Subscript subscript) {
        return subscript instanceof Subscript.Slice && subscript.parts().isEmpty();
    }

    private static Subscript run(Dimension start, int step, Dimension count, Dimension size) {
        Dimension one = Dimension.ONE;
        Dimension last = start.plus(count.minus(one).times(Dimension.of(step)));
        Dimension stop = step > 0 ? last.plus(one) : last.minus(one);
        boolean fromEdge = start.equals(step > 0 ? Dimension.of(0) : size.minus(one));
        boolean toEdge = stop.equals(step > 0 ? size : Dimension.of(-1)) && !count.equals(Dimension.of(0));
        return Write.slice(
                fromEdge ? null : bound(start, size),
                toEdge ? null : bound(stop, size),
                step == 1 ? null : Write.integer(step));
    }

    /** A bound: a number, from the end where that is one, else the size itself. */
    private static Syntax bound(Dimension bound, Dimension size) {
        Dimension behind = bound.minus(size);
        boolean fromEnd = !bound.isConstant() && behind.isConstant() && behind.constant() < 0;
        return fromEnd ? Write.integer(behind.constant()) : Write.dimension(bound);
    }

    /**
     * The product with a single entry {@code x[0]} in the place of each slice of which it drops an axis: a variable stands for the text.
     *
     * @return the product itself when there is no such slice
     */
    static Expr entries(Notation notation, Einsum product, Map<Expr, Written> texts) {
        List<Expr> operands = new ArrayList<>();
        List<int[]> labels = new ArrayList<>();
        for (int i = 0; i < product.operands().size(); i++) {
            int[] own = product.labels(i);
            Expr operand = product.operands().get(i);
            Predicate<Integer> dropped = axis ->
                    own[axis] >= product.rank() && product.size(own[axis]).isOne() && isAlone(product, own[axis]);
            int[] kept = IntStream.range(0, own.length)
                    .filter(axis -> !dropped.test(axis))
                    .toArray();
            if (operand instanceof Apply slice
                    && slice.is("slice")
                    && kept.length < own.length
                    && !notation.isNamed(slice)) {
                Shape shape = new Shape(Arrays.stream(kept)
                        .mapToObj(axis -> operand.shape().get(axis))
                        .toList());
                Variable entry = Variable.of("entry " + i, shape);
                double size = notation.size(slice.arguments());
                texts.put(entry, new Written(of(notation, slice, dropped), shape, size));
                operands.add(entry);
                labels.add(Arrays.stream(kept).map(axis -> own[axis]).toArray());
            } else {
                operands.add(operand);
                labels.add(own);
            }
        }
        return texts.isEmpty()
                ? product
                : Einsum.of(operands, labels, IntStream.range(0, product.rank()).toArray(), product.sizes());
    }

    private static boolean isAlone(Einsum product, int label) {
        return IntStream.range(0, product.operands().size())
                        .flatMap(i -> Arrays.stream(product.labels(i)))
                        .filter(each -> each == label)
                        .count()
                == 1;
    }
}
