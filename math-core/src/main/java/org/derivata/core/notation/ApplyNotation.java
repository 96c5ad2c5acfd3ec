package org.derivata.core.notation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.derivata.core.expr.Apply;
import org.derivata.core.expr.Expr;
import org.derivata.core.operator.Attributes;
import org.derivata.core.operator.Rational;
import org.derivata.core.shape.Shape;
import org.derivata.core.surface.Syntax;
import org.derivata.core.surface.Syntax.Level;

/** Operators as written: signs for those that have one, calls for the rest. */
final class ApplyNotation {

    private static final Map<String, String> COMPARISONS = Map.of(
            "less", "<", "less_equal", "<=", "greater", ">", "greater_equal", ">=", "equal", "==", "not_equal", "!=");

    private final Notation notation;

    ApplyNotation(Notation notation) {
        this.notation = notation;
    }

    Written write(Apply apply) {
        double size = notation.size(apply.arguments());
        if (!apply.operator().isElementwise()) {
            return new Written(structural(apply), apply.shape(), size);
        }
        // a function of a repeated array is another node than a repeated function of the array
        List<Syntax> arguments = notation.together(apply.arguments(), apply.shape());
        return new Written(elementwise(apply, arguments), apply.shape(), size);
    }

    private Syntax elementwise(Apply apply, List<Syntax> arguments) {
        String name = apply.operator().name();
        if (COMPARISONS.containsKey(name)) {
            return Write.chain(Level.COMPARISON, arguments.get(0), COMPARISONS.get(name), arguments.get(1));
        }
        return switch (name) {
            case "power" -> {
                Rational exponent = apply.operator().attributes().rational("exponent");
                yield exponent.signum() > 0 || Divisor.of(apply) != null
                        ? power(arguments.get(0), exponent)
                        : Write.power(arguments.get(0), SumNotation.number(exponent));
            }
            case "pow" -> Write.power(arguments.get(0), arguments.get(1));
            case "polygamma" ->
                Write.call(name, Write.integer(apply.operator().attributes().integer("order")), arguments.get(0));
            case "logical_and" -> Write.chain(Level.AND, arguments.get(0), "and", arguments.get(1));
            case "logical_or" -> Write.chain(Level.OR, arguments.get(0), "or", arguments.get(1));
            default -> Write.call(name, arguments, Map.of());
        };
    }

    /** {@code x**2}, {@code sqrt(x)}, {@code 1 / x**2}. */
    static Syntax power(Syntax base, Rational exponent) {
        if (exponent.signum() < 0) {
            return Write.product(Write.integer(1), "/", power(base, exponent.negate()));
        }
        if (exponent.isOne()) {
            return base;
        }
        return exponent.equals(Rational.HALF)
                ? Write.call("sqrt", base)
                : Write.power(base, SumNotation.number(exponent));
    }

    private Syntax structural(Apply apply) {
        Attributes attributes = apply.operator().attributes();
        switch (apply.operator().name()) {
            case "size":
                return Write.dimension(attributes.dimension("dimension"));
            case "eye":
                return Write.call("eye", Write.dimension(attributes.dimension("size")));
            case "unit":
                return Write.call(
                        "unit",
                        Write.integer(attributes.integer("index")),
                        Write.dimension(attributes.dimension("size")));
            case "arange":
                return Write.call("arange", Write.dimension(attributes.dimension("size")));
            case "slice":
                return Indices.of(notation, apply, axis -> false);
            case "gather":
                List<Expr> indices =
                        apply.arguments().subList(1, apply.arguments().size());
                return Write.index(
                        notation.exact(apply.argument(0)),
                        notation.together(indices, indices.get(0).shape()).stream()
                                .map(Write::at)
                                .toList());
            case "stack":
                return Write.brackets(
                        apply.arguments().stream().map(notation::exact).toList());
            default:
                List<Syntax> arguments = new ArrayList<>();
                apply.arguments().forEach(each -> arguments.add(notation.exact(each)));
                return Write.call(apply.operator().name(), arguments, keywords(apply));
        }
    }

    /** {@code axis=1}, left out where it is every axis. */
    private static Map<String, Syntax> keywords(Apply apply) {
        Map<String, Syntax> keywords = new LinkedHashMap<>();
        Attributes attributes = apply.operator().attributes();
        if (attributes.values().containsKey("axes")) {
            List<Integer> axes = attributes.integers("axes");
            if (axes.size() < apply.argument(0).rank()) {
                keywords.put("axis", Write.axes(axes));
            }
        }
        if (attributes.values().containsKey("axis") && attributes.integer("axis") > 0) {
            keywords.put("axis", Write.integer(attributes.integer("axis")));
        } else if (apply.is("cumsum") && apply.rank() > 1) {
            keywords.put("axis", Write.integer(0));
        }
        if (apply.is("exclusive_prod") && apply.rank() > 1) {
            keywords.put("axis", Write.integer(-1));
        }
        for (String each : List.of("ddof", "k")) {
            if (attributes.values().containsKey(each) && attributes.integer(each) != 0) {
                keywords.put(each, Write.integer(attributes.integer(each)));
            }
        }
        for (String each : List.of("start", "step", "shape")) {
            if (attributes.values().get(each) instanceof Shape shape) {
                keywords.put(each, Write.shape(shape));
            } else if (attributes.values().containsKey(each)) {
                keywords.put(
                        each,
                        Write.brackets(attributes.integers(each).stream()
                                .map(Write::integer)
                                .toList()));
            }
        }
        return keywords;
    }
}
