package org.derivata.symbolic.derivation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.derivata.core.expr.Algebra;
import org.derivata.core.expr.Expr;
import org.derivata.core.expr.Graph;
import org.derivata.core.expr.LinearCombination;
import org.derivata.core.expr.Variable;
import org.derivata.core.shape.Shape;
import org.derivata.symbolic.derivation.Derivation.Equation;
import org.derivata.symbolic.differentiate.ReverseMode;

/**
 * The sweep through a formula of numbers as one chain of equations. At any moment of a sweep the derivative is the sum, over the nodes that it has reached
 * and not yet left, of cotangent times derivative: each line is such a sum, {@code sin(x) * d/dx(x**2) + x**2 * d/dx(sin(x))}.
 */
final class ScalarChain {

    private final Recording recording;
    private final Variable variable;
    private final ReverseMode reverse;
    private final Scribe scribe;
    private final Map<Expr, Expr> reached = new LinkedHashMap<>();
    private final Map<Expr, Integer> place = new HashMap<>();

    ScalarChain(Recording recording, Variable variable, ReverseMode reverse, Scribe scribe) {
        this.recording = recording;
        this.variable = variable;
        this.reverse = reverse;
        this.scribe = scribe;
        recording.cotangents().keySet().forEach(each -> place.put(each, place.size()));
    }

    List<Equation> lines() {
        List<Equation> lines = new ArrayList<>();
        Expr output = recording.output();
        reached.put(output, Algebra.one(Shape.SCALAR));
        while (reached.keySet().stream().anyMatch(each -> each != variable)) {
            Set<String> rules = new LinkedHashSet<>();
            List<Expr> complete = complete();
            complete.forEach(each -> leave(each, rules));
            // sums of multiples are differentiated in one go
            for (boolean linear = areLinear(complete); linear; linear = areLinear(complete)) {
                complete = complete();
                if (areLinear(complete)) {
                    complete.forEach(each -> leave(each, rules));
                }
            }
            Expr sum = sum();
            lines.add(
                    lines.isEmpty()
                            ? scribe.line(derivative(output), sum, List.copyOf(rules))
                            : new Equation(null, scribe.write(sum), List.copyOf(rules)));
        }
        return lines;
    }

    private boolean areLinear(List<Expr> nodes) {
        return !nodes.isEmpty()
                && nodes.stream()
                        .allMatch(each -> each instanceof LinearCombination
                                || RuleName.of(each, recording.active()).equals(RuleName.CONSTANT_FACTOR));
    }

    private Expr derivative(Expr node) {
        return scribe.mark(new Marks.Mark.OfExpression(node, variable));
    }

    /** The nodes that have all their contributions: those below no other. */
    private List<Expr> complete() {
        List<Expr> complete = new ArrayList<>();
        for (Expr each : reached.keySet()) {
            boolean below = reached.keySet().stream()
                    .anyMatch(other -> other != each && Graph.postOrder(other).contains(each));
            if (each != variable && !below) {
                complete.add(each);
            }
        }
        complete.sort(java.util.Comparator.comparing(place::get));
        return complete;
    }

    private void leave(Expr node, Set<String> rules) {
        Expr cotangent = java.util.Objects.requireNonNull(reached.remove(node));
        if (RuleName.isChained(node, recording.active(), variable)) {
            rules.add(RuleName.CHAIN);
        }
        rules.add(RuleName.of(node, recording.active()));
        reverse.contributions(node, cotangent, recording.active()).forEach((argument, contributions) -> {
            List<Expr> all = new ArrayList<>(contributions);
            if (reached.containsKey(argument)) {
                all.add(reached.get(argument));
            }
            reached.put(argument, Algebra.sum(argument.shape(), all));
        });
    }

    private Expr sum() {
        List<Expr> terms = new ArrayList<>();
        reached.forEach((node, cotangent) ->
                terms.add(node == variable ? cotangent : Algebra.multiply(cotangent, derivative(node))));
        return Algebra.sum(Shape.SCALAR, terms);
    }
}
