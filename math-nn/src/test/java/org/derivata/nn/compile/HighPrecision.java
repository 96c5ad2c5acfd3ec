package org.derivata.nn.compile;

import ch.obermuhlner.math.big.BigDecimalMath;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.derivata.core.expr.Apply;
import org.derivata.core.expr.Constant;
import org.derivata.core.expr.Einsum;
import org.derivata.core.expr.Expr;
import org.derivata.core.expr.Graph;
import org.derivata.core.expr.LinearCombination;
import org.derivata.core.expr.Variable;
import org.derivata.core.operator.Rational;

/**
 * The value of a formula of numbers with at least 20 digits: the oracle for what rounding does to it. Doubles count as the numbers they are. Where a
 * difference or a function near its zero leaves too few digits, all is computed again with more.
 */
final class HighPrecision implements Expr.Cases<BigDecimal> {

    /** What the formula has no value for, as the logarithm of a negative number. */
    static final class Undefined extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /** What is not known here. */
    static final class Unknown extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final boolean jump;

        Unknown(String message, boolean jump) {
            super(message);
            this.jump = jump;
        }

        /** Whether doubles may lie on either side of a jump. */
        boolean isJump() {
            return jump;
        }
    }

    private static final class MoreDigits extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /** Digits to compute with; sums of doubles of all sizes are exact with the last. */
    private static final int[] LEVELS = {60, 200, 700};

    private static final int WANTED = 25;

    /** Larger numbers than this are no exponents, and smaller ones than its reciprocal change no digit. */
    private static final double LARGEST_EXPONENT = 1e5;

    /** Nearer to a jump than this, relatively, rounding decides on which side a double lies. */
    private static final double NEAR = 1e-12;

    /** Of larger numbers even the last level has too few digits. */
    private static final int LARGEST_SCALE = 330;

    private static final BigDecimal ZERO = BigDecimal.ZERO;
    private static final BigDecimal ONE = BigDecimal.ONE;
    private static final BigDecimal TWO = BigDecimal.valueOf(2);

    private final MathContext context;
    private final Map<String, Double> inputs;
    private final Map<Expr, BigDecimal> values = new IdentityHashMap<>();
    private final Map<String, UnaryOperator<BigDecimal>> unary = new HashMap<>();
    private final Map<String, BinaryOperator<BigDecimal>> binary = new HashMap<>();

    private HighPrecision(int digits, Map<String, Double> inputs) {
        this.context = new MathContext(digits, RoundingMode.HALF_EVEN);
        this.inputs = inputs;
        addUnary();
        addBinary();
    }

    /**
     * The value.
     *
     * @throws Undefined where there is none
     * @throws Unknown where it cannot be found here
     */
    static BigDecimal of(Expr formula, Map<String, Double> inputs) {
        Expr opened = Graph.open(List.of(formula)).get(0);
        for (int level : LEVELS) {
            try {
                return new HighPrecision(level, inputs).value(opened);
            } catch (MoreDigits lost) {
                continue;
            } catch (ArithmeticException outOfRange) {
                throw new Unknown(outOfRange.toString(), false);
            }
        }
        throw new Unknown("digits", false);
    }

    /** By recursion, since only the branch that is taken may be looked at. */
    private BigDecimal value(Expr node) {
        BigDecimal known = values.get(node);
        if (known == null) {
            known = node.match(this);
            values.put(node, known);
        }
        return known;
    }

    private boolean isLast() {
        return context.getPrecision() == LEVELS[LEVELS.length - 1];
    }

    private static int scale(BigDecimal x) {
        return x.precision() - x.scale();
    }

    /**
     * A result that is 0, or so much smaller than what it was made of, that too few digits are left. When there are no more digits to be had, numbers
     * of the sizes of doubles cancel to 0, as in {@code sin(pi)}: what is left is rounding.
     */
    private BigDecimal kept(BigDecimal result, int size) {
        boolean isLost = result.signum() == 0 || size - scale(result) > context.getPrecision() - WANTED;
        if (!isLost) {
            return result;
        }
        if (!isLast()) {
            throw new MoreDigits();
        }
        if (size > LARGEST_SCALE) {
            throw new Unknown("digits", false);
        }
        return ZERO;
    }

    private BigDecimal sum(BigDecimal a, BigDecimal b) {
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

    private BigDecimal product(BigDecimal a, BigDecimal b) {
        return a.multiply(b, context);
    }

    private BigDecimal quotient(BigDecimal a, BigDecimal b) {
        BigDecimal quotient = a.divide(require(b, b.signum() != 0), context);
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

    private BigDecimal number(Rational value) {
        return new BigDecimal(value.numerator()).divide(new BigDecimal(value.denominator()), context);
    }

    @Override
    public BigDecimal constant(Constant leaf) {
        return leaf.rational().map(this::number).orElseGet(() -> switch (leaf.toString()) {
            case "pi" -> BigDecimalMath.pi(context);
            case "e" -> BigDecimalMath.e(context);
            default -> throw new Undefined();
        });
    }

    @Override
    public BigDecimal variable(Variable leaf) {
        return new BigDecimal(inputs.get(leaf.name())).round(context);
    }

    @Override
    public BigDecimal linearCombination(LinearCombination sum) {
        BigDecimal total = ZERO;
        for (LinearCombination.Term term : sum.summands()) {
            total = sum(total, product(number(term.coefficient()), value(term.expression())));
        }
        return total;
    }

    @Override
    public BigDecimal einsum(Einsum product) {
        BigDecimal total = ONE;
        Unknown unknown = null;
        for (Expr each : product.operands()) {
            try {
                total = product(total, value(each));
            } catch (Unknown factor) {
                unknown = factor;
            }
        }
        // nothing is unknown of a product with 0
        if (unknown != null && total.signum() != 0) {
            throw unknown;
        }
        return total;
    }

    @Override
    public BigDecimal apply(Apply call) {
        String name = call.operator().name();
        if (name.equals("where")) {
            return value(call.argument(side(value(call.argument(0)), ZERO) != 0 ? 1 : 2));
        }
        if (name.equals("power")) {
            return power(value(call.argument(0)), call.operator().attributes().rational("exponent"));
        }
        if (call.arguments().size() == 1 && unary.containsKey(name)) {
            return unary.get(name).apply(value(call.argument(0)));
        }
        if (call.arguments().size() == 2 && binary.containsKey(name)) {
            return binary.get(name).apply(value(call.argument(0)), value(call.argument(1)));
        }
        throw new Unknown(name, false);
    }

    private BigDecimal power(BigDecimal base, Rational exponent) {
        if (exponent.equals(Rational.HALF)) {
            return sqrt(base);
        }
        if (exponent.isInt() && Math.abs(exponent.intValue()) <= 1000) {
            BigDecimal power = base.pow(Math.abs(exponent.intValue()), context);
            return exponent.signum() < 0 ? quotient(ONE, power) : power;
        }
        return pow(base, number(exponent));
    }

    private BigDecimal pow(BigDecimal base, BigDecimal exponent) {
        if (exponent.signum() == 0) {
            return ONE;
        }
        if (base.signum() == 0) {
            return require(ZERO, exponent.signum() > 0);
        }
        boolean isInteger = isInteger(exponent);
        if (base.signum() < 0 && !isShort(exponent) && !isLast()) {
            throw new MoreDigits();
        }
        require(exponent, base.signum() > 0 || isInteger);
        BigDecimal size = exp(product(exponent, log(base.abs())));
        boolean isOdd = isInteger && !isInteger(exponent.divide(TWO));
        return base.signum() < 0 && isOdd ? size.negate() : size;
    }

    private static boolean isInteger(BigDecimal x) {
        return x.signum() == 0 || x.stripTrailingZeros().scale() <= 0;
    }

    private static BigDecimal require(BigDecimal value, boolean condition) {
        if (!condition) {
            throw new Undefined();
        }
        return value;
    }

    private BigDecimal exp(BigDecimal x) {
        double size = Math.abs(x.doubleValue());
        if (size > LARGEST_EXPONENT) {
            throw new Unknown("exp of " + x.doubleValue(), false);
        }
        return x.signum() == 0
                ? ONE
                : rounded(-scale(x) > context.getPrecision() ? ONE : BigDecimalMath.exp(x, context));
    }

    private BigDecimal log(BigDecimal x) {
        require(x, x.signum() > 0);
        return x.compareTo(ONE) == 0 && isShort(x) ? ZERO : rounded(kept(BigDecimalMath.log(x, context), 0));
    }

    private BigDecimal sqrt(BigDecimal x) {
        return require(x, x.signum() >= 0).signum() == 0 ? ZERO : root(x);
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

    /** The sign of a difference that no rounding turns, nor that one of the numbers is out of the range of doubles. */
    private static int side(BigDecimal a, BigDecimal b) {
        double size = Math.max(Math.abs(a.doubleValue()), Math.abs(b.doubleValue()));
        boolean isNear = size > 0 && Math.abs(a.subtract(b).doubleValue()) <= NEAR * size;
        if (isNear || isOutOfRange(a) || isOutOfRange(b)) {
            throw new Unknown("a jump", true);
        }
        return a.compareTo(b);
    }

    private static boolean isOutOfRange(BigDecimal x) {
        double size = Math.abs(x.doubleValue());
        return (x.signum() != 0 && size < Double.MIN_NORMAL) || Double.isInfinite(size);
    }

    private BigDecimal trigonometric(Function function, BigDecimal x) {
        // of an angle the digits before the point are lost
        if (scale(x) > context.getPrecision() - WANTED && !isLast()) {
            throw new MoreDigits();
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
        return -scale(x) > context.getPrecision() ? x : rounded(function.apply(x, context));
    }

    private BigDecimal sinh(BigDecimal x) {
        return x.signum() == 0 ? x : difference(exp(x), exp(x.negate())).divide(TWO, context);
    }

    private BigDecimal cosh(BigDecimal x) {
        return sum(exp(x), exp(x.negate())).divide(TWO, context);
    }

    private BigDecimal tanh(BigDecimal x) {
        BigDecimal square = exp(x.abs().multiply(TWO).negate());
        BigDecimal size = x.signum() == 0 ? ZERO : quotient(difference(ONE, square), sum(ONE, square));
        return size.multiply(sign(x));
    }

    private BigDecimal asinh(BigDecimal x) {
        BigDecimal size = x.abs();
        return x.signum() == 0
                ? x
                : log(sum(size, sqrt(sum(product(x, x), ONE)))).multiply(sign(x));
    }

    private BigDecimal atanh(BigDecimal x) {
        return x.signum() == 0
                ? x
                : log(quotient(sum(ONE, x), difference(ONE, x))).divide(TWO, context);
    }

    private BigDecimal log1p(BigDecimal x) {
        return x.signum() == 0 ? x : log(sum(ONE, x));
    }

    private BigDecimal expm1(BigDecimal x) {
        return x.signum() == 0 ? x : difference(exp(x), ONE);
    }

    /** Far out by the angle that is left to a right one. */
    private BigDecimal atan(BigDecimal x) {
        if (x.abs().compareTo(ONE) <= 0) {
            return odd(BigDecimalMath::atan, x);
        }
        BigDecimal right = BigDecimalMath.pi(context).divide(TWO, context).multiply(sign(x));
        return difference(right, odd(BigDecimalMath::atan, quotient(ONE, x)));
    }

    /** The series needs as many digits more as its terms are larger than its sum. */
    private BigDecimal erf(BigDecimal x) {
        double size = Math.abs(x.doubleValue());
        if (size > 30) {
            throw new Unknown("erf of " + x.doubleValue(), false);
        }
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

    private BigDecimal bounded(BigDecimal x) {
        return require(x, x.abs().compareTo(ONE) <= 0);
    }

    private void addUnary() {
        unary.put("exp", this::exp);
        unary.put("expm1", this::expm1);
        unary.put("log", this::log);
        unary.put("log1p", this::log1p);
        unary.put("log2", x -> quotient(log(x), log(TWO)));
        unary.put("log10", x -> quotient(log(x), log(BigDecimal.TEN)));
        unary.put("log1mexp", x -> log(expm1(x).negate()));
        unary.put("cbrt", this::cbrt);
        unary.put("abs", BigDecimal::abs);
        unary.put("sign", x -> BigDecimal.valueOf(side(x, ZERO)));
        unary.put("softplus", x -> log(sum(ONE, exp(x))));
        unary.put("sigmoid", x -> quotient(ONE, sum(ONE, exp(x.negate()))));
        unary.put("sin", x -> trigonometric(BigDecimalMath::sin, x));
        unary.put("cos", x -> trigonometric(BigDecimalMath::cos, x));
        unary.put("tan", x -> quotient(trigonometric(BigDecimalMath::sin, x), trigonometric(BigDecimalMath::cos, x)));
        unary.put("sinh", this::sinh);
        unary.put("cosh", this::cosh);
        unary.put("tanh", this::tanh);
        unary.put("atan", this::atan);
        unary.put("asin", x -> odd(BigDecimalMath::asin, bounded(x)));
        unary.put("acos", x -> x.compareTo(ONE) == 0 ? ZERO : kept(BigDecimalMath.acos(bounded(x), context), 0));
        unary.put("asinh", this::asinh);
        unary.put("atanh", this::atanh);
        unary.put("erf", this::erf);
        unary.put("erfc", x -> difference(ONE, erf(x)));
        unary.put("logical_not", x -> truth(x.signum() == 0));
    }

    private void addBinary() {
        binary.put("pow", this::pow);
        binary.put("maximum", BigDecimal::max);
        binary.put("minimum", BigDecimal::min);
        binary.put("hypot", (a, b) -> sqrt(sum(product(a, a), product(b, b))));
        binary.put(
                "logaddexp",
                (a, b) -> sum(a.max(b), log1p(exp(difference(a, b).abs().negate()))));
        binary.put("xlogy", (a, b) -> a.signum() == 0 ? ZERO : product(a, log(b)));
        binary.put("xlog1py", (a, b) -> a.signum() == 0 ? ZERO : product(a, log1p(b)));
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
