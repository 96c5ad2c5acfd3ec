package org.derivata.core.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.derivata.core.expr.Apply;
import org.derivata.core.expr.Constant;
import org.derivata.core.expr.ContractionOrder;
import org.derivata.core.expr.Einsum;
import org.derivata.core.expr.Expr;
import org.derivata.core.expr.Graph;
import org.derivata.core.expr.LinearCombination;
import org.derivata.core.expr.Variable;
import org.derivata.core.operator.Operator;
import org.derivata.core.operator.Powers;
import org.derivata.core.operator.Rational;
import org.derivata.core.shape.Dimension;

/**
 * An estimate of what evaluating costs, in the sizes of the arrays: shared parts count once, views and constants nothing, an addition,
 * multiplication, division, root or comparison of two numbers one. A product {@code [m, k] @ [k, n]} counts {@code 2*m*n*k}. Solving with a matrix of
 * size n, and its determinant, inverse or Cholesky factor, count {@code n**3} operations, whatever the method.
 *
 * @param nodes of the graph, its variables and constants too
 * @param operations the nodes that compute
 * @param flops arithmetic on numbers
 * @param calls of elementary functions, such as exp
 */
public record OperationCount(int nodes, int operations, Dimension flops, Dimension calls) {

    private static final Dimension NONE = Dimension.of(0);
    private static final Dimension TWO = Dimension.of(2);

    /** Functions that are one instruction, or a few, for each entry. */
    private static final Set<String> ARITHMETIC = Set.of(
            "abs",
            "sign",
            "floor",
            "ceil",
            "round",
            "maximum",
            "minimum",
            "where",
            "less",
            "less_equal",
            "greater",
            "greater_equal",
            "equal",
            "not_equal",
            "logical_and",
            "logical_or",
            "logical_not",
            "divide_no_nan",
            "reciprocal_no_nan");

    /** For each entry of what they go over: arithmetic, and calls of functions. */
    private static final Map<String, int[]> ALONG_AXES = Map.ofEntries(
            Map.entry("max", new int[] {1, 0}),
            Map.entry("min", new int[] {1, 0}),
            Map.entry("argmax", new int[] {1, 0}),
            Map.entry("argmin", new int[] {1, 0}),
            Map.entry("prod", new int[] {1, 0}),
            Map.entry("exclusive_prod", new int[] {3, 0}),
            Map.entry("cumsum", new int[] {1, 0}),
            Map.entry("norm", new int[] {2, 0}),
            Map.entry("var", new int[] {4, 0}),
            Map.entry("std", new int[] {4, 0}),
            Map.entry("centered", new int[] {4, 0}),
            Map.entry("logsumexp", new int[] {3, 1}),
            Map.entry("softmax", new int[] {4, 1}),
            Map.entry("log_softmax", new int[] {4, 1}),
            Map.entry("scatter_add", new int[] {1, 0}));

    private static final Set<String> CUBIC = Set.of("inv", "det", "logdet", "solve", "cholesky", "adjugate");

    /**
     * The cost of some expressions together.
     *
     * @param size what sizes probably are, by which the order of multiplying is chosen
     */
    public static OperationCount of(Collection<? extends Expr> roots, ToDoubleFunction<Dimension> size) {
        List<Expr> nodes = Graph.postOrder(Graph.open(roots));
        int operations = 0;
        Dimension flops = NONE;
        Dimension calls = NONE;
        for (Expr node : nodes) {
            if (node instanceof Constant || node instanceof Variable) {
                continue;
            }
            operations++;
            if (node instanceof LinearCombination sum) {
                flops = flops.plus(entries(node).times(Dimension.of(additions(sum))));
            } else if (node instanceof Einsum product) {
                flops = flops.plus(product(product, size));
            } else if (node instanceof Apply call) {
                flops = flops.plus(arithmetic(call));
                calls = calls.plus(calls(call));
            }
        }
        return new OperationCount(nodes.size(), operations, flops, calls);
    }

    private static Dimension entries(Expr node) {
        return Dimension.product(node.shape().sizes());
    }

    /** One for each sign between terms, one for each coefficient that multiplies. */
    private static int additions(LinearCombination sum) {
        long scaled = sum.terms().stream()
                .filter(each -> !each.coefficient().abs().isOne() && !(each.expression() instanceof Constant))
                .count();
        return sum.terms().size() - 1 + (int) scaled;
    }

    private static Dimension product(Einsum product, ToDoubleFunction<Dimension> size) {
        Dimension flops = NONE;
        // nested as deep as there are operands: an explicit walk, or a product of thousands would overflow the stack
        List<ContractionOrder.Tree> open = new ArrayList<>(List.of(ContractionOrder.of(product, size)));
        while (!open.isEmpty()) {
            ContractionOrder.Tree tree = open.remove(open.size() - 1);
            if (tree instanceof ContractionOrder.Pair pair) {
                open.add(pair.left());
                open.add(pair.right());
                int[] all = IntStream.concat(
                                Arrays.stream(pair.left().labels()),
                                Arrays.stream(pair.right().labels()))
                        .distinct()
                        .toArray();
                boolean sums = all.length > pair.labels().length;
                flops = flops.plus(count(product, all).times(sums ? TWO : Dimension.ONE));
            } else if (tree instanceof ContractionOrder.Leaf leaf) {
                int[] all =
                        Arrays.stream(product.labels(leaf.operand())).distinct().toArray();
                boolean sums = all.length > leaf.labels().length;
                flops = flops.plus(sums ? count(product, all) : NONE);
            }
        }
        return flops;
    }

    private static Dimension count(Einsum product, int[] labels) {
        return Dimension.product(Arrays.stream(labels).mapToObj(product::size).toList());
    }

    private static Dimension arithmetic(Apply call) {
        Operator operator = call.operator();
        if (operator.isElementwise()) {
            return entries(call).times(Dimension.of(perEntry(operator)));
        }
        if (CUBIC.contains(operator.name())) {
            Expr matrix = call.argument(0);
            Dimension size = matrix.shape().get(matrix.rank() - 1);
            return entries(matrix).times(size);
        }
        int[] each = ALONG_AXES.get(operator.name());
        return each == null ? NONE : entries(call.argument(0)).times(Dimension.of(each[0]));
    }

    private static int perEntry(Operator operator) {
        if (!operator.name().equals("power")) {
            return ARITHMETIC.contains(operator.name()) ? 1 : 0;
        }
        Rational exponent = operator.attributes().rational("exponent");
        if (isCall(exponent)) {
            return 0;
        }
        int extra = exponent.signum() < 0 ? 1 : 0;
        if (!exponent.isInt()) {
            return 1 + extra;
        }
        int repeated = Math.abs(exponent.intValue());
        return repeated == 0 ? 0 : 30 - Integer.numberOfLeadingZeros(repeated) + Integer.bitCount(repeated) + extra;
    }

    /** Whether a power is more than multiplications, or a root. */
    private static boolean isCall(Rational exponent) {
        boolean repeated = exponent.isInt() && Math.abs((long) exponent.intValue()) <= Powers.REPEATED;
        return !repeated && !exponent.abs().equals(Rational.HALF);
    }

    private static Dimension calls(Apply call) {
        Operator operator = call.operator();
        if (!operator.isElementwise()) {
            int[] each = ALONG_AXES.get(operator.name());
            return each == null ? NONE : entries(call.argument(0)).times(Dimension.of(each[1]));
        }
        boolean plain = operator.name().equals("power")
                ? !isCall(operator.attributes().rational("exponent"))
                : ARITHMETIC.contains(operator.name());
        return plain ? NONE : entries(call);
    }
}
