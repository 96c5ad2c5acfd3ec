package org.derivata.symbolic.rules;

import java.util.Optional;
import java.util.Set;
import org.derivata.core.expr.Apply;
import org.derivata.core.expr.Expr;
import org.derivata.core.language.Library;
import org.derivata.core.language.Scope;
import org.derivata.symbolic.rewrite.Conditions;
import org.derivata.symbolic.rewrite.Rule;

/** {@code log(prod(x)) -> sum(log(abs(x)))}, NaN where the product is negative: the product of some hundred likelihoods is 0 in doubles. */
public final class LogOfProd implements Rule {

    @Override
    public String name() {
        return "log-of-prod";
    }

    @Override
    public Set<String> roots() {
        return Set.of("log");
    }

    @Override
    public Optional<Expr> apply(Expr node, Conditions conditions) {
        if (!(node.arguments().get(0) instanceof Apply prod) || !prod.is("prod")) {
            return Optional.empty();
        }
        Scope scope = Scope.closed()
                .define("x", prod.argument(0))
                .defineAxes("k", prod.operator().attributes().integers("axes"));
        return Optional.of(
                Library.standard().elaborate("where(prod(sign(x), axis=k) < 0, nan, sum(log(abs(x)), axis=k))", scope));
    }
}
