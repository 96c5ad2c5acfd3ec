package org.derivata.symbolic.differentiate;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.derivata.core.diagnostic.DerivativeException;
import org.derivata.core.diagnostic.Diagnostic;
import org.derivata.core.expr.Algebra;
import org.derivata.core.expr.Apply;
import org.derivata.core.expr.Constant;
import org.derivata.core.expr.Einsum;
import org.derivata.core.expr.Expr;
import org.derivata.core.expr.Graph;
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
        this.library = library;
        this.pullbacks = new Pullbacks(library);
    }

    /**
     * The gradient of a scalar for each of some nodes, in their shapes; zero where the output does not depend on one.
     *
     * @throws DerivativeException {@code derivative.not_scalar} when the output is no scalar, {@code derivative.missing} when an operator on the
     *     way declares no derivative
     */
    public Map<Expr, Expr> gradient(Expr output, Collection<? extends Expr> variables) {
        if (output.rank() != 0) {
            throw new DerivativeException(Diagnostic.of(
                            "derivative.not_scalar", "only a scalar has a gradient; this has shape " + output.shape())
                    .help("sum(...) or mean(...) makes a scalar; jacobian gives every derivative of an array"));
        }
        return pullback(output, Constant.of(1), variables);
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
        Expr opened = open(output);
        Shape leading = seed.shape().slice(0, seed.rank() - output.rank());
        Set<Expr> wanted = new HashSet<>();
        wanted.addAll(variables);
        List<Expr> order = Graph.postOrder(opened);
        Set<Expr> active = active(order, wanted);
        Map<Expr, List<Expr>> contributions = new HashMap<>();
        contributions.put(opened, new ArrayList<>(List.of(seed)));
        Map<Expr, Expr> results = new LinkedHashMap<>();
        for (int i = order.size() - 1; i >= 0; i--) {
            Expr node = order.get(i);
            List<Expr> gathered = contributions.remove(node);
            if (gathered == null || !active.contains(node)) {
                continue;
            }
            Expr cotangent = Algebra.sum(leading.concat(node.shape()), gathered);
            if (wanted.contains(node)) {
                results.put(node, cotangent);
            }
            pullbacks.push(node, cotangent, leading.rank(), active, contributions);
        }
        Map<Expr, Expr> ordered = new LinkedHashMap<>();
        for (Expr each : variables) {
            ordered.put(each, results.getOrDefault(each, Algebra.zero(leading.concat(each.shape()))));
        }
        return ordered;
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

    private static Set<Expr> active(List<Expr> order, Set<Expr> wanted) {
        Set<Expr> active = new HashSet<>();
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
