package org.derivata.symbolic;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
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

    private static final Set<Fact> OF_SQUARES =
            EnumSet.of(Fact.SYMMETRIC, Fact.INVERTIBLE, Fact.POSITIVE_DEFINITE, Fact.ORTHOGONAL, Fact.DIAGONAL);

    private static final Set<Fact> OF_ROWS = EnumSet.of(Fact.ROWS_SUM_TO_ONE, Fact.ONE_HOT);

    /** What follows from a fact is tried before it. */
    private static final List<Fact> ORDER = List.of(
            Fact.NONZERO,
            Fact.NONNEGATIVE,
            Fact.POSITIVE,
            Fact.UNIT,
            Fact.ROWS_SUM_TO_ONE,
            Fact.ONE_HOT,
            Fact.SYMMETRIC,
            Fact.INVERTIBLE,
            Fact.POSITIVE_DEFINITE,
            Fact.ORTHOGONAL,
            Fact.DIAGONAL);

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
            for (Fact fact : ORDER) {
                if (!suits(fact, variable) || ++trials > MOST_TRIALS) {
                    continue;
                }
                Variable stronger = stronger(variable, fact);
                Expr result = Graph.substitute(
                        form.apply(Graph.substitute(expression, Map.of(variable, stronger))),
                        Map.of(stronger, variable));
                List<Hazard> left = Hazard.below(List.of(Graph.substitute(result, Map.of(variable, stronger))));
                Rank rank = new Rank(Size.of(result), left.size());
                if (rank.isBetterThan(best)) {
                    best = rank;
                    helpful.removeIf(each -> each.variable == variable
                            && Fact.closure(List.of(fact)).contains(each.fact));
                    helpful.add(new Help(variable, fact, result, removed(hazards, left)));
                }
            }
        }
        return helpful;
    }

    private static List<Hazard> removed(List<Hazard> before, List<Hazard> after) {
        List<String> left = after.stream().map(each -> each.node().toString()).toList();
        return before.stream()
                .filter(each -> !left.contains(each.node().toString()))
                .toList();
    }

    private static boolean suits(Fact fact, Variable variable) {
        int rank = variable.rank();
        boolean square = rank >= 2
                && variable.shape().get(rank - 1).equals(variable.shape().get(rank - 2));
        return !variable.is(fact) && (!OF_SQUARES.contains(fact) || square) && (!OF_ROWS.contains(fact) || rank > 0);
    }

    private static Variable stronger(Variable variable, Fact fact) {
        Set<Fact> facts = EnumSet.of(fact);
        facts.addAll(variable.declared());
        return Variable.of(variable.name(), variable.shape(), facts);
    }
}
