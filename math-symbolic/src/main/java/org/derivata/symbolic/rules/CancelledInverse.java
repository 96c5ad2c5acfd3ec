package org.derivata.symbolic.rules;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.derivata.core.expr.Apply;
import org.derivata.core.expr.Einsum;
import org.derivata.core.expr.Expr;
import org.derivata.core.operator.Fact;
import org.derivata.core.shape.Dimension;
import org.derivata.symbolic.rewrite.Conditions;
import org.derivata.symbolic.rewrite.Rule;

/**
 * {@code inv(A) @ A -> eye(n)}, {@code A @ inv(A) -> eye(n)} and, for orthogonal matrices, {@code Q.T @ Q -> eye(n)}, also inside a longer product.
 * A singular matrix has no inverse: for what is not known to be invertible the rule widens.
 */
public final class CancelledInverse implements Rule {

    private final boolean widening;

    /** The rule for all matrices, or only for those known to be invertible. */
    public CancelledInverse(boolean widening) {
        this.widening = widening;
    }

    @Override
    public String name() {
        return widening ? "cancelled-inverse" : "cancelled-inverse-of-invertible";
    }

    @Override
    public boolean widens() {
        return widening;
    }

    @Override
    public Set<String> roots() {
        return Set.of(PRODUCT);
    }

    @Override
    public Optional<Expr> apply(Expr node, Conditions conditions) {
        Einsum product = (Einsum) node;
        for (int i = 0; product.sums() && i < product.operands().size(); i++) {
            for (int j = 0; j < product.operands().size(); j++) {
                int axis = i == j ? -1 : joinedAxis(product, i, j, conditions);
                if (axis >= 0) {
                    return Optional.of(joined(product, i, j, axis));
                }
            }
        }
        return Optional.empty();
    }

    /** The axis of operand {@code i} along which it is multiplied by its inverse, operand {@code j}; -1 when it is not. */
    private int joinedAxis(Einsum product, int i, int j, Conditions conditions) {
        Expr first = product.operands().get(i);
        Expr second = product.operands().get(j);
        if (first.rank() != 2 || second.rank() != 2) {
            return -1;
        }
        boolean inverse = second instanceof Apply call
                && call.is("inv")
                && call.argument(0) == first
                && (widening || conditions.hold(first, Fact.INVERTIBLE));
        boolean orthogonal = !inverse && first == second && conditions.hold(first, Fact.ORTHOGONAL);
        for (int axis = 0; axis < 2 && (inverse || orthogonal); axis++) {
            int label = product.labels(i)[axis];
            // of A @ inv(A) the last axis of A meets the first of its inverse, of Q.T @ Q the first ones meet
            int other = orthogonal ? axis : 1 - axis;
            boolean meets = product.labels(j)[other] == label
                    || (first.is(Fact.SYMMETRIC) && product.labels(j)[1 - other] == label);
            if (meets && isSummedOnlyHere(product, label)) {
                return axis;
            }
        }
        return -1;
    }

    private static boolean isSummedOnlyHere(Einsum product, int label) {
        long uses = IntStream.range(0, product.operands().size())
                .flatMap(i -> Arrays.stream(product.labels(i)))
                .filter(each -> each == label)
                .count();
        return label >= product.rank() && uses == 2;
    }

    private static Expr joined(Einsum product, int i, int j, int axis) {
        int gone = product.labels(i)[axis];
        List<Expr> operands = new ArrayList<>();
        List<int[]> labels = new ArrayList<>();
        for (int each = 0; each < product.operands().size(); each++) {
            if (each != i && each != j) {
                operands.add(product.operands().get(each));
                labels.add(product.labels(each));
            }
        }
        int[] ends = {
            product.labels(i)[1 - axis], product.labels(j)[0] == gone ? product.labels(j)[1] : product.labels(j)[0]
        };
        operands.add(Apply.identity(product.size(ends[0])));
        labels.add(ends);
        int[] output = IntStream.range(0, product.rank()).toArray();
        // the label in which they met belongs to nothing now
        Dimension[] sizes = product.sizes();
        sizes[gone] = Dimension.ONE;
        return Einsum.of(operands, labels, output, sizes);
    }
}
