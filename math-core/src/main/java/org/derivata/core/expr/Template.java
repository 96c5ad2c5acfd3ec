package org.derivata.core.expr;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** An expression over variables that is built again and again with other expressions in their places. Immutable. */
public final class Template {

    private final List<Expr> nodes;

    /** For each node where its arguments are: among the values given, then among the nodes before it. */
    private final List<int[]> arguments = new ArrayList<>();

    private final int count;
    private final int root;

    /**
     * A template.
     *
     * @param expression what is built
     * @param variables those that are replaced, in the order in which their values will be given
     */
    public Template(Expr expression, List<? extends Expr> variables) {
        this.count = variables.size();
        this.nodes = new ArrayList<>(Graph.postOrder(expression));
        nodes.removeAll(variables);
        Map<Expr, Integer> places = new HashMap<>();
        for (Expr each : variables) {
            places.put(each, places.size());
        }
        for (Expr node : nodes) {
            List<Expr> own = node.arguments();
            int[] found = new int[own.size()];
            for (int i = 0; i < found.length; i++) {
                found[i] = Objects.requireNonNull(places.get(own.get(i)));
            }
            arguments.add(found);
            places.put(node, places.size());
        }
        this.root = Objects.requireNonNull(places.get(expression));
    }

    /** The expression with values, of the same shapes, in the places of the variables. */
    public Expr fill(List<Expr> values) {
        Expr[] results = new Expr[count + nodes.size()];
        for (int i = 0; i < count; i++) {
            results[i] = values.get(i);
        }
        for (int i = 0; i < nodes.size(); i++) {
            int[] places = arguments.get(i);
            Expr[] own = new Expr[places.length];
            for (int k = 0; k < places.length; k++) {
                own[k] = results[places[k]];
            }
            Expr node = nodes.get(i);
            results[count + i] = places.length == 0 ? node : node.withArguments(List.of(own));
        }
        return results[root];
    }
}
