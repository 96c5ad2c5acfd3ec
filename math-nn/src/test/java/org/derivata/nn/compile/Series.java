package org.derivata.nn.compile;

import ch.obermuhlner.math.big.BigDecimalMath;
import java.math.BigDecimal;
import java.math.MathContext;

/** Functions that are sums of series, to a precision. */
final class Series {

    private static final BigDecimal TWO = BigDecimal.valueOf(2);

    /** Further steps of a recurrence, and more terms, take too long. */
    private static final int STEPS = 1000;

    /** More digits of a gamma function take too many terms of the series, but far out. */
    private static final int DIGITS = 200;

    private static final double FEW_TERMS = 1e15;

    /** From here on the asymptotic series of erfc has hundreds of digits. */
    static final BigDecimal FAR = BigDecimal.valueOf(30);

    private Series() {}

    /** The error function as far as {@link #FAR}; the series needs as many digits more as its terms are larger than its sum. */
    static BigDecimal erf(BigDecimal x, MathContext context) {
        double size = Math.abs(x.doubleValue());
        MathContext more = new MathContext(context.getPrecision() + (int) (size * size / 2.3) + 5);
        BigDecimal square = x.multiply(x, more);
        BigDecimal term = x;
        BigDecimal sum = x;
        for (int k = 1; term.signum() != 0 && scale(sum) - scale(term) <= more.getPrecision(); k++) {
            term = term.multiply(square, more).negate().divide(BigDecimal.valueOf(k), more);
            sum = sum.add(term.divide(BigDecimal.valueOf(2L * k + 1), more), more);
        }
        return sum.multiply(TWO).divide(BigDecimalMath.pi(more).sqrt(more), context);
    }

    /** {@code exp(x**2) * erfc(x)} further out, by its asymptotic series. */
    static BigDecimal erfcx(BigDecimal x, MathContext context) {
        double size = x.doubleValue();
        // its smallest term is about exp(-x**2)
        if (context.getPrecision() > size * size / 2.4) {
            throw new HighPrecision.Unknown("erfc of " + size, false);
        }
        BigDecimal twice = TWO.multiply(x.multiply(x, context));
        BigDecimal term = BigDecimal.ONE;
        BigDecimal sum = BigDecimal.ZERO;
        for (int k = 1; scale(term) > -context.getPrecision(); k += 2) {
            sum = sum.add(term, context);
            term = term.multiply(BigDecimal.valueOf(-k)).divide(twice, context);
        }
        BigDecimal root = BigDecimalMath.pi(context).sqrt(context);
        return sum.divide(x.multiply(root, context), context);
    }

    /** The logarithm of the size of the gamma function: by recurrence to where Stirling's series holds. */
    static BigDecimal logGamma(BigDecimal x, MathContext context) {
        int steps = steps(x, context);
        BigDecimal product = BigDecimal.ONE;
        for (int k = 0; k < steps; k++) {
            product = product.multiply(x.add(BigDecimal.valueOf(k)), context);
        }
        BigDecimal z = x.add(BigDecimal.valueOf(steps));
        BigDecimal twoPi = TWO.multiply(BigDecimalMath.pi(context));
        BigDecimal sum = z.subtract(new BigDecimal("0.5"))
                .multiply(BigDecimalMath.log(z, context), context)
                .subtract(z)
                .add(BigDecimalMath.log(twoPi, context).divide(TWO, context));
        BigDecimal power = z;
        for (int k = 2; k < STEPS; k += 2) {
            BigDecimal divisor = BigDecimal.valueOf((long) k * (k - 1)).multiply(power, context);
            BigDecimal term = BigDecimalMath.bernoulli(k, context).divide(divisor, context);
            if (scale(term) < -context.getPrecision()) {
                return sum.subtract(BigDecimalMath.log(product.abs(), context), context);
            }
            sum = sum.add(term, context);
            power = power.multiply(z, context).multiply(z, context);
        }
        throw new HighPrecision.Unknown("lgamma of " + x.doubleValue(), false);
    }

    /** The slope of {@link #logGamma}, likewise. */
    static BigDecimal digamma(BigDecimal x, MathContext context) {
        int steps = steps(x, context);
        BigDecimal sum = BigDecimal.ZERO;
        for (int k = 0; k < steps; k++) {
            sum = sum.subtract(BigDecimal.ONE.divide(x.add(BigDecimal.valueOf(k)), context), context);
        }
        BigDecimal z = x.add(BigDecimal.valueOf(steps));
        sum = sum.add(BigDecimalMath.log(z, context)).subtract(BigDecimal.ONE.divide(z.multiply(TWO), context));
        BigDecimal power = z.multiply(z, context);
        for (int k = 2; k < STEPS; k += 2) {
            BigDecimal divisor = BigDecimal.valueOf(k).multiply(power, context);
            BigDecimal term = BigDecimalMath.bernoulli(k, context).divide(divisor, context);
            if (scale(term) < -context.getPrecision()) {
                return sum.round(context);
            }
            sum = sum.subtract(term, context);
            power = power.multiply(z, context).multiply(z, context);
        }
        throw new HighPrecision.Unknown("digamma of " + x.doubleValue(), false);
    }

    /** How many steps of the recurrence lead to where the series holds. */
    private static int steps(BigDecimal x, MathContext context) {
        double steps = Math.ceil(context.getPrecision() - x.doubleValue());
        boolean isLong = context.getPrecision() > DIGITS && x.doubleValue() < FEW_TERMS;
        if (steps > STEPS || isLong) {
            throw new HighPrecision.Unknown("a gamma function of " + x.doubleValue(), false);
        }
        return (int) Math.max(0, steps);
    }

    private static int scale(BigDecimal x) {
        return x.precision() - x.scale();
    }
}
