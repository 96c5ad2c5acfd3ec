package org.derivata.nn.compile;

import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.derivata.core.array.Array;
import org.derivata.nn.kernel.LinearLoops;
import org.derivata.nn.kernel.MatrixMultiplier;
import org.derivata.nn.kernel.Strides;

/**
 * A product of two labelled factors as one of: a product entry by entry, the same and a sum, or a batch of matrix
 * products, whose operands are read where they lie when they are matrices or transposes there, and copied otherwise.
 */
final class PairLowering {

    private final int[] sizes;
    private final OperationList operations;
    private final MatrixMultiplier multiplier;
    private final Set<ProductOperation> made = Collections.newSetFromMap(new IdentityHashMap<>());

    PairLowering(int[] sizes, OperationList operations, MatrixMultiplier multiplier) {
        this.sizes = sizes;
        this.operations = operations;
        this.multiplier = multiplier;
    }

    /** Whether a matrix product was made here, so that nobody else has seen its result yet. */
    boolean made(ProductOperation product) {
        return made.contains(product);
    }

    /** The factor summed over the labels for which a condition holds. */
    Labelled without(Labelled factor, IntPredicate gone) {
        int[] labels = factor.labelArray();
        boolean[] summed = new boolean[labels.length];
        boolean any = false;
        for (int axis = 0; axis < labels.length; axis++) {
            summed[axis] = gone.test(labels[axis]);
            any |= summed[axis];
        }
        if (!any) {
            return factor;
        }
        int[] kept = Arrays.stream(labels).filter(label -> !gone.test(label)).toArray();
        return Labelled.of(operations.sum(factor.view(), summed), kept, factor.scale());
    }

    Labelled product(Labelled left, Labelled right, boolean[] kept) {
        Labelled a = without(left, label -> !kept[label] && !right.has(label));
        Labelled b = without(right, label -> !kept[label] && !left.has(label));
        double scale = a.scale() * b.scale();
        if (a.isBareNumber() || b.isBareNumber()) {
            Labelled other = a.isBareNumber() ? b : a;
            return new Labelled(other.view(), other.labels(), scale);
        }
        int[] inner = some(label -> a.has(label) && b.has(label) && !kept[label]);
        int[] rows = some(label -> a.has(label) && !b.has(label));
        int[] columns = some(label -> b.has(label) && !a.has(label));
        if (inner.length == 0) {
            int[] all = some(label -> a.has(label) || b.has(label));
            return Labelled.of(multiplied(a, b, all), all, scale);
        }
        if (rows.length == 0 && columns.length == 0) {
            return multipliedAndSummed(a, b, inner, scale);
        }
        int[] batch = some(label -> a.has(label) && b.has(label) && kept[label]);
        // the order that makes the result's labels ascend, so that it needs no transpose
        boolean swap = !ascends(batch, rows, columns) && ascends(batch, columns, rows);
        return swap
                ? matrices(b, a, batch, columns, rows, inner, scale)
                : matrices(a, b, batch, rows, columns, inner, scale);
    }

    private int[] some(IntPredicate condition) {
        return IntStream.range(0, sizes.length).filter(condition).toArray();
    }

    private static boolean ascends(int[] first, int[] second, int[] third) {
        int last = -1;
        for (int label : joined(joined(first, second), third)) {
            if (label < last) {
                return false;
            }
            last = label;
        }
        return true;
    }

    private static int[] joined(int[] first, int[] second) {
        return IntStream.concat(Arrays.stream(first), Arrays.stream(second)).toArray();
    }

    private View multiplied(Labelled a, Labelled b, int[] order) {
        return operations.element(LinearLoops.MULTIPLY, List.of(a.arranged(order, sizes), b.arranged(order, sizes)));
    }

    /** Summed labels first or last, as they lie in memory, where the sum can follow the product without storing it. */
    private Labelled multipliedAndSummed(Labelled a, Labelled b, int[] inner, double scale) {
        int[] natural = a.byStep(a.labelArray());
        int[] keptLabels = some(label -> a.has(label) && !contains(inner, label));
        boolean innerFirst = !contains(inner, natural[natural.length - 1]);
        int[] summedOrder = a.byStep(inner);
        int[] order = innerFirst ? joined(summedOrder, keptLabels) : joined(keptLabels, summedOrder);
        View product = multiplied(a, b, order);
        boolean[] summed = new boolean[order.length];
        for (int axis = 0; axis < order.length; axis++) {
            summed[axis] = contains(inner, order[axis]);
        }
        return Labelled.of(operations.sum(product, summed), keptLabels, scale);
    }

    private static boolean contains(int[] labels, int label) {
        return Arrays.stream(labels).anyMatch(each -> each == label);
    }

    private Labelled matrices(
            Labelled left, Labelled right, int[] batch, int[] rowSet, int[] columnSet, int[] innerSet, double scale) {
        int[] rows = left.byStep(rowSet);
        int[] columns = right.byStep(columnSet);
        int[] inner = left.byStep(innerSet);
        boolean fitsLeft = fits(left, rows, inner);
        boolean fitsRight = fits(right, inner, columns);
        if (!fitsLeft || !fitsRight) {
            int[] other = right.byStep(innerSet);
            boolean better = fits(right, other, columns) && (!fitsLeft || fits(left, rows, other));
            inner = better ? other : inner;
        }
        Labelled a = fits(left, rows, inner) ? left : copied(left, batch, rows, inner);
        Labelled b = fits(right, inner, columns) ? right : copied(right, batch, inner, columns);
        int m = count(rows);
        int n = count(columns);
        int k = count(inner);
        ProductOperation.Side first = side(a, batch, rows, inner);
        ProductOperation.Side second = side(b, batch, inner, columns);
        ProductOperation product = new ProductOperation(multiplier, first, second, count(batch), m, n, k, scale);
        made.add(product);
        int[] labels = joined(joined(batch, rows), columns);
        return Labelled.of(operations.add(product, sizesOf(labels)), labels, 1);
    }

    private int count(int[] labels) {
        return Array.count(sizesOf(labels));
    }

    private int[] sizesOf(int[] labels) {
        return Arrays.stream(labels).map(label -> sizes[label]).toArray();
    }

    /** Whether a factor holds its matrices densely, by rows or by columns. */
    private boolean fits(Labelled factor, int[] rows, int[] columns) {
        return isDense(factor, rows, columns) || isDense(factor, columns, rows);
    }

    private boolean isDense(Labelled factor, int[] slow, int[] fast) {
        int outer = factor.joinedStep(slow, sizes);
        int inner = factor.joinedStep(fast, sizes);
        return inner == 1 && (slow.length == 0 || outer == count(fast));
    }

    private ProductOperation.Side side(Labelled factor, int[] batch, int[] rows, int[] columns) {
        int[] steps = Arrays.stream(batch).map(factor::step).toArray();
        boolean transposed = !isDense(factor, rows, columns);
        return new ProductOperation.Side(factor.view(), Strides.of(0, sizesOf(batch), steps), transposed);
    }

    private Labelled copied(Labelled factor, int[] batch, int[] rows, int[] columns) {
        int[] order = joined(joined(batch, rows), columns);
        View copy = operations.whole(factor.arranged(order, sizes));
        return Labelled.of(copy, order, factor.scale());
    }
}
