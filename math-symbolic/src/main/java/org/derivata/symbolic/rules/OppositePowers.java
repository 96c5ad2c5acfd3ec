package org.derivata.symbolic.rules;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.derivata.core.expr.Algebra;
import org.derivata.core.expr.Apply;
import org.derivata.core.expr.Einsum;
import org.derivata.core.expr.Expr;
import org.derivata.core.operator.Fact;
import org.derivata.core.operator.Rational;
import org.derivata.symbolic.rewrite.Conditions;
import org.derivata.symbolic.rewrite.Rule;

/**
 * {@code a**p * a**q -> a**(p + q)} for integers of opposite signs, as in {@code a * b / a -> b}. At 0 the left side has no value: it widens, but
 * for what is known not to be 0. Equal signs and positive bases merge in the constructors already.
 */
public final class OppositePowers implements Rule {

    private final boolean widening;

    /** The rule for all factors, or only for those known not to be 0. */
    public OppositePowers(boolean widening) {
        this.widening = widening;
    }

    @Override
    public String name() {
        return widening ? "cancelled-factor" : "cancelled-nonzero-factor";
    }

    @Override
    public boolean widens() {
        return widening;
    }

    @Override
    public Set<String> roots() {
        return Set.of(PRODUCT);
    }

    @Override
    public Optional<Expr> apply(Expr node, Conditions conditions) {
        Einsum product = (Einsum) node;
        for (int i = 0; i < product.operands().size(); i++) {
            for (int j = 0;
                    exponent(product.operands().get(i)).signum() < 0
                            && j < product.operands().size();
                    j++) {
                Expr base = base(product.operands().get(i));
                Rational sum = exponent(product.operands().get(i))
                        .plus(exponent(product.operands().get(j)));
                boolean merges = i != j
                        && base == base(product.operands().get(j))
                        && exponent(product.operands().get(j)).signum() > 0
                        && exponent(product.operands().get(j)).isInteger()
                        && exponent(product.operands().get(i)).isInteger()
                        && Arrays.equals(product.labels(i), product.labels(j))
                        && (widening || conditions.hold(base, Fact.NONZERO));
                if (merges) {
                    return Optional.of(Sums.merged(product, j, i, Algebra.power(base, sum)));
                }
            }
        }
        return Optional.empty();
    }

    private static Rational exponent(Expr operand) {
        return operand instanceof Apply call && call.is("power")
                ? call.operator().attributes().rational("exponent")
                : Rational.ONE;
    }

    private static Expr base(Expr operand) {
        return operand instanceof Apply call && call.is("power") ? call.argument(0) : operand;
    }
}
