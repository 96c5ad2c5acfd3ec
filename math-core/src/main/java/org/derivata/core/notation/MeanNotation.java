package org.derivata.core.notation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.derivata.core.expr.Apply;
import org.derivata.core.expr.Einsum;
import org.derivata.core.expr.Expr;
import org.derivata.core.shape.Dimension;
import org.derivata.core.surface.Syntax;
import org.jspecify.annotations.Nullable;

/** Sums divided by how much they sum: means. */
final class MeanNotation {

    private MeanNotation() {}

    /** Whether this sums one operand over some axes and leaves the others in order. */
    static boolean isPlainSum(Einsum sum) {
        return sum.operands().size() == 1
                && sum.sums()
                && Arrays.equals(
                        Arrays.stream(sum.labels(0))
                                .filter(label -> label < sum.rank())
                                .toArray(),
                        IntStream.range(0, sum.rank()).toArray())
                && Arrays.stream(sum.labels(0)).distinct().count() == sum.labels(0).length;
    }

    /** How many entries each sum has. */
    static Dimension count(Einsum sum) {
        Dimension count = Dimension.ONE;
        for (int label = sum.rank(); label < sum.labelCount(); label++) {
            count = count.times(sum.size(label));
        }
        return count;
    }

    /** The divisors that together are a size, or null when they are not there. */
    static @Nullable List<Divisor> sizes(Dimension count, List<Divisor> divisors) {
        if (count.monomials().size() != 1 || count.isConstant()) {
            return null;
        }
        List<Divisor> used = new ArrayList<>();
        List<String> names = count.monomials().keySet().iterator().next();
        if (count.monomials().values().iterator().next() != 1) {
            return null;
        }
        for (String name : names) {
            Expr size = Apply.size(Dimension.named(name));
            Divisor found = divisors.stream()
                    .filter(each -> each.base() == size && each.exponent().isOne() && !used.contains(each))
                    .findFirst()
                    .orElse(null);
            if (found == null) {
                return null;
            }
            used.add(found);
        }
        return used;
    }

    /** {@code mean(x, axis=...)} for a plain sum; of the operand with its sign turned where that is asked for. */
    static Syntax call(Notation notation, Einsum sum, boolean negated) {
        int[] labels = sum.labels(0);
        List<Integer> axes = IntStream.range(0, labels.length)
                .filter(axis -> labels[axis] >= sum.rank())
                .boxed()
                .toList();
        Expr operand = sum.operands().get(0);
        return Write.call(
                "mean",
                List.of(notation.exact(negated ? Notation.negated(operand) : operand)),
                ProductNotation.axisKeyword(axes, operand.rank()));
    }
}
