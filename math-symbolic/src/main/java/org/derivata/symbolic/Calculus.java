package org.derivata.symbolic;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.derivata.core.array.Array;
import org.derivata.core.evaluate.Binding;
import org.derivata.core.evaluate.ReferenceEvaluator;
import org.derivata.core.expr.Algebra;
import org.derivata.core.expr.Expr;
import org.derivata.core.expr.Graph;
import org.derivata.core.expr.Variable;
import org.derivata.core.language.Guard;
import org.derivata.core.language.Library;
import org.derivata.core.language.Limits;
import org.derivata.symbolic.derivation.Derivation;
import org.derivata.symbolic.derivation.Recording;
import org.derivata.symbolic.differentiate.ReverseMode;
import org.derivata.symbolic.differentiate.SweepListener;
import org.derivata.symbolic.rewrite.Conditions;
import org.derivata.symbolic.rewrite.Trace;
import org.derivata.symbolic.simplify.Simplifier;
import org.derivata.symbolic.stabilize.Stabilizer;

/** The phases an expression goes through: stabilise, differentiate, simplify, stabilise again. */
public final class Calculus {

    /** What is evaluated of an expression: its stable form, quotients in the order in which they stay in range, or the expression itself. */
    private enum Evaluation {
        STABLE,
        IN_RANGE,
        AS_TYPED
    }

    private final Library library;
    private final Limits limits;
    private final Evaluation evaluation;
    private final boolean strict;

    private Calculus(Library library, Limits limits, Evaluation evaluation, boolean strict) {
        this.library = library;
        this.limits = limits;
        this.evaluation = evaluation;
        this.strict = strict;
    }

    /** All phases, for a library, with the effort of {@linkplain Limits#defaults() the limits for strangers}. */
    public static Calculus standard(Library library) {
        return new Calculus(library, Limits.defaults(), Evaluation.STABLE, false);
    }

    /** The same with the effort of other limits. */
    public Calculus limits(Limits other) {
        return new Calculus(library, other, evaluation, strict);
    }

    /** The same without stabilising. */
    public Calculus asTyped() {
        return new Calculus(library, limits, Evaluation.AS_TYPED, strict);
    }

    /** The same for what nobody typed: as {@code a / (b / c)} becomes {@code a * c / b}, the author's order of computing is gone. */
    Calculus ofRewritten() {
        return evaluation == Evaluation.AS_TYPED ? new Calculus(library, limits, Evaluation.IN_RANGE, strict) : this;
    }

    /** The same by rules alone that never widen where a result has a value. */
    public Calculus strict() {
        return new Calculus(library, limits, evaluation, true);
    }

    public Expr stabilize(Expr expression) {
        return stabilize(expression, new Trace());
    }

    /** The stable forms of expressions that may share parts. */
    List<Expr> stabilize(Collection<Expr> expressions) {
        return stabilize(expressions, new Trace());
    }

    /** The form to evaluate, and not to differentiate or to read. */
    public Expr forEvaluation(Expr expression) {
        return switch (evaluation) {
            case STABLE -> Stabilizer.forEvaluation(expression);
            case IN_RANGE -> Stabilizer.inRange(expression);
            case AS_TYPED -> expression;
        };
    }

    private boolean isStabilizing() {
        return evaluation == Evaluation.STABLE;
    }

    private Expr stabilize(Expr expression, Trace trace) {
        return stabilize(List.of(expression), trace).get(0);
    }

    List<Expr> stabilize(Collection<Expr> expressions, Trace trace) {
        return isStabilizing()
                ? Stabilizer.stabilize(expressions, Conditions.proved(), trace)
                : List.copyOf(expressions);
    }

    public Expr simplify(Expr expression) {
        return simplify(List.of(expression)).get(0);
    }

    /** Expressions made shorter together, so that what they share stays shared; stabilised again where that is on. */
    public List<Expr> simplify(Collection<Expr> expressions) {
        return simplifier().simplify(expressions, Conditions.proved(), new Trace());
    }

    private Simplifier simplifier() {
        Simplifier all = isStabilizing() ? Simplifier.standard() : Simplifier.withoutStabilizing();
        return (strict ? all.strict() : all).effort(limits.effort());
    }

    /** The gradients of a scalar, simplified. */
    public List<Expr> gradients(Expr output, List<Expr> variables) {
        return gradients(output, variables, new Trace(), SweepListener.NONE, new Trace());
    }

    /** How the gradient by one variable comes about, told in the author's order and names: the same computation, recorded. */
    Derivation derivation(Expr output, Expr variable, String name, Map<Expr, Integer> order, Map<Expr, String> names) {
        Recording recording = new Recording();
        Expr gradient = gradients(output, List.of(variable), recording.before(), recording, recording.after())
                .get(0);
        return Derivation.of(output, variable, name, gradient, recording, new ReverseMode(library), order, names);
    }

    private List<Expr> gradients(Expr output, List<Expr> variables, Trace before, SweepListener listener, Trace after) {
        Map<Expr, Expr> found = new ReverseMode(library).gradient(stabilize(output, before), variables, listener);
        return simplifier().simplifyDerivatives(found.values(), after);
    }

    /** The Jacobian, simplified. */
    public Expr jacobian(Expr output, Expr variable) {
        return finished(new ReverseMode(library)
                        .jacobian(stabilize(output), List.of(variable))
                        .values())
                .get(0);
    }

    /**
     * The Hessian of a scalar, row by row: for each pair of variables the first's axes, then the second's. Simplified together, so that what entries
     * share stays shared; multiplied out, a whole Hessian has fewer nodes and each entry is longer to read.
     */
    List<Expr> hessian(Expr output, List<? extends Expr> variables) {
        int count = variables.size();
        ReverseMode reverse = new ReverseMode(library);
        List<Expr> gradients =
                stabilize(reverse.gradient(stabilize(output), variables).values());
        List<Expr> upper = new ArrayList<>();
        for (int row = 0; row < count; row++) {
            upper.addAll(reverse.jacobian(gradients.get(row), variables.subList(row, count))
                    .values());
        }
        Expr[] entries = new Expr[count * count];
        Iterator<Expr> simple = simplify(upper).iterator();
        for (int row = 0; row < count; row++) {
            for (int column = row; column < count; column++) {
                Expr entry = simple.next();
                int own = variables.get(row).rank();
                int[] turned = IntStream.range(0, entry.rank())
                        .map(axis -> (axis + own) % entry.rank())
                        .toArray();
                entries[row * count + column] = entry;
                entries[column * count + row] = row == column ? entry : Algebra.permute(entry, turned);
            }
        }
        return List.of(entries);
    }

    /** The derivative along a tangent of the variable's shape, simplified: in the output's shape. */
    public Expr jvp(Expr output, Expr variable, Expr tangent) {
        Expr along = new ReverseMode(library).pushforward(stabilize(output), Map.of(variable, tangent));
        return finished(List.of(along)).get(0);
    }

    /** The transposed derivative applied to a cotangent of the output's shape, simplified: in the variable's shape. */
    public Expr vjp(Expr output, Expr variable, Expr cotangent) {
        return finished(new ReverseMode(library)
                        .pullback(stabilize(output), cotangent, List.of(variable))
                        .values())
                .get(0);
    }

    /**
     * The Hessian of a scalar applied to a direction of the variable's shape, without the matrix: since it is symmetric, the transposed derivative
     * of the gradient.
     */
    public Expr hvp(Expr output, Expr variable, Expr direction) {
        return vjp(gradients(output, List.of(variable)).get(0), variable, direction);
    }

    /** Derivatives in their simplest form. */
    List<Expr> finished(Collection<Expr> derivatives) {
        return simplifier().simplifyDerivatives(derivatives, new Trace());
    }

    /**
     * The value by the reference evaluator.
     *
     * @param declared what else may tell sizes: in a derivative a variable may be gone and only its size be left
     */
    public Array evaluate(
            Expr expression, Collection<Variable> declared, Map<String, Array> inputs, List<Guard> guards) {
        Expr stable = forEvaluation(expression);
        Set<Variable> variables = new LinkedHashSet<>(Graph.variables(List.of(expression)));
        declared.stream().filter(each -> inputs.containsKey(each.name())).forEach(variables::add);
        Map<String, Integer> sizes = Binding.sizes(variables, inputs);
        Guard.checkKnown(guards, sizes);
        return ReferenceEvaluator.evaluate(List.of(stable), inputs, sizes).get(0);
    }
}
