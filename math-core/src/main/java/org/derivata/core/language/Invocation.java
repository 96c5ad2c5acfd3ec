package org.derivata.core.language;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.derivata.core.diagnostic.ArgumentException;
import org.derivata.core.diagnostic.Diagnostic;
import org.derivata.core.diagnostic.Source;
import org.derivata.core.language.Function.Kind;
import org.derivata.core.language.Function.Parameter;
import org.derivata.core.surface.Syntax;

/**
 * A call with its arguments sorted to a function's parameters: those that are expressions in the order in which they are elaborated, and those
 * that are read as they stand.
 */
record Invocation(Function function, Map<Parameter, List<Syntax>> values, Map<String, Syntax> statics) {

    /** Sorts positional and keyword arguments as Python does. */
    static Invocation of(Function function, Syntax.Call call, Source source) {
        Map<Parameter, List<Syntax>> values = new LinkedHashMap<>();
        Map<String, Syntax> statics = new LinkedHashMap<>();
        int position = 0;
        for (int i = 0; i < call.arguments().size(); i++) {
            Syntax.Argument each = call.arguments().get(i);
            Parameter parameter;
            if (each.keyword() != null) {
                parameter = named(function, each, source);
            } else {
                if (position >= function.parameters().size()) {
                    throw arity(function, call, source);
                }
                parameter = function.parameters().get(position);
                position += parameter.repeated() ? 0 : 1;
            }
            boolean present =
                    !parameter.repeated() && (values.containsKey(parameter) || statics.containsKey(parameter.name()));
            if (present) {
                throw new ArgumentException(Diagnostic.of(
                                "keyword.repeated",
                                "argument " + parameter.name() + " of " + function.name() + " is given twice")
                        .at(source, each.span()));
            }
            if (parameter.kind() == Kind.ARRAYS && isList(call, i)) {
                values.put(parameter, each.value().children());
                position++;
            } else if (parameter.kind().isElaborated()) {
                values.computeIfAbsent(parameter, unused -> new ArrayList<>()).add(each.value());
            } else {
                statics.merge(parameter.name(), each.value(), Invocation::joined);
            }
        }
        for (Parameter each : function.parameters()) {
            if (each.required() && !values.containsKey(each) && !statics.containsKey(each.name())) {
                throw arity(function, call, source);
            }
        }
        return new Invocation(function, values, statics);
    }

    /** Whether the first argument lists all arrays: {@code concat([a, b])}, {@code concat((a, b), 1)}, but not {@code concat([1, 2], [3])}. */
    private static boolean isList(Syntax.Call call, int position) {
        List<Syntax.Argument> arguments = call.arguments();
        Syntax given = arguments.get(position).value();
        boolean last = position + 1 == arguments.size()
                || arguments.get(position + 1).keyword() != null
                || StaticValue.number(arguments.get(position + 1).value()) != null;
        return position == 0 && last && (given instanceof Syntax.Brackets || given instanceof Syntax.Tuple);
    }

    /** Sizes that were given one by one: {@code x.reshape(2, 3)}. */
    private static Syntax joined(Syntax first, Syntax second) {
        List<Syntax> elements =
                new ArrayList<>(first instanceof Syntax.Tuple tuple ? tuple.elements() : List.of(first));
        elements.add(second);
        return new Syntax.Tuple(elements, first.span());
    }

    private static Parameter named(Function function, Syntax.Argument argument, Source source) {
        List<String> keywords = new ArrayList<>();
        for (Parameter each : function.parameters()) {
            // the first argument has a place only: x=... is an error for NumPy's functions as well
            if (!each.kind().isElaborated()
                    || !each.required()
                    || each != function.parameters().get(0)) {
                keywords.add(each.name());
                if (each.name().equals(argument.keyword())) {
                    return each;
                }
            }
        }
        Diagnostic unknown =
                Diagnostic.of("keyword.unknown", function.name() + " has no keyword argument " + argument.keyword());
        String help = keywords.isEmpty()
                ? function.signature() + " takes no keywords"
                : Suggestion.nearest(String.valueOf(argument.keyword()), keywords)
                        .map(each -> "did you mean " + each + "=?")
                        .orElse(
                                keywords.size() == 1
                                        ? "its only keyword is " + keywords.get(0)
                                        : "its keywords are " + String.join(", ", keywords));
        throw new ArgumentException(unknown.help(help).at(source, argument.span()));
    }

    private static ArgumentException arity(Function function, Syntax.Call call, Source source) {
        int given = call.arguments().size();
        return new ArgumentException(
                Diagnostic.of("arity", function.name() + " takes " + function.arity() + ", not " + given)
                        .help(function.signature())
                        .at(source, call.span()));
    }

    /** The expressions to elaborate, in order: values, then sizes that are computed, as {@code len(x)}. */
    List<Syntax> operands() {
        List<Syntax> operands =
                new ArrayList<>(values.values().stream().flatMap(List::stream).toList());
        operands.addAll(computedSizes());
        return operands;
    }

    List<Syntax> computedSizes() {
        return function.parameters().stream()
                .filter(each -> each.kind() == Kind.SIZES && statics.containsKey(each.name()))
                .flatMap(each -> StaticValue.elements(statics.get(each.name())).stream())
                .filter(each -> !StaticValue.isLiteral(each))
                .toList();
    }
}
