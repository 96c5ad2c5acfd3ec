package org.derivata.symbolic.rules;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.derivata.core.expr.Algebra;
import org.derivata.core.expr.Apply;
import org.derivata.core.expr.Expr;
import org.derivata.core.expr.Power;
import org.derivata.core.language.Library;
import org.derivata.core.operator.Rational;
import org.derivata.symbolic.rewrite.Conditions;
import org.derivata.symbolic.rewrite.Rule;

/** {@code (a**p)**q -> abs(a)**(p * q)} for even integers {@code p}, as in {@code sqrt(a**4) -> a**2}: the sign is lost in {@code a**p} already. */
public final class RootOfEvenPower implements Rule {

    @Override
    public String name() {
        return "root-of-even-power";
    }

    @Override
    public Set<String> roots() {
        return Set.of("power");
    }

    @Override
    public Optional<Expr> apply(Expr node, Conditions conditions) {
        Power root = Power.of(node);
        Power inner = Power.of(root.base());
        if (root.exponent().isInteger() || !isEven(inner.exponent())) {
            return Optional.empty();
        }
        Rational exponent = inner.exponent().times(root.exponent());
        Expr base =
                isEven(exponent) ? inner.base() : Apply.of(Library.standard().operator("abs"), List.of(inner.base()));
        return Optional.of(Algebra.power(base, exponent));
    }

    private static boolean isEven(Rational exponent) {
        return exponent.isInteger() && !exponent.numerator().testBit(0);
    }
}
