package org.derivata.symbolic.canonical;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.derivata.core.expr.Algebra;
import org.derivata.core.expr.Constant;
import org.derivata.core.expr.Einsum;
import org.derivata.core.expr.Expr;
import org.derivata.core.expr.LinearCombination;
import org.derivata.core.expr.LinearCombination.Term;
import org.derivata.symbolic.rewrite.Conditions;
import org.derivata.symbolic.rewrite.Rule;

/**
 * Takes common factors out of a sum: {@code a * b + a * c -> a * (b + c)}. Scalar factors of arrays always, others when fewer operations remain;
 * only what all terms have, so that the result does not depend on their order.
 */
public final class Factoring implements Rule {

    private static final int MOST_TERMS = 64;

    @Override
    public String name() {
        return "common-factor";
    }

    @Override
    public Set<String> roots() {
        return Set.of(SUM);
    }

    /** The sum factored, or itself. */
    Expr apply(Expr node) {
        return node instanceof LinearCombination
                ? apply(node, Conditions.proved()).orElse(node)
                : node;
    }

    @Override
    public Optional<Expr> apply(Expr node, Conditions conditions) {
        LinearCombination sum = (LinearCombination) node;
        if (sum.isScaling() || sum.terms().size() > MOST_TERMS) {
            return Optional.empty();
        }
        List<Expr> common = new ArrayList<>(factors(sum.terms().get(0).expression()));
        common.removeIf(each -> each instanceof Constant);
        for (int i = 1; i < sum.terms().size() && !common.isEmpty(); i++) {
            common.retainAll(factors(sum.terms().get(i).expression()));
        }
        if (common.isEmpty() || (!saves(sum, common.size()) && !scalarOfArray(node, common))) {
            return Optional.empty();
        }
        List<Term> terms = new ArrayList<>();
        for (Term each : sum.terms()) {
            terms.add(new Term(each.coefficient(), without(each.expression(), common)));
        }
        return Optional.of(joined(LinearCombination.of(sum.shape(), terms), common));
    }

    /**
     * The factors that could be taken out: scalars from any product, and from one without sums whatever has the labels of the result. A factor that
     * occurs twice is a power, so no factor is listed twice.
     */
    private static List<Expr> factors(Expr term) {
        if (!(term instanceof Einsum product)) {
            return List.of(term);
        }
        if (product.labelCount() == 0) {
            return product.operands();
        }
        int[] all = identity(product.rank());
        List<Expr> factors = new ArrayList<>();
        for (int i = 0; i < product.operands().size(); i++) {
            Expr operand = product.operands().get(i);
            if (operand.rank() == 0 || Arrays.equals(product.labels(i), all)) {
                factors.add(operand);
            }
        }
        return factors;
    }

    private static int[] identity(int rank) {
        return IntStream.range(0, rank).toArray();
    }

    /** Multiplications before and after; a term that is nothing but the common factors saves one less. */
    private static boolean saves(LinearCombination sum, int common) {
        int saved = -common;
        for (Term each : sum.terms()) {
            int size = each.expression() instanceof Einsum product
                    ? product.operands().size()
                    : 1;
            saved += size == common ? common - 1 : common;
        }
        return saved > 0;
    }

    private static boolean scalarOfArray(Expr node, List<Expr> common) {
        return node.rank() > 0 && common.stream().allMatch(each -> each.rank() == 0);
    }

    private static Expr without(Expr term, List<Expr> common) {
        if (!(term instanceof Einsum product)) {
            return Algebra.one(term.shape());
        }
        int[] all = identity(product.rank());
        List<Expr> operands = new ArrayList<>();
        List<int[]> labels = new ArrayList<>();
        for (int i = 0; i < product.operands().size(); i++) {
            Expr operand = product.operands().get(i);
            boolean listed = operand.rank() == 0 || Arrays.equals(product.labels(i), all);
            if (!listed || !common.contains(operand)) {
                operands.add(operand);
                labels.add(product.labels(i));
            }
        }
        return Einsum.of(operands, labels, all, product.sizes());
    }

    private static Expr joined(Expr sum, List<Expr> common) {
        List<Expr> product = new ArrayList<>(common);
        product.add(sum);
        return Algebra.product(sum.shape(), product);
    }
}
