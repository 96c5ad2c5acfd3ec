package org.derivata.symbolic.canonical;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.derivata.core.expr.Apply;
import org.derivata.core.expr.Constant;
import org.derivata.core.expr.Einsum;
import org.derivata.core.expr.Expr;
import org.derivata.core.expr.LinearCombination;
import org.derivata.core.expr.LinearCombination.Term;

/**
 * What a sum of scalar products would be made of if it were multiplied out, found without building it: each monomial as the list of the bases of
 * its factors.
 */
final class Monomials {

    private final int most;
    private final List<Expr[]> found = new ArrayList<>();

    private Monomials(int most) {
        this.most = most;
    }

    /**
     * Whether multiplying out can gain nothing: no two factors of a monomial have one base and could become one power, no two monomials have the
     * same bases and could cancel, and no base occurs in all of them. False where that is not looked into.
     *
     * @param most the number of monomials from which on it is too much
     */
    static boolean stayApart(List<Term> terms, int most) {
        Monomials monomials = new Monomials(most);
        for (Term each : terms) {
            if (!monomials.add(each.expression())) {
                return false;
            }
        }
        return monomials.areDifferent() && monomials.haveNothingInCommon();
    }

    private boolean add(Expr term) {
        List<Expr[]> products = new ArrayList<>();
        products.add(new Expr[0]);
        List<Expr> factors = term instanceof Einsum product ? product.operands() : List.of(term);
        if (term instanceof Einsum product && product.labelCount() > 0) {
            return false;
        }
        for (Expr factor : factors) {
            if (factor.rank() > 0 || factor instanceof Einsum || (factor instanceof Apply call && call.is("sigmoid"))) {
                return false;
            }
            products = times(products, factor);
            if (products.isEmpty() || products.size() + found.size() > most) {
                return false;
            }
        }
        found.addAll(products);
        return true;
    }

    /** The products multiplied by what a factor is a sum of; none when a product in there is no plain one. */
    private static List<Expr[]> times(List<Expr[]> products, Expr factor) {
        List<Expr> summands = factor instanceof LinearCombination sum ? sum.arguments() : List.of(factor);
        List<Expr[]> multiplied = new ArrayList<>();
        for (Expr summand : summands) {
            if (summand instanceof LinearCombination || (summand instanceof Einsum inner && inner.labelCount() > 0)) {
                return List.of();
            }
            List<Expr> own = summand instanceof Einsum inner ? inner.operands() : List.of(summand);
            for (Expr[] product : products) {
                Expr[] longer = Arrays.copyOf(product, product.length + own.size());
                for (int i = 0; i < own.size(); i++) {
                    longer[product.length + i] = base(own.get(i));
                }
                multiplied.add(longer);
            }
        }
        return multiplied;
    }

    private static Expr base(Expr factor) {
        return factor instanceof Apply call && call.is("power") ? call.argument(0) : factor;
    }

    private boolean areDifferent() {
        Set<Set<Expr>> all = new HashSet<>();
        for (Expr[] each : found) {
            Set<Expr> bases = new HashSet<>();
            for (Expr base : each) {
                // what is a sum or a product itself would be multiplied out further
                boolean plain = !(base instanceof LinearCombination || base instanceof Einsum);
                if (!(base instanceof Constant) && !(plain && bases.add(base))) {
                    return false;
                }
            }
            if (!all.add(bases)) {
                return false;
            }
        }
        return true;
    }

    private boolean haveNothingInCommon() {
        Set<Expr> common = new HashSet<>(Arrays.asList(found.get(0)));
        found.forEach(each -> common.retainAll(Arrays.asList(each)));
        return common.isEmpty();
    }
}
