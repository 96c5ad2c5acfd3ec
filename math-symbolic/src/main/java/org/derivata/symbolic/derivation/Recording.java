package org.derivata.symbolic.derivation;

import java.util.LinkedHashMap;
import java.util.Map;
import org.derivata.core.expr.Constant;
import org.derivata.core.expr.Expr;
import org.derivata.core.expr.NodeIndex;
import org.derivata.symbolic.differentiate.SweepListener;
import org.derivata.symbolic.rewrite.Trace;

/** Everything that happened while one gradient was computed. It is handed to each phase, which writes its own part. */
public final class Recording implements SweepListener {

    private final Trace before = new Trace();
    private final Trace after = new Trace();
    private final Map<Expr, Expr> cotangents = new LinkedHashMap<>();
    private Expr output = Constant.of(0);
    private NodeIndex active = new NodeIndex();

    /** Receives the rules that fire before the sweep. */
    public Trace before() {
        return before;
    }

    /** Receives the rules that fire after the sweep. */
    public Trace after() {
        return after;
    }

    @Override
    public void start(Expr differentiated, Expr seed, NodeIndex dependent) {
        output = differentiated;
        active = dependent;
    }

    @Override
    public void visit(Expr node, Expr cotangent) {
        cotangents.put(node, cotangent);
    }

    /** What was differentiated. */
    public Expr output() {
        return output;
    }

    /** The nodes that depend on the variable. */
    public NodeIndex active() {
        return active;
    }

    /** The derivative by each node that was visited, users before their arguments. */
    public Map<Expr, Expr> cotangents() {
        return cotangents;
    }
}
