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
import org.derivata.core.expr.Composite;
import org.derivata.core.expr.Constant;
import org.derivata.core.expr.Einsum;
import org.derivata.core.expr.Expr;
import org.derivata.core.expr.Power;
import org.derivata.core.expr.Quotients;
import org.derivata.core.operator.Fact;
import org.derivata.core.operator.Rational;
import org.derivata.core.operator.Special;
import org.derivata.core.shape.Shape;
import org.derivata.symbolic.rewrite.Conditions;
import org.derivata.symbolic.rewrite.Rule;

/**
 * {@code a * b / c -> muldiv(a, b, c)}, and a power of {@code c} likewise, and {@code a / (b * c) -> divdiv(a, b, c)}: the product, the power or the
 * first quotient may be too large or too small for a double where the whole is not. Where all are in range the value is to the bit that of
 * {@link Quotients}, but for a power of a quotient: {@code a**2 / c**2} is {@code (a / c)**2}, as exact and as fast as it is written. It is no form that
 * other rules know: it comes last.
 *
 * <p>What lies between 0 and 1 is multiplied first, so that where it is 0 the others do not leave the range.
 *
 * <p>Only factors entry by entry: one that is repeated along an axis scales rows. Between {@code a / c**2} and its edge lies no ordinary number.
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
        List<Expr> others = new ArrayList<>();
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
                Expr factor = repeated ? power.base() : product.operands().get(i);
                (isBounded(factor) ? factors : others)
                        .addAll(Collections.nCopies(repeated ? times.intValue() : 1, factor));
            }
        }
        int bounded = factors.size();
        factors.addAll(others);
        if (divisors.isEmpty()) {
            boolean mayOverflow = bounded > 0 && bounded < factors.size() && factors.size() > 2;
            return mayOverflow ? Optional.of(boundedFirst(product.shape(), factors, bounded)) : Optional.empty();
        }
        if (factors.isEmpty()) {
            return Optional.empty();
        }
        // the highest power is the first to leave the range
        divisors.sort(Comparator.comparing(Power::exponent).reversed());
        Expr quotient = factors.get(0);
        int divided = 0;
        if (isPower(factors, divisors.get(0))) {
            Power highest = divisors.get(divided++);
            quotient = Algebra.power(Apply.of(Quotients.DIVIDE, quotient, highest.base()), highest.exponent());
        } else if (factors.size() > 1) {
            quotient = quotient(product.shape(), factors, bounded, divisors.get(divided++));
        } else if (divisors.size() > 1 && divisors.stream().noneMatch(each -> each.base() instanceof Constant)) {
            quotient = Apply.of(
                    Special.DIVDIV, quotient, divisor(divisors.get(divided++)), divisor(divisors.get(divided++)));
        } else {
            return Optional.empty();
        }
        for (Power each : divisors.subList(divided, divisors.size())) {
            quotient = Apply.of(Quotients.DIVIDE, quotient, divisor(each));
        }
        return Optional.of(quotient);
    }

    /** Whether factors are a power as high as the divisor, so that the whole is the power of a quotient. */
    private static boolean isPower(List<Expr> factors, Power divisor) {
        return factors.size() > 1
                && factors.size() == divisor.exponent().intValue()
                && factors.stream().allMatch(each -> each == factors.get(0));
    }

    /**
     * A product in steps: {@code sigmoid(x) * x * x} is 0 where {@code x**2} is infinite and the sigmoid 0.
     *
     * @param bounded so many factors, the first, lie between 0 and 1
     */
    private static Expr boundedFirst(Shape shape, List<Expr> factors, int bounded) {
        if (bounded == 0 || bounded >= factors.size()) {
            return Algebra.product(shape, factors);
        }
        Expr product = Algebra.product(shape, factors.subList(0, bounded));
        for (Expr each : factors.subList(bounded, factors.size())) {
            product = Algebra.product(shape, List.of(product, each));
        }
        return product;
    }

    /** Whether a factor lies between 0 and 1, or has such a factor. */
    private static boolean isBounded(Expr factor) {
        Expr definition = factor instanceof Apply call && call.operator() instanceof Composite composite
                ? composite.open(call.arguments())
                : factor;
        return !(factor instanceof Constant)
                && (factor.is(Fact.UNIT)
                        || (definition instanceof Einsum product
                                && product.operands().stream().anyMatch(each -> each.is(Fact.UNIT))));
    }

    private static Expr divisor(Power power) {
        return Algebra.power(power.base(), power.exponent());
    }

    private static Expr quotient(Shape shape, List<Expr> factors, int bounded, Power divisor) {
        int last = factors.size() - 1;
        Expr others = boundedFirst(shape, factors.subList(0, last), bounded);
        Expr stepwise = Apply.of(Special.MULDIV, others, factors.get(last), divisor.base());
        if (divisor.exponent().isOne()) {
            return stepwise;
        }
        for (int k = divisor.exponent().intValue(); k > 1; k--) {
            stepwise = Apply.of(Quotients.DIVIDE, stepwise, divisor.base());
        }
        Expr dividend = boundedFirst(shape, factors, bounded);
        return Apply.of(Quotients.IN_RANGE, dividend, divisor(divisor), stepwise);
    }
}
