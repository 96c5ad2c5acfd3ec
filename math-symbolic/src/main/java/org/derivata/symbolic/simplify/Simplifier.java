package org.derivata.symbolic.simplify;

import java.util.Collection;
import java.util.List;
import org.derivata.core.expr.Expr;
import org.derivata.core.expr.Graph;
import org.derivata.core.expr.Products;
import org.derivata.core.language.Limits;
import org.derivata.symbolic.canonical.Canonical;
import org.derivata.symbolic.canonical.Size;
import org.derivata.symbolic.canonical.ViewsOutward;
import org.derivata.symbolic.rewrite.Assumptions;
import org.derivata.symbolic.rewrite.Conditions;
import org.derivata.symbolic.rewrite.Rewriter;
import org.derivata.symbolic.rewrite.RuleSet;
import org.derivata.symbolic.rewrite.Trace;
import org.derivata.symbolic.rules.AlgebraRules;
import org.derivata.symbolic.rules.StabilityRules;

/**
 * Writes an expression shorter: like terms and common factors collected, what cancels cancelled, known forms recognised. Values stay the same
 * wherever the expression has one; unless {@linkplain #strict() strict}, the result may also have a value where the expression has none, as in
 * {@code x / x -> 1}.
 *
 * <p>All decisions look at one node and little around it, so the work is linear in the graph. The result is a fixed point: simplifying it again
 * changes nothing, unless the formula was so long that the effort of comparing forms was spent before its end. Immutable.
 */
public final class Simplifier {

    /** Flattening products can enable rules and rules can enable flattening; this often it has never been needed. */
    private static final int MOST_ROUNDS = 8;

    /** The pass that multiplies out and collects, as traces name it. */
    private static final String COLLECT = "collect-like-terms";

    private static final int LEAST_COLLECTED = 24;

    /** Of larger results nobody waits for the collected form: so much of the effort goes into comparing the forms of a node. */
    private static final int EFFORT_FOR_A_NODE = 10;

    private static final RuleSet ALGEBRA = Canonical.RULES.and(AlgebraRules.ALL);

    private static final Simplifier STANDARD = new Simplifier(
            RuleSet.of("simplify", new ViewsOutward()).and(StabilityRules.ALL),
            ALGEBRA,
            Limits.defaults().effort());

    private static final Simplifier WITHOUT_STABILIZING =
            new Simplifier(RuleSet.of("simplify"), ALGEBRA, STANDARD.effort);

    private final RuleSet stability;
    private final RuleSet algebra;
    private final RuleSet all;

    /** All rules but those that may make an expression longer. */
    private final RuleSet shortening;

    private final int effort;

    private Simplifier(RuleSet stability, RuleSet algebra, int effort) {
        this.stability = stability;
        this.algebra = algebra;
        this.all = stability.and(algebra);
        this.shortening = RuleSet.of("simplify").and(algebra);
        this.effort = effort;
    }

    private Simplifier(Simplifier same, int effort) {
        this.stability = same.stability;
        this.algebra = same.algebra;
        this.all = same.all;
        this.shortening = same.shortening;
        this.effort = effort;
    }

    /** All rules. */
    public static Simplifier standard() {
        return STANDARD;
    }

    /** All rules but those that replace numerically unstable forms. */
    public static Simplifier withoutStabilizing() {
        return WITHOUT_STABILIZING;
    }

    /** The same without rules that give a value where there was none. */
    public Simplifier strict() {
        return new Simplifier(stability.strict(), algebra.strict(), effort);
    }

    /** The same and more rules. */
    public Simplifier with(RuleSet more) {
        return new Simplifier(stability, algebra.and(more), effort);
    }

    /** The same with this much effort for comparing forms, instead of {@linkplain Limits#effort() what is meant for strangers}. */
    public Simplifier effort(int allowed) {
        return allowed == effort ? this : new Simplifier(this, allowed);
    }

    /** The shorter form. */
    public Expr simplify(Expr root) {
        return simplify(List.of(root), Conditions.proved(), new Trace()).get(0);
    }

    /**
     * The shortest of the forms under assumptions: as it stands, by all rules, and by those that only shorten, since a stable form can be longer.
     *
     * @param trace receives what was done
     */
    public Expr simplify(Expr root, Assumptions assumptions, Trace trace) {
        Expr best = Products.flatten(assumptions.strengthen(root));
        for (int round = 0; round < MOST_ROUNDS; round++) {
            Expr before = best;
            Form form = new Form(before, new Trace());
            Form stable = form(all, before, assumptions);
            form = Size.of(stable.expression) <= Size.of(before) ? stable : form;
            // where no rule applies, none of those that only shorten does
            Form shorter = stable.expression == before ? form : form(shortening, before, assumptions);
            form = Size.of(shorter.expression) < Size.of(form.expression) ? shorter : form;
            best = form.expression;
            if (best == before) {
                break;
            }
            trace.append(form.trace);
        }
        return assumptions.weaken(best);
    }

    /** A form that may be chosen, and the way to it. */
    private record Form(Expr expression, Trace trace) {}

    private Form form(RuleSet rules, Expr root, Assumptions assumptions) {
        Trace trace = new Trace();
        Rewriter rewriter = new Rewriter(rules, assumptions.conditions().effort(effort));
        return new Form(simplify(rewriter, List.of(root), trace).get(0), trace);
    }

    /**
     * Shorter forms of derivatives of scalars. The product rule multiplies terms, and rules that look at one node at a time do not see that they are
     * alike: results of some size are multiplied out and collected as well, and the form with the fewest different nodes stays.
     *
     * @param trace receives the steps to that form
     */
    public List<Expr> simplifyDerivatives(Collection<? extends Expr> roots, Trace trace) {
        // one for both forms, most of whose parts are the same
        Rewriter rewriter = new Rewriter(all, Conditions.proved().effort(effort));
        List<Expr> simple = simplify(rewriter, roots, trace);
        int nodes = Graph.postOrder(simple).size();
        if (nodes < LEAST_COLLECTED || nodes > effort / EFFORT_FOR_A_NODE) {
            return simple;
        }
        // each root is multiplied out by itself: of a thousand that share a thousand nodes nobody wants that
        long most = STANDARD.effort + (long) EFFORT_FOR_A_NODE * nodes;
        Conditions conditions = Conditions.proved().effort((int) Math.min(effort, most));
        List<Expr> collected =
                simple.stream().map(each -> collected(each, conditions)).toList();
        if (collected.equals(simple)) {
            return simple;
        }
        Trace further = new Trace();
        List<Expr> other = simplify(rewriter, collected, further);
        if (Graph.postOrder(other).size() >= nodes) {
            return simple;
        }
        for (int i = 0; i < simple.size(); i++) {
            trace.addChange(COLLECT, simple.get(i), collected.get(i));
        }
        trace.append(further);
        return other;
    }

    private static Expr collected(Expr root, Conditions conditions) {
        if (root.rank() > 0 || !conditions.allowEffort()) {
            return root;
        }
        int nodes = Graph.count(root);
        conditions.spendEffort(nodes);
        return nodes < LEAST_COLLECTED
                ? root
                : Polynomial.of(root, conditions).map(Polynomial::collected).orElse(root);
    }

    /**
     * The shorter forms of expressions that may share parts.
     *
     * @param conditions what may be relied on
     * @param trace receives what was done
     */
    public List<Expr> simplify(Collection<? extends Expr> roots, Conditions conditions, Trace trace) {
        return simplify(new Rewriter(all, conditions.effort(effort)), roots, trace);
    }

    private static List<Expr> simplify(Rewriter rewriter, Collection<? extends Expr> roots, Trace trace) {
        List<Expr> current = flattened(roots, trace);
        for (int round = 0; round < MOST_ROUNDS; round++) {
            List<Expr> rewritten = rewriter.rewrite(current, trace);
            // what no rule changes is still flat
            List<Expr> next = rewritten.equals(current) ? current : flattened(rewritten, trace);
            if (next.equals(current)) {
                break;
            }
            current = next;
        }
        return current;
    }

    private static List<Expr> flattened(Collection<? extends Expr> roots, Trace trace) {
        List<Expr> flat = Products.flatten(roots);
        int next = 0;
        for (Expr each : roots) {
            trace.addChange(Trace.FLATTEN, each, flat.get(next++));
        }
        return flat;
    }
}
