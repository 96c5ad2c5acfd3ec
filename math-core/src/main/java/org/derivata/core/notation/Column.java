package org.derivata.core.notation;

import java.util.Arrays;
import org.derivata.core.expr.Einsum;
import org.derivata.core.expr.Expr;
import org.derivata.core.expr.NormQuotient;
import org.jspecify.annotations.Nullable;

/**
 * An operand with axes of size 1 that nothing but broadcasting needs, as of {@code mean(X, axis=1, keepdims=True)}: in a product these are summed
 * away, but among the others' axes it is written as it stands.
 *
 * @param whole the operand with all its axes
 * @param labels of each axis, {@value #NONE} where it has size 1
 */
record Column(Expr whole, int[] labels) {

    private static final int NONE = -1;

    /** An operand of a product as a column, or null when it is none. */
    static @Nullable Column of(Einsum product, int operand) {
        int[] outer = product.labels(operand);
        Expr node = product.operands().get(operand);
        if (node instanceof Einsum sum && sum.operands().size() == 1 && sum.sums()) {
            int[] inner = sum.labels(0);
            int[] labels = Arrays.stream(inner)
                    .map(label -> label < sum.rank() ? outer[label] : NONE)
                    .toArray();
            boolean inVain = Arrays.stream(inner)
                    .allMatch(label -> label < sum.rank() || sum.size(label).isOne());
            return inVain ? new Column(sum.operands().get(0), labels) : null;
        }
        if (product.operands().size() > 1) {
            return null;
        }
        int[] labels = Arrays.stream(outer)
                .map(label -> label >= product.rank() && product.size(label).isOne() ? NONE : label)
                .toArray();
        return Arrays.equals(labels, outer) ? null : new Column(node, labels);
    }

    /** Whether broadcasting places it among these axes of the product, and repeats it along each that it has in vain. */
    boolean fits(Einsum product, int[] axes) {
        int offset = axes.length - labels.length;
        boolean fits = offset >= 0;
        for (int i = 0; fits && i < labels.length; i++) {
            int axis = axes[offset + i];
            fits = labels[i] == NONE ? !product.size(axis).isOne() : labels[i] == axis;
        }
        return fits;
    }

    /** What it divides by, or null; what divides by a norm is read in its own way. */
    @Nullable
    Divisor divisor() {
        return NormQuotient.of(whole) != null || NormQuotient.ofPlain(whole) != null ? null : Divisor.of(whole);
    }
}
