package org.derivata.symbolic.rules;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.derivata.core.expr.Algebra;
import org.derivata.core.expr.Apply;
import org.derivata.core.expr.Einsum;
import org.derivata.core.expr.Expr;
import org.derivata.core.expr.Power;
import org.derivata.core.expr.Quotients;
import org.derivata.core.operator.Rational;
import org.derivata.core.operator.Special;
import org.derivata.core.shape.Shape;
import org.derivata.symbolic.rewrite.Conditions;
import org.derivata.symbolic.rewrite.Rule;

/**
 * {@code a * b / c -> muldiv(a, b, c)}, and a power of {@code c} likewise: the product or the power may be too large or too small for a double where
 * the quotient is not. Where both are in range the value is to the bit that of {@link Quotients}, but for a power of a quotient: {@code a**2 / c**2} is
 * {@code (a / c)**2}, as exact and as fast as it is written. It is no form that other rules know: it comes last.
 *
 * <p>Only factors entry by entry: one that is repeated along an axis scales rows. And only products: between {@code a / c**2} and its edge lies no
 * ordinary number.
 */
public final class ProductOverPowers implements Rule {

    private static final int LARGEST = 4;

    @Override
    public String name() {
        return "product-over-powers";
    }

    @Override
    public Set<String> roots() {
        return Set.of(PRODUCT);
    }

    @Override
    public Optional<Expr> apply(Expr node, Conditions conditions) {
        Einsum product = (Einsum) node;
        int[] all = IntStream.range(0, product.rank()).toArray();
        List<Expr> factors = new ArrayList<>();
        List<Power> divisors = new ArrayList<>();
        for (int i = 0; i < product.operands().size(); i++) {
            Power power = Power.of(product.operands().get(i));
            Rational times = power.exponent().abs();
            boolean repeated = times.isInt() && times.intValue() <= LARGEST;
            if (!Arrays.equals(product.labels(i), all) || (!repeated && power.isDenominator())) {
                return Optional.empty();
            }
            if (power.isDenominator()) {
                divisors.add(new Power(power.base(), times));
            } else {
                factors.addAll(Collections.nCopies(
                        repeated ? times.intValue() : 1,
                        repeated ? power.base() : product.operands().get(i)));
            }
        }
        if (factors.size() < 2 || divisors.isEmpty()) {
            return Optional.empty();
        }
        // the highest power is the first to leave the range
        divisors.sort(Comparator.comparing(Power::exponent).reversed());
        Power highest = divisors.get(0);
        boolean isPowerOfQuotient = factors.size() == highest.exponent().intValue()
                && factors.stream().allMatch(each -> each == factors.get(0));
        Expr quotient = isPowerOfQuotient
                ? Algebra.power(Apply.of(Quotients.DIVIDE, factors.get(0), highest.base()), highest.exponent())
                : quotient(product.shape(), factors, highest);
        for (Power each : divisors.subList(1, divisors.size())) {
            quotient = Apply.of(Quotients.DIVIDE, quotient, Algebra.power(each.base(), each.exponent()));
        }
        return Optional.of(quotient);
    }

    private static Expr quotient(Shape shape, List<Expr> factors, Power divisor) {
        int last = factors.size() - 1;
        Expr others = Algebra.product(shape, factors.subList(0, last));
        Expr stepwise = Apply.of(Special.MULDIV, others, factors.get(last), divisor.base());
        if (divisor.exponent().isOne()) {
            return stepwise;
        }
        for (int k = divisor.exponent().intValue(); k > 1; k--) {
            stepwise = Apply.of(Quotients.DIVIDE, stepwise, divisor.base());
        }
        Expr dividend = Algebra.product(shape, factors);
        return Apply.of(Quotients.IN_RANGE, dividend, Algebra.power(divisor.base(), divisor.exponent()), stepwise);
    }
}
