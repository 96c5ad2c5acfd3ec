package org.derivata.symbolic.differentiate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.derivata.core.expr.Algebra;
import org.derivata.core.expr.Apply;
import org.derivata.core.expr.Constant;
import org.derivata.core.expr.Einsum;
import org.derivata.core.expr.Expr;
import org.derivata.core.expr.LinearCombination;
import org.derivata.core.operator.Elementary;
import org.derivata.core.operator.Operator;
import org.derivata.core.operator.Rational;
import org.derivata.core.operator.Selection;
import org.derivata.core.operator.Structure;
import org.derivata.core.shape.Dimension;
import org.derivata.core.shape.Shape;
import org.jspecify.annotations.Nullable;

/**
 * A cotangent that is 0 on one side of a {@code where}. Whatever it is multiplied by goes inside, so that a NaN or an infinity of the branch that
 * was not taken is never multiplied by the 0, but left out: in floating point 0 times infinity is NaN.
 *
 * @param condition where the value counts, or where it does not
 * @param value the cotangent on its side
 * @param first whether the value counts where the condition holds
 */
record Masked(Expr condition, Expr value, boolean first) {

    /** What only moves entries of its first argument, and puts zeros beside them at most: there neither condition nor value matters. */
    private static final Set<String> MOVING = Stream.of(
                    Selection.SLICE, Selection.PAD, Selection.GATHER, Structure.RESHAPE)
            .map(Operator::name)
            .collect(Collectors.toUnmodifiableSet());

    /** The cotangent of one branch of a {@code where}. */
    static Expr branch(Expr condition, boolean first, Expr cotangent, int leading) {
        Shape shape = cotangent.shape();
        int[] own = IntStream.range(leading, shape.rank()).toArray();
        return new Masked(Algebra.broadcast(condition, shape, own), cotangent, first).expression();
    }

    /** The product entry by entry, of equal shapes. */
    static Expr multiply(Expr a, Expr b) {
        Masked masked = of(a);
        if (masked != null) {
            return masked.times(b);
        }
        if (a instanceof LinearCombination sum && hasMasked(sum)) {
            List<LinearCombination.Term> terms = new ArrayList<>();
            for (LinearCombination.Term each : sum.terms()) {
                terms.add(new LinearCombination.Term(each.coefficient(), multiply(each.expression(), b)));
            }
            return LinearCombination.of(sum.shape(), terms);
        }
        Masked other = of(b);
        return other == null ? Algebra.multiply(a, b) : other.times(a);
    }

    private static boolean hasMasked(LinearCombination sum) {
        for (Expr each : sum.arguments()) {
            if (of(each) != null) {
                return true;
            }
        }
        return false;
    }

    private Expr times(Expr factor) {
        return new Masked(condition, multiply(value, factor), first).expression();
    }

    /**
     * A labelled product whose first operand is a cotangent. Factors over the cotangent's own axes go inside its {@code where}; then the sums are
     * taken.
     */
    static Expr contract(List<Expr> operands, List<int[]> labels, int[] output, Dimension[] sizes) {
        Expr cotangent = operands.get(0);
        int[] own = labels.get(0);
        if (of(cotangent) == null || Arrays.stream(own).distinct().count() < own.length) {
            return Einsum.of(operands, labels, output, sizes);
        }
        List<Expr> rest = new ArrayList<>();
        List<int[]> restLabels = new ArrayList<>();
        Expr product = cotangent;
        Dimension[] ownSizes = cotangent.shape().sizes().toArray(new Dimension[0]);
        for (int i = 1; i < operands.size(); i++) {
            int[] places = Arrays.stream(labels.get(i))
                    .map(label -> indexOf(own, label))
                    .toArray();
            if (Arrays.stream(places).allMatch(place -> place >= 0)) {
                int[] all = IntStream.range(0, own.length).toArray();
                product = multiply(product, Einsum.of(List.of(operands.get(i)), List.of(places), all, ownSizes));
            } else {
                rest.add(operands.get(i));
                restLabels.add(labels.get(i));
            }
        }
        rest.add(0, product);
        restLabels.add(0, own);
        return Einsum.of(rest, restLabels, output, sizes);
    }

    private static int indexOf(int[] labels, int label) {
        return IntStream.range(0, labels.length)
                .filter(i -> labels[i] == label)
                .findFirst()
                .orElse(-1);
    }

    /** The node seen as a masked one, through scalings and views, or null. */
    private static @Nullable Masked of(Expr node) {
        if (node instanceof LinearCombination sum && sum.isScaling()) {
            Masked inner = of(sum.arguments().get(0));
            Rational coefficient = sum.terms().get(0).coefficient();
            return inner == null
                    ? null
                    : new Masked(inner.condition, Algebra.scale(coefficient, inner.value), inner.first);
        }
        if (node instanceof Einsum view && view.isView()) {
            Masked inner = of(view.operands().get(0));
            return inner == null
                    ? null
                    : new Masked(
                            view.withArguments(List.of(inner.condition)),
                            view.withArguments(List.of(inner.value)),
                            inner.first);
        }
        if (node instanceof Apply view && MOVING.contains(view.operator().name())) {
            Masked inner = of(view.argument(0));
            return inner == null
                    ? null
                    : new Masked(moved(view, inner.condition), moved(view, inner.value), inner.first);
        }
        if (node instanceof Apply where && where.operator().equals(Elementary.WHERE)) {
            boolean first = Constant.isZero(where.argument(2));
            if (first || Constant.isZero(where.argument(1))) {
                return new Masked(where.argument(0), where.argument(first ? 1 : 2), first);
            }
        }
        return null;
    }

    private static Expr moved(Apply view, Expr entries) {
        List<Expr> arguments = new ArrayList<>(view.arguments());
        arguments.set(0, entries);
        return view.withArguments(arguments);
    }

    private Expr expression() {
        Expr zero = Algebra.zero(value.shape());
        return first
                ? Apply.of(Elementary.WHERE, condition, value, zero)
                : Apply.of(Elementary.WHERE, condition, zero, value);
    }
}
