package org.derivata.symbolic.rewrite;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.derivata.core.expr.Expr;
import org.derivata.core.language.Limits;
import org.derivata.core.operator.Fact;

/** What rules may rely on: facts of the nodes themselves, and what was assumed of expressions. Not for use by several threads. */
public final class Conditions {

    /** Kinds beyond these are not remembered. */
    private static final int MOST_KINDS = 10_000;

    /** A fact of an expression that a rule relied on. */
    public record Proof(Expr expression, Fact fact) {}

    private final Map<Expr, Set<Fact>> assumed;
    private final List<Proof> used = new ArrayList<>();
    private final Set<Object> inVain = new HashSet<>();
    private long effort;

    private Conditions(Map<Expr, Set<Fact>> assumed, int effort) {
        this.assumed = assumed;
        this.effort = effort;
    }

    /** Only what the nodes know of themselves. */
    public static Conditions proved() {
        return assuming(Map.of());
    }

    /** Besides, what is assumed of certain expressions. */
    public static Conditions assuming(Map<Expr, Set<Fact>> assumed) {
        return new Conditions(Map.copyOf(assumed), Limits.defaults().effort());
    }

    /** The same, with this much effort to spend. */
    public Conditions effort(int allowed) {
        return new Conditions(assumed, allowed);
    }

    /** Whether a fact is known of an expression; if so, it counts as relied on. */
    public boolean hold(Expr expression, Fact fact) {
        boolean holds = expression.is(fact)
                || assumed.getOrDefault(expression, Set.of()).contains(fact);
        if (holds) {
            used.add(new Proof(expression, fact));
        }
        return holds;
    }

    /**
     * Whether there is effort left for a rule that compares several forms of a node. Each look at one costs a bounded amount, but in a formula of a
     * thousand parts nobody waits for a thousand of them: what is left then stays as the other rules have it.
     */
    public boolean allowEffort() {
        return effort > 0;
    }

    /** Counts effort: about one for each term of each form that was made, or each factor of it where terms are copied. */
    public void spendEffort(int terms) {
        effort -= terms;
    }

    /**
     * What a search for a better form of a node finds. Where one was in vain before, nothing: it is not done again.
     *
     * @param kind equal for all nodes of which the search must find the same
     * @param search gives the node itself when it is in vain
     */
    public Optional<Expr> search(Object kind, Expr node, Supplier<Expr> search) {
        if (inVain.contains(kind)) {
            return Optional.empty();
        }
        Expr found = search.get();
        if (found != node) {
            return Optional.of(found);
        }
        if (inVain.size() < MOST_KINDS) {
            inVain.add(kind);
        }
        return Optional.empty();
    }

    /** Forgets what was relied on, before another rule is tried. */
    void restart() {
        used.clear();
    }

    /** What was relied on since the last restart. */
    List<Proof> used() {
        return List.copyOf(used);
    }
}
