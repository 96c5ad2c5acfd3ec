package org.derivata.symbolic.canonical;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.derivata.core.expr.Constant;
import org.derivata.core.expr.Einsum;
import org.derivata.core.expr.Expr;
import org.derivata.core.expr.LinearCombination;
import org.derivata.core.expr.LinearCombination.Term;
import org.derivata.core.expr.NodeIndex;
import org.derivata.core.expr.Power;
import org.derivata.core.operator.Rational;
import org.derivata.symbolic.rewrite.Conditions;
import org.derivata.symbolic.rewrite.Rule;

/**
 * Sums, products and quotients over a common denominator, cancelled, in factors or multiplied out, if that is shorter: {@code 1/(x - 1) - (x + 1)/(x -
 * 1)**2 -> -2/(x - 1)**2}, {@code p**2 + 2*p*q + q**2 -> (p + q)**2}. What it does not know are atoms. Where a denominator vanishes that cancels,
 * the result has a value and the expression has none. Looks a few levels deep only.
 */
public final class CommonDenominator implements Rule {

    private static final int DEPTH = 5;
    private static final int DEEPEST = 100;
    private static final int GLANCE = 2;
    private static final int MOST_FACTORS = 12;
    private static final int FINEST_ROOT = 6;

    /** The size of an atom is found by a look into it. */
    private static final int EFFORT_FOR_AN_ATOM = 4;

    @Override
    public String name() {
        return "common-denominator";
    }

    @Override
    public Set<String> roots() {
        return Set.of(SUM, PRODUCT, "power");
    }

    @Override
    public boolean widens() {
        return true;
    }

    @Override
    public Optional<Expr> apply(Expr node, Conditions conditions) {
        if (!conditions.allowEffort() || !isPromising(node)) {
            return Optional.empty();
        }
        return conditions.search(Skeleton.of(name(), node, DEPTH + 1), node, () -> shortest(node, conditions));
    }

    private static Expr shortest(Expr node, Conditions conditions) {
        Reading reading = new Reading(new LinkedHashSet<>(), new LinkedHashMap<>(), conditions);
        Optional<Quotient> quotient = reading.read(node, DEPTH).map(Quotient::cancelled);
        boolean isPlainSum = node instanceof LinearCombination && !hasDenominator(node, GLANCE);
        if (quotient.isEmpty()
                || (isPlainSum && quotient.get().isPolynomialOf(node.arguments().size()))) {
            return node;
        }
        conditions.spendEffort(EFFORT_FOR_AN_ATOM * reading.atoms.size());
        Size size = Size.over(reading.atoms);
        Expr best = node;
        for (Expr each : quotient.get().forms(node.shape())) {
            conditions.spendEffort(quotient.get().size() * reading.atoms.size());
            if (size.at(each) < size.at(best)) {
                best = each;
            }
        }
        return best;
    }

    /** The expression as a quotient, however deep; empty when it has too many terms. */
    static Optional<Quotient> quotient(Expr node) {
        return new Reading(new LinkedHashSet<>(), new LinkedHashMap<>(), Conditions.proved())
                .read(node, DEEPEST)
                .map(Quotient::cancelled);
    }

    /** Whether a glance leaves hope that something cancels: a fraction in a sum or below a fraction line, or squares in a sum. */
    private static boolean isPromising(Expr node) {
        if (node instanceof LinearCombination sum) {
            return !sum.isScaling()
                    && sum.terms().size() <= Polynomial.MOST_TERMS
                    && (hasSquares(sum) || haveDenominator(sum.arguments(), GLANCE))
                    && !Coprime.isReduced(sum);
        }
        if (node instanceof Einsum product) {
            return product.operands().stream().anyMatch(Power::isDenominator)
                    && !Coprime.isReduced(product.operands())
                    && isShortProduct(product)
                    && product.operands().stream()
                            .map(Power::of)
                            .anyMatch(each ->
                                    isSum(each.base()) || !each.exponent().isInteger());
        }
        Power power = Power.of(node);
        return power.exponent().isInt() && hasDenominator(power.base(), GLANCE);
    }

    private static boolean isSum(Expr node) {
        return node instanceof LinearCombination sum && !sum.isScaling();
    }

    /** Two squares, the square of a sum, or a square beside another power of the same base. */
    private static boolean hasSquares(LinearCombination sum) {
        int squares = 0;
        NodeIndex seen = new NodeIndex();
        for (Expr each : sum.arguments()) {
            List<Expr> factors = each instanceof Einsum product ? product.operands() : List.of(each);
            for (Expr factor : factors) {
                Power power = Power.of(factor);
                boolean square = power.exponent().compareTo(Rational.ONE) > 0;
                if (square) {
                    squares++;
                }
                if ((!seen.add(power.base()) && squares > 0) || (square && isSum(power.base()))) {
                    return true;
                }
            }
        }
        return squares > 1;
    }

    private static boolean hasDenominator(Expr node, int depth) {
        if (Power.isDenominator(node)) {
            return true;
        }
        boolean transparent = node instanceof Einsum || node instanceof LinearCombination;
        return transparent
                && depth > 0
                && node.arguments().size() <= MOST_FACTORS
                && haveDenominator(node.arguments(), depth - 1);
    }

    private static boolean haveDenominator(List<Expr> nodes, int depth) {
        for (int i = 0; i < nodes.size(); i++) {
            if (hasDenominator(nodes.get(i), depth)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isShortProduct(Einsum product) {
        return product.operands().size() <= MOST_FACTORS && product.isEntryByEntry();
    }

    /**
     * An expression read as a quotient.
     *
     * @param atoms receives what was not looked into
     * @param sums receives the sums of which roots occur
     * @param conditions is told the effort
     */
    private record Reading(Set<Expr> atoms, Map<Expr, Polynomial> sums, Conditions conditions) {

        Optional<Quotient> read(Expr node, int depth) {
            conditions.spendEffort(1);
            if (node instanceof Constant constant && constant.rational().isPresent()) {
                return Optional.of(Quotient.of(constant.rational().get()));
            }
            if (depth > 0
                    && node instanceof LinearCombination sum
                    && sum.terms().size() <= Polynomial.MOST_TERMS) {
                return sum(sum, depth);
            }
            if (depth > 0 && node instanceof Einsum product && isShortProduct(product)) {
                Optional<Quotient> all = Optional.of(Quotient.of(Rational.ONE));
                for (Expr each : product.operands()) {
                    all = all.flatMap(known -> read(each, depth - 1).map(known::times));
                }
                return all;
            }
            Power power = Power.of(node);
            Rational exponent = power.exponent();
            if (depth > 0 && exponent.isInt() && !exponent.isOne()) {
                return read(power.base(), depth - 1).flatMap(base -> base.power(exponent.intValue()));
            }
            return atom(exponent.bits() > FINEST_ROOT ? new Power(node, Rational.ONE) : power, depth);
        }

        private Optional<Quotient> sum(LinearCombination sum, int depth) {
            List<Quotient> terms = new ArrayList<>();
            for (Term each : sum.terms()) {
                // a scaling costs no depth: it is no more than a coefficient
                Optional<Quotient> term = read(each.expression(), sum.isScaling() ? depth : depth - 1);
                if (term.isEmpty()) {
                    return Optional.empty();
                }
                terms.add(term.get().times(Quotient.of(each.coefficient())));
            }
            if (terms.size() == 1) {
                return Optional.of(terms.get(0));
            }
            Optional<Quotient> total = Quotient.sum(terms, sums);
            conditions.spendEffort(total.map(Quotient::size).orElse(Polynomial.MOST_TERMS));
            return total;
        }

        private Optional<Quotient> atom(Power power, int depth) {
            atoms.add(power.base());
            if (depth > 0 && isSum(power.base())) {
                Optional<Polynomial> whole = read(power.base(), depth - 1).flatMap(Quotient::polynomial);
                whole.ifPresent(each -> sums.put(power.base(), each));
            }
            return Optional.of(Quotient.of(power.base(), power.exponent()));
        }
    }
}
