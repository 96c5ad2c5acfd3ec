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
        for (Syntax.Argument each : call.arguments()) {
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
                    (values.containsKey(parameter) && !parameter.repeated()) || statics.containsKey(parameter.name());
            if (present) {
                throw new ArgumentException(Diagnostic.of(
                                "keyword.repeated",
                                "argument " + parameter.name() + " of " + function.name() + " is given twice")
                        .at(source, each.span()));
            }
            if (parameter.kind() == Kind.VALUE) {
                values.computeIfAbsent(parameter, unused -> new ArrayList<>()).add(each.value());
            } else {
                statics.put(parameter.name(), each.value());
            }
        }
        for (Parameter each : function.parameters()) {
            if (each.required() && !values.containsKey(each) && !statics.containsKey(each.name())) {
                throw arity(function, call, source);
            }
        }
        return new Invocation(function, values, statics);
    }

    private static Parameter named(Function function, Syntax.Argument argument, Source source) {
        List<String> keywords = new ArrayList<>();
        for (Parameter each : function.parameters()) {
            // the first argument has a place only: x=... is an error for NumPy's functions as well
            if (each.kind() != Kind.VALUE || !each.required() || each != function.parameters().get(0)) {
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
                        .orElse("its keywords are " + String.join(", ", keywords));
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
