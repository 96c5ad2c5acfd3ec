package org.derivata.core.language;

import static org.derivata.core.language.Function.declare;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.derivata.core.diagnostic.ArgumentException;
import org.derivata.core.diagnostic.Diagnostic;
import org.derivata.core.diagnostic.ShapeException;
import org.derivata.core.expr.Algebra;
import org.derivata.core.expr.Apply;
import org.derivata.core.expr.Constant;
import org.derivata.core.expr.Einsum;
import org.derivata.core.expr.Expr;
import org.derivata.core.expr.Views;
import org.derivata.core.operator.Elementary;
import org.derivata.core.operator.Rational;
import org.derivata.core.operator.Structure;
import org.derivata.core.shape.Dimension;
import org.derivata.core.shape.Shape;

/** The functions that turn, repeat and fill arrays; all of them are written with the views of {@link Views}. */
final class ArrangementFunctions {

    private ArrangementFunctions() {}

    static final List<Function> ALL = List.of(
            declare("transpose(x, axes=None)", "All axes reversed, or in an order.", ArrangementFunctions::transpose),
            declare("swapaxes(x, axis1, axis2)", "Two axes exchanged.", ArrangementFunctions::swapAxes),
            declare("moveaxis(x, source, destination)", "One axis at another place.", a -> {
                Expr x = a.value("x");
                return Views.moveAxis(x, axis(a, "source", x.rank()), axis(a, "destination", x.rank()));
            }),
            declare("flatten(x)", "All entries in one axis.", ArrangementFunctions::flatten),
            declare("ravel(x)", "All entries in one axis.", ArrangementFunctions::flatten),
            declare("squeeze(x, axis=None)", "Axes of size 1 left out.", ArrangementFunctions::squeeze),
            declare("expand_dims(x, axis)", "A new axis of size 1.", ArrangementFunctions::expand),
            declare("tile(x, reps)", "An array repeated along its axes.", ArrangementFunctions::tile),
            declare("repeat(x, reps, axis=None)", "Each entry repeated.", ArrangementFunctions::repeat),
            declare("roll(x, shift, axis=None)", "Entries moved round.", ArrangementFunctions::roll),
            declare("diff(x, axis=None)", "Differences of neighbours.", ArrangementFunctions::diff),
            declare("vstack(*arrays)", "Rows one above another.", a -> Views.concat(rows(a), 0)),
            declare("hstack(*arrays)", "Arrays side by side.", a -> {
                List<Expr> parts = a.values("arrays");
                return Views.concat(parts, Math.min(1, parts.get(0).rank() - 1));
            }),
            declare("tril(x, k=0)", "What lies on and below a diagonal.", a -> triangle(a, 0, true)),
            declare("triu(x, k=0)", "What lies on and above a diagonal.", a -> triangle(a, -1, false)),
            declare(
                    "tri(shape, k=0)",
                    "Ones on and below a diagonal.",
                    a -> tri(new Shape(a.sizes("shape")), a.integer("k", 0))),
            declare(
                    "diag(x)",
                    "The matrix with a vector on its diagonal; the diagonal of a matrix.",
                    ArrangementFunctions::diag),
            declare(
                    "full(shape, x)",
                    "One value in every place.",
                    a -> a.broadcasting().to(a.value("x"), new Shape(a.sizes("shape")))),
            declare(
                    "full_like(x, value)",
                    "One value in the shape of another array.",
                    a -> a.broadcasting().to(a.value("value"), a.value("x").shape())),
            declare("arange(first, stop=None, by=None)", "Integers from a first one on.", ArrangementFunctions::arange),
            declare(
                    "linspace(first, stop, num)",
                    "Numbers at equal distances, both ends included.",
                    ArrangementFunctions::linspace),
            declare(
                    "one_hot(x, depth)",
                    "Rows with a 1 at the places that integers tell.",
                    ArrangementFunctions::oneHot));

    private static int axis(Arguments arguments, String parameter, int rank) {
        int axis = arguments.integer(parameter, 0);
        if (axis < -rank || axis >= rank) {
            throw new ShapeException(arguments.at(
                    parameter,
                    Diagnostic.of("shape.axis", "axis " + axis + " is out of range for an array of rank " + rank)));
        }
        return axis < 0 ? axis + rank : axis;
    }

    private static int axis(Arguments arguments, int rank, int otherwise) {
        return arguments.has("axis") ? arguments.axes("axis", rank).get(0) : otherwise;
    }

    private static Expr transpose(Arguments arguments) {
        Expr x = arguments.value("x");
        if (!arguments.has("axes")) {
            return Algebra.transpose(x);
        }
        List<Integer> order = arguments.integers("axes").stream()
                .map(each -> each < 0 ? each + x.rank() : each)
                .toList();
        if (!order.stream()
                .sorted()
                .toList()
                .equals(IntStream.range(0, x.rank()).boxed().toList())) {
            throw new ShapeException(arguments.at(
                    "axes", Diagnostic.of("shape.axis", "axes should name each of " + x.rank() + " axes once")));
        }
        return Algebra.permute(x, order.stream().mapToInt(Integer::intValue).toArray());
    }

    private static Expr swapAxes(Arguments arguments) {
        Expr x = arguments.value("x");
        List<Integer> order =
                new ArrayList<>(IntStream.range(0, x.rank()).boxed().toList());
        Collections.swap(order, axis(arguments, "axis1", x.rank()), axis(arguments, "axis2", x.rank()));
        return Algebra.permute(x, order.stream().mapToInt(Integer::intValue).toArray());
    }

    private static Expr flatten(Arguments arguments) {
        return flat(arguments.value("x"));
    }

    private static Expr flat(Expr x) {
        return Views.reshape(x, Shape.of(x.shape().count()));
    }

    private static Expr squeeze(Arguments arguments) {
        Expr x = arguments.value("x");
        List<Integer> axes = arguments.has("axis")
                ? arguments.axes("axis", x.rank())
                : IntStream.range(0, x.rank())
                        .filter(axis -> x.shape().get(axis).isOne())
                        .boxed()
                        .toList();
        for (int axis : axes) {
            if (!x.shape().get(axis).isOne()) {
                throw new ShapeException(Diagnostic.of(
                                "shape.axis",
                                "axis " + axis + " has the size " + x.shape().get(axis) + ", not 1")
                        .help("only axes of size 1 can be left out"));
            }
        }
        return Algebra.sum(x, axes);
    }

    private static Expr expand(Arguments arguments) {
        Expr x = arguments.value("x");
        List<Integer> fresh = arguments.axes("axis", x.rank() + 1);
        List<Dimension> sizes = new ArrayList<>(x.shape().sizes());
        fresh.forEach(axis -> sizes.add(axis, Dimension.ONE));
        return Views.reshape(x, new Shape(sizes));
    }

    /** Each axis becomes two, of which the first repeats; then they are one again. */
    private static Expr tile(Arguments arguments) {
        List<Dimension> reps = new ArrayList<>(arguments.sizes("reps"));
        Expr x = arguments.value("x");
        while (reps.size() < x.rank()) {
            reps.add(0, Dimension.ONE);
        }
        List<Dimension> sizes = new ArrayList<>(x.shape().sizes());
        while (sizes.size() < reps.size()) {
            sizes.add(0, Dimension.ONE);
        }
        List<Dimension> twice = new ArrayList<>();
        List<Dimension> once = new ArrayList<>();
        int[] places = new int[sizes.size()];
        for (int axis = 0; axis < sizes.size(); axis++) {
            twice.add(reps.get(axis));
            places[axis] = twice.size();
            twice.add(sizes.get(axis));
            once.add(reps.get(axis).times(sizes.get(axis)));
        }
        Expr full = Views.reshape(x, new Shape(sizes));
        return Views.reshape(Algebra.broadcast(full, new Shape(twice), places), new Shape(once));
    }

    private static Expr repeat(Arguments arguments) {
        Expr x = arguments.has("axis") ? arguments.value("x") : flat(arguments.value("x"));
        int axis = axis(arguments, x.rank(), 0);
        Dimension reps = arguments.sizes("reps").get(0);
        List<Dimension> twice = new ArrayList<>(x.shape().sizes());
        twice.add(axis + 1, reps);
        int[] places = IntStream.range(0, x.rank())
                .map(each -> each > axis ? each + 1 : each)
                .toArray();
        return Views.reshape(
                Algebra.broadcast(x, new Shape(twice), places),
                x.shape().with(axis, x.shape().get(axis).times(reps)));
    }

    /** What is pushed out at one end comes in at the other. */
    private static Expr roll(Arguments arguments) {
        Expr given = arguments.value("x");
        Expr x = arguments.has("axis") ? given : flat(given);
        int axis = axis(arguments, x.rank(), 0);
        Dimension size = x.shape().get(axis);
        long shift = arguments.integer("shift", 0);
        shift = size.isConstant() && size.constant() > 0 ? Math.floorMod(shift, size.constant()) : shift;
        if (shift == 0) {
            return given;
        }
        Dimension cut = shift > 0 ? size.minus(Dimension.of(shift)) : Dimension.of(-shift);
        Expr rolled = Views.concat(
                List.of(Views.run(x, axis, cut, size.minus(cut)), Views.run(x, axis, Dimension.of(0), cut)), axis);
        return Views.reshape(rolled, given.shape());
    }

    private static Expr diff(Arguments arguments) {
        Expr x = arguments.value("x");
        int axis = axis(arguments, x.rank(), x.rank() - 1);
        Dimension fewer = x.shape().get(axis).minus(Dimension.ONE);
        return Algebra.subtract(Views.run(x, axis, Dimension.ONE, fewer), Views.run(x, axis, Dimension.of(0), fewer));
    }

    private static List<Expr> rows(Arguments arguments) {
        return arguments.values("arrays").stream()
                .map(each -> each.rank() < 2 ? Views.reshape(each, Shape.of(1).concat(vector(each))) : each)
                .toList();
    }

    private static Shape vector(Expr x) {
        return x.rank() == 0 ? Shape.of(1) : x.shape();
    }

    private static Expr tri(Shape shape, int k) {
        Shape full = shape.rank() == 1 ? shape.concat(shape) : shape;
        return Apply.of(Structure.TRI.with("shape", full).with("k", Rational.of(k)));
    }

    /** A {@code where}, so that nothing of what is left out reaches a value or a derivative. */
    private static Expr triangle(Arguments arguments, int offset, boolean lower) {
        Expr x = arguments.value("x");
        if (x.rank() < 2) {
            throw new ShapeException(
                    Diagnostic.of("shape.rank", "a triangle is cut out of a matrix, not of " + x.shape())
                            .clash(x.shape(), "at least 2 axes"));
        }
        Expr mask = arguments
                .broadcasting()
                .to(tri(x.shape().slice(x.rank() - 2, x.rank()), arguments.integer("k", 0) + offset), x.shape());
        Expr zero = Algebra.zero(x.shape());
        return Apply.of(Elementary.WHERE, mask, lower ? x : zero, lower ? zero : x);
    }

    private static Expr diag(Arguments arguments) {
        Expr x = arguments.value("x");
        return x.rank() == 1
                ? Einsum.of("i,ij->ij", x, Apply.identity(x.shape().get(0)))
                : Einsum.of("ii->i", StandardFunctions.square(x, "diag"));
    }

    private static Expr numbers(Dimension size) {
        return Apply.of(Structure.ARANGE.with("size", size));
    }

    private static Expr arange(Arguments arguments) {
        Expr first = arguments.has("stop") ? arguments.value("first") : Constant.of(0);
        Expr last = arguments.value(arguments.has("stop") ? "stop" : "first");
        Expr step = arguments.has("by") ? arguments.value("by") : Constant.of(1);
        Supplier<ArgumentException> unknown = () -> new ArgumentException(
                Diagnostic.of("type", "how many numbers arange makes must be known before any data")
                        .help("its bounds are integers and names of sizes; linspace(a, b, num) takes any numbers"));
        Dimension from = Views.dimension(first).orElseThrow(unknown);
        Dimension to = Views.dimension(last).orElseThrow(unknown);
        Dimension by = Views.dimension(step).filter(Dimension::isConstant).orElseThrow(unknown);
        long distance = by.constant();
        if (distance == 0) {
            throw unknown.get();
        }
        Dimension span = distance > 0 ? to.minus(from) : from.minus(to);
        Dimension count = span.plus(Dimension.of(Math.abs(distance) - 1))
                .floorDivide(Math.abs(distance))
                .orElseThrow(unknown);
        Dimension size = count.isConstant() && count.constant() < 0 ? Dimension.of(0) : count;
        Expr numbers = Algebra.scale(Rational.of(distance), numbers(size));
        return Algebra.add(Algebra.fill(first, numbers.shape()), numbers);
    }

    private static Expr linspace(Arguments arguments) {
        Dimension count = arguments.sizes("num").get(0);
        Expr numbers = numbers(count);
        Expr first = arguments.value("first");
        Expr distance = Algebra.divide(
                Algebra.subtract(arguments.value("stop"), first), Apply.size(count.minus(Dimension.ONE)));
        return Algebra.add(
                Algebra.fill(first, numbers.shape()), Algebra.product(numbers.shape(), List.of(distance, numbers)));
    }

    private static Expr oneHot(Arguments arguments) {
        Expr x = arguments.value("x");
        Dimension depth = arguments.sizes("depth").get(0);
        Shape shape = x.shape().concat(Shape.of(depth));
        int[] own = IntStream.range(0, x.rank()).toArray();
        return Apply.of(
                Library.standard().operator("equal"),
                Algebra.broadcast(x, shape, own),
                Algebra.broadcast(numbers(depth), shape, x.rank()));
    }
}
