package org.derivata.core.language;

import static org.derivata.core.language.Function.declare;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.derivata.core.diagnostic.Diagnostic;
import org.derivata.core.diagnostic.ShapeException;
import org.derivata.core.expr.Algebra;
import org.derivata.core.expr.Apply;
import org.derivata.core.expr.Einsum;
import org.derivata.core.expr.Expr;
import org.derivata.core.operator.LinearAlgebra;
import org.derivata.core.operator.Operator;
import org.derivata.core.operator.Rational;
import org.derivata.core.operator.Reductions;
import org.derivata.core.shape.Shape;
import org.derivata.core.shape.Signature;

/** The functions whose meaning is more than applying an operator entry by entry: one row each. */
final class StandardFunctions {

    private StandardFunctions() {}

    static Map<String, Function> all() {
        Map<String, Function> functions = new LinkedHashMap<>();
        Stream.of(ROWS).forEach(each -> functions.put(each.name(), each));
        ViewFunctions.ALL.forEach(each -> functions.put(each.name(), each));
        ArrangementFunctions.ALL.forEach(each -> functions.put(each.name(), each));
        ReductionFunctions.ALL.forEach(each -> functions.put(each.name(), each));
        Reductions.OVER_AXES.forEach(each -> functions.put(each.name(), reduction(each)));
        LinearAlgebra.SQUARE.forEach(each -> functions.put(each.name(), operator(each)));
        return functions;
    }

    private static final Function[] ROWS = {
        declare("sqrt(x)", "Square root.", a -> Algebra.power(a.value("x"), Rational.HALF)),
        declare("square(x)", "Square.", a -> Algebra.power(a.value("x"), Rational.of(2))),
        declare(
                "pow(a, b)",
                "Power.",
                a -> new Operators(Library.standard(), a.broadcasting()).power(a.value("a"), a.value("b"))),
        declare("polygamma(k, x)", "Derivative of digamma of an order.", StandardFunctions::polygamma),
        declare("matmul(a, b)", "Matrix product.", a -> a.broadcasting().matmul(a.value("a"), a.value("b"))),
        declare("dot(a, b)", "Scalar product of vectors, matrix product of matrices.", StandardFunctions::dot),
        declare("outer(a, b)", "Outer product of vectors.", StandardFunctions::outer),
        declare("solve(a, b)", "The x of a @ x = b.", StandardFunctions::solve),
        declare("trace(a)", "Sum of the diagonal.", StandardFunctions::trace),
        declare(
                "eye(shape)",
                "Identity matrix.",
                a -> Apply.identity(a.sizes("shape").get(0))),
        declare("zeros(shape)", "Zeros.", a -> Algebra.zero(new Shape(a.sizes("shape")))),
        declare("ones(shape)", "Ones.", a -> Algebra.one(new Shape(a.sizes("shape")))),
        declare(
                "zeros_like(x)",
                "Zeros in the shape of another array.",
                a -> Algebra.zero(a.value("x").shape())),
        declare(
                "ones_like(x)",
                "Ones in the shape of another array.",
                a -> Algebra.one(a.value("x").shape())),
        declare("broadcast_to(x, shape)", "An array repeated to a shape.", StandardFunctions::broadcastTo),
        declare("unit(k, shape)", "The unit vector of a size with a 1 at place k.", StandardFunctions::unit),
        declare("array(x)", "An array literal.", a -> a.value("x")),
        declare("len(x)", "The size of the first axis.", StandardFunctions::length),
        declare("einsum(equation, *xs)", "Sum of products by labels.", Equation::elaborate),
    };

    private static Function reduction(Operator operator) {
        boolean keepsShape =
                operator.with("axes", List.of(0)).shape(List.of(Shape.of(2))).rank() == 1;
        if (keepsShape) {
            return declare(operator.name() + "(x, axis=None)", operator.summary(), a -> {
                Expr x = a.value("x");
                return x.rank() == 0 && !a.has("axis")
                        ? Apply.of(operator.with("axes", List.of()), x)
                        : Apply.of(operator.with("axes", a.axes("axis", x.rank())), x);
            });
        }
        return declare(
                operator.name() + "(x, axis=None, keepdims=0)",
                operator.summary(),
                a -> ReductionFunctions.reduce(a, (x, axes) -> Apply.of(operator.with("axes", axes), x)));
    }

    private static Function operator(Operator operator) {
        return declare(
                operator.name() + "(" + String.join(", ", operator.parameters()) + ")",
                operator.summary(),
                a -> Apply.of(
                        operator, operator.parameters().stream().map(a::value).toList()));
    }

    private static Expr polygamma(Arguments arguments) {
        int order = arguments.integer("k", 0);
        return Apply.of(
                Library.standard().operator("polygamma").with("order", Rational.of(order)), arguments.value("x"));
    }

    private static Expr dot(Arguments arguments) {
        Expr a = arguments.value("a");
        Expr b = arguments.value("b");
        if (a.rank() == 0 || b.rank() == 0) {
            return arguments.broadcasting().multiply(a, b);
        }
        if (a.rank() == 1 && b.rank() == 1 && a.shape().surelyDiffersFrom(b.shape())) {
            throw new ShapeException(
                    Diagnostic.of("shape.dot", "dot takes vectors of one size, not " + a.shape() + " and " + b.shape())
                            .clash(a.shape().get(0), b.shape().get(0))
                            .help("outer(a, b) multiplies vectors of different sizes"));
        }
        return arguments.broadcasting().matmul(a, b);
    }

    private static Expr outer(Arguments arguments) {
        Expr a = rank(arguments.value("a"), 1, "outer takes vectors");
        Expr b = rank(arguments.value("b"), 1, "outer takes vectors");
        return Einsum.of("i,j->ij", a, b);
    }

    static Expr rank(Expr x, int rank, String message) {
        if (x.rank() != rank) {
            throw new ShapeException(Diagnostic.of("shape.rank", message + ", not " + x.shape())
                    .clash(x.shape(), rank + (rank == 1 ? " axis" : " axes"))
                    .help("the array has " + x.rank() + (x.rank() == 1 ? " axis" : " axes")));
        }
        return x;
    }

    static Expr square(Expr x, String function) {
        rank(x, 2, function + " takes a square matrix");
        if (x.shape().get(0).surelyDiffersFrom(x.shape().get(1))) {
            throw Signature.notSquare(function, x.shape());
        }
        return x;
    }

    /** A vector on the right of a batch of matrices is one for each. */
    private static Expr solve(Arguments arguments) {
        Expr a = arguments.value("a");
        Expr b = arguments.value("b");
        if (a.rank() < 2 || b.rank() == 0 || (a.rank() == 2 && b.rank() <= 2)) {
            return Apply.of(LinearAlgebra.SOLVE, a, b);
        }
        boolean vector = b.rank() == 1;
        Expr columns = vector ? Algebra.broadcast(b, b.shape().concat(Shape.of(1)), 0) : b;
        Broadcasting broadcasting = arguments.broadcasting();
        Shape batch = broadcasting.common(
                a.shape().slice(0, a.rank() - 2), columns.shape().slice(0, columns.rank() - 2));
        Expr solution = Apply.of(
                LinearAlgebra.SOLVE,
                broadcasting.to(a, batch.concat(a.shape().slice(a.rank() - 2, a.rank()))),
                broadcasting.to(columns, batch.concat(columns.shape().slice(columns.rank() - 2, columns.rank()))));
        return vector ? Algebra.sum(solution, List.of(solution.rank() - 1)) : solution;
    }

    private static Expr trace(Arguments arguments) {
        return Einsum.of("ii->", square(arguments.value("a"), "trace"));
    }

    private static Expr broadcastTo(Arguments arguments) {
        Expr x = arguments.value("x");
        Shape shape = new Shape(arguments.sizes("shape"));
        Shape common = arguments.broadcasting().common(x.shape(), shape);
        if (!common.equals(shape)) {
            throw new ShapeException(Diagnostic.of(
                            "shape.broadcast", "an array of shape " + x.shape() + " cannot be repeated to " + shape)
                    .clash(x.shape(), shape)
                    .help("only axes of size 1 and new leading axes can be repeated"));
        }
        return arguments.broadcasting().to(x, shape);
    }

    private static Expr unit(Arguments arguments) {
        return Apply.of(org.derivata.core.operator.Structure.UNIT
                .with("size", arguments.sizes("shape").get(0))
                .with("index", Rational.of(arguments.integer("k", 0))));
    }

    private static Expr length(Arguments arguments) {
        Expr x = arguments.value("x");
        if (x.rank() == 0) {
            throw new ShapeException(
                    Diagnostic.of("shape.rank", "a scalar has no length").clash(x.shape(), "at least 1 axis"));
        }
        return Apply.size(x.shape().get(0));
    }
}
