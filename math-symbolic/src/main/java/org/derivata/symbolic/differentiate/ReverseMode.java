package org.derivata.symbolic.differentiate;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.derivata.core.diagnostic.DerivativeException;
import org.derivata.core.diagnostic.Diagnostic;
import org.derivata.core.expr.Algebra;
import org.derivata.core.expr.Apply;
import org.derivata.core.expr.Constant;
import org.derivata.core.expr.Einsum;
import org.derivata.core.expr.Expr;
import org.derivata.core.expr.Graph;
import org.derivata.core.expr.NodeIndex;
import org.derivata.core.expr.NodeMap;
import org.derivata.core.expr.Variable;
import org.derivata.core.language.Library;
import org.derivata.core.shape.Dimension;
import org.derivata.core.shape.Shape;

/**
 * Reverse-mode differentiation: one sweep from the result to the variables, which gathers all contributions to a node into one sum before it
 * goes on. Time and size are linear in the graph; nothing recurses.
 *
 * <p>Every transposed rule is linear in the cotangent, so cotangents may carry leading axes of their own: a Jacobian is the same sweep with an
 * identity as its seed.
 */
public final class ReverseMode {

    private final Library library;
    private final Pullbacks pullbacks;

    /** Derivative texts of operators are read in the language of the library. */
    public ReverseMode(Library library) {
        this(library, (node, argument, contribution) -> contribution);
    }

    /** The same; every contribution passes through a function, which may watch or, in a test of tests, break it. */
    public ReverseMode(Library library, Contribution through) {
        this.library = library;
        this.pullbacks = new Pullbacks(library, through);
    }

    /**
     * The gradient of a scalar for each of some nodes, in their shapes; zero where the output does not depend on one.
     *
     * @throws DerivativeException {@code derivative.not_scalar} when the output is no scalar, {@code derivative.missing} when an operator on the
     *     way declares no derivative
     */
    public Map<Expr, Expr> gradient(Expr output, Collection<? extends Expr> variables) {
        return gradient(output, variables, SweepListener.NONE);
    }

    /** The same, told to a listener. */
    public Map<Expr, Expr> gradient(Expr output, Collection<? extends Expr> variables, SweepListener listener) {
        if (output.rank() != 0) {
            throw new DerivativeException(Diagnostic.of(
                            "derivative.not_scalar", "only a scalar has a gradient; this has shape " + output.shape())
                    .help("sum(...) or mean(...) makes a scalar; jacobian gives every derivative of an array"));
        }
        return pullback(output, Constant.of(1), variables, listener);
    }

    /** The Jacobian for each of some nodes: the output's axes followed by the node's. */
    public Map<Expr, Expr> jacobian(Expr output, Collection<? extends Expr> variables) {
        return pullback(output, identity(output.shape()), variables);
    }

    /** The array that is 1 where the first half of the indices equals the second. */
    static Expr identity(Shape shape) {
        int rank = shape.rank();
        List<Expr> factors = new ArrayList<>();
        List<int[]> labels = new ArrayList<>();
        Dimension[] sizes = new Dimension[2 * rank];
        int[] output = new int[2 * rank];
        for (int axis = 0; axis < rank; axis++) {
            factors.add(Apply.identity(shape.get(axis)));
            labels.add(new int[] {axis, rank + axis});
            sizes[axis] = shape.get(axis);
            sizes[rank + axis] = shape.get(axis);
        }
        for (int axis = 0; axis < output.length; axis++) {
            output[axis] = axis;
        }
        return Einsum.of(factors, labels, output, sizes);
    }

    /**
     * The transposed derivative applied to a cotangent (a vector-Jacobian product).
     *
     * @param seed the cotangent: leading axes of any shape, then the output's
     * @return for each variable the leading axes followed by the variable's
     */
    public Map<Expr, Expr> pullback(Expr output, Expr seed, Collection<? extends Expr> variables) {
        return pullback(output, seed, variables, SweepListener.NONE);
    }

    private Map<Expr, Expr> pullback(
            Expr output, Expr seed, Collection<? extends Expr> variables, SweepListener listener) {
        Expr opened = open(output);
        Shape leading = seed.shape().slice(0, seed.rank() - output.rank());
        NodeIndex wanted = new NodeIndex();
        variables.forEach(wanted::add);
        List<Expr> order = Graph.postOrder(opened);
        NodeIndex active = active(order, wanted);
        listener.start(opened, seed, active);
        NodeMap<List<Expr>> contributions = new NodeMap<>();
        contributions.put(opened, List.of(seed));
        NodeMap<Expr> results = new NodeMap<>();
        for (int i = order.size() - 1; i >= 0; i--) {
            Expr node = order.get(i);
            List<Expr> gathered = contributions.get(node);
            if (gathered == null || !active.contains(node)) {
                continue;
            }
            Expr cotangent = Algebra.sum(leading.concat(node.shape()), gathered);
            // what a sum is made of may be collected
            contributions.put(node, List.of());
            if (wanted.contains(node)) {
                results.put(node, cotangent);
            }
            listener.visit(node, cotangent);
            pullbacks.push(node, cotangent, leading.rank(), active, (argument, contribution) -> {
                List<Expr> others = contributions.get(argument);
                if (others == null) {
                    contributions.put(argument, List.of(contribution));
                } else if (others.size() == 1) {
                    contributions.put(argument, new ArrayList<>(List.of(others.get(0), contribution)));
                } else {
                    others.add(contribution);
                }
            });
        }
        Map<Expr, Expr> ordered = new LinkedHashMap<>();
        for (Expr each : variables) {
            Expr result = results.get(each);
            ordered.put(each, result == null ? Algebra.zero(leading.concat(each.shape())) : result);
        }
        return ordered;
    }

    /**
     * The rule of one node, as the sweep applies it: what a cotangent of a scalar's derivative contributes to those arguments that are active.
     *
     * @param cotangent in the node's shape
     */
    public Map<Expr, List<Expr>> contributions(Expr node, Expr cotangent, NodeIndex active) {
        Map<Expr, List<Expr>> contributions = new LinkedHashMap<>();
        pullbacks.push(
                node,
                cotangent,
                0,
                active,
                (argument, contribution) -> contributions
                        .computeIfAbsent(argument, unused -> new ArrayList<>())
                        .add(contribution));
        return contributions;
    }

    /**
     * The derivative applied to tangents (a Jacobian-vector product), in the output's shape. The transposed derivative is linear in its cotangent,
     * so its own transpose is the derivative again: two sweeps, and no second set of rules.
     *
     * @param tangents for each variable a direction of its shape
     */
    public Expr pushforward(Expr output, Map<? extends Expr, ? extends Expr> tangents) {
        Variable cotangent = Variable.of("cotangent of the output", output.shape());
        Map<Expr, Expr> transposed = pullback(output, cotangent, tangents.keySet());
        List<Expr> contributions = new ArrayList<>();
        tangents.forEach((variable, tangent) -> contributions.add(
                pullback(Objects.requireNonNull(transposed.get(variable)), tangent, List.of(cotangent))
                        .get(cotangent)));
        return Algebra.sum(output.shape(), contributions);
    }

    /** Composites without a derivative of their own are differentiated by their definitions. */
    private static Expr open(Expr output) {
        return Graph.open(List.of(output), composite -> !composite.hasDerivative(), (call, definition) -> {})
                .get(0);
    }

    private static NodeIndex active(List<Expr> order, NodeIndex wanted) {
        NodeIndex active = new NodeIndex();
        for (Expr node : order) {
            boolean reached = wanted.contains(node);
            List<Expr> arguments = node.arguments();
            for (int i = 0; !reached && i < arguments.size(); i++) {
                reached = active.contains(arguments.get(i));
            }
            if (reached) {
                active.add(node);
            }
        }
        return active;
    }

    /** The library that derivative texts are read with. */
    public Library library() {
        return library;
    }
}
