package org.derivata.symbolic.rules;

import java.util.Optional;
import java.util.Set;
import org.derivata.core.expr.Apply;
import org.derivata.core.expr.Constant;
import org.derivata.core.expr.Expr;
import org.derivata.core.language.Library;
import org.derivata.core.language.Scope;
import org.derivata.symbolic.rewrite.Conditions;
import org.derivata.symbolic.rewrite.Rule;

/**
 * {@code log(a**b) -> b * log(abs(a))}, NaN where a negative number has no such power or a negative one: {@code 1e10**50} is too large for a double,
 * its logarithm is not.
 */
public final class LogOfPower implements Rule {

    @Override
    public String name() {
        return "log-of-any-power";
    }

    @Override
    public Set<String> roots() {
        return Set.of("log");
    }

    @Override
    public Optional<Expr> apply(Expr node, Conditions conditions) {
        if (!(node.arguments().get(0) instanceof Apply power)) {
            return Optional.empty();
        }
        Expr base = power.argument(0);
        Expr exponent;
        if (power.is("power")) {
            exponent = Constant.of(power.operator().attributes().rational("exponent"));
        } else if (power.is("pow")) {
            exponent = power.argument(1);
        } else {
            return Optional.empty();
        }
        Scope scope = Scope.closed().define("a", base).define("b", exponent);
        return Optional.of(
                Library.standard().elaborate("where(a < 0 and b / 2 != floor(b / 2), nan, xlogy(b, abs(a)))", scope));
    }
}
