package org.derivata.core.expr;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
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

    /** {@code a / b} where both are normal numbers, else {@code c}, its value in steps that stay in range. */
    public static final Operator IN_RANGE = Operator.elementwise("divide_in_range", SpecialFunctions::divideInRange)
            .derivative("1 / b", "-a / b**2", "0")
            .latex("\\frac{#1}{#2}")
            .doc("a / b, or c where a or b is out of range.", "divide_in_range(3, 10, 0.3) = 0.3");

    /** Whole numbers of so many bits are exact. */
    private static final int DIGITS = 53;

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
        boolean suits = !(expression instanceof Constant)
                && (denominator.bitCount() > 1 || numerator.bitCount() > 1)
                && Math.max(numerator.bitLength(), denominator.bitLength()) <= DIGITS;
        if (suits && expression instanceof Apply apply && isQuotient(apply)) {
            List<Expr> arguments = new ArrayList<>(apply.arguments());
            int divisor = apply.operator().equals(Special.MULDIV) ? 2 : 1;
            arguments.set(0, Algebra.scale(Rational.of(numerator, BigInteger.ONE), arguments.get(0)));
            arguments.set(divisor, Algebra.scale(Rational.of(denominator, BigInteger.ONE), arguments.get(divisor)));
            if (apply.operator().equals(IN_RANGE)) {
                arguments.set(2, Algebra.scale(coefficient.abs(), arguments.get(2)));
            }
            return new Term(Rational.of(coefficient.signum()), apply.withArguments(arguments));
        }
        if (suits && numerator.equals(BigInteger.ONE) && !isMatrixProduct(expression)) {
            Constant divisor = Constant.of(Rational.of(denominator, BigInteger.ONE), expression.shape());
            return new Term(Rational.of(coefficient.signum()), Apply.of(DIVIDE, expression, divisor));
        }
        return term;
    }

    private static boolean isQuotient(Apply apply) {
        return List.of(DIVIDE, IN_RANGE, Special.MULDIV, Special.DIVDIV).contains(apply.operator());
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
                .filter(each -> isNumber(product.operands().get(each), NUMBER_DEPTH))
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
