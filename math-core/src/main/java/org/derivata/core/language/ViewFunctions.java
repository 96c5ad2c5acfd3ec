package org.derivata.core.language;

import static org.derivata.core.language.Function.declare;

import java.util.ArrayList;
import java.util.List;
import org.derivata.core.diagnostic.Diagnostic;
import org.derivata.core.diagnostic.ShapeException;
import org.derivata.core.expr.Expr;
import org.derivata.core.expr.Views;
import org.derivata.core.shape.Dimension;
import org.derivata.core.shape.Shape;

/** The functions that move entries: other shapes, arrays joined and turned, and what slices and indices are transposed to. */
final class ViewFunctions {

    private ViewFunctions() {}

    static final List<Function> ALL = List.of(
            declare("reshape(x, *shape)", "The entries in their order under another shape.", ViewFunctions::reshape),
            declare("concat(*arrays, axis=0)", "Arrays one after another along an axis.", ViewFunctions::concat),
            declare("stack(*arrays, axis=0)", "Arrays of one shape along a new axis.", ViewFunctions::stack),
            declare("flip(x, axis=None)", "Entries from the last to the first.", a -> {
                Expr x = a.value("x");
                return Views.flip(x, a.axes("axis", x.rank()));
            }),
            declare(
                    "pad(x, start, step, shape)",
                    "Zeros in which entry start + step * i is entry i of an array.",
                    a -> Views.pad(
                            a.value("x"),
                            new Shape(a.sizes("start")),
                            a.integers("step"),
                            new Shape(a.sizes("shape")))),
            declare(
                    "scatter_add(x, *indices, shape)",
                    "Adds entries into zeros at indices.",
                    a -> Views.scatterAdd(
                            a.value("x"),
                            a.broadcasting().together(a.values("indices")),
                            new Shape(a.sizes("shape")))));

    private static Expr reshape(Arguments arguments) {
        Expr x = arguments.value("x");
        List<Dimension> sizes = new ArrayList<>(arguments.sizesWithRest("shape"));
        int unknown = sizes.indexOf(Dimension.of(-1));
        if (unknown >= 0 && sizes.lastIndexOf(Dimension.of(-1)) != unknown) {
            throw new ShapeException(arguments.at(
                    "shape",
                    Diagnostic.of("shape.reshape", "two sizes are -1, and only one can be found")
                            .help("write all other sizes, or a name such as n for one that is not known")));
        }
        if (unknown >= 0) {
            sizes.set(unknown, Dimension.ONE);
            Dimension others = Dimension.product(sizes);
            sizes.set(
                    unknown,
                    x.shape()
                            .count()
                            .divideExactly(others)
                            .orElseThrow(() -> new ShapeException(arguments.at(
                                    "shape",
                                    Diagnostic.of(
                                                    "shape.reshape",
                                                    x.shape().count() + " entries cannot be shared out over " + others)
                                            .clash(x.shape().count(), others)
                                            .help("the other sizes must divide the number of entries")))));
        }
        Shape shape = new Shape(sizes);
        arguments.broadcasting().same(x.shape().count(), shape.count());
        return Views.reshape(x, shape);
    }

    private static Expr concat(Arguments arguments) {
        List<Expr> parts = arguments.values("arrays");
        int axis = axis(arguments, parts.get(0).rank());
        return Views.concat(parts, axis);
    }

    private static Expr stack(Arguments arguments) {
        List<Expr> parts = arguments.values("arrays");
        return Views.stack(parts, axis(arguments, parts.get(0).rank() + 1));
    }

    private static int axis(Arguments arguments, int rank) {
        return arguments.has("axis") ? arguments.axes("axis", rank).get(0) : 0;
    }
}
