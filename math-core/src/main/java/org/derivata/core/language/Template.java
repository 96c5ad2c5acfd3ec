package org.derivata.core.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.derivata.core.diagnostic.Span;
import org.derivata.core.surface.Syntax;
import org.derivata.core.surface.Syntax.Argument;
import org.derivata.core.surface.Syntax.Infix;
import org.derivata.core.surface.Syntax.Subscript;
import org.jspecify.annotations.Nullable;

/**
 * Puts arguments into an expression for its names. What the expression itself brings stands at {@code place}; arguments keep their own places, so
 * that messages point at what was typed.
 */
record Template(Span place, Map<String, List<Syntax>> given) {

    /** The expression filled in. A name given several times may stand only in a list; one given not at all, only as a whole argument. */
    Syntax fill(Syntax node) {
        if (node instanceof Syntax.Number number) {
            return new Syntax.Number(number.text(), place);
        } else if (node instanceof Syntax.Name name) {
            return given.containsKey(name.name())
                    ? Objects.requireNonNull(given.get(name.name())).get(0)
                    : new Syntax.Name(
                            Library.constant(name.name()).isPresent() ? Lookup.OWN + name.name() : name.name(), place);
        } else if (node instanceof Syntax.Text text) {
            return new Syntax.Text(text.value(), place);
        } else if (node instanceof Syntax.Chain chain) {
            return new Syntax.Chain(chain.level(), all(chain.operands()), here(chain.operators()), place);
        } else if (node instanceof Syntax.Prefix prefix) {
            return new Syntax.Prefix(here(prefix.operators()), fill(prefix.operand()), place);
        } else if (node instanceof Syntax.Conditional choice) {
            return new Syntax.Conditional(
                    fill(choice.value()), fill(choice.condition()), fill(choice.otherwise()), place);
        } else if (node instanceof Syntax.Call call) {
            return new Syntax.Call(Lookup.OWN + call.name(), place, arguments(call.arguments()), call.method(), place);
        } else if (node instanceof Syntax.Transpose transpose) {
            return new Syntax.Transpose(fill(transpose.operand()), place);
        } else if (node instanceof Syntax.Attribute attribute) {
            return new Syntax.Attribute(fill(attribute.operand()), attribute.name(), place, place);
        } else if (node instanceof Syntax.Index index) {
            return new Syntax.Index(
                    fill(index.operand()),
                    index.subscripts().stream().map(this::subscript).toList(),
                    place);
        } else if (node instanceof Syntax.Brackets list) {
            return new Syntax.Brackets(all(list.elements()), place);
        } else {
            return new Syntax.Tuple(all(((Syntax.Tuple) node).elements()), place);
        }
    }

    private List<Syntax> all(List<Syntax> nodes) {
        List<Syntax> filled = new ArrayList<>();
        for (Syntax each : nodes) {
            if (each instanceof Syntax.Name name && given.containsKey(name.name())) {
                filled.addAll(Objects.requireNonNull(given.get(name.name())));
            } else {
                filled.add(fill(each));
            }
        }
        return filled;
    }

    private List<Argument> arguments(List<Argument> arguments) {
        List<Argument> filled = new ArrayList<>();
        for (Argument each : arguments) {
            all(List.of(each.value())).forEach(value -> filled.add(new Argument(each.keyword(), value, value.span())));
        }
        return filled;
    }

    private List<Infix> here(List<Infix> operators) {
        return operators.stream().map(each -> new Infix(each.symbol(), place)).toList();
    }

    private Subscript subscript(Subscript subscript) {
        if (subscript instanceof Subscript.At at) {
            return new Subscript.At(fill(at.index()), place);
        } else if (subscript instanceof Subscript.Slice slice) {
            return new Subscript.Slice(bound(slice.start()), bound(slice.stop()), bound(slice.step()), place);
        }
        return new Subscript.Ellipsis(place);
    }

    private @Nullable Syntax bound(@Nullable Syntax bound) {
        return bound == null ? null : fill(bound);
    }
}
