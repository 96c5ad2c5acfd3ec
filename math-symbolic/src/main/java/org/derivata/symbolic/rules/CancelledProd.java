package org.derivata.symbolic.rules;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.derivata.core.expr.Algebra;
import org.derivata.core.expr.Apply;
import org.derivata.core.expr.Einsum;
import org.derivata.core.expr.Expr;
import org.derivata.core.expr.Power;
import org.derivata.core.operator.Rational;
import org.derivata.symbolic.rewrite.Conditions;
import org.derivata.symbolic.rewrite.Rule;

/** {@code exclusive_prod(x) / prod(x, axis=-1, keepdims=1) -> 1 / x}: products of all but one entry, divided by that of all. */
public final class CancelledProd implements Rule {

    @Override
    public String name() {
        return "products-of-others";
    }

    @Override
    public boolean widens() {
        return true;
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
                if (cancel(product, i, j)) {
                    Expr source = product.operands().get(i).arguments().get(0);
                    return Optional.of(Sums.merged(product, j, i, Algebra.reciprocal(source)));
                }
            }
        }
        return Optional.empty();
    }

    private static boolean cancel(Einsum product, int others, int all) {
        if (!(product.operands().get(others) instanceof Apply exclusive) || !exclusive.is("exclusive_prod")) {
            return false;
        }
        Power quotient = Power.of(product.operands().get(all));
        if (!quotient.exponent().equals(Rational.ONE.negate())
                || !(quotient.base() instanceof Apply prod)
                || !prod.is("prod")
                || prod.argument(0) != exclusive.argument(0)) {
            return false;
        }
        int[] labels = product.labels(others);
        int last = labels.length - 1;
        return prod.operator().attributes().integers("axes").equals(List.of(last))
                && Arrays.equals(Arrays.copyOf(labels, last), product.labels(all));
    }
}
