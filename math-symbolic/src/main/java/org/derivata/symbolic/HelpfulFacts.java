package org.derivata.symbolic;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.derivata.core.expr.Expr;
import org.derivata.core.expr.Graph;
import org.derivata.core.expr.Variable;
import org.derivata.core.operator.Fact;
import org.derivata.symbolic.canonical.Size;
import org.derivata.symbolic.stabilize.Hazard;

/** Facts that a user might declare of variables, found by trying: those with which an expression gets shorter, or loses a hazard. */
final class HelpfulFacts {

    /** Of larger expressions nobody reads the parts, and each trial costs as much as the first. */
    private static final int MOST_NODES = 200;

    private static final int MOST_TRIALS = 60;

    private HelpfulFacts() {}

    /**
     * A declaration and what it leads to.
     *
     * @param form the expression then
     * @param removed the hazards that are gone
     */
    record Help(Variable variable, Fact fact, Expr form, List<Hazard> removed) {}

    /** A form as it is told apart from others: how long it is, and how many hazards it has. */
    private record Rank(long size, int hazards) {

        boolean isBetterThan(Rank other) {
            return (size < other.size && hazards <= other.hazards) || (size == other.size && hazards < other.hazards);
        }
    }

    /**
     * The helpful facts, the weaker one of two that help as much.
     *
     * @param form the form that is looked at, of an expression and over its variables
     */
    static List<Help> of(Expr expression, UnaryOperator<Expr> form) {
        List<Help> helpful = new ArrayList<>();
        if (Graph.count(expression) > MOST_NODES) {
            return helpful;
        }
        Expr plain = form.apply(expression);
        List<Hazard> hazards = Hazard.below(List.of(plain));
        int trials = 0;
        for (Variable variable : Graph.variables(List.of(expression))) {
            Rank best = new Rank(Size.of(plain), hazards.size());
            for (Fact fact : Fact.values()) {
                if (!suits(fact, variable) || ++trials > MOST_TRIALS) {
                    continue;
                }
                Variable stronger = stronger(variable, fact);
                UnaryOperator<Expr> weakened = each -> Graph.substitute(each, Map.of(stronger, variable));
                Expr strong = form.apply(Graph.substitute(expression, Map.of(variable, stronger)));
                Set<Expr> left = Hazard.below(List.of(strong)).stream()
                        .map(each -> weakened.apply(each.node()))
                        .collect(Collectors.toSet());
                Expr result = weakened.apply(strong);
                Rank rank = new Rank(Size.of(result), left.size());
                if (rank.isBetterThan(best)) {
                    best = rank;
                    helpful.removeIf(each -> each.variable == variable
                            && Fact.closure(List.of(fact)).contains(each.fact));
                    List<Hazard> removed = hazards.stream()
                            .filter(each -> !left.contains(each.node()))
                            .toList();
                    helpful.add(new Help(variable, fact, result, removed));
                }
            }
        }
        return helpful;
    }

    /** That numbers are integers nobody declares for the sake of a shorter form. */
    private static boolean suits(Fact fact, Variable variable) {
        return fact != Fact.INTEGER && !variable.is(fact) && fact.fits(variable.shape());
    }

    private static Variable stronger(Variable variable, Fact fact) {
        Set<Fact> facts = EnumSet.of(fact);
        facts.addAll(variable.declared());
        return Variable.of(variable.name(), variable.shape(), facts);
    }
}
