package org.derivata.symbolic.rules;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.derivata.core.expr.Apply;
import org.derivata.core.expr.Constant;
import org.derivata.core.expr.Einsum;
import org.derivata.core.expr.Expr;
import org.derivata.core.expr.LinearCombination;
import org.derivata.core.expr.LinearCombination.Term;
import org.derivata.core.expr.NormQuotient;
import org.derivata.core.language.Library;
import org.derivata.core.operator.Rational;
import org.derivata.symbolic.rewrite.Conditions;
import org.derivata.symbolic.rewrite.Rule;

/** {@code x - mean(x, axis=k, keepdims=1) -> centered(x, axis=k)}: the rounding of a large mean is as large as small distances from it. */
public final class DistanceFromMean implements Rule {

    @Override
    public String name() {
        return "distance-from-mean";
    }

    @Override
    public Set<String> roots() {
        return Set.of(SUM);
    }

    @Override
    public Optional<Expr> apply(Expr node, Conditions conditions) {
        List<Term> terms = ((LinearCombination) node).terms();
        if (node.rank() == 0) {
            return Optional.empty();
        }
        Set<Expr> present = new HashSet<>(node.arguments());
        for (Term term : terms) {
            if (term.expression() instanceof Einsum repeated) {
                List<Expr> candidates = new ArrayList<>(repeated.operands());
                candidates.add(repeated);
                for (Expr each : candidates) {
                    Optional<Expr> centered = centered(terms, present, term, each);
                    if (centered.isPresent()) {
                        return centered;
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<Expr> centered(List<Term> terms, Set<Expr> present, Term mean, Expr candidate) {
        if (candidate instanceof Einsum sum) {
            for (int i = 0; i < sum.operands().size(); i++) {
                Expr source = sum.operands().get(i);
                if (!source.shape().equals(mean.expression().shape()) || !mayContain(present, source)) {
                    continue;
                }
                Optional<List<Integer>> axes = Sums.summedAxes(sum.labels(i), sum.rank());
                if (axes.isPresent()) {
                    return centered(terms, mean, source, axes.get());
                }
            }
        }
        return Optional.empty();
    }

    /** Whether the source is a term, or the first of its terms is one: without it there is no distance, which is dear to build. */
    private static boolean mayContain(Set<Expr> present, Expr source) {
        return present.contains(source)
                || source instanceof Constant
                || (source instanceof LinearCombination sum
                        && present.contains(sum.terms().get(0).expression()));
    }

    private static Optional<Expr> centered(List<Term> terms, Term mean, Expr source, List<Integer> axes) {
        if (!(NormQuotient.fromMean(source, axes) instanceof LinearCombination distance)) {
            return Optional.empty();
        }
        List<Term> parts = distance.terms();
        Optional<Rational> factor = parts.stream()
                .filter(each -> each.expression() == mean.expression())
                .map(each -> mean.coefficient().dividedBy(each.coefficient()))
                .findFirst();
        if (factor.isEmpty()) {
            return Optional.empty();
        }
        List<Term> rest = new ArrayList<>(terms);
        for (Term part : parts) {
            if (!rest.remove(new Term(part.coefficient().times(factor.get()), part.expression()))) {
                return Optional.empty();
            }
        }
        Expr centered = Apply.of(Library.standard().operator("centered").with("axes", axes), source);
        rest.add(new Term(factor.get(), centered));
        return Optional.of(LinearCombination.of(source.shape(), rest));
    }
}
