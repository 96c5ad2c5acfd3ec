package org.derivata.core.operator;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import org.derivata.core.diagnostic.ArgumentException;
import org.derivata.core.diagnostic.Diagnostic;

/**
 * An exact fraction in lowest terms, denominator positive. Literals are these until a program is planned, so that no rewriting ever rounds.
 */
public final class Rational implements Comparable<Rational> {

    public static final Rational ZERO = of(0);
    public static final Rational ONE = of(1);
    public static final Rational MINUS_ONE = of(-1);
    public static final Rational HALF = of(1, 2);

    private final BigInteger numerator;
    private final BigInteger denominator;

    /**
     * Bits of numerator and denominator together, which bounds the time of every operation: 1/2 + 1/3 + 1/5 + ... would double its digits
     * with its length, {@code a = a * a} with each line. Seven of the smallest doubles multiplied still fit.
     */
    private static final int MOST_BITS = 8192;

    private Rational(BigInteger numerator, BigInteger denominator) {
        if (numerator.bitLength() + denominator.bitLength() > MOST_BITS) {
            throw tooLong();
        }
        this.numerator = numerator;
        this.denominator = denominator;
    }

    public static Rational of(long value) {
        return new Rational(BigInteger.valueOf(value), BigInteger.ONE);
    }

    public static Rational of(long numerator, long denominator) {
        return of(BigInteger.valueOf(numerator), BigInteger.valueOf(denominator));
    }

    /** The fraction in lowest terms. A zero denominator is an {@link ArithmeticException}. */
    public static Rational of(BigInteger numerator, BigInteger denominator) {
        if (denominator.signum() == 0) {
            throw new ArithmeticException("division by zero");
        }
        if (denominator.equals(BigInteger.ONE)) {
            return new Rational(numerator, denominator);
        }
        BigInteger divisor = numerator.gcd(denominator);
        BigInteger signed = denominator.signum() < 0 ? divisor.negate() : divisor;
        return new Rational(numerator.divide(signed), denominator.divide(signed));
    }

    private static ArgumentException tooLong() {
        return new ArgumentException(
                Diagnostic.of("number.range", "a number here has too many digits to be computed with exactly")
                        .help("write constants with fewer digits: a double holds 17"));
    }

    /**
     * The exact value of a decimal literal such as {@code 2.5e-3}.
     *
     * @throws ArgumentException {@code number.range} when it has thousands of digits
     */
    public static Rational parse(String decimal) {
        if (decimal.length() > MOST_BITS) {
            throw tooLong();
        }
        try {
            return of(new BigDecimal(decimal));
        } catch (NumberFormatException hugeExponent) {
            throw tooLong();
        }
    }

    /** A double by its shortest decimal: 0.1 is one tenth. NaN and infinities are a {@link NumberFormatException}. */
    public static Rational of(double value) {
        return of(new BigDecimal(Double.toString(value)));
    }

    private static Rational of(BigDecimal decimal) {
        BigDecimal plain = decimal.stripTrailingZeros();
        if (plain.scale() > MOST_BITS || plain.scale() < -MOST_BITS) {
            throw tooLong();
        }
        return plain.scale() <= 0
                ? new Rational(plain.toBigIntegerExact(), BigInteger.ONE)
                : of(plain.unscaledValue(), BigInteger.TEN.pow(plain.scale()));
    }

    public BigInteger numerator() {
        return numerator;
    }

    public BigInteger denominator() {
        return denominator;
    }

    public Rational plus(Rational other) {
        if (isInteger() && other.isInteger()) {
            return new Rational(numerator.add(other.numerator), BigInteger.ONE);
        }
        return of(
                numerator.multiply(other.denominator).add(other.numerator.multiply(denominator)),
                denominator.multiply(other.denominator));
    }

    public Rational minus(Rational other) {
        return plus(other.negate());
    }

    public Rational times(Rational other) {
        if (isOne()) {
            return other;
        }
        if (other.isOne()) {
            return this;
        }
        if (isInteger() && other.isInteger()) {
            return new Rational(numerator.multiply(other.numerator), BigInteger.ONE);
        }
        return of(numerator.multiply(other.numerator), denominator.multiply(other.denominator));
    }

    public Rational dividedBy(Rational other) {
        return other.isOne() ? this : times(other.reciprocal());
    }

    public Rational reciprocal() {
        return of(denominator, numerator);
    }

    public Rational negate() {
        return new Rational(numerator.negate(), denominator);
    }

    public Rational abs() {
        return signum() < 0 ? negate() : this;
    }

    /** An integer power, negative ones by the reciprocal. */
    public Rational power(int exponent) {
        Rational power = new Rational(numerator.pow(Math.abs(exponent)), denominator.pow(Math.abs(exponent)));
        return exponent < 0 ? power.reciprocal() : power;
    }

    public int signum() {
        return numerator.signum();
    }

    public boolean isZero() {
        return numerator.signum() == 0;
    }

    public boolean isOne() {
        return this == ONE || (isInteger() && numerator.equals(BigInteger.ONE));
    }

    public boolean isInteger() {
        return denominator.equals(BigInteger.ONE);
    }

    /** Whether this is an integer that fits an {@code int}. */
    public boolean isInt() {
        return isInteger() && numerator.bitLength() < 32;
    }

    public int intValue() {
        return numerator.intValueExact();
    }

    /** Size of numerator and denominator together, in bits: what exact arithmetic with it costs. */
    public int bits() {
        return numerator.bitLength() + denominator.bitLength();
    }

    /** The nearest double. */
    public double toDouble() {
        if (isInteger() && numerator.bitLength() < 63) {
            return numerator.longValue();
        }
        if (numerator.bitLength() < 53 && denominator.bitLength() < 53) {
            return (double) numerator.longValue() / denominator.longValue();
        }
        // 800 digits are more than any double needs to be decided, so the second rounding can only matter on an exact
        // tie of that length
        return new BigDecimal(numerator)
                .divide(new BigDecimal(denominator), new MathContext(800))
                .doubleValue();
    }

    @Override
    public int compareTo(Rational other) {
        return numerator.multiply(other.denominator).compareTo(other.numerator.multiply(denominator));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Rational that
                && numerator.equals(that.numerator)
                && denominator.equals(that.denominator);
    }

    @Override
    public int hashCode() {
        return 31 * numerator.hashCode() + denominator.hashCode();
    }

    /** {@code 3}, {@code -1/2}. */
    @Override
    public String toString() {
        return isInteger() ? numerator.toString() : numerator + "/" + denominator;
    }
}
