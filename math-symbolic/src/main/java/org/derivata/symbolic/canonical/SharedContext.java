package org.derivata.symbolic.canonical;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.derivata.core.expr.Algebra;
import org.derivata.core.expr.Einsum;
import org.derivata.core.expr.Expr;
import org.derivata.core.expr.Graph;
import org.derivata.core.expr.LinearCombination;
import org.derivata.core.expr.LinearCombination.Term;
import org.derivata.core.expr.Variable;
import org.derivata.symbolic.rewrite.Conditions;
import org.derivata.symbolic.rewrite.Rule;

/** Products that sum and differ in one operand only are one product of a sum: {@code A @ x + A.T @ x -> (A + A.T) @ x}. */
public final class SharedContext implements Rule {

    private static final int MOST_TERMS = 32;
    private static final int MOST_AXES = 3;
    private static final String HOLE = "the operand in which products differ";

    @Override
    public String name() {
        return "distributive-law";
    }

    @Override
    public Set<String> roots() {
        return Set.of(SUM);
    }

    /** An operand taken out of a term: as it stands, or with its axes in another order. */
    private record Part(int term, Expr operand, boolean permuted) {}

    @Override
    public Optional<Expr> apply(Expr node, Conditions conditions) {
        LinearCombination sum = (LinearCombination) node;
        if (sum.isScaling() || sum.terms().size() > MOST_TERMS) {
            return Optional.empty();
        }
        Map<Expr, List<Part>> contexts = new LinkedHashMap<>();
        for (int i = 0; i < sum.terms().size(); i++) {
            if (sum.terms().get(i).expression() instanceof Einsum product
                    && product.operands().size() > 1
                    && product.labelCount() > 0) {
                collect(product, i, contexts);
            }
        }
        return contexts.entrySet().stream()
                .filter(each -> each.getValue().size() > 1)
                .min(Comparator.comparingInt((Map.Entry<Expr, List<Part>> each) ->
                                -each.getValue().size())
                        .thenComparingLong(each ->
                                each.getValue().stream().filter(Part::permuted).count())
                        .thenComparing(Map.Entry::getKey))
                .map(each -> merged(sum, each.getKey(), each.getValue()));
    }

    /** Every way to leave a hole in the product. */
    private static void collect(Einsum product, int term, Map<Expr, List<Part>> contexts) {
        for (int i = 0; i < product.operands().size(); i++) {
            Expr operand = product.operands().get(i);
            int[] labels = product.labels(i);
            boolean distinct = Arrays.stream(labels).distinct().count() == labels.length;
            if (operand.rank() == 0 || operand.rank() > MOST_AXES || !distinct || product.isEntryByEntry()) {
                continue;
            }
            for (int[] order : permutations(operand.rank())) {
                Expr permuted = Algebra.permute(operand, order);
                boolean known = permuted == operand && !Arrays.equals(order, identity(operand.rank()));
                if (!known) {
                    int[] inOrder =
                            Arrays.stream(order).map(axis -> labels[axis]).toArray();
                    Expr context = replaced(product, i, Variable.of(HOLE, permuted.shape()), inOrder);
                    List<Part> parts = contexts.computeIfAbsent(context, unused -> new ArrayList<>());
                    if (parts.stream().noneMatch(each -> each.term == term)) {
                        parts.add(new Part(term, permuted, permuted != operand));
                    }
                }
            }
        }
    }

    private static int[] identity(int rank) {
        return IntStream.range(0, rank).toArray();
    }

    private static List<int[]> permutations(int rank) {
        return switch (rank) {
            case 1 -> List.of(new int[] {0});
            case 2 -> List.of(new int[] {0, 1}, new int[] {1, 0});
            default ->
                List.of(
                        new int[] {0, 1, 2},
                        new int[] {0, 2, 1},
                        new int[] {1, 0, 2},
                        new int[] {1, 2, 0},
                        new int[] {2, 0, 1},
                        new int[] {2, 1, 0});
        };
    }

    private static Expr replaced(Einsum product, int operand, Expr other, int[] otherLabels) {
        List<Expr> operands = new ArrayList<>(product.operands());
        List<int[]> labels = new ArrayList<>();
        for (int i = 0; i < operands.size(); i++) {
            labels.add(i == operand ? otherLabels : product.labels(i));
        }
        operands.set(operand, other);
        return Einsum.of(operands, labels, identity(product.rank()), product.sizes());
    }

    private static Expr merged(LinearCombination sum, Expr context, List<Part> parts) {
        List<Term> inside = new ArrayList<>();
        List<Term> rest = new ArrayList<>(sum.terms());
        for (Part each : parts) {
            Term term = sum.terms().get(each.term);
            inside.add(new Term(term.coefficient(), each.operand));
            rest.remove(term);
        }
        Variable hole = Variable.of(HOLE, parts.get(0).operand.shape());
        Expr operand = LinearCombination.of(hole.shape(), inside);
        rest.add(new Term(org.derivata.core.operator.Rational.ONE, Graph.substitute(context, Map.of(hole, operand))));
        return LinearCombination.of(sum.shape(), rest);
    }
}
