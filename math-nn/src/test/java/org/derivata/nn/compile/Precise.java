package org.derivata.nn.compile;

import ch.obermuhlner.math.big.BigDecimalMath;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.derivata.core.operator.Rational;

/**
 * Sums, products and functions with many digits. A number that was never rounded has as few as it needs, a rounded one all; what cancels until too few
 * are left asks for more.
 */
final class Precise {

    /** The exponential of a larger number is beyond all range. */
    private static final double LARGEST_EXPONENT = 5e8;

    /** Of what cancelled to 0 rounding leaves something: a zero that no double need have. */
    private static final BigDecimal LOST = new BigDecimal(BigInteger.ZERO, 1_000_000);

    /** Nearer to a jump than this, relatively, rounding decides on which side a double lies. */
    private static final double NEAR = 1e-12;

    /** Of larger numbers even the last level has too few digits. */
    private static final int LARGEST_SCALE = 330;

    /** Of a number beyond all range even a root has more digits than this before or after its point. */
    private static final long LEAST_BEYOND = 1_000_000;

    /** What rounding leaves of a whole number is no larger. */
    private static final BigDecimal FRACTION = new BigDecimal("1e-20");

    /** A double larger than this has no fraction. */
    private static final BigDecimal WHOLE = new BigDecimal("1e16");

    private static final MathContext DISTANCE = new MathContext(60);

    private static final BigDecimal ZERO = BigDecimal.ZERO;
    private static final BigDecimal ONE = BigDecimal.ONE;
    private static final BigDecimal TWO = BigDecimal.valueOf(2);
    private static final BigDecimal HALF = new BigDecimal("0.5");

    private final MathContext context;
    private final boolean isLast;
    private final int beyond;
    private final Map<String, UnaryOperator<BigDecimal>> unary = new HashMap<>();
    private final Map<String, BinaryOperator<BigDecimal>> binary = new HashMap<>();
    private boolean isBeyond;

    /**
     * Numbers of so many digits.
     *
     * @param isLast whether there are no more digits to be had
     * @param beyond the exponent of ten that stands for what is beyond all range
     */
    Precise(int digits, boolean isLast, int beyond) {
        this.context = new MathContext(digits, RoundingMode.HALF_EVEN);
        this.isLast = isLast;
        this.beyond = beyond;
        addUnary();
        addBinary();
    }

    MathContext context() {
        return context;
    }

    /** Whether a number was made that is beyond all range. */
    boolean isBeyond() {
        return isBeyond;
    }

    boolean knows(String function, int operands) {
        return (operands == 1 && unary.containsKey(function)) || (operands == 2 && binary.containsKey(function));
    }

    BigDecimal call(String function, BigDecimal a) {
        return Objects.requireNonNull(unary.get(function)).apply(a);
    }

    BigDecimal call(String function, BigDecimal a, BigDecimal b) {
        return Objects.requireNonNull(binary.get(function)).apply(a, b);
    }

    /** Whether a condition holds. */
    boolean holds(BigDecimal condition) {
        return side(condition, ZERO) != 0;
    }

    private static int scale(BigDecimal x) {
        return x.precision() - x.scale();
    }

    /**
     * A result that is 0, or so much smaller than what it was made of, that less than half of the digits are left. When there are no more digits to be had, numbers
     * of the sizes of doubles cancel to 0, as in {@code sin(pi)}: what is left is rounding.
     */
    private BigDecimal kept(BigDecimal result, int size) {
        boolean isLost = result.signum() == 0 || size - scale(result) > context.getPrecision() / 2;
        if (!isLost) {
            return result;
        }
        if (!isLast) {
            throw new HighPrecision.MoreDigits();
        }
        if (size > LARGEST_SCALE) {
            throw new HighPrecision.Unknown("digits", false);
        }
        return LOST;
    }

    BigDecimal sum(BigDecimal a, BigDecimal b) {
        BigDecimal sum = a.add(b, context);
        boolean isExact = a.signum() * b.signum() >= 0 || (isShort(a) && isShort(b));
        return isExact ? sum : kept(sum, Math.max(scale(a), scale(b)));
    }

    /** A number that was never rounded: what is rounded has all its digits. */
    private boolean isShort(BigDecimal x) {
        return x.signum() == 0 || x.precision() < context.getPrecision() / 2;
    }

    private BigDecimal difference(BigDecimal a, BigDecimal b) {
        return sum(a, b.negate());
    }

    BigDecimal product(BigDecimal a, BigDecimal b) {
        return known(a.multiply(b, context), a, b);
    }

    /** A result of two numbers that both stand for others is known only as another such number. */
    private static BigDecimal known(BigDecimal result, BigDecimal a, BigDecimal b) {
        if (result.signum() != 0 && isBeyond(a) && isBeyond(b) && !isBeyond(result)) {
            throw new HighPrecision.Unknown("beyond all range", false);
        }
        return result;
    }

    BigDecimal quotient(BigDecimal a, BigDecimal b) {
        BigDecimal quotient = known(a.divide(require(b, b.signum() != 0), context), a, b);
        return isShort(a)
                        && isShort(b)
                        && isShort(quotient)
                        && quotient.multiply(b).compareTo(a) == 0
                ? quotient
                : rounded(quotient);
    }

    /** A rounded result with all its digits, zeros too. */
    private BigDecimal rounded(BigDecimal x) {
        return x.signum() == 0 || x.precision() >= context.getPrecision()
                ? x
                : x.setScale(context.getPrecision() - scale(x));
    }

    BigDecimal number(Rational value) {
        return new BigDecimal(value.numerator()).divide(new BigDecimal(value.denominator()), context);
    }

    BigDecimal power(BigDecimal base, Rational exponent) {
        if (exponent.equals(Rational.HALF)) {
            return sqrt(base);
        }
        if (exponent.isInt() && Math.abs(exponent.intValue()) <= 1000) {
            BigDecimal power = base.pow(Math.abs(exponent.intValue()), context);
            return exponent.signum() < 0 ? quotient(ONE, power) : power;
        }
        return pow(base, number(exponent));
    }

    BigDecimal pow(BigDecimal base, BigDecimal exponent) {
        if (exponent.signum() == 0) {
            return ONE;
        }
        if (base.signum() == 0) {
            return require(ZERO, exponent.signum() > 0);
        }
        if (base.signum() < 0 && isOutOfRange(exponent) && scale(exponent) > 0) {
            // doubles do not know whether it is whole, and even
            throw new HighPrecision.Unknown("the parity of a number out of range", false);
        }
        boolean isInteger = isInteger(exponent);
        if (base.signum() < 0 && !isShort(exponent) && !isLast && isNearInteger(exponent)) {
            throw new HighPrecision.MoreDigits();
        }
        require(exponent, base.signum() > 0 || isInteger);
        BigDecimal size = exp(product(exponent, log(base.abs())));
        boolean isOdd = isInteger && !isInteger(exponent.divide(TWO));
        return base.signum() < 0 && isOdd ? size.negate() : size;
    }

    private static boolean isInteger(BigDecimal x) {
        return x.signum() == 0 || x.stripTrailingZeros().scale() <= 0;
    }

    private static boolean isNearInteger(BigDecimal x) {
        return isOutOfRange(x) || x.subtract(rint(x)).abs().compareTo(FRACTION) < 0;
    }

    private static BigDecimal rint(BigDecimal x) {
        return x.setScale(0, RoundingMode.HALF_EVEN);
    }

    /** A whole number beside one that no rounding takes over a jump. */
    private BigDecimal whole(BigDecimal x, RoundingMode mode, BigDecimal jump) {
        if (x.abs().compareTo(WHOLE) > 0 || (isShort(x) && isInteger(x))) {
            return x;
        }
        side(x, ZERO);
        BigDecimal shifted = x.subtract(jump);
        side(shifted, rint(shifted));
        return x.setScale(0, mode);
    }

    private BigDecimal xlog(BigDecimal a, BigDecimal b, UnaryOperator<BigDecimal> log) {
        return a.signum() == 0 && a.scale() < LOST.scale() ? ZERO : product(a, log.apply(b));
    }

    /** Whether a number may stand for others. */
    static boolean isBeyond(BigDecimal x) {
        return Math.abs((long) scale(x)) > LEAST_BEYOND;
    }

    private static BigDecimal require(BigDecimal value, boolean condition) {
        if (!condition) {
            throw new HighPrecision.Undefined();
        }
        return value;
    }

    BigDecimal exp(BigDecimal x) {
        if (x.signum() == 0) {
            return ONE;
        }
        if (Math.abs(x.doubleValue()) > LARGEST_EXPONENT) {
            isBeyond = true;
            return rounded(ONE.scaleByPowerOfTen(x.signum() * beyond));
        }
        if (isTiny(x)) {
            return rounded(ONE);
        }
        MathContext more = new MathContext(context.getPrecision() + 20);
        BigDecimal ten = BigDecimalMath.log(BigDecimal.TEN, more);
        int tens = x.divide(ten, more).intValue();
        BigDecimal rest = x.subtract(ten.multiply(BigDecimal.valueOf(tens)), more);
        return rounded(BigDecimalMath.exp(rest, context).scaleByPowerOfTen(tens));
    }

    /** Whether no digit of 1 is moved by a number. */
    private boolean isTiny(BigDecimal x) {
        return -scale(x) > context.getPrecision();
    }

    private BigDecimal log(BigDecimal x) {
        require(x, x.signum() > 0);
        if (Math.abs(scale(x)) > LARGEST_SCALE) {
            // the library writes out all digits before the point
            BigDecimal ten = BigDecimalMath.log(BigDecimal.TEN, context);
            return sum(log(x.scaleByPowerOfTen(-scale(x))), product(BigDecimal.valueOf(scale(x)), ten));
        }
        return x.compareTo(ONE) == 0 && isShort(x) ? ZERO : rounded(kept(BigDecimalMath.log(x, context), 0));
    }

    private BigDecimal sqrt(BigDecimal x) {
        return require(x, x.signum() >= 0).signum() == 0 ? x : root(x);
    }

    private BigDecimal root(BigDecimal x) {
        BigDecimal root = x.sqrt(context);
        return isShort(x) && isShort(root) && root.multiply(root).compareTo(x) == 0 ? root : rounded(root);
    }

    /** Newton's method of the library begins at 1: far from there it takes for ever. */
    private BigDecimal cbrt(BigDecimal x) {
        int thousands = Math.floorDiv(scale(x), 3);
        BigDecimal near = x.abs().scaleByPowerOfTen(-3 * thousands);
        return x.signum() == 0
                ? x
                : rounded(BigDecimalMath.root(near, BigDecimal.valueOf(3), context)
                        .scaleByPowerOfTen(thousands)
                        .multiply(sign(x)));
    }

    private static BigDecimal sign(BigDecimal x) {
        return BigDecimal.valueOf(x.signum());
    }

    private static BigDecimal truth(boolean holds) {
        return holds ? ONE : ZERO;
    }

    /** Whether a number is whole without having been rounded, other than what cancelled to 0: doubles have it too. */
    private boolean isCounted(BigDecimal x) {
        return isShort(x) && isInteger(x) && x.scale() < LOST.scale();
    }

    /** The sign of a difference that no rounding turns, nor that one of the numbers is out of the range of doubles. */
    private int side(BigDecimal a, BigDecimal b) {
        if (isCounted(a) && isCounted(b)) {
            return a.compareTo(b);
        }
        double size = Math.max(Math.abs(a.doubleValue()), Math.abs(b.doubleValue()));
        boolean isNear = size > 0
                ? Math.abs(a.subtract(b, DISTANCE).doubleValue()) <= NEAR * size
                : Math.max(a.scale(), b.scale()) >= LOST.scale();
        if (isNear || isOutOfRange(a) || isOutOfRange(b)) {
            throw new HighPrecision.Unknown("a jump", true);
        }
        return a.compareTo(b);
    }

    private static boolean isOutOfRange(BigDecimal x) {
        double size = Math.abs(x.doubleValue());
        return (x.signum() != 0 && size < Double.MIN_NORMAL) || Double.isInfinite(size);
    }

    private BigDecimal trigonometric(Function function, BigDecimal x) {
        // of an angle out of the range of doubles they know nothing
        if (isOutOfRange(x) && scale(x) > 0) {
            throw new HighPrecision.Unknown("an angle out of range", false);
        }
        // of an angle the digits before the point are lost
        if (scale(x) > context.getPrecision() / 2 && !isLast) {
            throw new HighPrecision.MoreDigits();
        }
        return x.signum() == 0
                ? function.apply(x, context)
                : rounded(kept(function.apply(x, context), Math.min(0, scale(x))));
    }

    /** A function to a precision. */
    private interface Function {
        BigDecimal apply(BigDecimal x, MathContext context);
    }

    private BigDecimal odd(Function function, BigDecimal x) {
        return isTiny(x) ? x : rounded(function.apply(x, context));
    }

    private BigDecimal sinh(BigDecimal x) {
        return isTiny(x) || x.signum() == 0
                ? x
                : difference(exp(x), exp(x.negate())).divide(TWO, context);
    }

    private BigDecimal cosh(BigDecimal x) {
        return sum(exp(x), exp(x.negate())).divide(TWO, context);
    }

    private BigDecimal tanh(BigDecimal x) {
        if (isTiny(x)) {
            return x;
        }
        BigDecimal square = exp(x.abs().multiply(TWO).negate());
        BigDecimal size = x.signum() == 0 ? ZERO : quotient(difference(ONE, square), sum(ONE, square));
        return size.multiply(sign(x));
    }

    private BigDecimal asinh(BigDecimal x) {
        BigDecimal size = x.abs();
        return x.signum() == 0 || isTiny(x)
                ? x
                : log(sum(size, sqrt(sum(product(x, x), ONE)))).multiply(sign(x));
    }

    private BigDecimal atanh(BigDecimal x) {
        return x.signum() == 0 || isTiny(x)
                ? x
                : log(quotient(sum(ONE, x), difference(ONE, x))).divide(TWO, context);
    }

    private BigDecimal log1p(BigDecimal x) {
        return x.signum() == 0 || isTiny(x) ? x : log(sum(ONE, x));
    }

    private BigDecimal expm1(BigDecimal x) {
        return x.signum() == 0 || isTiny(x) ? x : difference(exp(x), ONE);
    }

    /** Far out by the angle that is left to a right one. */
    private BigDecimal atan(BigDecimal x) {
        if (x.abs().compareTo(ONE) <= 0) {
            return odd(BigDecimalMath::atan, x);
        }
        BigDecimal right = BigDecimalMath.pi(context).divide(TWO, context).multiply(sign(x));
        return difference(right, odd(BigDecimalMath::atan, quotient(ONE, x)));
    }

    /** Where both are 0, and on the negative axis, the sign of a zero decides. */
    private BigDecimal atan2(BigDecimal y, BigDecimal x) {
        if (y.signum() == 0 && x.signum() <= 0) {
            throw new HighPrecision.Unknown("a jump", true);
        }
        BigDecimal pi = BigDecimalMath.pi(context);
        if (x.signum() == 0) {
            return pi.divide(TWO, context).multiply(sign(y));
        }
        BigDecimal angle = atan(quotient(y, x));
        return x.signum() > 0 ? angle : sum(angle, pi.multiply(sign(y)));
    }

    private BigDecimal acosh(BigDecimal x) {
        require(x, x.compareTo(ONE) >= 0);
        return log(sum(x, sqrt(difference(product(x, x), ONE))));
    }

    private BigDecimal gamma(Function function, BigDecimal x) {
        boolean isPole = x.signum() <= 0 && isInteger(x);
        return rounded(function.apply(require(x, !isPole), context));
    }

    private BigDecimal erf(BigDecimal x) {
        return x.abs().compareTo(Series.FAR) > 0
                ? difference(ONE, erfc(x.abs())).multiply(sign(x))
                : Series.erf(x, context);
    }

    private BigDecimal erfc(BigDecimal x) {
        return x.compareTo(Series.FAR) > 0 ? product(exp(product(x, x).negate()), erfcx(x)) : difference(ONE, erf(x));
    }

    private BigDecimal erfcx(BigDecimal x) {
        return x.compareTo(Series.FAR) > 0 ? Series.erfcx(x, context) : product(exp(product(x, x)), erfc(x));
    }

    private BigDecimal bounded(BigDecimal x) {
        if (x.abs().compareTo(ONE) == 0 && !isShort(x) && !isLast) {
            throw new HighPrecision.MoreDigits();
        }
        return require(x, x.abs().compareTo(ONE) <= 0);
    }

    private void addUnary() {
        unary.put("exp", this::exp);
        unary.put("expm1", this::expm1);
        unary.put("log", this::log);
        unary.put("log1p", this::log1p);
        unary.put("log1mexp", x -> log(expm1(x).negate()));
        unary.put("cbrt", this::cbrt);
        unary.put("abs", BigDecimal::abs);
        unary.put("sign", x -> BigDecimal.valueOf(side(x, ZERO)));
        unary.put("floor", x -> whole(x, RoundingMode.FLOOR, ZERO));
        unary.put("ceil", x -> whole(x, RoundingMode.CEILING, ZERO));
        unary.put("round", x -> whole(x, RoundingMode.HALF_EVEN, HALF));
        unary.put("softplus", x -> x.doubleValue() > LARGEST_EXPONENT ? x : log1p(exp(x)));
        unary.put("sigmoid", x -> quotient(ONE, sum(ONE, exp(x.negate()))));
        unary.put("sin", x -> trigonometric(BigDecimalMath::sin, x));
        unary.put("cos", x -> trigonometric(BigDecimalMath::cos, x));
        unary.put("tan", x -> quotient(trigonometric(BigDecimalMath::sin, x), trigonometric(BigDecimalMath::cos, x)));
        unary.put("sinh", this::sinh);
        unary.put("cosh", this::cosh);
        unary.put("tanh", this::tanh);
        unary.put("atan", this::atan);
        unary.put("asin", x -> odd(BigDecimalMath::asin, bounded(x)));
        unary.put(
                "acos",
                x -> x.compareTo(ONE) == 0 && isShort(x) ? ZERO : kept(BigDecimalMath.acos(bounded(x), context), 0));
        unary.put("asinh", this::asinh);
        unary.put("atanh", this::atanh);
        unary.put("acosh", this::acosh);
        unary.put("lgamma", x -> x.compareTo(ONE) == 0 || x.compareTo(TWO) == 0 ? ZERO : gamma(Series::logGamma, x));
        unary.put("digamma", x -> gamma(Series::digamma, x));
        unary.put("erf", this::erf);
        unary.put("erfc", this::erfc);
        unary.put("erfcx", this::erfcx);
        unary.put("reciprocal_no_nan", x -> x.signum() == 0 ? ZERO : quotient(ONE, x));
        unary.put("logical_not", x -> truth(x.signum() == 0));
    }

    private void addBinary() {
        binary.put("pow", this::pow);
        binary.put("atan2", this::atan2);
        binary.put("maximum", BigDecimal::max);
        binary.put("minimum", BigDecimal::min);
        binary.put("hypot", (a, b) -> sqrt(sum(product(a, a), product(b, b))));
        binary.put(
                "logaddexp",
                (a, b) -> sum(a.max(b), log1p(exp(difference(a, b).abs().negate()))));
        binary.put("xlogy", (a, b) -> xlog(a, b, this::log));
        binary.put("xlog1py", (a, b) -> xlog(a, b, this::log1p));
        binary.put("divide_no_nan", (a, b) -> b.signum() == 0 ? ZERO : quotient(a, b));
        binary.put("less", (a, b) -> truth(side(a, b) < 0));
        binary.put("less_equal", (a, b) -> truth(side(a, b) <= 0));
        binary.put("greater", (a, b) -> truth(side(a, b) > 0));
        binary.put("greater_equal", (a, b) -> truth(side(a, b) >= 0));
        binary.put("equal", (a, b) -> truth(side(a, b) == 0));
        binary.put("not_equal", (a, b) -> truth(side(a, b) != 0));
        binary.put("logical_and", (a, b) -> truth(a.signum() != 0 && b.signum() != 0));
        binary.put("logical_or", (a, b) -> truth(a.signum() != 0 || b.signum() != 0));
    }
}
