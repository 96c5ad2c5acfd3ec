package org.derivata.symbolic.rules;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.derivata.core.expr.Algebra;
import org.derivata.core.expr.Apply;
import org.derivata.core.expr.Einsum;
import org.derivata.core.expr.Expr;
import org.derivata.core.expr.NormQuotient;
import org.derivata.core.operator.Rational;
import org.derivata.core.operator.Special;
import org.derivata.symbolic.rewrite.Conditions;
import org.derivata.symbolic.rewrite.Rule;

/**
 * A norm against its reciprocal, which is 0 where the norm is: {@code norm(x) * (x / norm(x)) -> x}. Only where the rest of the product vanishes
 * with the norm, since alone the two make 0 there and not 1.
 */
public final class CancelledNorm implements Rule {

    @Override
    public String name() {
        return "norm-over-itself";
    }

    @Override
    public Set<String> roots() {
        return Set.of(PRODUCT);
    }

    @Override
    public Optional<Expr> apply(Expr node, Conditions conditions) {
        Einsum product = (Einsum) node;
        for (int i = 0; i < product.operands().size(); i++) {
            NormQuotient quotient = NormQuotient.of(product.operands().get(i));
            for (int j = 0; quotient != null && j < product.operands().size(); j++) {
                int norm = j;
                if (isPower(product.operands().get(j), quotient.base())
                        && Arrays.equals(product.labels(i), product.labels(j))
                        && quotient.vanishesIn(product, i, other -> other != norm)) {
                    return Optional.of(cancelled(product, i, j, quotient));
                }
            }
        }
        return Optional.empty();
    }

    private static boolean isPower(Expr factor, Expr base) {
        return factor == base
                || (exponent(factor).signum() > 0 && factor.arguments().get(0) == base);
    }

    private static Rational exponent(Expr factor) {
        return factor instanceof Apply call && call.is("power")
                ? call.operator().attributes().rational("exponent")
                : Rational.ZERO;
    }

    private static Expr cancelled(Einsum product, int reciprocal, int norm, NormQuotient quotient) {
        Expr base = quotient.base();
        Expr factor = product.operands().get(norm);
        Rational own = factor == base ? Rational.ONE : exponent(factor);
        Rational left = own.minus(quotient.exponent());
        Expr rest = left.signum() >= 0
                ? Algebra.power(base, left)
                : Algebra.power(Apply.of(Special.RECIPROCAL_NO_NAN, base), left.negate());
        return Sums.merged(product, reciprocal, norm, rest);
    }
}
