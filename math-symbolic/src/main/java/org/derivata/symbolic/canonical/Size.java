package org.derivata.symbolic.canonical;

import java.util.Collection;
import java.util.List;
import org.derivata.core.expr.Apply;
import org.derivata.core.expr.Constant;
import org.derivata.core.expr.Einsum;
import org.derivata.core.expr.Expr;
import org.derivata.core.expr.Graph;
import org.derivata.core.expr.LinearCombination;
import org.derivata.core.expr.LinearCombination.Term;
import org.derivata.core.expr.NodeMap;
import org.derivata.core.expr.Power;
import org.derivata.core.expr.Variable;
import org.derivata.core.operator.Rational;

/**
 * How long an expression is when written out: calls, binary operators and signs, one each, what is shared as often as it is written. What {@link Cost}
 * says of the work, this says of the reading.
 */
public final class Size {

    /** A tree over shared parts can have exponentially many operations; beyond these all are the same. */
    private static final long MOST = 1L << 40;

    private static final int MOST_DEPTH = 16;

    /** How deep a look at an atom goes: what lies below is the same in all forms that are compared. */
    private static final int GLANCE = 3;

    /** And how far along: longer ones are as long as they have arguments. */
    private static final int LONGEST = 64;

    private final NodeMap<Long> known = new NodeMap<>();
    private int room;

    private Size(int room) {
        this.room = room;
    }

    /** The operations of a whole expression; time is linear in the graph. */
    public static long of(Expr root) {
        Size size = new Size(Integer.MAX_VALUE);
        Graph.postOrder(root).forEach(size::at);
        return size.at(root);
    }

    /** Compares forms over the same atoms, in time that does not depend on what the atoms are. */
    static Size over(Collection<Expr> atoms) {
        Size size = new Size(MOST_DEPTH);
        atoms.forEach(each -> size.known.put(each, glance(each)));
        return size;
    }

    /** The operations of an expression as far as a look at it shows. */
    static long glance(Expr atom) {
        if (atom instanceof Variable) {
            return 0;
        }
        int arguments = atom.arguments().size();
        return arguments > LONGEST ? arguments : new Size(GLANCE).at(atom);
    }

    long at(Expr node) {
        Long size = known.get(node);
        if (size == null) {
            if (room == 0) {
                return 1;
            }
            room--;
            size = Math.min(MOST, count(node));
            room++;
            known.put(node, size);
        }
        return size;
    }

    private long count(Expr node) {
        if (node instanceof Constant constant) {
            return constant.rational().map(Size::ofNumber).orElse(0);
        }
        if (node instanceof LinearCombination sum) {
            return sum.isScaling() ? ofTerm(sum.terms().get(0)) : ofSum(sum);
        }
        if (node instanceof Einsum product) {
            return ofProduct(Rational.ONE, product.operands()) + (product.sums() || product.isView() ? 1 : 0);
        }
        long below = node.arguments().stream().mapToLong(this::at).sum();
        if (node instanceof Apply call && call.is("power")) {
            return ofProduct(Rational.ONE, List.of(node));
        }
        return node.arguments().isEmpty() ? 0 : 1 + below;
    }

    private static int ofNumber(Rational value) {
        return (value.signum() < 0 ? 1 : 0) + (value.isInteger() ? 0 : 1);
    }

    private long ofTerm(Term term) {
        Rational factor = term.coefficient().abs();
        long sign = term.coefficient().signum() < 0 ? 1 : 0;
        if (Constant.isRational(term.expression(), Rational.ONE)) {
            return sign + ofNumber(factor);
        }
        List<Expr> factors = term.expression() instanceof Einsum product && !product.sums() && !product.isView()
                ? product.operands()
                : List.of(term.expression());
        // a difference takes the minus in
        boolean isTurned = factors.stream().anyMatch(each -> Power.of(each).takesMinusIn());
        return (isTurned ? 0 : sign) + ofProduct(factor, factors);
    }

    /** A sum starts with a term that is added, if there is one; a minus before any other is the operator. */
    private long ofSum(LinearCombination sum) {
        boolean allNegative =
                sum.terms().stream().allMatch(each -> each.coefficient().signum() < 0);
        long size = sum.terms().size() - 1L + (allNegative ? 1 : 0);
        for (Term each : sum.terms()) {
            size += ofTerm(new Term(each.coefficient().abs(), each.expression()));
        }
        return size;
    }

    private long ofProduct(Rational factor, List<Expr> factors) {
        long above = factor.numerator().bitLength() == 1 ? 0 : 1;
        long below = factor.isInteger() ? 0 : 1;
        long size = 0;
        for (Expr each : factors) {
            Power power = Power.of(each);
            if (power.isDenominator()) {
                below++;
            } else {
                above++;
            }
            size += at(power.base()) + ofExponent(power.exponent().abs());
        }
        return size + Math.max(0, above - 1) + below;
    }

    private static long ofExponent(Rational exponent) {
        return exponent.isOne() ? 0 : exponent.isInteger() || exponent.equals(Rational.HALF) ? 1 : 2;
    }
}
