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

/** {@code sum(p, axis=k) -> 1} where {@code p} sums to 1 along {@code k}: rows known to, and every softmax. Also inside a longer product. */
public final class SumOfDistribution implements Rule {

    @Override
    public String name() {
        return "sum-of-distribution";
    }

    @Override
    public Set<String> roots() {
        return Set.of(PRODUCT);
    }

    @Override
    public Optional<Expr> apply(Expr node, Conditions conditions) {
        Einsum product = (Einsum) node;
        for (int i = 0; i < product.operands().size() && product.sums(); i++) {
            List<Integer> axes = axes(product.operands().get(i), conditions);
            int[] labels = product.labels(i);
            int operand = i;
            boolean vanish =
                    !axes.isEmpty() && axes.stream().allMatch(axis -> isSummedAlone(product, operand, labels[axis]));
            if (vanish) {
                return Optional.of(without(
                        product, i, axes.stream().map(axis -> labels[axis]).toList()));
            }
        }
        return Optional.empty();
    }

    private static List<Integer> axes(Expr operand, Conditions conditions) {
        if (operand instanceof Apply call && call.is("softmax")) {
            return call.operator().attributes().integers("axes");
        }
        return operand.rank() > 0 && conditions.hold(operand, Fact.ROWS_SUM_TO_ONE)
                ? List.of(operand.rank() - 1)
                : List.of();
    }

    private static boolean isSummedAlone(Einsum product, int operand, int label) {
        if (label < product.rank()) {
            return false;
        }
        for (int i = 0; i < product.operands().size(); i++) {
            long uses = Arrays.stream(product.labels(i))
                    .filter(each -> each == label)
                    .count();
            if (uses > (i == operand ? 1 : 0)) {
                return false;
            }
        }
        return true;
    }

    private static Expr without(Einsum product, int operand, List<Integer> gone) {
        List<Expr> operands = new ArrayList<>();
        List<int[]> labels = new ArrayList<>();
        for (int i = 0; i < product.operands().size(); i++) {
            if (i != operand) {
                operands.add(product.operands().get(i));
                labels.add(product.labels(i));
            }
        }
        Dimension[] sizes = product.sizes();
        // summed over nothing: a label of size 1 that no operand has
        gone.forEach(label -> sizes[label] = Dimension.ONE);
        return Einsum.of(operands, labels, IntStream.range(0, product.rank()).toArray(), sizes);
    }
}
