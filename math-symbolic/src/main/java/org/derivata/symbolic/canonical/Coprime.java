package org.derivata.symbolic.canonical;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.derivata.core.expr.Apply;
import org.derivata.core.expr.Constant;
import org.derivata.core.expr.Einsum;
import org.derivata.core.expr.Expr;
import org.derivata.core.expr.LinearCombination;
import org.derivata.core.expr.LinearCombination.Term;
import org.derivata.core.expr.NodeIndex;
import org.derivata.core.expr.Power;
import org.derivata.core.operator.Rational;

/**
 * Tells at a glance of most quotients that nothing in them cancels, so that nobody needs to find a common denominator first. It asks for enough and
 * not for what is necessary: {@code x / (x + 1)} is told, {@code x / (x + y)} is not.
 */
final class Coprime {

    /** Longer sums are not looked at. */
    private static final int MOST_TERMS = 8;

    private static final int DEPTH = 4;

    private Coprime() {}

    /**
     * Whether nothing cancels in a product of powers of different atoms and at most one sum. A sum with the term 1 or -1 and integer coefficients
     * has no factor that is an atom or a number.
     */
    static boolean isReduced(List<Expr> factors) {
        NodeIndex bases = new NodeIndex();
        int sums = 0;
        for (Expr factor : factors) {
            Expr base = Power.of(factor).base();
            if (!bases.add(base) || base instanceof Einsum) {
                return false;
            }
            if (base instanceof LinearCombination sum && (++sums > 1 || !isPrimitive(sum))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isPrimitive(LinearCombination sum) {
        boolean hasUnit = false;
        for (Term each : sum.terms()) {
            if (!each.coefficient().isInteger() || !isMonomial(each.expression())) {
                return false;
            }
            hasUnit |= Constant.isRational(each.expression(), Rational.ONE)
                    && each.coefficient().abs().isOne();
        }
        return hasUnit && sum.terms().size() <= MOST_TERMS;
    }

    /** Whether a term is a product of atoms and of powers above the fraction line. */
    private static boolean isMonomial(Expr term) {
        for (Expr each : factors(term)) {
            if (Power.isDenominator(each) || each instanceof LinearCombination || each instanceof Einsum) {
                return false;
            }
        }
        return true;
    }

    /** Whether a sum has one fraction, which is reduced, and every other term an atom to itself: over one denominator no two terms would be alike. */
    static boolean isReduced(LinearCombination sum) {
        if (sum.terms().size() > MOST_TERMS || sum.rank() > 0 || !hasFraction(sum)) {
            return false;
        }
        List<Set<Expr>> atoms = new ArrayList<>();
        int fraction = -1;
        for (int i = 0; i < sum.terms().size(); i++) {
            Expr term = sum.terms().get(i).expression();
            atoms.add(new HashSet<>());
            for (Expr factor : factors(term)) {
                if (!collect(Power.of(factor).base(), DEPTH, atoms.get(i))) {
                    return false;
                }
            }
            if (isFraction(term)) {
                if (fraction >= 0 || !isReduced(factors(term))) {
                    return false;
                }
                fraction = i;
            }
        }
        for (int i = 0; i < atoms.size(); i++) {
            if (i != fraction && !hasOwn(factors(sum.terms().get(i).expression()), i, atoms)) {
                return false;
            }
        }
        return true;
    }

    private static boolean hasFraction(LinearCombination sum) {
        for (Expr each : sum.arguments()) {
            if (isFraction(each)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isFraction(Expr term) {
        for (Expr factor : factors(term)) {
            if (Power.isDenominator(factor)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a factor occurs in no other term. */
    private static boolean hasOwn(List<Expr> factors, int term, List<Set<Expr>> atoms) {
        for (Expr factor : factors) {
            Expr base = Power.of(factor).base();
            boolean own = !(base instanceof LinearCombination) && !(base instanceof Constant);
            for (int i = 0; own && i < atoms.size(); i++) {
                own = i == term || !atoms.get(i).contains(base);
            }
            if (own) {
                return true;
            }
        }
        return false;
    }

    private static List<Expr> factors(Expr term) {
        return term instanceof Einsum product && product.labelCount() == 0 ? product.operands() : List.of(term);
    }

    /** What an expression is made of by sums, products and powers; false when that is too deep to tell, or has a fraction. */
    private static boolean collect(Expr node, int depth, Set<Expr> atoms) {
        boolean isInner = isProduct(node) || isSumOrPower(node);
        if (!isInner) {
            atoms.add(node);
            return true;
        }
        if (depth == 0 || Power.isDenominator(node) || node.arguments().size() > MOST_TERMS) {
            return false;
        }
        for (Expr each : node.arguments()) {
            if (!collect(each, depth - 1, atoms)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isSumOrPower(Expr node) {
        return node instanceof LinearCombination || (node instanceof Apply call && call.is("power"));
    }

    private static boolean isProduct(Expr node) {
        return node instanceof Einsum product && product.labelCount() == 0;
    }
}
