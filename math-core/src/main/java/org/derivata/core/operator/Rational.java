package org.derivata.core.operator;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import org.derivata.core.diagnostic.ArgumentException;
import org.derivata.core.diagnostic.Diagnostic;
import org.jspecify.annotations.Nullable;

/**
 * An exact fraction in lowest terms, denominator positive. Literals are these until a program is planned, so that no rewriting ever rounds.
 *
 * <p>Numerators and denominators that fit a {@code long} are kept as such: nearly all do, and sums of terms are made of little else.
 */
public final class Rational implements Comparable<Rational> {

    private static final BigInteger LEAST = BigInteger.valueOf(-Long.MAX_VALUE);
    private static final BigInteger GREATEST = BigInteger.valueOf(Long.MAX_VALUE);

    /**
     * Bits of numerator and denominator together, which bounds the time of every operation: 1/2 + 1/3 + 1/5 + ... would double its digits
     * with its length, {@code a = a * a} with each line. Seven of the smallest doubles multiplied still fit.
     */
    private static final int MOST_BITS = 8192;

    /** Integers below this one are doubles, and the quotient of two of them is rounded once. */
    private static final long EXACT = 1L << 53;

    /** As many digits fit a {@code long}, and as a power of ten. */
    private static final int SHORT = 18;

    public static final Rational ZERO = of(0);
    public static final Rational ONE = of(1);
    public static final Rational MINUS_ONE = of(-1);
    public static final Rational HALF = of(1, 2);

    private final long smallNumerator;
    private final long smallDenominator;

    /** Null where the small ones hold; {@link Long#MIN_VALUE} is no small number, so that every small one has a negative. */
    private final @Nullable BigInteger bigNumerator;

    private final BigInteger bigDenominator;

    private Rational(long numerator, long denominator) {
        this.smallNumerator = numerator;
        this.smallDenominator = denominator;
        this.bigNumerator = null;
        this.bigDenominator = BigInteger.ONE;
    }

    private Rational(BigInteger numerator, BigInteger denominator) {
        if (numerator.bitLength() + denominator.bitLength() > MOST_BITS) {
            throw tooLong();
        }
        this.smallNumerator = 0;
        this.smallDenominator = 0;
        this.bigNumerator = numerator;
        this.bigDenominator = denominator;
    }

    public static Rational of(long value) {
        return value == Long.MIN_VALUE ? lowest(BigInteger.valueOf(value), BigInteger.ONE) : new Rational(value, 1);
    }

    public static Rational of(long numerator, long denominator) {
        if (numerator == Long.MIN_VALUE || denominator == Long.MIN_VALUE || denominator == 0) {
            return of(BigInteger.valueOf(numerator), BigInteger.valueOf(denominator));
        }
        long divisor = greatestCommonDivisor(numerator, denominator);
        long signed = denominator < 0 ? -divisor : divisor;
        return new Rational(numerator / signed, denominator / signed);
    }

    /** The fraction in lowest terms. A zero denominator is an {@link ArithmeticException}. */
    public static Rational of(BigInteger numerator, BigInteger denominator) {
        if (denominator.signum() == 0) {
            throw new ArithmeticException("division by zero");
        }
        BigInteger divisor = denominator.equals(BigInteger.ONE) ? BigInteger.ONE : numerator.gcd(denominator);
        BigInteger signed = denominator.signum() < 0 ? divisor.negate() : divisor;
        return lowest(numerator.divide(signed), denominator.divide(signed));
    }

    private static Rational lowest(BigInteger numerator, BigInteger denominator) {
        boolean small = numerator.compareTo(LEAST) >= 0
                && numerator.compareTo(GREATEST) <= 0
                && denominator.compareTo(GREATEST) <= 0;
        return small
                ? new Rational(numerator.longValue(), denominator.longValue())
                : new Rational(numerator, denominator);
    }

    private static long greatestCommonDivisor(long a, long b) {
        long x = Math.abs(a);
        long y = Math.abs(b);
        while (y != 0) {
            long rest = x % y;
            x = y;
            y = rest;
        }
        return x;
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
        if (!decimal.isEmpty() && decimal.length() <= SHORT) {
            Rational value = parseShort(decimal);
            if (value != null) {
                return value;
            }
        }
        try {
            return of(new BigDecimal(decimal));
        } catch (NumberFormatException hugeExponent) {
            throw tooLong();
        }
    }

    /** The value of digits with or without a point among them; null for anything else. */
    private static @Nullable Rational parseShort(String decimal) {
        long digits = 0;
        long scale = 0;
        for (int i = 0; i < decimal.length(); i++) {
            char each = decimal.charAt(i);
            if (each >= '0' && each <= '9') {
                digits = 10 * digits + each - '0';
                scale *= 10;
            } else if (each == '.' && scale == 0 && decimal.length() > 1) {
                scale = 1;
            } else {
                return null;
            }
        }
        return scale <= 1 ? new Rational(digits, 1) : of(digits, scale);
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
                ? lowest(plain.toBigIntegerExact(), BigInteger.ONE)
                : of(plain.unscaledValue(), BigInteger.TEN.pow(plain.scale()));
    }

    private boolean isSmall() {
        return bigNumerator == null;
    }

    public BigInteger numerator() {
        return bigNumerator == null ? BigInteger.valueOf(smallNumerator) : bigNumerator;
    }

    public BigInteger denominator() {
        return bigNumerator == null ? BigInteger.valueOf(smallDenominator) : bigDenominator;
    }

    /** Whether products of the parts of two such fractions, and sums of two such products, fit a {@code long}. */
    private boolean isTiny() {
        return isSmall() && Math.abs(smallNumerator) < 1L << 31 && smallDenominator < 1L << 31;
    }

    public Rational plus(Rational other) {
        if (isTiny() && other.isTiny()) {
            long sum = smallNumerator * other.smallDenominator + other.smallNumerator * smallDenominator;
            long common = smallDenominator * other.smallDenominator;
            return common == 1 ? new Rational(sum, 1) : of(sum, common);
        }
        return of(
                numerator().multiply(other.denominator()).add(other.numerator().multiply(denominator())),
                denominator().multiply(other.denominator()));
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
        if (isTiny() && other.isTiny()) {
            return of(smallNumerator * other.smallNumerator, smallDenominator * other.smallDenominator);
        }
        return of(numerator().multiply(other.numerator()), denominator().multiply(other.denominator()));
    }

    public Rational dividedBy(Rational other) {
        return other.isOne() ? this : times(other.reciprocal());
    }

    public Rational reciprocal() {
        return isSmall() ? of(smallDenominator, smallNumerator) : of(denominator(), numerator());
    }

    public Rational negate() {
        if (isOne()) {
            return MINUS_ONE;
        }
        return isSmall()
                ? new Rational(-smallNumerator, smallDenominator)
                : lowest(numerator().negate(), bigDenominator);
    }

    public Rational abs() {
        return signum() >= 0 ? this : smallNumerator == -1 && smallDenominator == 1 ? ONE : negate();
    }

    /** Whether {@link #power} has few enough digits to be computed, and no division by zero. */
    public boolean hasPower(int exponent) {
        boolean unit = isInt() && Math.abs(smallNumerator) <= 1;
        return unit ? !isZero() || exponent >= 0 : bits() * Math.abs((long) exponent) <= MOST_BITS;
    }

    /**
     * An integer power, negative ones by the reciprocal.
     *
     * @throws ArgumentException {@code number.range} when it has thousands of digits; before they are computed
     */
    public Rational power(int exponent) {
        if ((bits() - 2) * Math.abs((long) exponent) > MOST_BITS) {
            throw tooLong();
        }
        Rational power =
                lowest(numerator().pow(Math.abs(exponent)), denominator().pow(Math.abs(exponent)));
        return exponent < 0 ? power.reciprocal() : power;
    }

    public int signum() {
        return bigNumerator == null ? Long.signum(smallNumerator) : bigNumerator.signum();
    }

    public boolean isZero() {
        return isSmall() && smallNumerator == 0;
    }

    public boolean isOne() {
        return smallNumerator == 1 && smallDenominator == 1;
    }

    public boolean isInteger() {
        return isSmall() ? smallDenominator == 1 : bigDenominator.equals(BigInteger.ONE);
    }

    /** Whether this is an integer that fits an {@code int}. */
    public boolean isInt() {
        return smallDenominator == 1 && smallNumerator == (int) smallNumerator;
    }

    public int intValue() {
        return isInt() ? (int) smallNumerator : numerator().intValueExact();
    }

    /** Size of numerator and denominator together, in bits: what exact arithmetic with it costs. */
    public int bits() {
        if (isSmall()) {
            return 2 * Long.SIZE
                    - Long.numberOfLeadingZeros(smallNumerator < 0 ? ~smallNumerator : smallNumerator)
                    - Long.numberOfLeadingZeros(smallDenominator);
        }
        return numerator().bitLength() + denominator().bitLength();
    }

    /** The nearest double. */
    public double toDouble() {
        if (isSmall() && Math.abs(smallNumerator) < EXACT && smallDenominator < EXACT) {
            return (double) smallNumerator / smallDenominator;
        }
        BigInteger numerator = numerator();
        BigInteger denominator = denominator();
        if (isInteger()) {
            return numerator.doubleValue();
        }
        // 800 digits are more than any double needs to be decided, so the second rounding can only matter on an exact
        // tie of that length
        return new BigDecimal(numerator)
                .divide(new BigDecimal(denominator), new MathContext(800))
                .doubleValue();
    }

    @Override
    public int compareTo(Rational other) {
        if (isTiny() && other.isTiny()) {
            return Long.compare(smallNumerator * other.smallDenominator, other.smallNumerator * smallDenominator);
        }
        return numerator()
                .multiply(other.denominator())
                .compareTo(other.numerator().multiply(denominator()));
    }

    @Override
    public boolean equals(Object other) {
        return this == other
                || (other instanceof Rational that
                        && smallNumerator == that.smallNumerator
                        && smallDenominator == that.smallDenominator
                        && (isSmall()
                                ? that.isSmall()
                                : numerator().equals(that.bigNumerator) && bigDenominator.equals(that.bigDenominator)));
    }

    /** That of the parts as {@link BigInteger}s, whatever they are kept as: the order of operands depends on it. */
    @Override
    public int hashCode() {
        return isSmall()
                ? 31 * hash(smallNumerator) + hash(smallDenominator)
                : 31 * numerator().hashCode() + bigDenominator.hashCode();
    }

    private static int hash(long value) {
        long magnitude = Math.abs(value);
        return Long.signum(value) * (31 * (int) (magnitude >>> 32) + (int) magnitude);
    }

    /** {@code 3}, {@code -1/2}. */
    @Override
    public String toString() {
        if (isSmall()) {
            return smallDenominator == 1 ? Long.toString(smallNumerator) : smallNumerator + "/" + smallDenominator;
        }
        return isInteger() ? numerator().toString() : numerator() + "/" + denominator();
    }
}
