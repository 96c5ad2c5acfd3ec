package org.derivata.symbolic;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.derivata.core.array.Array;
import org.derivata.core.evaluate.Binding;
import org.derivata.core.evaluate.ReferenceEvaluator;
import org.derivata.core.expr.Expr;
import org.derivata.core.expr.Graph;
import org.derivata.core.language.Guard;
import org.derivata.core.language.Library;
import org.derivata.symbolic.derivation.Recording;
import org.derivata.symbolic.differentiate.ReverseMode;
import org.derivata.symbolic.differentiate.SweepListener;
import org.derivata.symbolic.rewrite.Conditions;
import org.derivata.symbolic.rewrite.Trace;
import org.derivata.symbolic.simplify.Simplifier;
import org.derivata.symbolic.stabilize.Stabilizer;

/** The phases an expression goes through: stabilise, differentiate, simplify, stabilise again. */
public final class Calculus {

    private final Library library;
    private final boolean stabilizing;

    private Calculus(Library library, boolean stabilizing) {
        this.library = library;
        this.stabilizing = stabilizing;
    }

    /** All phases, for a library. */
    public static Calculus standard(Library library) {
        return new Calculus(library, true);
    }

    /** The same without stabilising. */
    public Calculus asTyped() {
        return new Calculus(library, false);
    }

    public Expr stabilize(Expr expression) {
        return stabilize(expression, new Trace());
    }

    private Expr stabilize(Expr expression, Trace trace) {
        return stabilizing
                ? Stabilizer.stabilize(List.of(expression), Conditions.proved(), trace)
                        .get(0)
                : expression;
    }

    public Expr simplify(Expr expression) {
        return simplify(List.of(expression)).get(0);
    }

    /** Expressions made shorter together, so that what they share stays shared; stabilised again where that is on. */
    public List<Expr> simplify(Collection<Expr> expressions) {
        return simplifier().simplify(expressions, Conditions.proved(), new Trace());
    }

    private Simplifier simplifier() {
        return stabilizing ? Simplifier.standard() : Simplifier.withoutStabilizing();
    }

    /** The gradients of a scalar, simplified. */
    public List<Expr> gradients(Expr output, List<Expr> variables) {
        return gradients(output, variables, new Trace(), SweepListener.NONE, new Trace());
    }

    /** The gradient by one variable, simplified, with everything that is done on the way recorded. */
    public Expr gradient(Expr output, Expr variable, Recording recording) {
        return gradients(output, List.of(variable), recording.before(), recording, recording.after())
                .get(0);
    }

    private List<Expr> gradients(Expr output, List<Expr> variables, Trace before, SweepListener listener, Trace after) {
        Map<Expr, Expr> found = new ReverseMode(library).gradient(stabilize(output, before), variables, listener);
        return simplifier().simplifyDerivatives(found.values(), after);
    }

    /** The Jacobian, simplified. */
    public Expr jacobian(Expr output, Expr variable) {
        Map<Expr, Expr> found = new ReverseMode(library).jacobian(stabilize(output), List.of(variable));
        return simplifier().simplifyDerivatives(found.values(), new Trace()).get(0);
    }

    /** The value by the reference evaluator. */
    public Array evaluate(Expr expression, Map<String, Array> inputs, List<Guard> guards) {
        Expr stable = stabilize(expression);
        Map<String, Integer> sizes = Binding.sizes(Graph.variables(List.of(expression)), inputs);
        guards.stream()
                .filter(each -> sizes.keySet().containsAll(each.left().names())
                        && sizes.keySet().containsAll(each.right().names()))
                .forEach(each -> each.check(sizes));
        return ReferenceEvaluator.evaluate(List.of(stable), inputs, sizes).get(0);
    }
}
