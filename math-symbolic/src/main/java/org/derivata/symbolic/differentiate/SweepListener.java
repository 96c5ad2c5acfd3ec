package org.derivata.symbolic.differentiate;

import java.util.Set;
import org.derivata.core.expr.Expr;

/** Hears what a reverse sweep does, in its order. A sweep without one does no work for it. */
public interface SweepListener {

    /** Hears nothing. */
    SweepListener NONE = new SweepListener() {
        @Override
        public void start(Expr output, Expr seed, Set<Expr> active) {}

        @Override
        public void visit(Expr node, Expr cotangent) {}
    };

    /**
     * The sweep begins.
     *
     * @param output what is differentiated, composites without a derivative of their own opened
     * @param seed its cotangent
     * @param active the nodes that depend on a variable the sweep is for
     */
    void start(Expr output, Expr seed, Set<Expr> active);

    /** All contributions to a node are known and gathered; its own contributions to its arguments come next. */
    void visit(Expr node, Expr cotangent);
}
