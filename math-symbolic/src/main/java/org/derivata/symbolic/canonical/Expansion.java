package org.derivata.symbolic.canonical;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.derivata.core.expr.Algebra;
import org.derivata.core.expr.Apply;
import org.derivata.core.expr.Einsum;
import org.derivata.core.expr.Expr;
import org.derivata.core.expr.LinearCombination;
import org.derivata.core.expr.LinearCombination.Term;
import org.derivata.core.operator.Rational;
import org.derivata.core.shape.Shape;
import org.derivata.symbolic.rewrite.Conditions;
import org.derivata.symbolic.rewrite.Rule;

/**
 * Multiplies out the products of sums in a sum, and sums of entries of a sum, if what cancels makes the result cheaper: {@code -y * sigmoid(-z) + (1 - y) * sigmoid(z) ->
 * sigmoid(z) - y}. Bounded: sums of at most {@value #MOST_TERMS} terms, at most {@value #MOST_MONOMIALS} products.
 */
public final class Expansion implements Rule {

    private static final int MOST_TERMS = 4;
    private static final int MOST_MONOMIALS = 32;

    /** A product is copied for each term of each of its sums. */
    private static final int MOST_FACTORS = 8;

    /** Sums in products of a sum, and what is a common factor in what comes of them. */
    private static final int LOOK = 6;

    private final Factoring factoring = new Factoring();

    @Override
    public String name() {
        return "expand-and-cancel";
    }

    @Override
    public Set<String> roots() {
        return Set.of(SUM, PRODUCT);
    }

    @Override
    public Optional<Expr> apply(Expr node, Conditions conditions) {
        List<Term> terms = node instanceof LinearCombination sum ? sum.terms() : List.of(new Term(Rational.ONE, node));
        if (!conditions.allowEffort()
                || isLeftAlone(node)
                || terms.size() > MOST_MONOMIALS
                || !hasProductOfSum(terms)) {
            return Optional.empty();
        }
        return conditions.search(
                Skeleton.of(name(), node, LOOK),
                node,
                () -> Monomials.stayApart(terms, MOST_MONOMIALS) ? node : cheapest(node, terms, conditions));
    }

    private Expr cheapest(Expr node, List<Term> terms, Conditions conditions) {
        Expr best = node;
        int least = Cost.of(node);
        for (boolean complement : new boolean[] {false, true}) {
            Optional<Expr> expanded = expanded(node.shape(), terms, complement, conditions);
            if (expanded.isPresent()) {
                Expr factored = factoring.apply(expanded.get());
                int cost = Cost.of(factored);
                if (cost < least) {
                    best = factored;
                    least = cost;
                }
            }
        }
        return best;
    }

    /** Products are multiplied out only inside a sum, and where all they do is to sum the entries of one. */
    private static boolean isLeftAlone(Expr node) {
        return node instanceof LinearCombination sum
                ? sum.isScaling()
                : node.arguments().size() > 1 || !((Einsum) node).sums();
    }

    private static boolean hasProductOfSum(List<Term> terms) {
        return terms.stream()
                .anyMatch(each -> each.expression() instanceof Einsum product
                        && product.operands().size() <= MOST_FACTORS
                        && product.operands().stream().anyMatch(operand -> isShortSum(operand) || isSigmoid(operand)));
    }

    private static boolean isShortSum(Expr node) {
        return node instanceof LinearCombination sum
                && !sum.isScaling()
                && sum.terms().size() <= MOST_TERMS;
    }

    private static boolean isSigmoid(Expr node) {
        return node instanceof Apply call && call.is("sigmoid");
    }

    /** The sum with everything multiplied out; empty when that is too much. */
    private static Optional<Expr> expanded(Shape shape, List<Term> terms, boolean complement, Conditions conditions) {
        Set<Expr> arguments = new LinkedHashSet<>();
        if (complement) {
            terms.forEach(each -> sigmoidArguments(each.expression(), arguments));
            if (arguments.isEmpty()) {
                return Optional.empty();
            }
        }
        List<Term> done = new ArrayList<>();
        List<Term> todo = new ArrayList<>(terms);
        while (!todo.isEmpty()) {
            Term next = todo.remove(todo.size() - 1);
            List<Term> parts = split(next, arguments);
            conditions.spendEffort(
                    parts.size() * Math.max(1, next.expression().arguments().size()));
            (parts.size() > 1 ? todo : done).addAll(parts);
            if (todo.size() + done.size() > MOST_MONOMIALS) {
                return Optional.empty();
            }
        }
        return Optional.of(LinearCombination.of(shape, done));
    }

    private static void sigmoidArguments(Expr term, Set<Expr> arguments) {
        List<Expr> operands = term instanceof Einsum product ? product.operands() : List.of(term);
        for (Expr each : operands) {
            if (isSigmoid(each)) {
                arguments.add(each.arguments().get(0));
            }
        }
    }

    /** A term with its first sum multiplied out, or the term alone when it has none. */
    private static List<Term> split(Term term, Set<Expr> arguments) {
        Expr expression = term.expression();
        if (expression instanceof LinearCombination scaled) {
            List<Term> parts = new ArrayList<>();
            scaled.terms()
                    .forEach(each ->
                            parts.add(new Term(term.coefficient().times(each.coefficient()), each.expression())));
            return parts.size() == 1 ? split(parts.get(0), arguments) : parts;
        }
        if (isSigmoid(expression)) {
            return complement(expression, arguments)
                    .map(sum -> scaled(term.coefficient(), sum))
                    .orElse(List.of(term));
        }
        if (!(expression instanceof Einsum product) || product.operands().size() > MOST_FACTORS) {
            return List.of(term);
        }
        for (int i = 0; i < product.operands().size(); i++) {
            Expr operand = product.operands().get(i);
            Optional<LinearCombination> inner =
                    isShortSum(operand) ? Optional.of((LinearCombination) operand) : complement(operand, arguments);
            if (inner.isPresent()) {
                List<Term> parts = new ArrayList<>();
                for (Term each : inner.get().terms()) {
                    Expr factor = replaced(product, i, each.expression());
                    parts.addAll(scaled(term.coefficient().times(each.coefficient()), factor));
                }
                return parts;
            }
        }
        return List.of(term);
    }

    private static List<Term> scaled(Rational coefficient, Expr expression) {
        if (expression instanceof LinearCombination sum) {
            return sum.terms().stream()
                    .map(each -> new Term(coefficient.times(each.coefficient()), each.expression()))
                    .toList();
        }
        return List.of(new Term(coefficient, expression));
    }

    /** {@code 1 - sigmoid(a)} for {@code sigmoid(-a)}, where both signs occur. */
    private static Optional<LinearCombination> complement(Expr node, Set<Expr> arguments) {
        if (!isSigmoid(node)
                || !(node.arguments().get(0) instanceof LinearCombination argument)
                || !argument.isNegative()) {
            return Optional.empty();
        }
        Expr positive = Algebra.negate(argument);
        if (!arguments.contains(positive)) {
            return Optional.empty();
        }
        Expr complement = Algebra.subtract(Algebra.one(node.shape()), node.withArguments(List.of(positive)));
        return Optional.of((LinearCombination) complement);
    }

    private static Expr replaced(Einsum product, int operand, Expr other) {
        List<Expr> operands = new ArrayList<>(product.operands());
        operands.set(operand, other);
        List<int[]> labels =
                IntStream.range(0, operands.size()).mapToObj(product::labels).toList();
        int[] output = IntStream.range(0, product.rank()).toArray();
        Expr multiplied = Einsum.of(operands, labels, output, product.sizes());
        return multiplied instanceof Einsum result && result.rank() == 0 && !result.sums()
                ? scalars(result)
                : multiplied;
    }

    /** Scalar factors that are products themselves taken apart: {@code n * (sum(x) / n)} cancels only then. */
    private static Expr scalars(Einsum product) {
        List<Expr> factors = new ArrayList<>();
        for (Expr each : product.operands()) {
            if (each instanceof Einsum inner && !inner.sums()) {
                factors.addAll(inner.operands());
            } else {
                factors.add(each);
            }
        }
        return factors.size() > MOST_MONOMIALS ? product : Algebra.product(product.shape(), factors);
    }
}
