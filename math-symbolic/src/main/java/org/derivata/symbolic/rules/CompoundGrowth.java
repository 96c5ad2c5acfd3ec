package org.derivata.symbolic.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.derivata.core.expr.Algebra;
import org.derivata.core.expr.Apply;
import org.derivata.core.expr.Constant;
import org.derivata.core.expr.Expr;
import org.derivata.core.expr.LinearCombination;
import org.derivata.core.expr.LinearCombination.Term;
import org.derivata.core.expr.Power;
import org.derivata.core.language.Library;
import org.derivata.core.operator.Powers;
import org.derivata.core.operator.Rational;
import org.derivata.symbolic.rewrite.Conditions;
import org.derivata.symbolic.rewrite.Rule;

/**
 * {@code (1 + a)**b -> compound(a, b)}: a large exponent magnifies the rounding of {@code 1 + a}. Small constant exponents do not, and are multiplied
 * out.
 */
public final class CompoundGrowth implements Rule {

    @Override
    public String name() {
        return "compound-growth";
    }

    @Override
    public Set<String> roots() {
        return Set.of("pow", "power");
    }

    @Override
    public Optional<Expr> apply(Expr node, Conditions conditions) {
        Apply power = (Apply) node;
        if (!(power.argument(0) instanceof LinearCombination base)) {
            return Optional.empty();
        }
        Expr exponent;
        if (power.is("pow")) {
            exponent = power.argument(1);
        } else {
            Rational constant = Power.of(node).exponent();
            if (constant.abs().compareTo(Rational.of(Powers.REPEATED)) <= 0) {
                return Optional.empty();
            }
            exponent = Constant.of(constant, node.shape());
        }
        List<Term> rest = new ArrayList<>(base.terms());
        if (!rest.remove(new Term(Rational.ONE, Algebra.one(node.shape())))) {
            return Optional.empty();
        }
        Expr growth = LinearCombination.of(node.shape(), rest);
        return Optional.of(Apply.of(Library.standard().operator("compound"), growth, exponent));
    }
}
