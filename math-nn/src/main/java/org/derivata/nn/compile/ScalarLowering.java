package org.derivata.nn.compile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.derivata.core.diagnostic.Diagnostic;
import org.derivata.core.diagnostic.ShapeException;
import org.derivata.core.expr.Apply;
import org.derivata.core.expr.Constant;
import org.derivata.core.expr.Einsum;
import org.derivata.core.expr.Expr;
import org.derivata.core.expr.Graph;
import org.derivata.core.expr.LinearCombination;
import org.derivata.core.expr.LinearCombination.Term;
import org.derivata.core.expr.Power;
import org.derivata.core.expr.Quotients;
import org.derivata.core.expr.Variable;
import org.derivata.core.operator.Powers;
import org.derivata.nn.kernel.OperatorLoops;
import org.derivata.nn.kernel.StraightLine;
import org.jspecify.annotations.Nullable;

/**
 * Turns expressions of numbers into straight-line code. The operations are the reference's, in its order, and so are the bits; only a sum with
 * many powers of one base is computed as a polynomial.
 */
final class ScalarLowering implements Expr.Cases<Integer> {

    /** From so many powers of one base on, a polynomial saves work. */
    private static final int POLYNOMIAL = 4;

    private final Map<String, Integer> inputs = new HashMap<>();
    private final StraightLine code = new StraightLine();
    private final Map<Expr, Integer> values = new IdentityHashMap<>();

    ScalarLowering(List<String> variables) {
        for (String each : variables) {
            inputs.put(each, inputs.size());
        }
    }

    StraightLine code() {
        return code;
    }

    /** The numbers of the results in the code. */
    int[] lower(List<Expr> roots) {
        List<Expr> opened = Quotients.divided(Graph.open(roots));
        for (Expr node : Graph.postOrder(opened)) {
            if (!node.shape().isScalar()) {
                throw new ShapeException(
                        Diagnostic.of("shape.rank", "a part of the formula has shape " + node.shape() + ", no number")
                                .help("compile it with Compiler.compile, which takes arrays"));
            }
            values.put(node, node.match(this));
        }
        return opened.stream().mapToInt(this::value).toArray();
    }

    private int value(Expr node) {
        Integer value = values.get(node);
        if (value == null) {
            throw new IllegalStateException("used before it was lowered: " + node);
        }
        return value;
    }

    @Override
    public Integer constant(Constant node) {
        return code.constant(node.value());
    }

    @Override
    public Integer variable(Variable node) {
        Integer input = inputs.get(node.name());
        if (input == null) {
            throw new IllegalStateException(node.name() + " is no input");
        }
        return code.input(input);
    }

    @Override
    public Integer linearCombination(LinearCombination node) {
        Map<Expr, TreeMap<Integer, Double>> polynomials = polynomials(node);
        int sum = -1;
        for (Term term : node.summands()) {
            Integer degree = degree(term.expression());
            Expr base = degree == null ? node : base(term.expression());
            TreeMap<Integer, Double> polynomial = polynomials.get(base);
            if (polynomial == null) {
                sum = plus(sum, term.coefficient().toDouble(), value(term.expression()));
            } else if (polynomial.lastKey().equals(degree)) {
                sum = plus(sum, 1, estrin(value(base), polynomial));
            }
        }
        return sum;
    }

    private int plus(int sum, double coefficient, int value) {
        if (sum < 0) {
            return code.multiply(code.constant(coefficient), value);
        }
        return coefficient < 0
                ? code.subtract(sum, code.multiply(code.constant(-coefficient), value))
                : code.add(sum, code.multiply(code.constant(coefficient), value));
    }

    /** The coefficients, by degree, of the bases of which a sum has many powers. */
    private static Map<Expr, TreeMap<Integer, Double>> polynomials(LinearCombination node) {
        Map<Expr, TreeMap<Integer, Double>> all = new LinkedHashMap<>();
        for (Term term : node.summands()) {
            Integer degree = degree(term.expression());
            if (degree != null) {
                all.computeIfAbsent(base(term.expression()), unused -> new TreeMap<>())
                        .put(degree, term.coefficient().toDouble());
            }
        }
        all.values().removeIf(each -> each.size() < POLYNOMIAL);
        return all;
    }

    private static Expr base(Expr node) {
        return Power.of(node).base();
    }

    /** The exponent of a positive power that is repeated multiplication; null for a constant, which is no power of anything. */
    private static @Nullable Integer degree(Expr node) {
        if (node instanceof Constant) {
            return null;
        }
        Power power = Power.of(node);
        boolean suits = power.exponent().isInt()
                && power.exponent().signum() > 0
                && power.exponent().intValue() <= Powers.REPEATED;
        return suits ? power.exponent().intValue() : null;
    }

    /** A polynomial by Estrin's scheme: halves that a processor computes side by side, joined by a power that is a square of squares. */
    private int estrin(int base, TreeMap<Integer, Double> coefficients) {
        int length = coefficients.lastKey() + 1;
        List<Integer> parts = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            Double coefficient = coefficients.get(i);
            parts.add(coefficient == null ? -1 : code.constant(coefficient));
        }
        int power = base;
        while (parts.size() > 1) {
            List<Integer> joined = new ArrayList<>();
            for (int i = 0; i < parts.size(); i += 2) {
                int low = parts.get(i);
                int high = i + 1 < parts.size() ? parts.get(i + 1) : -1;
                int product = high < 0 ? -1 : code.multiply(high, power);
                joined.add(low < 0 ? product : product < 0 ? low : code.add(low, product));
            }
            parts = joined;
            power = parts.size() > 1 ? code.multiply(power, power) : power;
        }
        return parts.get(0);
    }

    @Override
    public Integer einsum(Einsum node) {
        int product = -1;
        for (Expr operand : node.operands()) {
            product = product < 0 ? value(operand) : code.multiply(product, value(operand));
        }
        return product;
    }

    @Override
    public Integer apply(Apply node) {
        if (!node.operator().isElementwise()) {
            throw new ShapeException(
                    Diagnostic.of("shape.rank", node.operator().name() + " works on arrays, not on single numbers")
                            .help("compile it with Compiler.compile, which takes arrays"));
        }
        int[] arguments = new int[] {-1, -1, -1};
        for (int i = 0; i < node.arguments().size(); i++) {
            arguments[i] = value(node.argument(i));
        }
        return OperatorLoops.of(node.operator()).expansion().expand(code, arguments[0], arguments[1], arguments[2]);
    }
}
