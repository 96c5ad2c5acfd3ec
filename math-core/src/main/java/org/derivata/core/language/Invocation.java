package org.derivata.core.language;

import java.util.ArrayList;
import java.util.List;
import org.derivata.core.diagnostic.ArgumentException;
import org.derivata.core.diagnostic.Diagnostic;
import org.derivata.core.diagnostic.Source;
import org.derivata.core.language.Function.Kind;
import org.derivata.core.language.Function.Parameter;
import org.derivata.core.surface.Syntax;
import org.jspecify.annotations.Nullable;

/**
 * A call with its arguments sorted to a function's parameters: those that are expressions in the order of the text, in which they are elaborated,
 * and those that are read as they stand.
 */
final class Invocation {

    private final Function function;
    private final boolean[] given;
    private final @Nullable Syntax[] statics;

    /** The values, then sizes that are computed, as {@code len(x)}. */
    private final List<Syntax> operands;

    /** For each parameter where its values begin among the operands, and how many they are. */
    private final int[] first;

    private final int[] count;
    private int values;

    private Invocation(Function function, int arguments) {
        this.function = function;
        int parameters = function.parameters().size();
        this.given = new boolean[parameters];
        this.statics = new @Nullable Syntax[parameters];
        this.first = new int[parameters];
        this.count = new int[parameters];
        this.operands = new ArrayList<>(arguments);
    }

    /** Sorts positional and keyword arguments as Python does. */
    static Invocation of(Function function, Syntax.Call call, Source source) {
        Invocation made = new Invocation(function, call.arguments().size());
        made.sort(call, source);
        made.values = made.operands.size();
        made.addComputedSizes();
        return made;
    }

    private void sort(Syntax.Call call, Source source) {
        List<Parameter> parameters = function.parameters();
        int position = 0;
        for (int i = 0; i < call.arguments().size(); i++) {
            Syntax.Argument each = call.arguments().get(i);
            int place = position;
            if (each.keyword() != null) {
                place = named(function, each, source);
            } else if (position >= parameters.size()) {
                throw arity(function, call, source);
            } else {
                position += parameters.get(position).repeated() ? 0 : 1;
            }
            Parameter parameter = parameters.get(place);
            if (!parameter.repeated() && given[place]) {
                throw new ArgumentException(Diagnostic.of(
                                "keyword.repeated",
                                "argument " + parameter.name() + " of " + function.name() + " is given twice")
                        .at(source, each.span()));
            }
            if (parameter.kind() == Kind.ARRAYS && isList(call, i)) {
                addValues(place, each.value().children());
                position++;
            } else if (parameter.kind().isElaborated()) {
                addValues(place, List.of(each.value()));
            } else {
                Syntax before = statics[place];
                statics[place] = before == null ? each.value() : joined(before, each.value());
            }
            given[place] = true;
        }
        for (int i = 0; i < given.length; i++) {
            if (!given[i] && parameters.get(i).required()) {
                throw arity(function, call, source);
            }
        }
    }

    /** Several values of one parameter stand side by side: no keyword comes between them. */
    private void addValues(int parameter, List<Syntax> more) {
        if (count[parameter] == 0) {
            first[parameter] = operands.size();
        }
        count[parameter] += more.size();
        operands.addAll(more);
    }

    private void addComputedSizes() {
        for (int i = 0; i < statics.length; i++) {
            Syntax sizes = statics[i];
            if (sizes != null && function.parameters().get(i).kind() == Kind.SIZES) {
                for (Syntax each : StaticValue.elements(sizes)) {
                    if (!StaticValue.isLiteral(each)) {
                        operands.add(each);
                    }
                }
            }
        }
    }

    Function function() {
        return function;
    }

    /** The expressions to elaborate, in order. */
    List<Syntax> operands() {
        return operands;
    }

    /** The place of a parameter; -1 when the function has none of that name. */
    int parameter(String name) {
        List<Parameter> parameters = function.parameters();
        for (int i = 0; i < parameters.size(); i++) {
            if (parameters.get(i).name().equals(name)) {
                return i;
            }
        }
        return -1;
    }

    boolean has(int parameter) {
        return given[parameter];
    }

    /** What stands for a parameter that is read as it stands; null when it was left out. */
    @Nullable
    Syntax asItStands(int parameter) {
        return statics[parameter];
    }

    /** The values of a parameter among those of all operands. */
    <T> List<T> values(int parameter, List<T> all) {
        return all.subList(first[parameter], first[parameter] + count[parameter]);
    }

    /** The value of a size that is computed among those of all operands; null for any other size. */
    <T> @Nullable T computed(Syntax size, List<T> all) {
        for (int i = values; i < operands.size(); i++) {
            if (operands.get(i) == size) {
                return all.get(i);
            }
        }
        return null;
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

    private static int named(Function function, Syntax.Argument argument, Source source) {
        List<String> keywords = new ArrayList<>();
        for (int i = 0; i < function.parameters().size(); i++) {
            Parameter each = function.parameters().get(i);
            // the first argument has a place only: x=... is an error for NumPy's functions as well
            if (!each.kind().isElaborated() || !each.required() || i > 0) {
                keywords.add(each.name());
                if (each.name().equals(argument.keyword())) {
                    return i;
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
}
