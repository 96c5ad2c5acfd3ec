package org.derivata.symbolic.stabilize;

import java.util.Collection;
import java.util.List;
import org.derivata.core.expr.Expr;
import org.derivata.core.expr.Graph;
import org.derivata.core.expr.Products;
import org.derivata.symbolic.canonical.ViewsOutward;
import org.derivata.symbolic.rewrite.Conditions;
import org.derivata.symbolic.rewrite.Rewriter;
import org.derivata.symbolic.rewrite.RuleSet;
import org.derivata.symbolic.rewrite.Trace;
import org.derivata.symbolic.rules.StabilityRules;

/**
 * Replaces forms that overflow or cancel by ones that do not: {@code log(1 + exp(x))} by {@code softplus(x)}, {@code exp(z) / sum(exp(z))} by
 * {@code softmax(z)}.
 *
 * <p>It runs before differentiating, since the derivative of a stable form is short and stable, and again after. Losses that are defined by
 * other functions are opened so that, for instance, a cross-entropy of a sigmoid is seen as one.
 */
public final class Stabilizer {

    /** The rules of stability, and views outward so that they are recognised under views. */
    public static final RuleSet RULES =
            RuleSet.of("stability", new ViewsOutward()).and(StabilityRules.ALL).and(StabilityRules.BEFORE);

    private Stabilizer() {}

    /** The form to evaluate: stable, and written for a machine where that keeps more digits; not to be differentiated. */
    public static Expr forEvaluation(Expr root) {
        // the forms that a reader knows come first: log(x + sqrt(1 + x**2)) is asinh(x) only as long as the root is one
        Expr evaluated = new Rewriter(StabilityRules.EVALUATION).rewrite(sloped(stabilize(root)));
        return new Rewriter(StabilityRules.QUOTIENTS).rewrite(evaluated);
    }

    /** Slopes before their terms become something else. */
    private static Expr sloped(Expr root) {
        return new Rewriter(StabilityRules.SLOPES).rewrite(root);
    }

    /**
     * What rewriting makes worse than it was typed, mended: slopes over a common denominator, exponentials over their sum, and quotients in the order in
     * which they stay in range.
     */
    public static Expr inRange(Expr root) {
        Expr mended = new Rewriter(StabilityRules.MENDED).rewrite(root);
        return new Rewriter(StabilityRules.QUOTIENTS).rewrite(mended);
    }

    /** The stable form of an expression, equal in value wherever the expression has one. */
    public static Expr stabilize(Expr root) {
        return stabilize(List.of(root), Conditions.proved(), new Trace()).get(0);
    }

    /**
     * The stable forms of expressions that may share parts.
     *
     * @param conditions what may be relied on
     * @param trace receives the rules that fired
     */
    public static List<Expr> stabilize(Collection<? extends Expr> roots, Conditions conditions, Trace trace) {
        return new Rewriter(RULES, conditions).rewrite(opened(roots, trace), trace);
    }

    /** The roots with every composite that has no derivative of its own replaced by its definition, products made flat again. */
    public static List<Expr> opened(Collection<? extends Expr> roots, Trace trace) {
        List<Expr> opened = Graph.open(
                roots,
                composite -> !composite.hasDerivative(),
                (call, definition) ->
                        trace.add("definition of " + call.operator().name(), call, definition));
        if (opened.equals(List.copyOf(roots))) {
            return opened;
        }
        List<Expr> flat = Products.flatten(opened);
        for (int i = 0; i < flat.size(); i++) {
            trace.addChange(Trace.FLATTEN, opened.get(i), flat.get(i));
        }
        return flat;
    }
}
