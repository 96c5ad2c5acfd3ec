package org.derivata.symbolic.rules;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.derivata.core.expr.Algebra;
import org.derivata.core.expr.Apply;
import org.derivata.core.expr.Constant;
import org.derivata.core.expr.Einsum;
import org.derivata.core.expr.Expr;
import org.derivata.core.expr.Power;
import org.derivata.core.language.Library;
import org.derivata.core.operator.Rational;
import org.derivata.symbolic.rewrite.Conditions;
import org.derivata.symbolic.rewrite.Rule;

/**
 * {@code exp(u) * erfc(b) -> exp(u - b**2) * erfcx(b)} and {@code exp(u) / erfc(b) -> exp(u + b**2) / erfcx(b)} where the new exponent is a
 * number: beyond 27 {@code erfc(b)} is 0 in doubles, and the other factor no less extreme.
 */
public final class ScaledErrorFunction implements Rule {

    @Override
    public String name() {
        return "scaled-error-function";
    }

    @Override
    public Set<String> roots() {
        return Set.of(PRODUCT);
    }

    @Override
    public Optional<Expr> apply(Expr node, Conditions conditions) {
        Einsum product = (Einsum) node;
        for (int i = 0; i < product.operands().size(); i++) {
            for (int j = 0; j < product.operands().size(); j++) {
                if (product.operands().get(i) instanceof Apply exp
                        && exp.is("exp")
                        && Arrays.equals(product.labels(i), product.labels(j))) {
                    Optional<Expr> scaled =
                            scaled(exp.argument(0), product.operands().get(j));
                    if (scaled.isPresent()) {
                        return Optional.of(Sums.merged(product, i, j, scaled.get()));
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<Expr> scaled(Expr exponent, Expr factor) {
        boolean reciprocal = factor instanceof Apply power
                && power.is("power")
                && power.operator().attributes().rational("exponent").equals(Rational.ONE.negate());
        if (!((reciprocal ? ((Apply) factor).argument(0) : factor) instanceof Apply erfc) || !erfc.is("erfc")) {
            return Optional.empty();
        }
        Power argument = Power.of(erfc.argument(0));
        Expr square = Algebra.power(argument.base(), argument.exponent().times(Rational.of(2)));
        Expr left = reciprocal ? Algebra.add(exponent, square) : Algebra.subtract(exponent, square);
        if (!(left instanceof Constant number)) {
            return Optional.empty();
        }
        Expr scaled = Apply.of(Library.standard().operator("erfcx"), erfc.argument(0));
        Expr rest = reciprocal ? Algebra.power(scaled, Rational.ONE.negate()) : scaled;
        return Optional.of(Algebra.multiply(Apply.of(Library.standard().operator("exp"), number), rest));
    }
}
