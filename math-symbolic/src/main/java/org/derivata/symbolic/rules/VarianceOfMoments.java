package org.derivata.symbolic.rules;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.derivata.core.expr.Algebra;
import org.derivata.core.expr.Apply;
import org.derivata.core.expr.Einsum;
import org.derivata.core.expr.Expr;
import org.derivata.core.expr.LinearCombination;
import org.derivata.core.expr.LinearCombination.Term;
import org.derivata.core.expr.Power;
import org.derivata.core.language.Library;
import org.derivata.core.language.Scope;
import org.derivata.core.operator.Rational;
import org.derivata.symbolic.rewrite.Conditions;
import org.derivata.symbolic.rewrite.Rule;

/**
 * {@code mean(x**2, axis=k) - mean(x, axis=k)**2 -> var(x, axis=k)}, and the sums of both, with any common factor: beside a large mean the
 * difference of the two has no digit left.
 */
public final class VarianceOfMoments implements Rule {

    private static final List<String> FORMS =
            List.of("mean(x**2, axis=k) - mean(x, axis=k)**2", "sum(x**2, axis=k) - sum(x, axis=k)**2 / n");

    private static final List<String> RESULTS = List.of("var(x, axis=k)", "n * var(x, axis=k)");

    @Override
    public String name() {
        return "variance-of-moments";
    }

    @Override
    public Set<String> roots() {
        return Set.of(SUM);
    }

    @Override
    public Optional<Expr> apply(Expr node, Conditions conditions) {
        List<Term> terms = ((LinearCombination) node).terms();
        for (Term term : terms) {
            if (term.expression() instanceof Einsum product) {
                List<Expr> candidates = new ArrayList<>(product.operands());
                candidates.add(product);
                for (Expr each : candidates) {
                    Optional<Expr> found = each instanceof Einsum sum ? ofSquares(sum, node, term) : Optional.empty();
                    if (found.isPresent()) {
                        return found;
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<Expr> ofSquares(Einsum squares, Expr node, Term term) {
        Optional<Expr> source = squared(squares);
        if (source.isEmpty() || !squares.shape().equals(node.shape())) {
            return Optional.empty();
        }
        Optional<List<Integer>> axes = Sums.summedAxes(squares.labels(0), squares.rank());
        if (axes.isEmpty()) {
            return Optional.empty();
        }
        Expr x = source.get();
        Expr count = Algebra.one(node.shape());
        for (int axis : axes.get()) {
            count = Algebra.multiply(count, Algebra.fill(Apply.size(x.shape().get(axis)), node.shape()));
        }
        Scope scope = Scope.closed().define("x", x).define("n", count).defineAxes("k", axes.get());
        for (int i = 0; i < FORMS.size(); i++) {
            if (Library.standard().elaborate(FORMS.get(i), scope) instanceof LinearCombination difference) {
                Optional<Expr> found = replaced((LinearCombination) node, term, difference, scope, RESULTS.get(i));
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    /** A sum with a multiple of a difference in it, and the result in its place. */
    private static Optional<Expr> replaced(
            LinearCombination node, Term term, LinearCombination difference, Scope scope, String result) {
        Optional<Rational> factor = difference.terms().stream()
                .filter(each -> each.expression() == term.expression())
                .map(each -> term.coefficient().dividedBy(each.coefficient()))
                .findFirst();
        if (factor.isEmpty()) {
            return Optional.empty();
        }
        List<Term> rest = new ArrayList<>(node.terms());
        for (Term each : difference.terms()) {
            if (!rest.remove(new Term(each.coefficient().times(factor.get()), each.expression()))) {
                return Optional.empty();
            }
        }
        rest.add(new Term(factor.get(), Library.standard().elaborate(result, scope)));
        return Optional.of(LinearCombination.of(node.shape(), rest));
    }

    /** What is squared and summed in {@code sum(x**2)}, along its own axes in their order. */
    private static Optional<Expr> squared(Einsum sum) {
        if (!sum.sums() || sum.operands().size() > 2) {
            return Optional.empty();
        }
        int[] labels = sum.labels(0);
        int[] kept = Arrays.stream(labels).filter(each -> each < sum.rank()).toArray();
        boolean inOrder = kept.length == sum.rank();
        for (int i = 1; i < kept.length; i++) {
            inOrder &= kept[i - 1] < kept[i];
        }
        Expr first = sum.operands().get(0);
        if (sum.operands().size() == 1) {
            Power square = Power.of(first);
            return inOrder && square.exponent().equals(Rational.of(2)) ? Optional.of(square.base()) : Optional.empty();
        }
        boolean twice = first == sum.operands().get(1) && Arrays.equals(labels, sum.labels(1));
        return inOrder && twice ? Optional.of(first) : Optional.empty();
    }
}
