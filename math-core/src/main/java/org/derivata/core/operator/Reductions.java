package org.derivata.core.operator;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;
import org.derivata.core.array.Groups;
import org.derivata.core.diagnostic.Diagnostic;
import org.derivata.core.diagnostic.ShapeException;
import org.derivata.core.shape.Dimension;
import org.derivata.core.shape.Shape;

/**
 * Reductions that are no sums, and the functions that normalise along axes. Attribute {@code axes}: the axes from 0 on, ascending; reduced axes
 * disappear.
 */
public final class Reductions {

    static final Operator MAX = reduction("max", Reductions::max)
            .differential("sum((a == max(a, axis=axes, keepdims=1)) * da, axis=axes)"
                    + " / sum(a == max(a, axis=axes, keepdims=1), axis=axes)")
            .latex("\\max")
            .doc("Largest entry; entries that tie share the derivative.", "max([1, 3, 2]) = 3");

    static final Operator MIN = reduction("min", values -> -max(negated(values)))
            .differential("sum((a == min(a, axis=axes, keepdims=1)) * da, axis=axes)"
                    + " / sum(a == min(a, axis=axes, keepdims=1), axis=axes)")
            .latex("\\min")
            .doc("Smallest entry; entries that tie share the derivative.", "min([3, 1, 2]) = 1");

    static final Operator LOGSUMEXP = reduction("logsumexp", Reductions::logSumExp)
            .differential("sum(softmax(a, axis=axes) * da, axis=axes)")
            .latex("\\operatorname{logsumexp}")
            .doc(
                    "log(sum(exp(x))) without overflow; -inf for entries that are all -inf.",
                    "logsumexp([0, 0]) = log(2)");

    static final Operator SOFTMAX = normalization("softmax", Reductions::softmax)
            .differential("y * (da - sum(y * da, axis=axes, keepdims=1))")
            .facts(Fact.POSITIVE, Fact.UNIT)
            .latex("\\operatorname{softmax}")
            .doc("exp(x) / sum(exp(x)) without overflow.", "sum(softmax([1, 2, 3])) = 1");

    static final Operator LOG_SOFTMAX = normalization("log_softmax", values -> {
                double total = logSumExp(values);
                return Arrays.stream(values).map(each -> each - total).toArray();
            })
            .differential("da - sum(softmax(a, axis=axes) * da, axis=axes, keepdims=1)")
            .latex("\\operatorname{log\\,softmax}")
            .doc("The logarithm of softmax without overflow.", "sum(log_softmax([0, 0])) = -2 * log(2)");

    /** Every declaration of this file. */
    public static final List<Operator> ALL = List.of(MAX, MIN, LOGSUMEXP, SOFTMAX, LOG_SOFTMAX);

    private Reductions() {}

    private static Operator reduction(String name, ToDoubleFunction<double[]> function) {
        return Operator.structural(
                        name,
                        1,
                        (shapes, attributes) -> reduced(name, shapes.get(0), attributes.integers("axes")),
                        (arguments, attributes, sizes) -> Groups.along(arguments.get(0), attributes.integers("axes"))
                                .reduce(function))
                .taking("axes");
    }

    /** The shape without the axes; a largest or smallest entry of none does not exist, the log-sum-exp of none is -inf. */
    private static Shape reduced(String name, Shape shape, List<Integer> axes) {
        boolean empty = axes.stream().map(shape::get).anyMatch(size -> size.equals(Dimension.of(0)));
        if (empty && !name.equals("logsumexp")) {
            throw new ShapeException(Diagnostic.of("shape.empty", name + " of no entries does not exist")
                    .help("an axis of size 0 cannot be reduced by " + name));
        }
        return shape.drop(axes);
    }

    private static Operator normalization(String name, UnaryOperator<double[]> function) {
        return Operator.structural(
                        name,
                        1,
                        (List<Shape> shapes, Attributes attributes) -> shapes.get(0),
                        (arguments, attributes, sizes) -> Groups.along(arguments.get(0), attributes.integers("axes"))
                                .map(function))
                .taking("axes");
    }

    private static double[] negated(double[] values) {
        return Arrays.stream(values).map(each -> -each).toArray();
    }

    /** NaN wins, as in NumPy. */
    private static double max(double[] values) {
        double max = Double.NEGATIVE_INFINITY;
        for (double each : values) {
            max = Math.max(max, each);
        }
        return max;
    }

    private static double logSumExp(double[] values) {
        double max = max(values);
        if (Double.isInfinite(max)) {
            return max;
        }
        double sum = 0;
        for (double each : values) {
            sum += Math.exp(each - max);
        }
        return max + Math.log(sum);
    }

    private static double[] softmax(double[] values) {
        double max = max(values);
        double[] result = new double[values.length];
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            result[i] = Math.exp(values[i] - max);
            sum += result[i];
        }
        for (int i = 0; i < values.length; i++) {
            result[i] /= sum;
        }
        return result;
    }
}
