package org.derivata.core.print;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.derivata.core.expr.Apply;
import org.derivata.core.expr.Constant;
import org.derivata.core.expr.Einsum;
import org.derivata.core.expr.Expr;
import org.derivata.core.expr.Graph;
import org.derivata.core.expr.LinearCombination;
import org.derivata.core.expr.Variable;
import org.derivata.core.operator.Rational;

/** Writes the graph of an expression for Graphviz: a node of the graph is one node of the picture, however often it is used. */
public final class DotPrinter implements FunctionPrinter {

    @Override
    public String print(Listing listing) {
        List<Expr> nodes = Graph.postOrder(listing.expression());
        Map<Expr, Integer> numbers = new IdentityHashMap<>();
        StringBuilder out = new StringBuilder("digraph ")
                .append(listing.name())
                .append(" {\n  rankdir=BT;\n  node [shape=box, style=rounded];\n");
        for (Expr node : nodes) {
            int number = numbers.size();
            numbers.put(node, number);
            String shape = node.shape().isScalar() ? "" : "\n" + node.shape();
            out.append("  n")
                    .append(number)
                    .append(" [label=\"")
                    .append(escaped(label(node) + shape))
                    .append('"');
            out.append(node instanceof Variable ? ", shape=ellipse" : "").append("];\n");
            for (int i = 0; i < node.arguments().size(); i++) {
                out.append("  n")
                        .append(numbers.get(node.arguments().get(i)))
                        .append(" -> n")
                        .append(number);
                String edge = edge(node, i);
                out.append(edge.isEmpty() ? "" : " [label=\"" + escaped(edge) + "\"]")
                        .append(";\n");
            }
        }
        return out.append("}\n").toString();
    }

    private static String label(Expr node) {
        return node.match(new Expr.Cases<String>() {
            @Override
            public String constant(Constant constant) {
                return constant.symbol()
                        .map(Constant.Symbol::text)
                        .orElseGet(() -> constant.rational().orElseThrow().toString());
            }

            @Override
            public String variable(Variable variable) {
                return variable.name();
            }

            @Override
            public String linearCombination(LinearCombination sum) {
                return "+";
            }

            @Override
            public String einsum(Einsum product) {
                return product.isElementwise() ? "*" : product.equation();
            }

            @Override
            public String apply(Apply apply) {
                return apply.operator().toString();
            }
        });
    }

    /** The coefficient of a term; the place of an argument where there are several. */
    private static String edge(Expr node, int argument) {
        if (node instanceof LinearCombination sum) {
            Rational coefficient = sum.terms().get(argument).coefficient();
            return coefficient.isOne() ? "" : coefficient.toString();
        }
        return node.arguments().size() > 1 && !(node instanceof Einsum product && product.isElementwise())
                ? Integer.toString(argument + 1)
                : "";
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }
}
