package org.derivata.core.operator;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;
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

    static final Operator CENTERED = normalization("centered", Reductions::centered)
            .differential("da - mean(da, axis=axes, keepdims=1)")
            .latex("\\operatorname{centered}")
            .doc(
                    "x - mean(x), also where the mean is large beside the distances from it.",
                    "sum(centered([1, 2, 6])**2) = 14");

    static final Operator PROD = reduction("prod", Reductions::product)
            .differential("sum(exclusive_prod(a, axis=axes) * da, axis=axes)")
            .latex("\\prod")
            .doc("Product of entries; 1 for none.", "prod([2, 3, 4]) = 24");

    static final Operator NORM = reduction("norm", Reductions::norm)
            .differential("sum(a * da, axis=axes) * reciprocal_no_nan(y)")
            .facts(Fact.NONNEGATIVE)
            .latex("\\left\\lVert #1 \\right\\rVert")
            .doc("Euclidean norm without overflow; its derivative at 0 is 0.", "norm([3, 4]) = 5");

    /** Attribute {@code ddof}: how many degrees of freedom fewer than entries. */
    static final Operator VAR = spread("var", each -> each)
            .differential("2 * sum((a - mean(a, axis=axes, keepdims=1)) * da, axis=axes)"
                    + " / (sum(ones_like(a), axis=axes) - ddof)")
            .latex("\\operatorname{var}")
            .doc("Variance; divides by the number of entries less ddof, which is 0 as in NumPy.", "var([1, 3]) = 1");

    static final Operator STD = spread("std", Math::sqrt)
            .differential("sum((a - mean(a, axis=axes, keepdims=1)) * da, axis=axes) * reciprocal_no_nan(y)"
                    + " / (sum(ones_like(a), axis=axes) - ddof)")
            .latex("\\operatorname{std}")
            .doc("Standard deviation; its derivative at constant data is 0.", "std([1, 5]) = 2");

    static final Operator ARGMAX = reduction("argmax", values -> place(values))
            .differential("0 * sum(da, axis=axes)")
            .facts(Fact.INTEGER, Fact.NONNEGATIVE)
            .latex("\\operatorname{argmax}")
            .doc("The first place of the largest entry; its derivative is 0.", "argmax([1, 3, 2]) = 1");

    static final Operator ARGMIN = reduction("argmin", values -> place(negated(values)))
            .differential("0 * sum(da, axis=axes)")
            .facts(Fact.INTEGER, Fact.NONNEGATIVE)
            .latex("\\operatorname{argmin}")
            .doc("The first place of the smallest entry; its derivative is 0.", "argmin([3, 1, 2]) = 1");

    /** Along the last axis, of attribute {@code size}. */
    public static final Operator EXCLUSIVE_PROD = Operator.structural(
                    "exclusive_prod",
                    1,
                    (shapes, attributes) -> lastAxis(shapes.get(0), attributes),
                    (arguments, attributes, sizes) -> Groups.along(
                                    arguments.get(0), List.of(arguments.get(0).rank() - 1))
                            .map(Reductions::exclusiveProducts))
            .taking("size")
            .differential("sum((1 - eye(size)) * exclusive_prod(where(eye(size), 1, a[..., None, :]), axis=-1)"
                    + " * da[..., None, :], axis=-1)")
            .doc("For each entry the product of all others.", "sum(exclusive_prod([2, 3, 0])) = 6");

    /** Attribute {@code axis}. */
    public static final Operator CUMSUM = Operator.structural(
                    "cumsum",
                    1,
                    (shapes, attributes) -> with(shapes.get(0), attributes.integer("axis")),
                    (arguments, attributes, sizes) -> Groups.along(
                                    arguments.get(0), List.of(attributes.integer("axis")))
                            .map(Reductions::runningSums))
            .taking("axis")
            .doc("Sums of all entries up to each.", "sum(cumsum([1, 2, 3])) = 10");

    /** The reductions over attribute {@code axes}, and what normalises along them. */
    public static final List<Operator> OVER_AXES =
            List.of(MAX, MIN, LOGSUMEXP, SOFTMAX, LOG_SOFTMAX, CENTERED, PROD, ARGMAX, ARGMIN);

    /** Every declaration of this file. */
    public static final List<Operator> ALL = List.of(
            MAX,
            MIN,
            LOGSUMEXP,
            SOFTMAX,
            LOG_SOFTMAX,
            CENTERED,
            PROD,
            NORM,
            VAR,
            STD,
            ARGMAX,
            ARGMIN,
            EXCLUSIVE_PROD,
            CUMSUM);

    /** What has a value for no entries. */
    private static final Set<String> NEUTRAL = Set.of("logsumexp", "prod", "norm");

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

    /** The declaration of a name that is known to exist. */
    public static Operator named(String name) {
        return ALL.stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
    }

    private static Operator spread(String name, DoubleUnaryOperator result) {
        return Operator.structural(
                        name,
                        1,
                        (shapes, attributes) -> reduced(name, shapes.get(0), attributes.integers("axes")),
                        (arguments, attributes, sizes) -> Groups.along(arguments.get(0), attributes.integers("axes"))
                                .reduce(values -> result.applyAsDouble(variance(
                                        values, attributes.rational("ddof").toDouble()))))
                .taking("axes", "ddof")
                .facts(Fact.NONNEGATIVE);
    }

    private static Shape with(Shape shape, int axis) {
        if (axis >= shape.rank()) {
            throw new ShapeException(Diagnostic.of("shape.axis", "there is no axis " + axis + " in " + shape));
        }
        return shape;
    }

    private static Shape lastAxis(Shape shape, Attributes attributes) {
        Dimension size = attributes.dimension("size");
        if (shape.rank() == 0 || shape.get(shape.rank() - 1).surelyDiffersFrom(size)) {
            throw new ShapeException(
                    Diagnostic.of("shape.axis", "the last axis of " + shape + " should have the size " + size));
        }
        return shape;
    }

    /** The shape without the axes; a largest or smallest entry of none does not exist, the log-sum-exp of none is -inf. */
    private static Shape reduced(String name, Shape shape, List<Integer> axes) {
        boolean empty = axes.stream().map(shape::get).anyMatch(size -> size.equals(Dimension.of(0)));
        if (empty && !NEUTRAL.contains(name)) {
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

    private static double product(double[] values) {
        double product = 1;
        for (double each : values) {
            product *= each;
        }
        return product;
    }

    /** From the left and from the right: a division would fail at zeros. */
    private static double[] exclusiveProducts(double[] values) {
        double[] result = new double[values.length];
        double before = 1;
        for (int i = 0; i < values.length; i++) {
            result[i] = before;
            before *= values[i];
        }
        double behind = 1;
        for (int i = values.length - 1; i >= 0; i--) {
            result[i] *= behind;
            behind *= values[i];
        }
        return result;
    }

    private static double[] runningSums(double[] values) {
        double[] result = values.clone();
        for (int i = 1; i < result.length; i++) {
            result[i] += result[i - 1];
        }
        return result;
    }

    /** Scaled by the largest entry, whose square may be beyond every double. */
    private static double norm(double[] values) {
        double scale = 0;
        for (double each : values) {
            scale = Math.max(scale, Math.abs(each));
        }
        if (scale == 0 || Double.isNaN(scale) || Double.isInfinite(scale)) {
            return scale;
        }
        double sum = 0;
        for (double each : values) {
            sum += (each / scale) * (each / scale);
        }
        return scale * Math.sqrt(sum);
    }

    /** The mean first, then squares of distances from it: the difference of two large sums would lose all digits. */
    private static double variance(double[] values, double ddof) {
        double mean = 0;
        for (double each : values) {
            mean += each;
        }
        mean /= values.length;
        double sum = 0;
        for (double each : values) {
            sum += (each - mean) * (each - mean);
        }
        return sum / (values.length - ddof);
    }

    /** NaN is the largest, as in NumPy. */
    private static double place(double[] values) {
        int place = 0;
        for (int i = 1; i < values.length; i++) {
            boolean larger = values[i] > values[place] || (Double.isNaN(values[i]) && !Double.isNaN(values[place]));
            place = larger ? i : place;
        }
        return place;
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

    /** The mean is rounded; distances from it have a mean of the size of that error, which is taken away too. */
    private static double[] centered(double[] values) {
        double[] distances = values;
        for (int round = 0; round < 2; round++) {
            double mean = Arrays.stream(distances).sum() / distances.length;
            distances = Arrays.stream(distances).map(each -> each - mean).toArray();
        }
        return distances;
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
