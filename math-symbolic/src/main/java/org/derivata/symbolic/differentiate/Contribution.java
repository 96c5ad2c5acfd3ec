package org.derivata.symbolic.differentiate;

import org.derivata.core.expr.Expr;

/** Sees what a node adds to the cotangent of one of its arguments, and answers what is added instead: normally the same. */
@FunctionalInterface
public interface Contribution {

    /**
     * What is added.
     *
     * @param node the node that the sweep is at
     * @param argument which of its arguments gets the contribution
     * @param contribution leading axes of the cotangent followed by the argument's
     */
    Expr of(Expr node, int argument, Expr contribution);
}
