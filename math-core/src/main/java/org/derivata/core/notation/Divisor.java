package org.derivata.core.notation;

import java.util.function.IntPredicate;
import org.derivata.core.expr.Apply;
import org.derivata.core.expr.Einsum;
import org.derivata.core.expr.Expr;
import org.derivata.core.expr.NormQuotient;
import org.derivata.core.operator.Rational;
import org.jspecify.annotations.Nullable;

/**
 * A factor that is written behind a stroke.
 *
 * @param base what divides
 * @param exponent its power, above 0
 */
record Divisor(Expr base, Rational exponent) {

    /**
     * An operand of a product as a divisor of other operands, or null when it is none. What divides by a norm means one thing where the others are
     * proved to vanish with the norm and another where they are not, so each is a divisor only where it reads back.
     */
    static @Nullable Divisor in(Einsum product, int operand, IntPredicate others) {
        Expr factor = product.operands().get(operand);
        NormQuotient quotient = NormQuotient.of(factor);
        if (quotient != null) {
            return quotient.vanishesIn(product, operand, others)
                    ? new Divisor(quotient.base(), quotient.exponent())
                    : null;
        }
        NormQuotient plain = NormQuotient.ofPlain(factor);
        boolean readsOtherwise = plain != null && plain.vanishesIn(product, operand, others);
        return readsOtherwise ? null : of(factor);
    }

    /** A factor by itself. {@code (1 / x)**-2} is no division: {@code (1 / x)**2} reads as {@code 1 / x**2}. */
    static @Nullable Divisor of(Expr factor) {
        if (!(factor instanceof Apply apply && apply.is("power"))) {
            return null;
        }
        Rational exponent = apply.operator().attributes().rational("exponent");
        boolean merges = apply.argument(0) instanceof Apply base
                && base.is("power")
                && base.operator().attributes().rational("exponent").signum() < 0;
        return exponent.signum() < 0 && (!merges || exponent.equals(Rational.MINUS_ONE))
                ? new Divisor(apply.argument(0), exponent.negate())
                : null;
    }
}
