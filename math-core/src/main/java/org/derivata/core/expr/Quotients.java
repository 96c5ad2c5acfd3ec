package org.derivata.core.expr;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.derivata.core.expr.LinearCombination.Term;
import org.derivata.core.operator.Operator;
import org.derivata.core.operator.Powers;
import org.derivata.core.operator.Rational;
import org.derivata.core.operator.Special;
import org.derivata.core.operator.SpecialFunctions;
import org.derivata.core.shape.Dimension;

/**
 * Quotients as they are computed. In the graph {@code x / y} is {@code x * y**(-1)} and {@code x / 10} is one tenth of {@code x}, so that rules see
 * a single kind of product; but {@code 3 * (1 / 10)} rounds twice and is not 0.3. Every engine makes this its last step, and nothing but engines
 * sees what it makes.
 *
 * <p>A factor that is the reciprocal of something divides the product of the others, where the product is one entry by entry or the sum of a single
 * factor. A product that is summed over several factors keeps it, and its coefficient: there they are part of a matrix product.
 */
public final class Quotients {

    /** {@code a / b}, entry by entry; no function of the language, which has its own way of writing it. */
    public static final Operator DIVIDE = Operator.elementwise("divide", (double a, double b) -> a / b)
            .derivative("1 / b", "-a / b**2")
            .latex("\\frac{#1}{#2}")
            .doc("a / b.", "divide(3, 10) = 0.3");

    /** {@code a / b} where both are normal numbers, else {@code c}, its value in steps that stay in range, where that is a number. */
    public static final Operator IN_RANGE = Operator.elementwise("divide_in_range", SpecialFunctions::divideInRange)
            .derivative("1 / b", "-a / b**2", "0")
            .latex("\\frac{#1}{#2}")
            .doc("a / b, or c where a or b is out of range.", "divide_in_range(3, 10, 0.3) = 0.3");

    /** {@code a} where it is a normal number, else no number, so that what is made of it tells that a step was out of range. */
    public static final Operator NORMAL = Operator.elementwise("normal", SpecialFunctions::normal)
            .doc("x where it is a normal number, else nan.", "normal(3) = 3");

    /** The significands of {@code b * c} where {@code a} is no normal number. */
    public static final Operator SIGNIFICANDS = Operator.elementwise("significands", SpecialFunctions::significands)
            .doc("Where a is out of range, b * c without its power of two.", "significands(inf, 12, 2) = 1.5");

    /** The exponent of two that {@link #SIGNIFICANDS} leaves out. */
    public static final Operator EXPONENTS = Operator.elementwise("exponents", SpecialFunctions::exponents)
            .doc("Where a is out of range, the power of two in b * c.", "exponents(inf, 12, 2) = 4");

    /** What {@link #SIGNIFICANDS} and {@link #EXPONENTS} take apart, where {@code a} is no normal number. */
    public static final Operator SCALED = Operator.elementwise("scaled", SpecialFunctions::scaledIfNeeded)
            .doc("a, or b * 2**c where a is out of range.", "scaled(inf, 1.5, 3) = 12");

    /** What no text can say: the functions of this class that engines call. */
    public static final List<Operator> CALLED = List.of(IN_RANGE, NORMAL, SIGNIFICANDS, EXPONENTS, SCALED);

    /** Whole numbers of so many bits are exact. */
    private static final int DIGITS = 53;

    /** Longer numbers are multiplied with the quotient: a divisor of 1e300 leaves the range with a few digits more. */
    private static final int MULTIPLIED = 20;

    /** How deep numbers are looked for among divisors. */
    private static final int NUMBER_DEPTH = 4;

    private Quotients() {}

    /** The roots, composites opened, with quotients as such. */
    public static List<Expr> divided(Collection<? extends Expr> roots) {
        return Graph.rewrite(roots, node -> {
            if (node instanceof LinearCombination sum) {
                return divided(sum);
            }
            return node instanceof Einsum product ? divided(product) : node;
        });
    }

    private static Expr divided(LinearCombination sum) {
        List<Term> terms = sum.terms().stream().map(Quotients::divided).toList();
        return terms.equals(sum.terms()) ? sum : LinearCombination.of(sum.shape(), terms);
    }

    /** A term whose coefficient, unless a power of two, is multiplied into a quotient's dividend and divisor, or divides where it is one over a number. */
    private static Term divided(Term term) {
        Expr expression = term.expression();
        Rational coefficient = term.coefficient();
        BigInteger numerator = coefficient.numerator().abs();
        BigInteger denominator = coefficient.denominator();
        int length = Math.max(numerator.bitLength(), denominator.bitLength());
        boolean suits = !(expression instanceof Constant)
                && (denominator.bitCount() > 1 || numerator.bitCount() > 1)
                && length <= DIGITS;
        if (suits && expression instanceof Apply apply && isQuotient(apply)) {
            if (length > MULTIPLIED) {
                return term;
            }
            return new Term(Rational.of(coefficient.signum()), times(coefficient.abs(), apply));
        }
        if (suits && numerator.equals(BigInteger.ONE) && !isMatrixProduct(expression)) {
            Constant divisor = Constant.of(Rational.of(denominator, BigInteger.ONE), expression.shape());
            return new Term(Rational.of(coefficient.signum()), Apply.of(DIVIDE, expression, divisor));
        }
        return term;
    }

    private static Expr times(Rational number, Apply quotient) {
        List<Expr> arguments = new ArrayList<>(quotient.arguments());
        if (quotient.operator().equals(SCALED)) {
            Expr whole = times(number, (Apply) arguments.get(0));
            Map<Expr, Expr> multiplied = Map.of(arguments.get(0), whole);
            Expr significand = Graph.substitute(arguments.get(1), multiplied);
            Expr exponent = Graph.substitute(arguments.get(2), multiplied);
            return quotient.withArguments(List.of(whole, Algebra.scale(number, significand), exponent));
        }
        Rational numerator = Rational.of(number.numerator(), BigInteger.ONE);
        Rational denominator = Rational.of(number.denominator(), BigInteger.ONE);
        int divisor = quotient.operator().equals(Special.MULDIV) ? 2 : 1;
        arguments.set(0, Algebra.scale(numerator, arguments.get(0)));
        arguments.set(divisor, Algebra.scale(denominator, arguments.get(divisor)));
        if (quotient.operator().equals(IN_RANGE)) {
            arguments.set(2, Algebra.scale(number, arguments.get(2)));
        }
        return quotient.withArguments(arguments);
    }

    private static boolean isQuotient(Apply apply) {
        return List.of(DIVIDE, IN_RANGE, SCALED, Special.MULDIV, Special.DIVDIV).contains(apply.operator());
    }

    private static boolean isMatrixProduct(Expr node) {
        return node instanceof Einsum product
                && product.sums()
                && product.operands().size() > 1;
    }

    private static Expr divided(Einsum product) {
        List<Integer> factors = new ArrayList<>();
        List<Integer> divisors = new ArrayList<>();
        for (int i = 0; i < product.operands().size(); i++) {
            (isReciprocal(product.operands().get(i)) ? divisors : factors).add(i);
        }
        if (factors.isEmpty() && !divisors.isEmpty()) {
            factors.add(divisors.remove(0));
        }
        List<Integer> numbers = divisors.stream()
                .filter(each -> isNumber(product.operands().get(each)))
                .toList();
        if (numbers.size() < divisors.size()) {
            // a division takes as long as five products, and is made anyway: of sqrt(2 * pi) nobody expects exact
            // results
            factors.addAll(numbers);
            divisors.removeAll(numbers);
        }
        boolean suits = !divisors.isEmpty()
                && (!product.sums() || factors.size() == 1)
                && divisors.stream().allMatch(each -> isKept(product, each))
                && factors.stream()
                        .noneMatch(each -> Apply.isIdentity(product.operands().get(each)));
        if (!suits) {
            return product;
        }
        Expr quotient =
                view(product, factors.stream().map(product.operands()::get).toList(), factors);
        for (int each : divisors) {
            Apply reciprocal = (Apply) product.operands().get(each);
            Expr divisor =
                    Algebra.power(reciprocal.argument(0), reciprocal.exponent().negate());
            quotient = Apply.of(DIVIDE, quotient, view(product, List.of(divisor), List.of(each)));
        }
        return quotient;
    }

    /** Whether a factor is computed as 1 over something. */
    private static boolean isReciprocal(Expr operand) {
        if (!(operand instanceof Apply apply) || !apply.is("power")) {
            return false;
        }
        Rational exponent = apply.exponent();
        return exponent.signum() < 0
                && (exponent.equals(Rational.HALF.negate())
                        || (exponent.isInt() && -exponent.intValue() <= Powers.REPEATED));
    }

    /** Whether an operand is an irrational number, such as 1 / sqrt(2 * pi). */
    public static boolean isNumber(Expr operand) {
        return isNumber(operand, NUMBER_DEPTH);
    }

    private static boolean isNumber(Expr operand, int depth) {
        if (operand instanceof Constant) {
            return true;
        }
        List<Expr> arguments = operand.arguments();
        boolean allNumbers = depth > 0 && !arguments.isEmpty();
        for (int i = 0; allNumbers && i < arguments.size(); i++) {
            allNumbers = isNumber(arguments.get(i), depth - 1);
        }
        return allNumbers;
    }

    private static boolean isKept(Einsum product, int operand) {
        return Arrays.stream(product.labels(operand)).allMatch(label -> label < product.rank());
    }

    /** Some operands of a product, or what stands for them, in the shape of its result. */
    private static Expr view(Einsum product, List<Expr> operands, List<Integer> places) {
        Dimension[] sizes = product.sizes();
        return Einsum.of(
                operands, places.stream().map(product::labels).toList(), Contraction.identity(product.rank()), sizes);
    }
}
