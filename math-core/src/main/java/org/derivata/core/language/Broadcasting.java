package org.derivata.core.language;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.derivata.core.diagnostic.Diagnostic;
import org.derivata.core.diagnostic.ShapeException;
import org.derivata.core.expr.Algebra;
import org.derivata.core.expr.Constant;
import org.derivata.core.expr.Einsum;
import org.derivata.core.expr.Expr;
import org.derivata.core.shape.Dimension;
import org.derivata.core.shape.Shape;

/**
 * NumPy's meaning of operations on arrays of different shapes, made explicit in the core graph. Sizes that are neither proved equal nor proved
 * different are reported to {@code guards} and taken as equal.
 */
public final class Broadcasting {

    private final BiConsumer<Dimension, Dimension> guards;

    public Broadcasting(BiConsumer<Dimension, Dimension> guards) {
        this.guards = guards;
    }

    /** The common shape of two, aligned at the last axis. Only a literal 1 is repeated. */
    public Shape common(Shape a, Shape b) {
        if (a.equals(b)) {
            return a;
        }
        int rank = Math.max(a.rank(), b.rank());
        Dimension[] sizes = new Dimension[rank];
        // from the last axis, as NumPy compares them: that clash is the one to tell
        for (int axis = rank - 1; axis >= 0; axis--) {
            int inA = axis - rank + a.rank();
            int inB = axis - rank + b.rank();
            sizes[axis] = inA < 0 ? b.get(inB) : inB < 0 ? a.get(inA) : common(a, a.get(inA), b, b.get(inB));
        }
        return new Shape(List.of(sizes));
    }

    private Dimension common(Shape a, Dimension left, Shape b, Dimension right) {
        if (left.equals(right) || right.isOne()) {
            return left;
        }
        if (left.isOne()) {
            return right;
        }
        if (left.surelyDiffersFrom(right)) {
            throw new ShapeException(Diagnostic.of(
                            "shape.broadcast",
                            "shapes " + a + " and " + b + " do not fit together: " + left + " against " + right)
                    .clash(left, right)
                    .help("axes are compared from the last one; sizes must be equal or 1 (x[:, None] makes a column)"));
        }
        guards.accept(left, right);
        return left;
    }

    /** Takes two sizes as equal where that is not proved; what surely differs is for others to refuse. */
    void same(Dimension left, Dimension right) {
        if (!left.equals(right) && !left.surelyDiffersFrom(right)) {
            guards.accept(left, right);
        }
    }

    /** Repeats an array to a shape that {@link #common} found for it. */
    public Expr to(Expr a, Shape shape) {
        if (a.shape().equals(shape)) {
            return a;
        }
        if (a instanceof Constant constant && constant.rational().isPresent()) {
            return Constant.of(constant.rational().get(), shape);
        }
        int offset = shape.rank() - a.rank();
        int[] labels = new int[a.rank()];
        List<Dimension> sizes = new ArrayList<>(shape.sizes());
        boolean changed = offset > 0;
        for (int axis = 0; axis < a.rank(); axis++) {
            boolean repeated =
                    a.shape().get(axis).isOne() && !shape.get(offset + axis).isOne();
            changed |= repeated;
            labels[axis] = repeated ? sizes.size() : offset + axis;
            if (repeated) {
                sizes.add(Dimension.ONE);
            }
        }
        if (!changed) {
            return a;
        }
        int[] output = IntStream.range(0, shape.rank()).toArray();
        return Einsum.of(List.of(a), List.of(labels), output, sizes.toArray(new Dimension[0]));
    }

    /** All arguments repeated to their common shape. */
    public List<Expr> together(List<Expr> arguments) {
        Shape shape = arguments.get(0).shape();
        for (Expr each : arguments) {
            shape = common(shape, each.shape());
        }
        Expr[] repeated = new Expr[arguments.size()];
        for (int i = 0; i < repeated.length; i++) {
            repeated[i] = to(arguments.get(i), shape);
        }
        return List.of(repeated);
    }

    /** The product {@code a @ b} of NumPy: vectors are rows on the left and columns on the right, leading axes are a batch. */
    public Expr matmul(Expr a, Expr b) {
        if (a.rank() == 0 || b.rank() == 0) {
            throw new ShapeException(Diagnostic.of(
                            "shape.rank",
                            "@ takes vectors and matrices, not a scalar: " + a.shape() + " @ " + b.shape())
                    .clash(a.shape(), b.shape())
                    .help("use * to scale an array by a number"));
        }
        Dimension inner = a.shape().get(a.rank() - 1);
        Dimension outer = b.shape().get(Math.max(0, b.rank() - 2));
        if (inner.surelyDiffersFrom(outer)) {
            throw new ShapeException(Diagnostic.of(
                            "shape.matmul",
                            "the inner sizes of " + a.shape() + " @ " + b.shape() + " differ: " + inner + " against "
                                    + outer)
                    .clash(inner, outer)
                    .help(transposeHint(a.shape(), b.shape())));
        }
        if (!inner.equals(outer)) {
            guards.accept(inner, outer);
        }
        Shape batchA = a.shape().slice(0, Math.max(0, a.rank() - 2));
        Shape batchB = b.shape().slice(0, Math.max(0, b.rank() - 2));
        Shape batch = common(batchA, batchB);
        Expr left = to(a, batch.concat(a.shape().slice(batchA.rank(), a.rank())), a.rank() == 1);
        Expr right = to(b, batch.concat(b.shape().slice(batchB.rank(), b.rank())), b.rank() == 1);
        return contract(batch, left, right);
    }

    private Expr to(Expr a, Shape shape, boolean isVector) {
        return isVector ? a : to(a, shape);
    }

    private static Expr contract(Shape batch, Expr a, Expr b) {
        int k = batch.rank();
        int summed = k;
        int row = k + 1;
        int column = k + 2;
        int[] leading = IntStream.range(0, k).toArray();
        int[] left = a.rank() == 1 ? new int[] {summed} : concat(leading, row, summed);
        int[] right = b.rank() == 1 ? new int[] {summed} : concat(leading, summed, column);
        int[] output = a.rank() == 1
                ? b.rank() == 1 ? leading : concat(leading, column)
                : b.rank() == 1 ? concat(leading, row) : concat(leading, row, column);
        List<Dimension> sizes = new ArrayList<>(batch.sizes());
        sizes.add(a.shape().get(a.rank() - 1));
        sizes.add(a.rank() == 1 ? Dimension.ONE : a.shape().get(a.rank() - 2));
        sizes.add(b.rank() == 1 ? Dimension.ONE : b.shape().get(b.rank() - 1));
        // a vector brings no row or column: its label has size 1, is used by nobody and changes nothing
        return Einsum.of(List.of(a, b), List.of(left, right), output, sizes.toArray(new Dimension[0]));
    }

    private static int[] concat(int[] leading, int... more) {
        int[] all = Arrays.copyOf(leading, leading.length + more.length);
        System.arraycopy(more, 0, all, leading.length, more.length);
        return all;
    }

    private static String transposeHint(Shape a, Shape b) {
        Dimension inner = a.get(a.rank() - 1);
        if (b.rank() == 2 && inner.equals(b.get(1))) {
            return "did you mean the transpose of the right side, with .T behind it? Then the sizes meet";
        }
        if (a.rank() == 2 && a.get(0).equals(b.get(Math.max(0, b.rank() - 2)))) {
            return "did you mean the transpose of the left side, with .T behind it? Then the sizes meet";
        }
        return "the last size of the left side must equal the first of the right side";
    }

    /** Entry by entry, after broadcasting. */
    public Expr multiply(Expr a, Expr b) {
        if (a.rank() == 0 || b.rank() == 0) {
            return Algebra.product(a.rank() == 0 ? b.shape() : a.shape(), List.of(a, b));
        }
        List<Expr> both = together(List.of(a, b));
        return Algebra.multiply(both.get(0), both.get(1));
    }
}
