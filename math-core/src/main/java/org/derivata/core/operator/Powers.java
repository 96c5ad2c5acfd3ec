package org.derivata.core.operator;

import java.util.function.DoubleUnaryOperator;

/** Powers with a constant exponent: the cheapest exact way for each. */
public final class Powers {

    /** Integer exponents up to this one, negative ones too, are repeated multiplication. */
    public static final int REPEATED = 64;

    private Powers() {}

    /**
     * {@code base**exponent} as IEEE 754 has it: {@link Math#pow}, but that 1 to any power is 1, to infinity and to no number too, and so is -1 to
     * infinity, where Java has NaN.
     */
    public static double pow(double base, double exponent) {
        double power = Math.pow(base, exponent);
        return Double.isNaN(power) && isOne(base, exponent) ? 1 : power;
    }

    private static boolean isOne(double base, double exponent) {
        return base == 1 || (base == -1 && Double.isInfinite(exponent));
    }

    /**
     * The function {@code x -> x**exponent}: integers up to 64 by squaring, halves by square roots, the rest by {@link #pow}. Negative
     * exponents are reciprocals of positive ones.
     */
    public static DoubleUnaryOperator function(Rational exponent) {
        if (exponent.isInt() && Math.abs((long) exponent.intValue()) <= REPEATED) {
            int n = exponent.intValue();
            return n >= 0 ? x -> power(x, n) : x -> 1 / power(x, -n);
        }
        if (exponent.equals(Rational.HALF)) {
            return Math::sqrt;
        }
        if (exponent.equals(Rational.HALF.negate())) {
            return x -> 1 / Math.sqrt(x);
        }
        double value = exponent.toDouble();
        return x -> pow(x, value);
    }

    /** An integer power by squaring; 1 for the exponent 0, whatever {@code x} is. */
    public static double power(double x, int exponent) {
        double result = 1;
        double square = x;
        for (int n = exponent; n > 0; n >>= 1) {
            if ((n & 1) == 1) {
                result *= square;
            }
            square *= square;
        }
        return result;
    }
}
