package org.derivata.symbolic.derivation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.derivata.core.expr.Algebra;
import org.derivata.core.expr.Expr;
import org.derivata.core.expr.Graph;
import org.derivata.symbolic.rewrite.Trace;

/** The steps of a trace, each fired at some node, as forms of the whole expression. */
final class Trail {

    private static final int MOST_ROUNDS = 50;

    /** The expression after a step, and the rule of the step; several where no single one can be shown. */
    record Form(Expr expression, List<String> rules) {}

    private Trail() {}

    /**
     * The forms between an expression and what became of it, which is the last.
     *
     * @param most give up the forms in between when there are more steps than this
     */
    static List<Form> of(Expr start, Trace trace, Expr end, int most) {
        List<Form> forms = new ArrayList<>();
        Map<Expr, Expr> done = new LinkedHashMap<>();
        Expr current = start;
        Set<String> unseen = new LinkedHashSet<>();
        for (Trace.Step each : trace.steps()) {
            if (trace.steps().size() > most) {
                unseen.add(each.rule());
                continue;
            }
            done.put(each.before(), each.after());
            // products pull signs out of the sums in them
            done.put(Algebra.negate(each.before()), Algebra.negate(each.after()));
            // what an earlier step replaced is replaced wherever a later one brings it back
            Expr next = settled(current, done);
            if (next != current) {
                forms.add(new Form(next, List.of(each.rule())));
                current = next;
            } else {
                unseen.add(each.rule());
            }
        }
        if (current != end) {
            forms.add(new Form(end, List.copyOf(unseen)));
        }
        return forms;
    }

    private static Expr settled(Expr root, Map<Expr, Expr> done) {
        Expr current = root;
        for (int round = 0; round < MOST_ROUNDS; round++) {
            Expr next = Graph.substitute(current, done);
            if (next == current) {
                break;
            }
            current = next;
        }
        return current;
    }
}
