package org.derivata.symbolic.derivation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.derivata.core.expr.Algebra;
import org.derivata.core.expr.Apply;
import org.derivata.core.expr.Einsum;
import org.derivata.core.expr.Expr;
import org.derivata.core.expr.Graph;
import org.derivata.core.expr.LinearCombination;
import org.derivata.core.expr.Variable;
import org.derivata.core.shape.Shape;
import org.derivata.symbolic.derivation.Derivation.Equation;
import org.derivata.symbolic.differentiate.ReverseMode;

/**
 * The sweep through a formula with arrays: its intermediate values get names, and the derivative by each of them is told from those by its users. Each
 * line is the rule that the sweep applied, with the derivative it started from as {@code dL/du1}.
 */
final class AdjointTable {

    private final Recording recording;
    private final Expr variable;
    private final String variableName;
    private final ReverseMode reverse;
    private final Scribe scribe;
    private final List<Expr> order;
    private final Map<Expr, List<Expr>> users = new HashMap<>();
    private final Map<Expr, Variable> named = new LinkedHashMap<>();
    /** Every node over the names. */
    private final Map<Expr, Expr> values = new HashMap<>();

    private final List<Equation> formula = new ArrayList<>();
    private final List<Equation> derivatives = new ArrayList<>();
    private final String outputName;

    AdjointTable(Recording recording, Expr variable, String variableName, ReverseMode reverse, Scribe scribe) {
        this.recording = recording;
        this.variable = variable;
        this.variableName = variableName;
        this.reverse = reverse;
        this.scribe = scribe;
        this.order = Graph.postOrder(recording.output());
        Set<String> taken = scribe.taken(Graph.variables(order));
        this.outputName = free("L", taken);
        taken.add(outputName);
        for (Expr node : order) {
            if (recording.active().contains(node)) {
                node.arguments()
                        .forEach(each -> users.computeIfAbsent(each, unused -> new ArrayList<>())
                                .add(node));
            }
        }
        nameValues(taken);
        sweep();
    }

    /** What the formula computes, line by line. */
    List<Equation> formula() {
        return formula;
    }

    /** The derivatives by the intermediate values, then by the variable. */
    List<Equation> derivatives() {
        return derivatives;
    }

    private static String free(String name, Set<String> taken) {
        String free = name;
        while (taken.contains(free)) {
            free += "_";
        }
        return free;
    }

    private void nameValues(Set<String> taken) {
        int next = 1;
        for (Expr node : order) {
            boolean last = node == recording.output();
            if (!last && (!recording.active().contains(node) || node == variable)) {
                continue;
            }
            Expr value = rebuilt(node);
            if (last) {
                formula.add(scribe.line(Variable.of(outputName), value, List.of()));
            } else if (scribe.hasName(node) || deservesName(node)) {
                while (taken.contains("u" + next)) {
                    next++;
                }
                String name = scribe.hasName(node) ? scribe.name(node, "") : "u" + next++;
                Variable variableOfValue = Variable.of(name, node.shape(), node.facts());
                named.put(node, variableOfValue);
                formula.add(scribe.line(variableOfValue, value, List.of()));
                value = variableOfValue;
            }
            values.put(node, value);
        }
    }

    private Expr rebuilt(Expr node) {
        List<Expr> arguments = node.arguments().stream()
                .map(each -> values.getOrDefault(each, each))
                .toList();
        return arguments.equals(node.arguments()) ? node : node.withArguments(arguments);
    }

    /** A value is worth a line unless the derivative by it says nothing new: a term of a sum, a view, what has a derivative without variables. */
    private boolean deservesName(Expr node) {
        Expr cotangent = Objects.requireNonNull(recording.cotangents().getOrDefault(node, node));
        boolean constant = Graph.variables(List.of(cotangent)).isEmpty();
        List<Expr> above = users.getOrDefault(node, List.of());
        boolean once = above.size() == 1;
        boolean view = node instanceof Einsum product && product.isView();
        boolean scaling = node instanceof LinearCombination sum && sum.isScaling();
        boolean term = once && (above.get(0) instanceof LinearCombination || isSum(above.get(0)));
        return !(view || scaling || term || (once && constant && !(node instanceof LinearCombination)));
    }

    private static boolean isSum(Expr node) {
        return node instanceof Einsum product && product.operands().size() == 1;
    }

    private void sweep() {
        Map<Expr, List<Expr>> pending = new HashMap<>();
        Map<Expr, Set<String>> reasons = new HashMap<>();
        for (Expr node : recording.cotangents().keySet()) {
            List<Expr> gathered = pending.getOrDefault(node, List.of());
            Set<String> rules = reasons.getOrDefault(node, new LinkedHashSet<>());
            Expr shown = node == recording.output() ? Algebra.one(Shape.SCALAR) : Algebra.sum(node.shape(), gathered);
            if (node == variable) {
                derivatives.add(
                        scribe.line(derivative(Variable.of(variableName, node.shape())), shown, List.copyOf(rules)));
                return;
            }
            Variable name = named.get(node);
            if (name != null) {
                Variable derivative = derivative(name);
                derivatives.add(scribe.line(derivative, shown, List.copyOf(rules)));
                shown = derivative;
                rules = Set.of();
            }
            Set<String> own = new LinkedHashSet<>(rules);
            if (node instanceof Apply && !Graph.variables(List.of(shown)).isEmpty()) {
                own.add(RuleName.CHAIN);
            }
            own.add(RuleName.of(node, recording.active()));
            reverse.contributions(node, shown, recording.active()).forEach((argument, contributions) -> {
                contributions.forEach(each -> pending.computeIfAbsent(argument, unused -> new ArrayList<>())
                        .add(Graph.substitute(each, values)));
                reasons.computeIfAbsent(argument, unused -> new LinkedHashSet<>())
                        .addAll(own);
            });
        }
    }

    private Variable derivative(Variable by) {
        return scribe.mark(new Marks.Mark.OfName(outputName, by));
    }
}
