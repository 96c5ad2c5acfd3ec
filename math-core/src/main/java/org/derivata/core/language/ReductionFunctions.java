package org.derivata.core.language;

import static org.derivata.core.language.Function.declare;

import java.util.List;
import java.util.stream.IntStream;
import org.derivata.core.diagnostic.ArgumentException;
import org.derivata.core.diagnostic.Diagnostic;
import org.derivata.core.expr.Algebra;
import org.derivata.core.expr.Apply;
import org.derivata.core.expr.Expr;
import org.derivata.core.expr.Views;
import org.derivata.core.operator.Operator;
import org.derivata.core.operator.Rational;
import org.derivata.core.operator.Reductions;
import org.derivata.core.shape.Dimension;
import org.derivata.core.shape.Shape;

/** The functions that reduce along axes, or run along one. */
final class ReductionFunctions {

    private ReductionFunctions() {}

    static final List<Function> ALL = List.of(
            declare("sum(x, axis=None, keepdims=0)", "Sum of entries.", a -> reduce(a, Algebra::sum)),
            declare("mean(x, axis=None, keepdims=0)", "Mean of entries.", a -> reduce(a, ReductionFunctions::mean)),
            declare("var(x, axis=None, ddof=0, keepdims=0)", "Variance.", a -> spread(a, "var")),
            declare("std(x, axis=None, ddof=0, keepdims=0)", "Standard deviation.", a -> spread(a, "std")),
            declare("norm(x, ord=2, axis=None, keepdims=0)", "Norm of a vector or matrix.", ReductionFunctions::norm),
            declare(
                    "any(x, axis=None, keepdims=0)",
                    "1 where some entry is not 0.",
                    a -> reduce(a, (x, axes) -> compare("greater", Algebra.sum(isNonzero(x), axes)))),
            declare(
                    "all(x, axis=None, keepdims=0)",
                    "1 where no entry is 0.",
                    a -> reduce(a, (x, axes) -> compare("equal", Algebra.sum(compare("equal", x), axes)))),
            declare(
                    "count_nonzero(x, axis=None, keepdims=0)",
                    "How many entries are not 0.",
                    a -> reduce(a, (x, axes) -> Algebra.sum(isNonzero(x), axes))),
            declare("average(x, axis=None, weights=None, keepdims=0)", "Weighted mean.", ReductionFunctions::average),
            declare("cumsum(x, axis=None)", "Sums of all entries up to each.", ReductionFunctions::cumsum),
            declare(
                    "exclusive_prod(x, axis=None)",
                    "For each entry the product of all others along the axes.",
                    ReductionFunctions::exclusiveProduct));

    /** What reduces an array along axes. */
    interface Reduction {
        Expr of(Expr x, List<Integer> axes);
    }

    /** A reduction over the axes of a call, which disappear unless they are to be kept. */
    static Expr reduce(Arguments arguments, Reduction reduction) {
        Expr x = arguments.value("x");
        List<Integer> axes = arguments.axes("axis", x.rank());
        Expr reduced = reduction.of(x, axes);
        return arguments.flag("keepdims") ? Algebra.keepDimensions(reduced, x.shape(), axes) : reduced;
    }

    private static Expr mean(Expr x, List<Integer> axes) {
        Dimension count = Dimension.product(axes.stream().map(x.shape()::get).toList());
        Expr sum = Algebra.sum(x, axes);
        return Algebra.product(sum.shape(), List.of(sum, Algebra.reciprocal(Apply.size(count))));
    }

    private static Expr spread(Arguments arguments, String name) {
        Operator operator = Reductions.named(name).with("ddof", Rational.of(arguments.integer("ddof", 0)));
        return reduce(arguments, (x, axes) -> Apply.of(operator.with("axes", axes), x));
    }

    private static Expr isNonzero(Expr x) {
        return compare("not_equal", x);
    }

    /** A comparison with 0. */
    private static Expr compare(String operator, Expr x) {
        return Apply.of(Library.standard().operator(operator), x, Algebra.zero(x.shape()));
    }

    private static Expr average(Arguments arguments) {
        if (!arguments.has("weights")) {
            return reduce(arguments, ReductionFunctions::mean);
        }
        Expr weights = arguments.value("weights");
        return reduce(arguments, (x, axes) -> {
            boolean along = weights.rank() == 1 && axes.size() == 1 && x.rank() > 1;
            Shape shape = x.shape();
            Expr spread = along
                    ? Algebra.broadcast(weights, shape, axes.get(0))
                    : arguments
                            .broadcasting()
                            .to(weights, arguments.broadcasting().common(weights.shape(), shape));
            return Algebra.divide(Algebra.sum(Algebra.multiply(x, spread), axes), Algebra.sum(spread, axes));
        });
    }

    /** Without an axis over all entries in order, as NumPy does. */
    private static Expr cumsum(Arguments arguments) {
        Expr x = arguments.value("x");
        if (!arguments.has("axis")) {
            Expr flat = Views.reshape(x, Shape.of(x.shape().count()));
            return Apply.of(Reductions.CUMSUM.with("axis", Rational.ZERO), flat);
        }
        return Apply.of(
                Reductions.CUMSUM.with(
                        "axis", Rational.of(arguments.axes("axis", x.rank()).get(0))),
                x);
    }

    private static Expr exclusiveProduct(Arguments arguments) {
        Expr x = arguments.value("x");
        List<Integer> axes = arguments.axes("axis", x.rank());
        List<Integer> order = new java.util.ArrayList<>(IntStream.range(0, x.rank())
                .filter(axis -> !axes.contains(axis))
                .boxed()
                .toList());
        int kept = order.size();
        order.addAll(axes);
        Expr moved =
                Algebra.permute(x, order.stream().mapToInt(Integer::intValue).toArray());
        Dimension size = moved.shape().slice(kept, x.rank()).count();
        Expr joined = Views.reshape(moved, moved.shape().slice(0, kept).concat(Shape.of(size)));
        Expr products = Views.reshape(Apply.of(Reductions.EXCLUSIVE_PROD.with("size", size), joined), moved.shape());
        return Algebra.permute(
                products, IntStream.range(0, x.rank()).map(order::indexOf).toArray());
    }

    /** {@code ord} as in NumPy; the spectral norms of matrices need singular values and are refused. */
    private static Expr norm(Arguments arguments) {
        String order = arguments.word("ord", "2");
        Expr x = arguments.value("x");
        boolean matrix = arguments.axes("axis", x.rank()).size() == 2;
        boolean given = arguments.has("ord");
        if (matrix && given && !List.of("fro", "1", "inf").contains(order)) {
            throw new ArgumentException(
                    arguments.at(
                            "ord",
                            Diagnostic.of("type", "the norms of a matrix are \"fro\", 1 and inf, not " + order)
                                    .help(
                                            "sqrt(sum(x**2)) is the Frobenius norm; norm(reshape(x, [-1]), ord) takes all entries")));
        }
        return switch (order) {
            case "fro", "2" ->
                reduce(arguments, (y, axes) -> Apply.of(Reductions.named("norm").with("axes", axes), y));
            case "1" -> reduce(arguments, (y, axes) -> matrix ? sumThenMax(y, axes, 0) : Algebra.sum(abs(y), axes));
            case "inf" -> reduce(arguments, (y, axes) -> matrix ? sumThenMax(y, axes, 1) : max(abs(y), axes));
            case "0" -> reduce(arguments, (y, axes) -> Algebra.sum(isNonzero(y), axes));
            default -> {
                Rational p = arguments.number("ord");
                yield reduce(
                        arguments,
                        (y, axes) -> Algebra.power(Algebra.sum(Algebra.power(abs(y), p), axes), p.reciprocal()));
            }
        };
    }

    private static Expr abs(Expr x) {
        return Apply.of(Library.standard().operator("abs"), x);
    }

    private static Expr max(Expr x, List<Integer> axes) {
        return Apply.of(Library.standard().operator("max").with("axes", axes), x);
    }

    private static Expr sumThenMax(Expr x, List<Integer> axes, int summed) {
        Expr sums = Algebra.sum(abs(x), List.of(axes.get(summed)));
        int other = axes.get(1 - summed);
        return max(sums, List.of(other > axes.get(summed) ? other - 1 : other));
    }
}
