package org.derivata.symbolic.simplify;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.derivata.core.expr.Algebra;
import org.derivata.core.expr.Apply;
import org.derivata.core.expr.Constant;
import org.derivata.core.expr.Einsum;
import org.derivata.core.expr.Expr;
import org.derivata.core.expr.Graph;
import org.derivata.core.expr.LinearCombination;
import org.derivata.core.expr.LinearCombination.Term;
import org.derivata.core.expr.NodeMap;
import org.derivata.core.operator.Rational;
import org.derivata.core.shape.Shape;
import org.derivata.symbolic.rewrite.Conditions;

/**
 * A scalar multiplied out: for each monomial its coefficient. Variables and whatever is no sum, product or power with a whole exponent above 0 are
 * unknowns. Sums that would be longer than {@value #MOST} monomials are unknowns too.
 */
record Polynomial(Map<Map<Expr, Integer>, Rational> coefficients) {

    private static final int MOST = 64;
    private static final int MOST_PRODUCTS = 256;

    /** The expression multiplied out; empty when it has no sum to multiply, or that takes more effort than there is. */
    static Optional<Polynomial> of(Expr root, Conditions conditions) {
        List<Expr> nodes = Graph.postOrder(List.of(root), Polynomial::isOpen);
        if (nodes.stream().noneMatch(each -> each instanceof LinearCombination sum && !sum.isScaling())) {
            return Optional.empty();
        }
        NodeMap<Polynomial> results = new NodeMap<>();
        for (Expr node : nodes) {
            Polynomial polynomial = multipliedOut(node, results).orElseGet(() -> unknown(node));
            conditions.spendEffort(polynomial.factors() * node.arguments().size());
            if (!conditions.allowEffort()) {
                return Optional.empty();
            }
            results.put(node, polynomial);
        }
        return Optional.of(results.known(root));
    }

    /** The unknowns of all monomials: what copying it costs. */
    private int factors() {
        int factors = 0;
        for (Map<Expr, Integer> each : coefficients.keySet()) {
            factors += Math.max(1, each.size());
        }
        return factors;
    }

    private static Polynomial unknown(Expr node) {
        return new Polynomial(Map.of(Map.of(node, 1), Rational.ONE));
    }

    private static Polynomial constant(Rational value) {
        return new Polynomial(Map.of(Map.of(), value));
    }

    /** Whether what stands in a node may be part of its polynomial. */
    private static boolean isOpen(Expr node) {
        return node.rank() == 0
                && (node instanceof LinearCombination
                        || (node instanceof Einsum product && product.labelCount() == 0)
                        || (node instanceof Apply call && call.is("power")));
    }

    private static Optional<Polynomial> multipliedOut(Expr node, NodeMap<Polynomial> results) {
        if (node.rank() > 0) {
            return Optional.empty();
        }
        if (node instanceof Constant constant) {
            return constant.rational().map(Polynomial::constant);
        }
        if (node instanceof LinearCombination sum) {
            return sum(sum, results).ifShort();
        }
        if (node instanceof Einsum product && product.labelCount() == 0) {
            return product(product.operands().stream().map(results::known).toList());
        }
        if (node instanceof Apply call && call.is("power")) {
            Rational exponent = call.operator().attributes().rational("exponent");
            Polynomial base = results.known(call.argument(0));
            if (exponent.isInt() && exponent.signum() > 0 && exponent.intValue() <= MOST) {
                return base.power(exponent.intValue());
            }
        }
        return Optional.empty();
    }

    private static Optional<Polynomial> product(List<Polynomial> factors) {
        Optional<Polynomial> product = Optional.of(constant(Rational.ONE));
        for (Polynomial each : factors) {
            product = product.filter(known -> known.coefficients.size() * each.coefficients.size() <= MOST_PRODUCTS)
                    .flatMap(known -> known.times(each).ifShort());
        }
        return product;
    }

    private Optional<Polynomial> power(int exponent) {
        if (coefficients.size() > 1
                || coefficients.values().stream().anyMatch(coefficient -> !coefficient.hasPower(exponent))) {
            // the power of a sum is shorter as it is, and so is one of a long number
            return Optional.empty();
        }
        Map<Map<Expr, Integer>, Rational> power = new HashMap<>();
        coefficients.forEach((monomial, coefficient) -> {
            Map<Expr, Integer> higher = new HashMap<>();
            monomial.forEach((unknown, own) -> higher.put(unknown, own * exponent));
            power.put(higher, coefficient.power(exponent));
        });
        return Optional.of(new Polynomial(power));
    }

    private Optional<Polynomial> ifShort() {
        return coefficients.size() <= MOST ? Optional.of(this) : Optional.empty();
    }

    private static Polynomial sum(LinearCombination terms, NodeMap<Polynomial> results) {
        Map<Map<Expr, Integer>, Rational> sum = new HashMap<>();
        for (Term each : terms.terms()) {
            Polynomial term = results.known(each.expression());
            term.coefficients.forEach((monomial, coefficient) ->
                    sum.merge(monomial, coefficient.times(each.coefficient()), Rational::plus));
        }
        sum.values().removeIf(Rational::isZero);
        return new Polynomial(sum);
    }

    private Polynomial times(Polynomial other) {
        Map<Map<Expr, Integer>, Rational> product = new HashMap<>();
        coefficients.forEach((left, a) -> other.coefficients.forEach((right, b) -> {
            Map<Expr, Integer> monomial = new HashMap<>(left);
            right.forEach((unknown, exponent) -> monomial.merge(unknown, exponent, Integer::sum));
            product.merge(monomial, a.times(b), Rational::plus);
        }));
        product.values().removeIf(Rational::isZero);
        return new Polynomial(product);
    }

    /**
     * The polynomial with what all monomials share taken out, and what is left collected: for each product of functions the polynomial that it is
     * multiplied by.
     */
    Expr collected() {
        Map<Expr, Integer> common = common();
        Map<Map<Expr, Integer>, List<Term>> groups = new LinkedHashMap<>();
        coefficients.forEach((monomial, coefficient) -> {
            Map<Expr, Integer> functions = new HashMap<>();
            Map<Expr, Integer> others = new HashMap<>();
            monomial.forEach((unknown, exponent) -> {
                int left = exponent - common.getOrDefault(unknown, 0);
                if (left > 0) {
                    (unknown instanceof Apply ? functions : others).put(unknown, left);
                }
            });
            groups.computeIfAbsent(functions, unused -> new ArrayList<>()).add(new Term(coefficient, written(others)));
        });
        List<Expr> terms = new ArrayList<>();
        groups.forEach((functions, multipliers) ->
                terms.add(Algebra.multiply(written(functions), LinearCombination.of(Shape.SCALAR, multipliers))));
        return Algebra.multiply(written(common), Algebra.sum(Shape.SCALAR, terms));
    }

    private Map<Expr, Integer> common() {
        Map<Expr, Integer> common = null;
        for (Map<Expr, Integer> each : coefficients.keySet()) {
            if (common == null) {
                common = new HashMap<>(each);
            } else {
                common.keySet().retainAll(each.keySet());
                common.replaceAll((unknown, exponent) -> Math.min(exponent, each.getOrDefault(unknown, 0)));
            }
        }
        return common == null ? Map.of() : common;
    }

    private static Expr written(Map<Expr, Integer> monomial) {
        List<Expr> factors = new ArrayList<>();
        new TreeMap<>(monomial)
                .forEach((unknown, exponent) -> factors.add(Algebra.power(unknown, Rational.of(exponent))));
        return Algebra.product(Shape.SCALAR, factors);
    }
}
