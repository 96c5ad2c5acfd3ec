package org.derivata.symbolic.differentiate;

import org.derivata.core.expr.Expr;
import org.derivata.core.expr.NodeIndex;

/** Hears what a reverse sweep does, in its order. A sweep without one does no work for it. */
public interface SweepListener {

    /** Hears nothing. */
    SweepListener NONE = new SweepListener() {
        @Override
        public void start(Expr output, Expr seed, NodeIndex active) {}

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
    void start(Expr output, Expr seed, NodeIndex active);

    /** All contributions to a node are known and gathered; its own contributions to its arguments come next. */
    void visit(Expr node, Expr cotangent);
}
