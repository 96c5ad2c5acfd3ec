package org.derivata.symbolic.rules;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.derivata.core.expr.Algebra;
import org.derivata.core.expr.Apply;
import org.derivata.core.expr.Composite;
import org.derivata.core.expr.Constant;
import org.derivata.core.expr.Einsum;
import org.derivata.core.expr.Expr;
import org.derivata.core.expr.Power;
import org.derivata.core.expr.Quotients;
import org.derivata.core.operator.Fact;
import org.derivata.core.operator.Operator;
import org.derivata.core.operator.Rational;
import org.derivata.core.operator.Special;
import org.derivata.core.shape.Shape;
import org.derivata.symbolic.rewrite.Conditions;
import org.derivata.symbolic.rewrite.Rule;

/**
 * {@code a * b / c -> muldiv(a, b, c)}, and a power of {@code c} likewise, and {@code a / (b * c) -> divdiv(a, b, c)}: the product, the power or the
 * first quotient may be too large or too small for a double where the whole is not. Of more factors and divisors the significands and the exponents are
 * computed apart, and equal high powers are a power of the product or quotient. Where all are in range the value is to the bit that of {@link Quotients}, but for a power of a quotient: {@code a**2 / c**2} is
 * {@code (a / c)**2}, as exact and as fast as it is written. It is no form that other rules know: it comes last.
 *
 * <p>What lies between 0 and 1 is multiplied first, so that where it is 0 the others do not leave the range.
 *
 * <p>Only factors entry by entry: one that is repeated along an axis scales rows. Between {@code a / c**2} and its edge lies no ordinary number.
 */
public final class ProductOverPowers implements Rule {

    /** Higher powers are no factors several times. */
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
        List<Expr> numbers = product.operands().stream()
                .filter(each -> each instanceof Constant || (Power.isDenominator(each) && Quotients.isNumber(each)))
                .toList();
        return numbers.isEmpty() ? inRange(product) : besideNumbers(product, numbers);
    }

    /** A number such as {@code pi} or {@code 1 / sqrt(2 * pi)} takes nothing out of range: it is multiplied by at the end. */
    private static Optional<Expr> besideNumbers(Einsum product, List<Expr> numbers) {
        List<Expr> others = new ArrayList<>(product.operands());
        others.removeAll(numbers);
        return !others.isEmpty()
                        && product.isEntryByEntry()
                        && Algebra.product(product.shape(), others) instanceof Einsum rest
                ? inRange(rest)
                        .map(each -> Algebra.product(
                                product.shape(),
                                Stream.concat(Stream.of(each), numbers.stream()).toList()))
                : Optional.empty();
    }

    private static Optional<Expr> inRange(Einsum product) {
        if (!product.isElementwise()) {
            return Optional.empty();
        }
        List<Expr> factors = new ArrayList<>();
        List<Expr> others = new ArrayList<>();
        List<Power> divisors = new ArrayList<>();
        Map<Rational, List<Expr>> high = new TreeMap<>();
        for (Expr operand : product.operands()) {
            Power power = ofReciprocal(Power.of(operand));
            Rational times = power.exponent().abs();
            boolean repeated = times.isInt() && times.intValue() <= LARGEST;
            if (times.isInt() && !repeated && !isBounded(operand)) {
                Expr base = power.isDenominator() ? Algebra.reciprocal(power.base()) : power.base();
                high.computeIfAbsent(times, each -> new ArrayList<>()).add(base);
            } else if (power.isDenominator() && times.isInt()) {
                divisors.add(new Power(power.base(), times));
            } else if (power.isDenominator() && times.equals(Rational.HALF)) {
                divisors.add(new Power(Algebra.power(power.base(), times), Rational.ONE));
            } else {
                for (Expr factor : sizes(repeated ? power.base() : operand)) {
                    (isBounded(factor) ? factors : others)
                            .addAll(Collections.nCopies(repeated ? times.intValue() : 1, factor));
                }
            }
        }
        int bounded = factors.size();
        factors.addAll(others);
        high.forEach((times, bases) -> {
            Expr base = Algebra.product(product.shape(), bases);
            if (bases.stream().allMatch(Power::isDenominator)) {
                divisors.add(new Power(Algebra.power(Algebra.reciprocal(base), times), Rational.ONE));
            } else {
                factors.add(Algebra.power(base, times));
            }
        });
        if (factors.isEmpty()) {
            return divisors.size() == product.operands().size()
                    ? Optional.empty()
                    : Optional.of(divided(Algebra.one(product.shape()), divisors));
        }
        // the highest power is the first to leave the range
        divisors.sort(Comparator.comparing(Power::exponent).reversed());
        Optional<Expr> steps = inRange(product.shape(), factors, bounded, divisors);
        boolean isRegrouped = high.values().stream().anyMatch(each -> each.size() > 1);
        return steps.isEmpty() && isRegrouped
                ? Optional.of(divided(Algebra.product(product.shape(), factors), divisors))
                : steps;
    }

    /** {@code abs(a * b)} as {@code abs(a)} and {@code abs(b)}, anything else as it is. */
    private static List<Expr> sizes(Expr factor) {
        boolean isSize = factor instanceof Apply call
                && call.is("abs")
                && call.argument(0) instanceof Einsum product
                && product.isElementwise();
        return isSize
                ? factor.arguments().get(0).arguments().stream()
                        .map(each -> factor.withArguments(List.of(each)))
                        .toList()
                : List.of(factor);
    }

    /** {@code (1 / a)**(-2)} as {@code a**2}. */
    private static Power ofReciprocal(Power power) {
        Power inner = Power.of(power.base());
        boolean isReciprocal = power.exponent().isInt()
                && inner.isDenominator()
                && inner.exponent().isInt();
        return isReciprocal ? new Power(inner.base(), inner.exponent().times(power.exponent())) : power;
    }

    /**
     * A quotient in the steps that keep it in range.
     *
     * @param bounded so many factors, the first, lie between 0 and 1
     * @return empty when it is as good as it stands
     */
    private static Optional<Expr> inRange(Shape shape, List<Expr> factors, int bounded, List<Power> divisors) {
        if (divisors.isEmpty()) {
            boolean mayOverflow = bounded > 0 && bounded < factors.size() && factors.size() > 2;
            return mayOverflow ? Optional.of(boundedFirst(shape, factors, bounded)) : Optional.empty();
        }
        Expr first = factors.get(0);
        Power highest = divisors.get(0);
        List<Power> lower = divisors.subList(1, divisors.size());
        if (isPower(factors, highest)) {
            Expr quotient = Apply.of(Quotients.DIVIDE, first, highest.base());
            return Optional.of(divided(Algebra.power(quotient, highest.exponent()), lower));
        }
        if (factors.size() == 2 && lower.isEmpty() && highest.exponent().isOne()) {
            return Optional.of(Apply.of(Special.MULDIV, first, factors.get(1), highest.base()));
        }
        if (factors.size() == 1 && lower.isEmpty()) {
            return Optional.empty();
        }
        if (factors.size() == 1 && lower.size() == 1 && highest.exponent().isOne()) {
            return Optional.of(
                    Apply.of(Special.DIVDIV, first, highest.base(), lower.get(0).base()));
        }
        return Optional.of(apart(shape, factors, bounded, divisors));
    }

    private static Expr divided(Expr dividend, List<Power> divisors) {
        Expr quotient = dividend;
        for (Power each : divisors) {
            quotient = Apply.of(Quotients.DIVIDE, quotient, divisor(each));
        }
        return quotient;
    }

    /** The quotient, and where a step of it leaves the range, a quotient of significands times a power of two. */
    private static Expr apart(Shape shape, List<Expr> factors, int bounded, List<Power> divisors) {
        Expr quotient = normal(boundedFirst(shape, factors, bounded), factors.size() > 1);
        List<Expr> all = new ArrayList<>();
        for (Power each : divisors) {
            int times = each.exponent().intValue();
            quotient = Apply.of(Quotients.DIVIDE, quotient, normal(divisor(each), times > 1));
            all.addAll(Collections.nCopies(times, each.base()));
        }
        Expr significand = Apply.of(
                Quotients.DIVIDE,
                ofPairs(Quotients.SIGNIFICANDS, quotient, factors, Algebra::product),
                ofPairs(Quotients.SIGNIFICANDS, quotient, all, Algebra::product));
        Expr exponent = Algebra.subtract(
                ofPairs(Quotients.EXPONENTS, quotient, factors, Algebra::sum),
                ofPairs(Quotients.EXPONENTS, quotient, all, Algebra::sum));
        return Apply.of(Quotients.SCALED, quotient, significand, exponent);
    }

    private static Expr normal(Expr step, boolean isComputed) {
        return isComputed ? Apply.of(Quotients.NORMAL, step) : step;
    }

    private static Expr ofPairs(
            Operator function, Expr quotient, List<Expr> factors, BiFunction<Shape, List<Expr>, Expr> joined) {
        List<Expr> pairs = new ArrayList<>();
        for (int i = 0; i < factors.size(); i += 2) {
            Expr second = i + 1 < factors.size() ? factors.get(i + 1) : Algebra.one(quotient.shape());
            pairs.add(Apply.of(function, quotient, factors.get(i), second));
        }
        return joined.apply(quotient.shape(), pairs);
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
}
