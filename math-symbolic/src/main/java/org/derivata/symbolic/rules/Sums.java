package org.derivata.symbolic.rules;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.derivata.core.expr.Apply;
import org.derivata.core.expr.Constant;
import org.derivata.core.expr.Einsum;
import org.derivata.core.expr.Expr;
import org.derivata.core.expr.LinearCombination;

/** What rules about reductions ask of products and axes. */
final class Sums {

    private Sums() {}

    /** Whether an operand is {@code exp(z)}. */
    static boolean isExponential(Expr node) {
        return node instanceof Apply call && call.is("exp");
    }

    /** The axes of the operand that a product of one operand sums; empty when it takes a diagonal or sums nothing. */
    static Optional<List<Integer>> summedAxes(int[] labels, int rank) {
        List<Integer> axes = new ArrayList<>();
        for (int axis = 0; axis < labels.length; axis++) {
            int label = labels[axis];
            if (Arrays.stream(labels).filter(each -> each == label).count() > 1) {
                return Optional.empty();
            }
            if (label >= rank) {
                axes.add(axis);
            }
        }
        return axes.isEmpty() ? Optional.empty() : Optional.of(axes);
    }

    /** A product without one of its operands, and with another value in the place of a second one. */
    static Expr merged(Einsum product, int gone, int place, Expr value) {
        List<Expr> operands = new ArrayList<>(product.operands());
        List<int[]> labels = new ArrayList<>(
                IntStream.range(0, operands.size()).mapToObj(product::labels).toList());
        operands.set(place, value);
        operands.remove(gone);
        labels.remove(gone);
        return Einsum.of(operands, labels, IntStream.range(0, product.rank()).toArray(), product.sizes());
    }

    /** The labels that a view's operand has where the view itself has {@code outer}; -1 for what the outside does not see. */
    static int[] through(Einsum view, int[] outer) {
        return Arrays.stream(view.labels(0))
                .map(label -> label < outer.length ? outer[label] : -1)
                .toArray();
    }

    /** Whether a value is the same all along some of its axes, as far as a look at the node tells. */
    static boolean isConstantAlong(Expr node, List<Integer> axes) {
        if (node instanceof Constant) {
            return true;
        }
        if (node instanceof LinearCombination sum && sum.isScaling()) {
            return isConstantAlong(sum.terms().get(0).expression(), axes);
        }
        if (!(node instanceof Einsum product)) {
            return false;
        }
        for (int i = 0; i < product.operands().size(); i++) {
            if (Arrays.stream(product.labels(i)).anyMatch(axes::contains)) {
                return false;
            }
        }
        return true;
    }

    /** A value that is constant along some axes, without them. */
    static Expr without(Expr constant, List<Integer> axes) {
        int rank = constant.rank();
        int[] kept =
                IntStream.range(0, rank).filter(axis -> !axes.contains(axis)).toArray();
        if (constant instanceof Constant number && number.rational().isPresent()) {
            return Constant.of(number.rational().get(), number.shape().drop(axes));
        }
        if (constant instanceof LinearCombination sum) {
            LinearCombination.Term only = sum.terms().get(0);
            return org.derivata.core.expr.Algebra.scale(only.coefficient(), without(only.expression(), axes));
        }
        Einsum product = (Einsum) constant;
        List<int[]> labels = new ArrayList<>();
        for (int i = 0; i < product.operands().size(); i++) {
            labels.add(product.labels(i));
        }
        // the dropped labels belong to no operand: under the size 1 they count as nothing
        var sizes = product.sizes();
        axes.forEach(axis -> sizes[axis] = org.derivata.core.shape.Dimension.ONE);
        return Einsum.of(product.operands(), labels, kept, sizes);
    }
}
