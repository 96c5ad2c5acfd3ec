package org.derivata.symbolic.rewrite;

import java.util.Optional;
import java.util.Set;
import org.derivata.core.expr.Expr;

/** A local change of one node that keeps its value. */
public interface Rule {

    /** The kind of sums, for {@link #roots()}. */
    String SUM = "+";

    /** The kind of products, for {@link #roots()}. */
    String PRODUCT = "*";

    /** The name under which traces and explanations show it. */
    String name();

    /**
     * The node rewritten, of the same shape; empty when the rule does not apply.
     *
     * @param conditions answers what is proved of an expression, and remembers what was asked for with success
     */
    Optional<Expr> apply(Expr node, Conditions conditions);

    /** Whether the result can have a value where the node has none; strict rewriting leaves such rules out. */
    default boolean widens() {
        return false;
    }

    /** The kinds of nodes it can apply to: operator names, {@link #SUM}, {@link #PRODUCT}; empty for any. */
    default Set<String> roots() {
        return Set.of();
    }

    /** The kind of a node, as in {@link #roots()}. */
    static String kind(Expr node) {
        return node.match(Roots.KIND);
    }
}
