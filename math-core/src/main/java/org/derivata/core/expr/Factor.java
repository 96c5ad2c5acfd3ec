package org.derivata.core.expr;

import java.util.Arrays;
import org.derivata.core.operator.Fact;
import org.derivata.core.operator.Rational;
import org.jspecify.annotations.Nullable;

/** An operand of a product with a label for each of its axes. */
record Factor(Expr operand, int[] labels) {

    /** The same with one label in the place of another. */
    Factor renamed(int from, int to) {
        int[] changed =
                Arrays.stream(labels).map(label -> label == from ? to : label).toArray();
        return new Factor(operand, changed);
    }

    /** What a power is a power of; the operand itself where it is none. */
    Expr base() {
        return Einsum.exponent(operand) == Rational.ONE
                ? operand
                : operand.arguments().get(0);
    }

    /** The product with a factor of the same base and labels as one power, or null where that would change where it has a value. */
    @Nullable
    Expr merged(Factor other) {
        Expr base = base();
        if (base != other.base() || !sameLabels(base, labels, other.labels)) {
            return null;
        }
        Rational first = Einsum.exponent(operand);
        Rational second = Einsum.exponent(other.operand);
        boolean integers = first.isInteger() && second.isInteger();
        boolean sameSign = first.signum() == second.signum();
        boolean allowed = (sameSign && (integers || base.is(Fact.NONNEGATIVE))) || base.is(Fact.POSITIVE);
        return allowed ? Algebra.power(base, first.plus(second)) : null;
    }

    private static boolean sameLabels(Expr base, int[] a, int[] b) {
        if (Arrays.equals(a, b)) {
            return true;
        }
        if (!base.is(Fact.SYMMETRIC)) {
            return false;
        }
        int last = a.length - 1;
        return a[last] == b[last - 1]
                && a[last - 1] == b[last]
                && Arrays.equals(Arrays.copyOf(a, last - 1), Arrays.copyOf(b, last - 1));
    }
}
