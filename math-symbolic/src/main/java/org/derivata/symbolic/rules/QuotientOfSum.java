package org.derivata.symbolic.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.derivata.core.expr.Algebra;
import org.derivata.core.expr.Apply;
import org.derivata.core.expr.Einsum;
import org.derivata.core.expr.Expr;
import org.derivata.core.expr.LinearCombination;
import org.derivata.core.expr.LinearCombination.Term;
import org.derivata.core.expr.Power;
import org.derivata.core.expr.Quotients;
import org.derivata.core.operator.Rational;
import org.derivata.core.shape.Shape;
import org.derivata.symbolic.rewrite.Conditions;
import org.derivata.symbolic.rewrite.Rule;

/**
 * {@code (a * c + b) / c -> a + b / c}, and {@code c / (a * c + b) -> 1 / (a + b / c)} for what grows as fast as squares and exponentials do, where dividend
 * or divisor are out of range. Common denominators leave both: {@code 1 - exp(a) / (exp(a) + exp(b))} is 0 where {@code exp(b)} is infinite, over one
 * denominator it is infinity over infinity. Where they are in range the value is to the bit what it was.
 */
public final class QuotientOfSum implements Rule {

    private static final int MOST_TERMS = 8;

    private static final Set<String> FAST = Set.of("exp", "expm1", "sinh", "cosh", "pow");

    @Override
    public String name() {
        return "quotient-of-sum";
    }

    @Override
    public Set<String> roots() {
        return Set.of(PRODUCT);
    }

    @Override
    public Optional<Expr> apply(Expr node, Conditions conditions) {
        Einsum product = (Einsum) node;
        if (!product.isElementwise()) {
            return Optional.empty();
        }
        for (Expr below : product.operands()) {
            Power divisor = Power.of(below);
            for (Expr above : divisor.isDenominator() ? product.operands() : List.<Expr>of()) {
                if (isSumOver(above, divisor) || isUnderSum(Power.of(above), divisor)) {
                    return Optional.of(inRange(product, above, below));
                }
            }
        }
        return Optional.empty();
    }

    /** Whether {@code (a * c + b) / c}. */
    private static boolean isSumOver(Expr dividend, Power divisor) {
        return divisor.exponent().isInt() && isSumWith(dividend, divisor.base(), 1);
    }

    /** Whether {@code c / (a * c + b)}. */
    private static boolean isUnderSum(Power dividend, Power divisor) {
        boolean isFast = dividend.base() instanceof Apply call
                && FAST.contains(call.operator().name());
        return divisor.exponent().equals(Rational.MINUS_ONE)
                && dividend.exponent().isInt()
                && !dividend.isDenominator()
                && isSumWith(
                        divisor.base(),
                        dividend.base(),
                        Math.max(isFast ? 1 : 2, dividend.exponent().intValue()));
    }

    /** Whether a sum has a term with a factor to some power, or a higher one. */
    private static boolean isSumWith(Expr node, Expr factor, int exponent) {
        return node instanceof LinearCombination sum
                && !sum.isScaling()
                && sum.terms().size() <= MOST_TERMS
                && sum.terms().stream()
                        .flatMap(each -> factors(each.expression()).stream())
                        .map(Power::of)
                        .anyMatch(each -> each.base() == factor
                                && each.exponent().isInt()
                                && each.exponent().intValue() >= exponent);
    }

    private static List<Expr> factors(Expr term) {
        return term instanceof Einsum product && !product.sums() ? product.operands() : List.of(term);
    }

    private static Expr inRange(Einsum product, Expr above, Expr below) {
        Shape shape = product.shape();
        Power divisor = Power.of(below);
        List<Expr> others = new ArrayList<>(product.operands());
        others.remove(below);
        Expr dividend = Algebra.product(shape, others);
        others.remove(above);
        Expr rest = Algebra.product(shape, others);
        Expr otherwise = isSumOver(above, divisor)
                ? times((LinearCombination) above, below, rest)
                : Algebra.divide(
                        rest, times((LinearCombination) divisor.base(), Algebra.reciprocal(above), Algebra.one(shape)));
        Expr sumOrPower = Algebra.power(divisor.base(), divisor.exponent().negate());
        return Apply.of(Quotients.IN_RANGE, dividend, sumOrPower, otherwise);
    }

    /** A sum times a reciprocal power and something else, term by term, with what cancels cancelled. */
    private static Expr times(LinearCombination sum, Expr reciprocal, Expr rest) {
        Power divisor = Power.of(reciprocal);
        List<Term> terms = new ArrayList<>();
        for (Term each : sum.terms()) {
            Rational exponent = divisor.exponent();
            List<Expr> product = new ArrayList<>(List.of(rest));
            for (Expr factor : factors(each.expression())) {
                Power power = Power.of(factor);
                if (power.base() == divisor.base() && power.exponent().isInteger()) {
                    exponent = exponent.plus(power.exponent());
                } else {
                    product.add(factor);
                }
            }
            product.add(Algebra.power(divisor.base(), exponent));
            terms.add(new Term(each.coefficient(), Algebra.product(sum.shape(), product)));
        }
        return LinearCombination.of(sum.shape(), terms);
    }
}
