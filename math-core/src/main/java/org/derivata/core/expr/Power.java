package org.derivata.core.expr;

import org.derivata.core.operator.Rational;

/** Any expression as a power with a constant exponent, which is 1 for most. */
public record Power(Expr base, Rational exponent) {

    public static Power of(Expr node) {
        Rational exponent = Einsum.exponent(node);
        return exponent.isOne()
                ? new Power(node, exponent)
                : new Power(node.arguments().get(0), exponent);
    }

    /** Whether an expression stands below a fraction line, as {@code of(node).isDenominator()} tells it. */
    public static boolean isDenominator(Expr node) {
        return Einsum.exponent(node).signum() < 0;
    }

    /** Whether a minus before it can be taken in, without a trace: a difference or the reciprocal of an odd power of one. */
    public boolean takesMinusIn() {
        boolean isOdd = exponent.isInteger() && exponent.numerator().testBit(0);
        return base instanceof LinearCombination sum
                && sum.isDifference()
                && (exponent.isOne() || (isDenominator() && isOdd));
    }

    /** Whether it stands below a fraction line. */
    public boolean isDenominator() {
        return exponent.signum() < 0;
    }
}
