package org.derivata.symbolic.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.derivata.core.expr.Algebra;
import org.derivata.core.expr.Apply;
import org.derivata.core.expr.Expr;
import org.derivata.core.expr.LinearCombination;
import org.derivata.core.expr.LinearCombination.Term;
import org.derivata.symbolic.rewrite.Conditions;
import org.derivata.symbolic.rewrite.Rule;

/**
 * What is constant along the axes leaves: {@code softmax(z + c) -> softmax(z)}, the same of {@code log_softmax}, and {@code logsumexp(z + c) ->
 * logsumexp(z) + c}. An infinite {@code c} makes the left sides NaN, so softmax is defined more widely afterwards.
 */
public final class ShiftOfExponents implements Rule {

    @Override
    public String name() {
        return "shift-of-exponents";
    }

    @Override
    public Set<String> roots() {
        return Set.of("softmax", "log_softmax", "logsumexp");
    }

    @Override
    public Optional<Expr> apply(Expr node, Conditions conditions) {
        Apply call = (Apply) node;
        List<Integer> axes = call.operator().attributes().integers("axes");
        if (!(call.argument(0) instanceof LinearCombination sum) || sum.isScaling()) {
            return Optional.empty();
        }
        List<Term> moving = new ArrayList<>();
        List<Term> constant = new ArrayList<>();
        for (Term each : sum.terms()) {
            (Sums.isConstantAlong(each.expression(), axes) ? constant : moving).add(each);
        }
        // scores + 1e10 * mask - 1e10: the shift is what makes the rest precise
        if (constant.isEmpty() || moving.isEmpty() || moving.stream().anyMatch(Term::isHuge)) {
            return Optional.empty();
        }
        Expr shifted = Apply.of(call.operator(), LinearCombination.of(sum.shape(), moving));
        if (!call.is("logsumexp")) {
            return Optional.of(shifted);
        }
        List<Term> terms = new ArrayList<>();
        constant.forEach(each -> terms.add(new Term(each.coefficient(), Sums.without(each.expression(), axes))));
        return Optional.of(Algebra.add(shifted, LinearCombination.of(node.shape(), terms)));
    }
}
