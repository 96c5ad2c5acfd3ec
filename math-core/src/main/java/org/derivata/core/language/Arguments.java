package org.derivata.core.language;

import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.derivata.core.diagnostic.ArgumentException;
import org.derivata.core.diagnostic.Diagnostic;
import org.derivata.core.diagnostic.ShapeException;
import org.derivata.core.diagnostic.Source;
import org.derivata.core.expr.Expr;
import org.derivata.core.expr.Views;
import org.derivata.core.operator.Rational;
import org.derivata.core.shape.Dimension;
import org.derivata.core.surface.Syntax;
import org.jspecify.annotations.Nullable;

/** The arguments of one call, read by the names of a function's parameters. */
public final class Arguments {

    private final Source source;
    private final Scope scope;
    private final Broadcasting broadcasting;
    private final Invocation invocation;
    private final List<Expr> operands;

    /** @param operands the values of the invocation's operands */
    Arguments(Source source, Scope scope, Broadcasting broadcasting, Invocation invocation, List<Expr> operands) {
        this.source = source;
        this.scope = scope;
        this.broadcasting = broadcasting;
        this.invocation = invocation;
        this.operands = operands;
    }

    public Broadcasting broadcasting() {
        return broadcasting;
    }

    public Expr value(String parameter) {
        return values(parameter).get(0);
    }

    /** All arguments of a repeated parameter; none when an optional one was left out. */
    public List<Expr> values(String parameter) {
        int place = invocation.parameter(parameter);
        return place < 0 ? List.of() : invocation.values(place, operands);
    }

    public boolean has(String parameter) {
        int place = invocation.parameter(parameter);
        return place >= 0 && invocation.has(place);
    }

    private @Nullable Syntax asItStands(String parameter) {
        int place = invocation.parameter(parameter);
        return place < 0 ? null : invocation.asItStands(place);
    }

    public boolean flag(String parameter) {
        Syntax given = asItStands(parameter);
        if (given == null) {
            return false;
        }
        String text = given instanceof Syntax.Name name
                ? name.name()
                : given instanceof Syntax.Number number ? number.text() : "";
        return switch (text) {
            case "1", "True", "true" -> true;
            case "0", "False", "false" -> false;
            default ->
                throw new ArgumentException(Diagnostic.of("type", parameter + " is True or False (1 or 0)")
                        .at(source, given.span()));
        };
    }

    /** A number, a name or a quoted text as it stands. */
    String word(String parameter, String otherwise) {
        Syntax given = asItStands(parameter);
        if (given instanceof Syntax.Text text) {
            return text.value();
        }
        if (given instanceof Syntax.Name name) {
            String plain = Library.withoutPrefix(name.name());
            return plain.equals("None") ? otherwise : plain;
        }
        return given == null ? otherwise : number(parameter).toString();
    }

    /** A number that is known when the text is read. */
    Rational number(String parameter) {
        Syntax given = Objects.requireNonNull(asItStands(parameter));
        Rational number = scope.number(given);
        if (number == null) {
            throw new ArgumentException(
                    Diagnostic.of("type", parameter + " is a number").at(source, given.span()));
        }
        return number;
    }

    /** The quoted text of a parameter. */
    public String text(String parameter) {
        if (asItStands(parameter) instanceof Syntax.Text text) {
            return text.value();
        }
        throw new ArgumentException(Diagnostic.of("type", "a quoted text such as \"ij,jk->ik\" should stand here")
                .at(source, Objects.requireNonNull(asItStands(parameter)).span()));
    }

    /**
     * Axes of an array, counted from 0 and ascending; all of them where none is given.
     *
     * @throws ShapeException {@code shape.axis} for an axis the array does not have
     */
    public List<Integer> axes(String parameter, int rank) {
        Syntax given = asItStands(parameter);
        if (given == null || (given instanceof Syntax.Name name && name.name().equals("None"))) {
            return IntStream.range(0, rank).boxed().toList();
        }
        if (given instanceof Syntax.Name name && scope.axes(name.name()).isPresent()) {
            return scope.axes(name.name()).get();
        }
        if (given instanceof Syntax.Tuple tuple) {
            List<Integer> axes =
                    tuple.elements().stream().map(each -> axis(each, rank)).toList();
            if (axes.stream().distinct().count() < axes.size()) {
                throw new ShapeException(
                        Diagnostic.of("shape.axis", "an axis is named twice").at(source, given.span()));
            }
            return axes.stream().sorted().toList();
        }
        return List.of(axis(given, rank));
    }

    private int axis(Syntax given, int rank) {
        Rational number = StaticValue.number(given);
        if (number == null || !number.isInt()) {
            throw new ShapeException(Diagnostic.of("shape.axis", "an axis is an integer, a tuple of integers, or None")
                    .at(source, given.span()));
        }
        int axis = number.intValue();
        if (axis < -rank || axis >= rank) {
            String range = rank == 0
                    ? "a scalar has no axes"
                    : "axes are 0 to " + (rank - 1) + ", or -" + rank + " to -1 from the end";
            throw new ShapeException(Diagnostic.of(
                            "shape.axis",
                            "axis " + axis + " is out of range for an array of " + rank
                                    + (rank == 1 ? " axis" : " axes"))
                    .help(range)
                    .at(source, given.span()));
        }
        return axis < 0 ? axis + rank : axis;
    }

    /** An integer known when the text is read; {@code otherwise} where it was left out. */
    public int integer(String parameter, int otherwise) {
        Syntax given = asItStands(parameter);
        return given == null ? otherwise : integer(parameter, given);
    }

    private int integer(String parameter, Syntax given) {
        Rational number = scope.number(given);
        if (number == null || !number.isInt()) {
            throw new ArgumentException(
                    Diagnostic.of("type", parameter + " is an integer").at(source, given.span()));
        }
        return number.intValue();
    }

    /** A list of sizes: {@code [r, c]}, {@code (r, c)} or one size. */
    public List<Dimension> sizes(String parameter) {
        return StaticValue.elements(asItStands(parameter)).stream()
                .map(this::size)
                .toList();
    }

    private Dimension size(Syntax syntax) {
        Expr value = invocation.computed(syntax, operands);
        return value == null
                ? scope.dimension(syntax, source)
                : Views.dimension(value).orElseThrow(() -> StaticValue.refuse(syntax, source));
    }

    /** A list of sizes in which -1 may stand for one that is to be found. */
    List<Dimension> sizesWithRest(String parameter) {
        return StaticValue.elements(asItStands(parameter)).stream()
                .map(each -> isRest(each) ? Dimension.of(-1) : size(each))
                .toList();
    }

    private static boolean isRest(Syntax given) {
        Rational number = StaticValue.number(given);
        return number != null && number.equals(Rational.MINUS_ONE);
    }

    /** A list of integers: {@code [1, -1]}, {@code (1, -1)} or one. */
    public List<Integer> integers(String parameter) {
        return StaticValue.elements(asItStands(parameter)).stream()
                .map(each -> integer(parameter, each))
                .toList();
    }

    /** Where a static argument stands, for messages. */
    public Diagnostic at(String parameter, Diagnostic diagnostic) {
        return diagnostic.at(
                source, Objects.requireNonNull(asItStands(parameter)).span());
    }
}
