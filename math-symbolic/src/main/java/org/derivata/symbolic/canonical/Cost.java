package org.derivata.symbolic.canonical;

import java.util.HashSet;
import java.util.Set;
import org.derivata.core.expr.Apply;
import org.derivata.core.expr.Constant;
import org.derivata.core.expr.Einsum;
import org.derivata.core.expr.Expr;
import org.derivata.core.expr.LinearCombination;
import org.derivata.core.operator.Rational;

/**
 * What a sum of products costs: an addition or a multiplication 1, a sum over an axis {@value #SUM}, a function {@value #FUNCTION}, each different
 * node once. Looks a few levels deep only, so that a local decision costs a bounded amount of work; below functions it does not look, but for signs.
 */
final class Cost {

    private static final int SUM = 10;
    private static final int FUNCTION = 4;
    private static final int DEPTH = 4;

    private final Set<Expr> counted = new HashSet<>();

    private Cost() {}

    static int of(Expr root) {
        return new Cost().cost(root, DEPTH);
    }

    private static boolean isComplement(LinearCombination sum) {
        return sum.terms().size() == 2
                && sum.terms().stream()
                        .allMatch(each -> each.expression() instanceof Constant
                                ? each.coefficient().isOne()
                                : each.expression() instanceof Apply call
                                        && call.is("sigmoid")
                                        && each.coefficient().equals(Rational.MINUS_ONE));
    }

    private int cost(Expr node, int depth) {
        if (depth == 0 || !counted.add(node)) {
            return 0;
        }
        int below = 0;
        if (node instanceof LinearCombination sum) {
            if (isComplement(sum)) {
                // it will not stay: 1 - sigmoid(a) is written sigmoid(-a) for the sake of stability
                return FUNCTION + 1;
            }
            for (Expr each : sum.arguments()) {
                below += cost(each, depth - 1);
            }
            return below + (sum.isScaling() ? 1 : sum.terms().size() - 1);
        }
        if (node instanceof Einsum product) {
            for (Expr each : product.operands()) {
                below += cost(each, depth - 1);
            }
            return below + product.operands().size() - 1 + (product.sums() ? SUM : 0);
        }
        if (node instanceof Apply call && !call.arguments().isEmpty()) {
            boolean scaled = call.argument(0) instanceof LinearCombination sum && sum.isScaling();
            return FUNCTION + (scaled ? 1 : 0);
        }
        return 0;
    }
}
