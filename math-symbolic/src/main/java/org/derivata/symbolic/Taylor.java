package org.derivata.symbolic;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.derivata.core.diagnostic.ArgumentException;
import org.derivata.core.diagnostic.DerivativeException;
import org.derivata.core.diagnostic.Diagnostic;
import org.derivata.core.diagnostic.LimitException;
import org.derivata.core.evaluate.ReferenceEvaluator;
import org.derivata.core.expr.Algebra;
import org.derivata.core.expr.Apply;
import org.derivata.core.expr.Constant;
import org.derivata.core.expr.Einsum;
import org.derivata.core.expr.Expr;
import org.derivata.core.expr.Graph;
import org.derivata.core.expr.LinearCombination;
import org.derivata.core.expr.LinearCombination.Term;
import org.derivata.core.expr.Power;
import org.derivata.core.expr.Products;
import org.derivata.core.expr.Variable;
import org.derivata.core.notation.Notation;
import org.derivata.core.operator.Rational;
import org.derivata.core.shape.Shape;

/**
 * Taylor polynomials with exact coefficients: derivatives at a point, or where a quotient has none there, the quotient of the series of dividend and
 * divisor.
 */
final class Taylor {

    private static final int MOST_ORDER = 100;
    private static final int MOST_NODES = 20_000;

    /** How many orders a divisor may vanish to. */
    private static final int MOST_VANISHING = 8;

    /** The highest power of a series; its numbers grow with the exponent. */
    private static final int MOST_FACTORS = 1000;

    private final Calculus calculus;
    private final Expr variable;
    private final Expr point;

    Taylor(Calculus calculus, Expr variable, Expr point) {
        this.calculus = calculus;
        this.variable = variable;
        this.point = point;
        if (variable.rank() > 0 || point.rank() > 0) {
            throw refused(
                    "a Taylor polynomial is about a scalar variable and a number", "take one entry for the variable");
        }
        if (dependsOnVariable(point)) {
            throw refused("the point contains the variable itself", "write the point without it, as in x=0 or x=a");
        }
    }

    private static ArgumentException refused(String message, String help) {
        return new ArgumentException(Diagnostic.of("request.taylor", message).help(help));
    }

    /** The polynomial of an expression up to an order. */
    Expr polynomial(Expr root, int order) {
        if (order < 0 || order > MOST_ORDER) {
            throw refused("the order is " + order + ", not from 0 to " + MOST_ORDER, "ask for fewer terms");
        }
        if (root.rank() > 0) {
            throw refused(
                    "the formula has shape " + root.shape() + ", but only a number has a Taylor polynomial",
                    "take one entry of it, or a sum");
        }
        Expr step = Algebra.subtract(variable, point);
        List<Expr> terms = new ArrayList<>();
        List<Expr> coefficients = coefficients(simple(root), order);
        for (int k = 0; k <= order; k++) {
            terms.add(Algebra.multiply(coefficients.get(k), Algebra.power(step, Rational.of(k))));
        }
        return Algebra.sum(Shape.SCALAR, terms);
    }

    /** By derivatives; where one has no value, by the arithmetic of the series of the parts. */
    private List<Expr> coefficients(Expr root, int order) {
        try {
            return derivatives(root, order);
        } catch (DerivativeException undefined) {
            Power power = Power.of(root);
            if (root instanceof LinearCombination sum) {
                return sums(sum, order);
            } else if (power.exponent().isInt() && power.exponent().compareTo(Rational.ONE) > 0) {
                List<Expr> base = coefficients(power.base(), order);
                return power(base, power.exponent().intValue(), order);
            } else if (root instanceof Einsum || power.isDenominator()) {
                return quotient(root, order, undefined);
            }
            throw undefined;
        }
    }

    /** A power of a series, by squaring. */
    private List<Expr> power(List<Expr> base, int exponent, int order) {
        if (exponent > MOST_FACTORS) {
            throw new LimitException(Diagnostic.of(
                            "limit.expansion", "a series to the power " + exponent + "; the limit is " + MOST_FACTORS)
                    .help("ask for a lower power, or a point where the function has derivatives of its own"));
        }
        if (exponent == 1) {
            return base;
        }
        List<Expr> half = power(base, exponent / 2, order);
        return products(exponent % 2 == 0 ? List.of(half, half) : List.of(half, half, base), order);
    }

    private List<Expr> quotient(Expr root, int order, DerivativeException undefined) {
        List<Expr> dividend = new ArrayList<>();
        List<Expr> divisor = new ArrayList<>();
        for (Expr each :
                root instanceof Einsum product && product.labelCount() == 0 ? product.operands() : List.of(root)) {
            Power power = Power.of(each);
            if (power.isDenominator()) {
                divisor.add(Algebra.power(power.base(), power.exponent().negate()));
            } else {
                dividend.add(each);
            }
        }
        if (!divisor.isEmpty()) {
            return quotient(product(dividend), product(divisor), order, undefined);
        }
        if (dividend.size() < 2) {
            throw undefined;
        }
        return products(dividend.stream().map(each -> coefficients(each, order)).toList(), order);
    }

    private List<Expr> products(List<List<Expr>> factors, int order) {
        List<Expr> result = factors.get(0);
        for (List<Expr> factor : factors.subList(1, factors.size())) {
            List<Expr> product = new ArrayList<>();
            for (int k = 0; k <= order; k++) {
                List<Expr> terms = new ArrayList<>();
                for (int j = 0; j <= k; j++) {
                    terms.add(Algebra.multiply(result.get(j), factor.get(k - j)));
                }
                product.add(simple(Algebra.sum(Shape.SCALAR, terms)));
            }
            result = product;
        }
        return result;
    }

    private static Expr product(List<Expr> factors) {
        return Algebra.product(Shape.SCALAR, factors);
    }

    private List<Expr> sums(LinearCombination sum, int order) {
        List<Expr> total = new ArrayList<>();
        for (Term each : sum.terms()) {
            List<Expr> own = coefficients(each.expression(), order);
            for (int k = 0; k <= order; k++) {
                Expr scaled = Algebra.scale(each.coefficient(), own.get(k));
                if (total.size() > k) {
                    total.set(k, simple(Algebra.add(total.get(k), scaled)));
                } else {
                    total.add(scaled);
                }
            }
        }
        return total;
    }

    private List<Expr> quotient(Expr dividend, Expr divisor, int order, DerivativeException undefined) {
        List<Expr> below = derivatives(divisor, order + MOST_VANISHING);
        int lowest = 0;
        while (lowest < MOST_VANISHING && Constant.isZero(below.get(lowest))) {
            lowest++;
        }
        List<Expr> above = coefficients(dividend, order + lowest);
        if (!isSurelyNonzero(below.get(lowest))
                || !above.subList(0, lowest).stream().allMatch(Constant::isZero)) {
            throw undefined;
        }
        List<Expr> quotient = new ArrayList<>();
        for (int k = 0; k <= order; k++) {
            Expr rest = above.get(k + lowest);
            for (int j = 1; j <= k; j++) {
                rest = Algebra.subtract(rest, Algebra.multiply(below.get(lowest + j), quotient.get(k - j)));
            }
            quotient.add(simple(Algebra.divide(rest, below.get(lowest))));
        }
        return quotient;
    }

    private List<Expr> derivatives(Expr root, int order) {
        requireSmooth(root);
        List<Expr> coefficients = new ArrayList<>();
        Expr derivative = root;
        Rational factorial = Rational.ONE;
        for (int k = 0; k <= order; k++) {
            if (k > 0) {
                derivative = calculus.gradients(derivative, List.of(variable)).get(0);
                factorial = factorial.times(Rational.of(k));
            }
            if (Graph.count(derivative) > MOST_NODES) {
                throw new LimitException(Diagnostic.of(
                                "limit.derived_nodes", "derivative " + k + " has more than " + MOST_NODES + " parts")
                        .help("ask for a lower order"));
            }
            Expr value = at(derivative);
            if (!isFinite(value)) {
                throw undefined("derivative " + k + " has no finite value there");
            }
            coefficients.add(Algebra.scale(factorial.reciprocal(), simple(value)));
        }
        return coefficients;
    }

    private Expr simple(Expr expression) {
        return calculus.simplify(expression);
    }

    private Expr at(Expr expression) {
        return Products.flatten(Graph.substitute(expression, Map.of(variable, point)));
    }

    private boolean dependsOnVariable(Expr node) {
        return Graph.postOrder(node).contains(variable);
    }

    private DerivativeException undefined(String reason) {
        return new DerivativeException(Diagnostic.of(
                        "derivative.taylor",
                        "at " + Texts.TEXT.print(Notation.write(point, Map.of(), Map.of()))
                                + " there is no Taylor polynomial: " + reason)
                .help("choose another point, or a lower order"));
    }

    /** Where functions have a kink or jump their derivatives have agreed values, which say nothing about the neighbourhood. */
    private void requireSmooth(Expr root) {
        for (Expr node : Graph.postOrder(Graph.open(List.of(root)))) {
            Power power = Power.of(node);
            if (!power.exponent().isInteger()) {
                if (dependsOnVariable(power.base()) && vanishes(at(power.base()))) {
                    throw undefined("a root has no derivatives at 0");
                }
            } else if (node instanceof Apply call && dependsOnVariable(node) && !isSmooth(call)) {
                throw undefined(call.operator().name() + " is not known to be smooth there");
            }
        }
    }

    private boolean isSmooth(Apply call) {
        return switch (Smoothness.of(call.operator())) {
            case EVERYWHERE -> true;
            case OFF_ZERO -> call.arguments().stream().allMatch(each -> isSurelyNonzero(at(each)));
            case OFF_TIES -> isSurelyNonzero(at(Algebra.subtract(call.argument(0), call.argument(1))));
            case OFF_HALVES -> {
                double twice = 2 * value(at(call.argument(0)));
                yield twice != Math.rint(twice);
            }
            case BY_CONDITION -> isCondition(call.argument(0)) || isSurelyNonzero(at(call.argument(0)));
            case OF_CONDITIONS ->
                call.arguments().stream().allMatch(each -> isCondition(each) || isSurelyNonzero(at(each)));
            case UNKNOWN -> false;
        };
    }

    /** A comparison, whose own smoothness is asked for where it stands. */
    private static boolean isCondition(Expr node) {
        return node instanceof Apply call
                && (Smoothness.of(call.operator()) == Smoothness.OFF_TIES
                        || Smoothness.of(call.operator()) == Smoothness.OF_CONDITIONS);
    }

    private boolean vanishes(Expr value) {
        return Constant.isZero(simple(value)) || value(value) == 0;
    }

    private static boolean isSurelyNonzero(Expr value) {
        double number = value(value);
        // a rounded 0, as sin(pi), is none that is surely another number
        return Double.isFinite(number) && Math.abs(number) > 1e-12;
    }

    /** It has a finite value; where it has variables, every part without them has. */
    private static boolean isFinite(Expr root) {
        if (Graph.variables(List.of(root)).isEmpty()) {
            return Double.isFinite(value(root));
        }
        Set<Expr> open = new HashSet<>();
        List<Expr> numbers = new ArrayList<>();
        for (Expr node : Graph.postOrder(root)) {
            if (node instanceof Variable || node.arguments().stream().anyMatch(open::contains)) {
                open.add(node);
            } else if (node.rank() == 0) {
                numbers.add(node);
            }
        }
        return ReferenceEvaluator.evaluate(numbers, Map.of(), Map.of()).stream()
                .allMatch(each -> Double.isFinite(each.scalar()));
    }

    /** The value of a number; NaN where it has variables. */
    private static double value(Expr expression) {
        return Graph.variables(List.of(expression)).isEmpty()
                ? ReferenceEvaluator.evaluate(expression, Map.of()).scalar()
                : Double.NaN;
    }
}
