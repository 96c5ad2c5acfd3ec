package org.derivata.core.evaluate;

import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import org.derivata.core.array.Array;
import org.derivata.core.expr.Apply;
import org.derivata.core.expr.Constant;
import org.derivata.core.expr.Einsum;
import org.derivata.core.expr.Expr;
import org.derivata.core.expr.Graph;
import org.derivata.core.expr.LinearCombination;
import org.derivata.core.expr.Quotients;
import org.derivata.core.expr.Variable;
import org.derivata.core.operator.Operator;

/** Evaluates node by node with plain loops, nothing fused, nothing reordered. */
public final class ReferenceEvaluator implements Expr.Cases<Array> {

    private final Map<String, Array> inputs;
    private final Map<String, Integer> sizes;
    private final BiFunction<Expr, Array, Array> step;
    private final Map<Expr, Array> values = new IdentityHashMap<>();

    private ReferenceEvaluator(
            Map<String, Array> inputs, Map<String, Integer> sizes, BiFunction<Expr, Array, Array> step) {
        this.inputs = inputs;
        this.sizes = sizes;
        this.step = step;
    }

    /** The value of an expression; sizes follow from the inputs. */
    public static Array evaluate(Expr root, Map<String, Array> inputs) {
        return evaluate(List.of(root), inputs).get(0);
    }

    /**
     * The values of several expressions.
     *
     * @throws org.derivata.core.diagnostic.EvaluationException when an input is missing or has another shape than declared
     */
    public static List<Array> evaluate(Collection<Expr> roots, Map<String, Array> inputs) {
        return evaluate(roots, inputs, Binding.sizes(Graph.variables(roots), inputs));
    }

    /** The values for given sizes of dimension names, for expressions whose variables do not tell them all. */
    public static List<Array> evaluate(Collection<Expr> roots, Map<String, Array> inputs, Map<String, Integer> sizes) {
        return new ReferenceEvaluator(inputs, sizes, (node, value) -> value).run(roots);
    }

    /**
     * The values when each node's value is handed on as {@code step} gives it, in the order of evaluation: to look at intermediate values, or to
     * disturb them.
     */
    public static List<Array> evaluate(
            Collection<Expr> roots, Map<String, Array> inputs, BiFunction<Expr, Array, Array> step) {
        return new ReferenceEvaluator(inputs, Binding.sizes(Graph.variables(roots), inputs), step).run(roots);
    }

    private List<Array> run(Collection<Expr> roots) {
        List<Expr> opened = Quotients.divided(Graph.open(roots));
        Map<Expr, Integer> uses = Graph.uses(opened);
        for (Expr node : Graph.postOrder(opened)) {
            values.put(node, step.apply(node, node.match(this)));
            for (Expr argument : node.arguments()) {
                if (uses.merge(argument, -1, Integer::sum) == 0) {
                    values.remove(argument);
                }
            }
        }
        return opened.stream().map(this::value).toList();
    }

    private Array value(Expr node) {
        return Objects.requireNonNull(values.get(node));
    }

    @Override
    public Array constant(Constant node) {
        return Array.full(node.value(), node.shape().evaluate(sizes));
    }

    @Override
    public Array variable(Variable node) {
        return Objects.requireNonNull(inputs.get(node.name()));
    }

    @Override
    public Array linearCombination(LinearCombination node) {
        int[] shape = node.shape().evaluate(sizes);
        double[] sum = new double[Array.count(shape)];
        boolean first = true;
        for (LinearCombination.Term term : node.summands()) {
            double coefficient = term.coefficient().toDouble();
            double[] data = value(term.expression()).data();
            for (int i = 0; i < sum.length; i++) {
                double summand = coefficient * data[i];
                sum[i] = first ? summand : sum[i] + summand;
            }
            first = false;
        }
        return Array.of(sum, shape);
    }

    @Override
    public Array einsum(Einsum node) {
        return new LabelledSum(node, node.operands().stream().map(this::value).toList(), sizes).value();
    }

    @Override
    public Array apply(Apply node) {
        Operator operator = node.operator();
        List<Array> arguments = new ArrayList<>();
        node.arguments().forEach(each -> arguments.add(value(each)));
        return operator.isElementwise() ? elementwise(operator, arguments) : operator.evaluate(arguments, sizes);
    }

    /** The value of an elementwise operator, entry by entry. */
    static Array elementwise(Operator operator, List<Array> arguments) {
        double[] a = arguments.get(0).data();
        double[] result = new double[a.length];
        switch (arguments.size()) {
            case 1 -> {
                DoubleUnaryOperator function = operator.unary();
                for (int i = 0; i < a.length; i++) {
                    result[i] = function.applyAsDouble(a[i]);
                }
            }
            case 2 -> {
                DoubleBinaryOperator function = operator.binary();
                double[] b = arguments.get(1).data();
                for (int i = 0; i < a.length; i++) {
                    result[i] = function.applyAsDouble(a[i], b[i]);
                }
            }
            default -> {
                Operator.DoubleTernaryOperator function = operator.ternary();
                double[] b = arguments.get(1).data();
                double[] c = arguments.get(2).data();
                for (int i = 0; i < a.length; i++) {
                    result[i] = function.applyAsDouble(a[i], b[i], c[i]);
                }
            }
        }
        return Array.of(result, arguments.get(0).shape());
    }
}
