package org.derivata.core.language;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.derivata.core.diagnostic.ArgumentException;
import org.derivata.core.diagnostic.Diagnostic;
import org.derivata.core.diagnostic.NameException;
import org.derivata.core.diagnostic.Source;
import org.derivata.core.operator.Rational;
import org.derivata.core.surface.Syntax;
import org.derivata.core.surface.Syntax.Argument;
import org.jspecify.annotations.Nullable;

/**
 * One form of a call in another library and what it means here: {@code var(x, dim?, keepdim?) -> var(x, axis=dim, keepdims=keepdim, ddof=1)}, or why
 * it means nothing here, {@code max(x, dim:axis) -> ! reason | help}.
 *
 * <p>A parameter may be optional ({@code dim?}: arguments that are nothing else vanish with it), have a default ({@code base=10}), take the rest
 * ({@code *xs}), and want an argument of a form ({@code dim:axis}; see {@link #fits}).
 */
final class Spelling {

    private static final Set<String> FLOATS = Set.of("float", "float64", "float32", "double");
    private static final Set<String> INTEGERS = Set.of("int", "int32", "int64", "long");

    private record Parameter(
            String name,
            String form,
            boolean optional,
            @Nullable Syntax otherwise,
            boolean rest) {}

    private final String signature;
    private final List<Parameter> parameters;
    private final @Nullable Syntax meaning;
    private final String refusal;
    private final String help;

    private Spelling(String signature, List<Parameter> parameters, String meaning) {
        this.signature = signature;
        this.parameters = parameters;
        String[] refused = meaning.startsWith("!") ? meaning.substring(1).split("\\|") : new String[0];
        this.meaning = refused.length > 0 ? null : parsed(meaning);
        this.refusal = refused.length > 0 ? refused[0].strip() : "";
        this.help = refused.length > 1 ? refused[1].strip() : "";
    }

    /** Reads {@code name(parameters) -> meaning}; {@code name -> meaning} takes any arguments. */
    static Spelling read(String line) {
        int arrow = line.indexOf("->");
        String head = line.substring(0, arrow).strip();
        int open = head.indexOf('(');
        String inside = open < 0 ? "" : head.substring(open + 1, head.length() - 1);
        List<Parameter> parameters = Arrays.stream(inside.split(","))
                .map(String::strip)
                .filter(each -> !each.isEmpty())
                .map(Spelling::parameter)
                .toList();
        return new Spelling(head, parameters, line.substring(arrow + 2).strip());
    }

    private static Parameter parameter(String text) {
        boolean rest = text.startsWith("*");
        boolean optional = text.endsWith("?");
        int equals = text.indexOf('=');
        String head = text.substring(rest ? 1 : 0, equals >= 0 ? equals : text.length() - (optional ? 1 : 0));
        int colon = head.indexOf(':');
        return new Parameter(
                colon < 0 ? head : head.substring(0, colon),
                colon < 0 ? "" : head.substring(colon + 1),
                optional || equals >= 0 || rest,
                equals < 0 ? null : parsed(text.substring(equals + 1)),
                rest);
    }

    private static Syntax parsed(String text) {
        return new MathParser(Limits.trusted()).parseExpression(new Source("library", text));
    }

    /** As in a manual, without the marks that only this class reads. */
    String signature() {
        return signature.replaceAll(":\\w+", "").replaceAll("(\\w+)\\?", "$1=...");
    }

    /** The function that a call is sent to, when the meaning is a call. */
    Stream<String> targets() {
        return meaning == null ? Stream.empty() : calls(meaning);
    }

    private static Stream<String> calls(Syntax node) {
        Stream<String> inner = node.children().stream().flatMap(Spelling::calls);
        return node instanceof Syntax.Call call ? Stream.concat(Stream.of(call.name()), inner) : inner;
    }

    /** What is wrong with a call for this form; nothing when it fits. */
    @Nullable
    Diagnostic mismatch(Syntax.Call call, Source source) {
        boolean takesAny = !signature.contains("(");
        return takesAny ? null : bind(call, source, new HashMap<>());
    }

    /** What a call that fits means. Its arguments keep their places, all else stands where the call stands. */
    Syntax expand(Syntax.Call call, Source source) {
        if (meaning == null) {
            Diagnostic refused = Diagnostic.of("name.no_counterpart", refusal);
            throw new NameException((help.isEmpty() ? refused : refused.help(help)).at(source, call.span()));
        }
        Map<String, List<Syntax>> given = new HashMap<>();
        Diagnostic mismatch = bind(call, source, given);
        if (mismatch != null) {
            throw new ArgumentException(mismatch);
        }
        return new Template(call.span(), given).fill(meaning);
    }

    private @Nullable Diagnostic bind(Syntax.Call call, Source source, Map<String, List<Syntax>> given) {
        int position = 0;
        for (Argument each : call.arguments()) {
            Parameter parameter = null;
            if (each.keyword() != null) {
                parameter = parameters.stream()
                        .filter(known -> known.name.equals(each.keyword()) && !known.rest)
                        .findFirst()
                        .orElse(null);
                if (parameter == null) {
                    return Diagnostic.of("keyword.unknown", call.name() + " has no keyword argument " + each.keyword())
                            .help(signature())
                            .at(source, each.span());
                }
            } else if (position < parameters.size()) {
                parameter = parameters.get(position);
                position += parameter.rest ? 0 : 1;
            }
            if (parameter == null || (given.containsKey(parameter.name) && !parameter.rest)) {
                return arity(call, source);
            }
            if (!fits(parameter.form, each.value())) {
                return Diagnostic.of("type", parameter.name + " of " + call.name() + " cannot be this")
                        .help(signature())
                        .at(source, each.span());
            }
            given.computeIfAbsent(parameter.name, unused -> new ArrayList<>())
                    .addAll(parameter.form.equals("list") ? each.value().children() : List.of(each.value()));
        }
        for (Parameter each : parameters) {
            if (!given.containsKey(each.name)) {
                if (!each.optional) {
                    return arity(call, source);
                }
                given.put(each.name, each.otherwise == null ? List.of() : List.of(each.otherwise));
            }
        }
        return null;
    }

    private Diagnostic arity(Syntax.Call call, Source source) {
        return Diagnostic.of("arity", "these are not the arguments of " + call.name())
                .help(signature())
                .at(source, call.span());
    }

    /** Whether an argument has the form that a parameter wants: one of the forms below, or the very word, quoted or not. */
    private static boolean fits(String form, Syntax argument) {
        Rational number = StaticValue.number(argument);
        boolean list = argument instanceof Syntax.Tuple || argument instanceof Syntax.Brackets;
        String word = argument instanceof Syntax.Name name
                ? Library.withoutPrefix(name.name())
                : argument instanceof Syntax.Text text ? text.value() : "";
        return switch (form) {
            case "" -> true;
            case "axis" -> (number != null && number.isInt()) || list || word.equals("None");
            case "list" -> list;
            case "none" -> word.equals("None");
            case "float" -> FLOATS.contains(word);
            case "int" -> INTEGERS.contains(word);
            default -> form.equals(word) || (number != null && form.equals(number.toString()));
        };
    }
}
