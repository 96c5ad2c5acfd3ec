package org.derivata.core.notation;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.derivata.core.expr.Apply;
import org.derivata.core.expr.Constant;
import org.derivata.core.expr.Einsum;
import org.derivata.core.expr.Expr;
import org.derivata.core.expr.LinearCombination;
import org.derivata.core.expr.LinearCombination.Term;
import org.derivata.core.expr.Power;
import org.derivata.core.operator.Rational;
import org.derivata.core.shape.Shape;
import org.derivata.core.surface.Syntax;

/** Sums as written: what is added first, then what is subtracted, each in the author's order. */
final class SumNotation {

    private final Notation notation;

    SumNotation(Notation notation) {
        this.notation = notation;
    }

    Written write(LinearCombination sum) {
        List<Term> terms = new ArrayList<>(sum.terms());
        if (isPolynomial(terms)) {
            sortByDegree(terms);
        } else {
            terms.sort(Comparator.<Term>comparingInt(each -> each.coefficient().signum() < 0 ? 1 : 0)
                    .thenComparing((a, b) -> compare(a, b)));
        }
        List<Syntax> operands = new ArrayList<>();
        List<Boolean> negative = new ArrayList<>();
        Shape reached = Shape.SCALAR;
        for (Term each : terms) {
            reached = Notation.join(reached, notation.written(each.expression()).shape());
        }
        double size = 0;
        for (int i = 0; i < terms.size(); i++) {
            Signed term = signed(terms.get(i), i == 0 && !reached.equals(sum.shape()));
            operands.add(term.syntax);
            negative.add(term.negative);
            size += 1 + notation.written(terms.get(i).expression()).size();
        }
        return new Written(negated(operands, negative), sum.shape(), size);
    }

    /** Whether the terms are three or more powers of one thing, none of them as the author wrote them. */
    private boolean isPolynomial(List<Term> terms) {
        List<Expr> powers = terms.stream()
                .map(Term::expression)
                .filter(each -> !(each instanceof Constant))
                .toList();
        return terms.size() > 2
                && terms.size() - powers.size() <= 1
                && powers.stream().map(each -> Power.of(each).base()).distinct().count() == 1
                && powers.stream().allMatch(each -> Power.of(each).exponent().isOne() || !notation.isAuthored(each));
    }

    /** The highest power first, or the lowest where the highest is subtracted. */
    private static void sortByDegree(List<Term> terms) {
        Comparator<Term> degree = Comparator.comparing(each -> each.expression() instanceof Constant
                ? Rational.ZERO
                : Power.of(each.expression()).exponent());
        terms.sort(degree.reversed());
        if (terms.get(0).coefficient().signum() < 0) {
            terms.sort(degree);
        }
    }

    private int compare(Term a, Term b) {
        boolean constantA = a.expression() instanceof Constant;
        boolean constantB = b.expression() instanceof Constant;
        return constantA == constantB ? notation.compare(a.expression(), b.expression()) : constantA ? 1 : -1;
    }

    private record Signed(Syntax syntax, boolean negative) {}

    /** The sum with a leading minus on the first factor of its first product, where it binds anyway. */
    private static Syntax negated(List<Syntax> operands, List<Boolean> negative) {
        List<Syntax> all = new ArrayList<>(operands);
        List<Boolean> signs = new ArrayList<>(negative);
        if (signs.get(0) && all.get(0) instanceof Syntax.Chain chain && chain.level() == Syntax.Level.PRODUCT) {
            List<Syntax> factors = new ArrayList<>(chain.operands());
            factors.set(0, Write.negative(factors.get(0)));
            all.set(0, new Syntax.Chain(chain.level(), factors, chain.operators(), chain.span()));
            signs.set(0, false);
        }
        return Write.sum(all, signs);
    }

    private Signed signed(Term term, boolean full) {
        Rational coefficient = term.coefficient();
        if (term.expression() instanceof Constant constant
                && constant.rational().isPresent()) {
            Syntax number = number(coefficient.abs());
            Syntax text = full ? Write.product(number, "*", notation.exact(constant)) : number;
            return new Signed(text, coefficient.signum() < 0);
        }
        if (term.expression() instanceof Einsum product && coefficient.signum() < 0 && !notation.isNamed(product)) {
            for (Expr operand : product.operands()) {
                if (standsOnce(product, operand) && readsBetterNegated(operand, LOOK)) {
                    Written turned = notation.products().write(product, operand);
                    Syntax flipped = full ? Notation.exact(product, turned) : turned.syntax();
                    return new Signed(scaled(coefficient.negate(), flipped), false);
                }
            }
        }
        if (term.expression() instanceof Apply reciprocal
                && coefficient.signum() < 0
                && readsBetterNegated(reciprocal, LOOK)
                && notation.written(reciprocal).shape().equals(reciprocal.shape())) {
            return new Signed(scaled(coefficient.negate(), notation.products().turned(reciprocal)), false);
        }
        Syntax text = full
                ? notation.exact(term.expression())
                : notation.written(term.expression()).syntax();
        return new Signed(scaled(coefficient.abs(), text), coefficient.signum() < 0);
    }

    /** Integers of so many bits are surely doubles. */
    private static final int MOST_BITS = 1023;

    private static final int SHIFT = 300;

    /** How deep in a product a difference is looked for that could take a minus in. */
    private static final int LOOK = 4;

    /** Turning the sign of a factor that stands twice would turn it twice. */
    private static boolean standsOnce(Einsum product, Expr operand) {
        return product.operands().stream().filter(each -> each == operand).count() == 1;
    }

    /** A difference takes a minus in, as a divisor too, and so does a product with one. */
    private boolean readsBetterNegated(Expr operand, int depth) {
        if (notation.isNamed(operand) || depth == 0) {
            return false;
        }
        if (operand instanceof Einsum product) {
            return product.operands().stream()
                    .anyMatch(each -> standsOnce(product, each) && readsBetterNegated(each, depth - 1));
        }
        return Power.of(operand).takesMinusIn();
    }

    /** {@code 2 * x}, {@code x / 3}, {@code 2 * x / 3}, {@code 0.1 * x}, for a positive coefficient. */
    static Syntax scaled(Rational coefficient, Syntax syntax) {
        if (coefficient.isOne()) {
            return syntax;
        }
        if (isFraction(coefficient)) {
            Syntax top = scaled(Rational.of(coefficient.numerator(), BigInteger.ONE), syntax);
            return over(top, number(Rational.of(coefficient.denominator(), BigInteger.ONE)));
        }
        return prepend(number(coefficient), syntax);
    }

    /** A quotient over one more number: {@code 1 / (2 * sqrt(x))} for {@code 1 / sqrt(x) / 2}. */
    private static Syntax over(Syntax top, Syntax number) {
        if (top instanceof Syntax.Chain chain
                && chain.level() == Syntax.Level.PRODUCT
                && chain.operators().get(chain.operators().size() - 1).symbol().equals("/")) {
            int last = chain.operands().size() - 1;
            List<Syntax> operands = new ArrayList<>(chain.operands());
            operands.set(last, prepend(number, operands.get(last)));
            return new Syntax.Chain(chain.level(), operands, chain.operators(), chain.span());
        }
        return Write.product(top, "/", number);
    }

    /** {@code factor * product}, as one chain where the product is one. */
    static Syntax prepend(Syntax factor, Syntax product) {
        return Write.product(List.of(factor), true, product);
    }

    /** What is shorter as a fraction than as a decimal is one: halves, quarters, sixteenths, thirds; but 0.1 and 0.05 are decimals. */
    private static boolean isFraction(Rational value) {
        if (value.isInteger()) {
            return false;
        }
        long denominator =
                value.denominator().bitLength() < 63 ? value.denominator().longValue() : 0;
        Syntax decimal = value.numerator().bitLength() > MOST_BITS ? null : Write.decimal(value);
        boolean isLong = decimal instanceof Syntax.Number number
                && number.text().startsWith("0.")
                && number.text().length() > 4;
        boolean isPowerOfTwo = denominator > 1 && Long.bitCount(denominator) == 1;
        return denominator == 2
                || denominator == 4
                || decimal == null
                || (isLong && isPowerOfTwo && denominator <= 1024);
    }

    /** A sum for an integer that no double can hold, which as one number would not be read. */
    private static Syntax beyondRange(BigInteger value) {
        BigInteger[] parts = value.divideAndRemainder(BigInteger.TEN.pow(SHIFT));
        Syntax high = Write.product(
                number(Rational.of(parts[0], BigInteger.ONE)),
                "*",
                number(Rational.of(BigInteger.TEN.pow(SHIFT), BigInteger.ONE)));
        return parts[1].signum() == 0
                ? high
                : Write.chain(Syntax.Level.SUM, high, "+", number(Rational.of(parts[1], BigInteger.ONE)));
    }

    /** A number by itself. */
    static Syntax number(Rational value) {
        if (value.signum() < 0) {
            return Write.negative(number(value.negate()));
        }
        boolean beyond = value.numerator().bitLength() - value.denominator().bitLength() >= MOST_BITS;
        if (beyond && value.isInteger()) {
            return beyondRange(value.numerator());
        }
        Syntax decimal = beyond || isFraction(value) ? null : Write.decimal(value);
        return decimal != null
                ? decimal
                : Write.product(
                        number(Rational.of(value.numerator(), BigInteger.ONE)),
                        "/",
                        number(Rational.of(value.denominator(), BigInteger.ONE)));
    }
}
