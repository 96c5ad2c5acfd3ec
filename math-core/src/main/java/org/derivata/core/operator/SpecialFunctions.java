package org.derivata.core.operator;

import org.apache.commons.numbers.gamma.Erf;
import org.apache.commons.numbers.gamma.Erfc;
import org.apache.commons.numbers.gamma.Erfcx;
import org.apache.commons.numbers.gamma.LogGamma;

/** Functions of one or two numbers that the JDK lacks. */
public final class SpecialFunctions {

    /** Below this the square of a number is nothing beside 1. */
    private static final double SERIES_OF_TWO_TERMS = 1e-9;

    private SpecialFunctions() {}

    /** {@code log(1 + exp(x))}, the larger part taken out so that nothing overflows. */
    public static double softplus(double x) {
        return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
    }

    /** {@code log(exp(a) + exp(b))}, the larger part taken out. */
    public static double logAddExp(double a, double b) {
        return a == b ? a + Math.log(2) : Math.max(a, b) + Math.log1p(Math.exp(-Math.abs(a - b)));
    }

    public static double log1mExp(double x) {
        return x > -Math.log(2) ? Math.log(-Math.expm1(x)) : Math.log1p(-Math.exp(x));
    }

    public static double xLogY(double x, double y) {
        return x == 0 && !Double.isNaN(y) ? 0 : x * Math.log(y);
    }

    /** {@code x * log1p(y)}, and 0 where x is 0. */
    public static double xLog1pY(double x, double y) {
        return x == 0 && !Double.isNaN(y) ? 0 : x * Math.log1p(y);
    }

    /** {@code log1p(x) - x}. With {@code r = x / (2 + x)} the logarithm is {@code 2 atanh(r)}, and {@code 2 r - x} is {@code -r x}. */
    public static double log1pMinusX(double x) {
        if (Math.abs(x) > 0.5) {
            return Math.log1p(x) - x;
        }
        double r = x / (2 + x);
        double square = r * r;
        double sum = 0;
        for (int k = 14; k > 0; k--) {
            sum = square * (1.0 / (2 * k + 1) + sum);
        }
        return r * (2 * sum - x);
    }

    /** {@code (x / (1 + x) - log1p(x)) / x**2}, the derivative of {@code log1p(x) / x}. */
    public static double log1pRatioSlope(double x) {
        if (Math.abs(x) < SERIES_OF_TWO_TERMS) {
            return x * 2 / 3 - 0.5;
        }
        double part = x / (1 + x);
        double difference = Math.abs(x) < 1 ? log1pMinusX(-part) : part - Math.log1p(x);
        return difference / x / x;
    }

    /** {@code sin(x) / x**2 - cos(x) / x}, the spherical Bessel function of order 1. */
    public static double sphericalJ1(double x) {
        return Math.abs(x) > 1
                ? Double.isInfinite(x) ? 0 : (Math.sin(x) / x - Math.cos(x)) / x
                : firstBesselSeries(x, -x * x / 2);
    }

    /** {@code cosh(x) / x - sinh(x) / x**2}, the modified spherical Bessel function of order 1. */
    public static double sphericalI1(double x) {
        if (Double.isInfinite(x)) {
            return x;
        }
        return Math.abs(x) > 1 ? Math.cosh(x) / x * (1 - Math.tanh(x) / x) : firstBesselSeries(x, x * x / 2);
    }

    /** The sum over k of {@code x / 3 * step**k / (k! * 5 * 7 * ... * (2 k + 3))}. */
    private static double firstBesselSeries(double x, double step) {
        double sum = 1;
        for (int k = 12; k > 0; k--) {
            sum = 1 + sum * step / (k * (2 * k + 3));
        }
        return x / 3 * sum;
    }

    /** 1 / x, and 0 where x is 0. */
    public static double reciprocalNoNan(double x) {
        return x == 0 ? 0 : 1 / x;
    }

    public static double divideNoNan(double a, double b) {
        return b == 0 ? 0 : a / b;
    }

    /** {@code a * b / c}, with exponents apart where the product leaves the range of normal numbers. */
    public static double mulDiv(double a, double b, double c) {
        double product = a * b;
        return isNormal(product) ? product / c : mulDivApart(a, b, c);
    }

    /** {@code a / b / c}, with the exponents apart where {@code a / b} is out of range. */
    public static double divDiv(double a, double b, double c) {
        double quotient = a / b;
        return isNormal(quotient) ? quotient / c : divDivApart(a, b, c);
    }

    private static boolean isNormal(double x) {
        double size = Math.abs(x);
        return size >= Double.MIN_NORMAL && size <= Double.MAX_VALUE;
    }

    /** {@code a / b} where both are normal numbers, else {@code otherwise} where that is a number. */
    public static double divideInRange(double a, double b, double otherwise) {
        return (isNormal(a) && isNormal(b)) || Double.isNaN(otherwise) ? a / b : otherwise;
    }

    private static double mulDivApart(double a, double b, double c) {
        if (a == 0 || b == 0) {
            return a * b / c;
        }
        double exponent = exponentOf(a) + exponentOf(b) - exponentOf(c);
        return Math.scalb(significandOf(a) * significandOf(b) / significandOf(c), (int) exponent);
    }

    private static double divDivApart(double a, double b, double c) {
        if (a == 0) {
            return a / b / c;
        }
        double exponent = exponentOf(a) - exponentOf(b) - exponentOf(c);
        return Math.scalb(significandOf(a) / significandOf(b) / significandOf(c), (int) exponent);
    }

    /** {@code x} where it is a normal number, else none. */
    public static double normal(double x) {
        return isNormal(x) ? x : Double.NaN;
    }

    /** The product of the significands of {@code b} and {@code c}; of no interest, and not computed, where {@code a} is a normal number. */
    public static double significands(double a, double b, double c) {
        return isNormal(a) ? a : significandOf(b) * significandOf(c);
    }

    /** The exponent of two of {@code b * c}, likewise. */
    public static double exponents(double a, double b, double c) {
        return isNormal(a) ? a : exponentOf(b) + exponentOf(c);
    }

    /** {@code a} where it is a normal number, else {@code b * 2**c} for a whole number {@code c}. */
    public static double scaledIfNeeded(double a, double b, double c) {
        return isNormal(a) ? a : Math.scalb(b, (int) c);
    }

    /** Between 1 and 2 in size; 0, infinity and what is no number are their own. */
    private static double significandOf(double x) {
        return x != 0 && Double.isFinite(x) ? significand(x) : x;
    }

    private static double exponentOf(double x) {
        return x != 0 && Double.isFinite(x) ? exponent(x) : 0;
    }

    /** The exponent of two, of subnormal numbers too. */
    private static int exponent(double x) {
        return Math.abs(x) < Double.MIN_NORMAL ? Math.getExponent(x * 0x1p54) - 54 : Math.getExponent(x);
    }

    private static double significand(double x) {
        int exponent = exponent(x);
        // no power of two reaches from the smallest number to 1
        return Math.scalb(Math.scalb(x, -exponent / 2), exponent / 2 - exponent);
    }

    /**
     * {@code (1 + x)**y}. What the rounding of {@code 1 + x} leaves over is known exactly, and its power is a factor near 1; where it leaves nothing
     * over, this is the power itself.
     */
    public static double compound(double x, double y) {
        double base = 1 + x;
        double power = Powers.pow(base, y);
        double part = base - x;
        double rest = (1 - part) + (x - (base - part));
        boolean isExact = rest == 0
                || base == 0
                || power == 0
                || !Double.isFinite(base)
                || !Double.isFinite(power)
                || Double.isInfinite(y);
        return isExact ? power : power * Math.exp(y * Math.log1p(rest / base));
    }

    /** {@code (y - p) / (p * (1 - p))}; 1 where both are 1 and -1 where both are 0, since a logarithm without weight has no slope. */
    public static double bernoulliScore(double y, double p) {
        return y == p && (p == 0 || p == 1) ? 2 * p - 1 : (y - p) / p / (1 - p);
    }

    public static double asinh(double x) {
        double a = Math.abs(x);
        double value = a > 1e8 ? Math.log(a) + Math.log(2) : Math.log1p(a + a * a / (1 + Math.sqrt(a * a + 1)));
        return Math.copySign(value, x);
    }

    public static double acosh(double x) {
        double t = x - 1;
        return x > 1e8 ? Math.log(x) + Math.log(2) : Math.log1p(t + Math.sqrt(2 * t + t * t));
    }

    public static double atanh(double x) {
        double a = Math.abs(x);
        return Math.copySign(0.5 * Math.log1p(2 * a / (1 - a)), x);
    }

    public static double erf(double x) {
        return Erf.value(x);
    }

    public static double erfc(double x) {
        return Erfc.value(x);
    }

    /** {@code exp(x**2) * erfc(x)}. */
    public static double erfcx(double x) {
        return Erfcx.value(x);
    }

    /** {@code log(erfc(x))}, also where erfc(x) is too small for a double. */
    public static double logErfc(double x) {
        return x > 0.5 ? Math.log(Erfcx.value(x)) - x * x : Math.log1p(-Erf.value(x));
    }

    /** log|Γ(x)|; for negative arguments by the reflection formula. */
    public static double logGamma(double x) {
        if (x > 0) {
            return LogGamma.value(x);
        }
        if (x == Math.rint(x)) {
            return Double.isNaN(x) ? x : Double.POSITIVE_INFINITY;
        }
        return Math.log(Math.PI / Math.abs(sinPi(x))) - LogGamma.value(1 - x);
    }

    /** sin(πx), reduced before the multiplication so that large arguments keep their fraction. */
    private static double sinPi(double x) {
        double fraction = x - 2 * Math.rint(x / 2);
        return Math.sin(Math.PI * fraction);
    }

    private static double cosPi(double x) {
        double fraction = x - 2 * Math.rint(x / 2);
        return Math.cos(Math.PI * fraction);
    }

    /** The even Bernoulli numbers from the second on. */
    private static final double[] BERNOULLI = {
        1.0 / 6, -1.0 / 30, 1.0 / 42, -1.0 / 30, 5.0 / 66, -691.0 / 2730, 7.0 / 6, -3617.0 / 510, 43867.0 / 798
    };

    private static final double ASYMPTOTIC = 15;

    /**
     * The polygamma function of an order; order 0 is digamma. Recurrence up to where the asymptotic series holds (Abramowitz and Stegun, 6.3.18 and
     * 6.4.11), reflection for negative arguments of orders 0 and 1.
     */
    public static double polygamma(int order, double x) {
        if (Double.isNaN(x) || x == Double.NEGATIVE_INFINITY) {
            return Double.NaN;
        }
        if (x <= 0) {
            if (x == Math.rint(x)) {
                return Double.NaN;
            }
            if (order == 0) {
                return polygamma(0, 1 - x) - Math.PI * cosPi(x) / sinPi(x);
            }
            if (order == 1) {
                double sine = sinPi(x);
                return Math.PI * Math.PI / (sine * sine) - polygamma(1, 1 - x);
            }
        }
        double sign = order % 2 == 0 ? -1 : 1;
        double factorial = factorial(order);
        double shifted = 0;
        double z = x;
        for (; z < ASYMPTOTIC + order; z++) {
            shifted += 1 / Math.pow(z, order + 1);
        }
        double series = order == 0
                ? -Math.log(z) + 1 / (2 * z)
                : factorial(order - 1) / Math.pow(z, order) + factorial / (2 * Math.pow(z, order + 1));
        for (int k = 0; k < BERNOULLI.length; k++) {
            int twice = 2 * (k + 1);
            double term = BERNOULLI[k] * factorial(twice + order - 1) / factorial(twice);
            series += term / Math.pow(z, twice + order);
        }
        return sign * (factorial * shifted + series);
    }

    private static double factorial(int n) {
        double product = 1;
        for (int i = 2; i <= n; i++) {
            product *= i;
        }
        return product;
    }
}
