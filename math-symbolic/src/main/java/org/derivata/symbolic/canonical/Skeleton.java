package org.derivata.symbolic.canonical;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.derivata.core.expr.Apply;
import org.derivata.core.expr.Constant;
import org.derivata.core.expr.Einsum;
import org.derivata.core.expr.Expr;
import org.derivata.core.expr.LinearCombination;
import org.derivata.core.expr.LinearCombination.Term;
import org.derivata.core.expr.NodeIndex;
import org.derivata.core.expr.Variable;
import org.derivata.symbolic.rewrite.Rule;

/**
 * What an expression looks like from some distance: its upper levels, and of what stands below them only which are the same, their shapes, facts and
 * sizes. Whatever compares forms that are made of the upper levels finds the same for all expressions with one skeleton, as for the thousand
 * gradients of a sum of like terms.
 */
final class Skeleton {

    /** Larger ones are hardly ever met again. */
    private static final int MOST_NODES = 64;

    private final Object[] content;
    private final int hash;

    private Skeleton(Object[] content) {
        this.content = content;
        this.hash = Arrays.hashCode(content);
    }

    /**
     * The skeleton down to a depth, in which scalings do not count. A large expression is like no other one.
     *
     * @param purpose what looks at it
     */
    static Skeleton of(String purpose, Expr node, int depth) {
        Drawing drawing = new Drawing();
        drawing.content.add(purpose);
        drawing.add(node, depth);
        boolean isLarge = drawing.numbers.size() > MOST_NODES;
        return new Skeleton(isLarge ? new Object[] {purpose, node} : drawing.content.toArray());
    }

    private static final class Drawing {

        private final List<Object> content = new ArrayList<>();
        private final NodeIndex numbers = new NodeIndex();

        void add(Expr node, int depth) {
            boolean isMet = !numbers.add(node);
            if (isMet || numbers.size() > MOST_NODES) {
                content.add(isMet ? numbers.of(node) : MOST_NODES);
            } else if (node instanceof Constant) {
                content.add(node);
            } else if (depth == 0 || node instanceof Variable) {
                content.add(node.shape());
                content.add(node.factBits());
                content.add(Size.glance(node));
            } else {
                addInner(node, depth);
            }
        }

        private void addInner(Expr node, int depth) {
            if (node instanceof LinearCombination sum) {
                content.add(Rule.SUM);
                content.add(sum.terms().size());
                for (Term each : sum.terms()) {
                    content.add(each.coefficient());
                    add(each.expression(), sum.isScaling() ? depth : depth - 1);
                }
                return;
            }
            if (node instanceof Einsum product) {
                content.add(Rule.PRODUCT);
                content.add(product.shape());
                for (int i = 0; i < product.operands().size() && product.labelCount() > 0; i++) {
                    Arrays.stream(product.labels(i)).forEach(content::add);
                }
            } else {
                content.add(((Apply) node).operator());
            }
            content.add(node.arguments().size());
            node.arguments().forEach(each -> add(each, depth - 1));
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Skeleton that && hash == that.hash && Arrays.equals(content, that.content);
    }

    @Override
    public int hashCode() {
        return hash;
    }
}
