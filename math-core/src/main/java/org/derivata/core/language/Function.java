package org.derivata.core.language;

import java.util.ArrayList;
import java.util.List;
import org.derivata.core.expr.Expr;

/**
 * A function of the language: how its arguments are read, and the expression a call stands for.
 *
 * @param name as typed, without a prefix
 * @param signature as one would read it in a manual, {@code sum(x, axis=None, keepdims=0)}
 * @param parameters in order; the last may be repeated ({@code *xs})
 * @param summary one line of documentation
 */
public record Function(String name, String signature, List<Parameter> parameters, Meaning meaning, String summary) {

    /** What an argument is. */
    public enum Kind {
        /** An expression. */
        VALUE,
        /** Expressions, one after another or as one list. */
        ARRAYS,
        /** An axis, a tuple of them, or {@code None} for all. */
        AXES,
        /** 0 or 1, {@code True} or {@code False}. */
        FLAG,
        /** A list of sizes. */
        SIZES,
        /** A list of integers that are known when the text is read. */
        INTEGERS,
        /** An integer that is known when the text is read. */
        INTEGER,
        /** A number, a name or a quoted text. */
        WORD,
        /** A quoted text. */
        TEXT;

        /** Whether what is given is elaborated, not read as it stands. */
        boolean isElaborated() {
            return this == VALUE || this == ARRAYS;
        }
    }

    /**
     * A parameter.
     *
     * @param required whether a call must give it
     * @param repeated whether it takes all remaining positional arguments
     */
    public record Parameter(String name, Kind kind, boolean required, boolean repeated) {}

    /** The expression for the arguments of one call. */
    @FunctionalInterface
    public interface Meaning {
        Expr of(Arguments arguments);
    }

    /**
     * Declares a function by its signature. What a parameter is follows from its name: {@code axis}, {@code keepdims}, {@code shape},
     * {@code k} and {@code equation} are special, {@code *xs} repeats.
     */
    public static Function declare(String signature, String summary, Meaning meaning) {
        int open = signature.indexOf('(');
        List<Parameter> parameters = new ArrayList<>();
        for (String each : signature.substring(open + 1, signature.length() - 1).split("\\s*,\\s*")) {
            if (!each.isEmpty()) {
                String name = each.replaceAll("[*]|=.*", "");
                parameters.add(new Parameter(name, kind(name), !each.contains("="), each.startsWith("*")));
            }
        }
        return new Function(signature.substring(0, open), signature, List.copyOf(parameters), meaning, summary);
    }

    private static Kind kind(String name) {
        return switch (name) {
            case "axis" -> Kind.AXES;
            case "keepdims" -> Kind.FLAG;
            case "shape", "start" -> Kind.SIZES;
            case "arrays" -> Kind.ARRAYS;
            case "step" -> Kind.INTEGERS;
            case "reps", "depth", "num", "dims" -> Kind.SIZES;
            case "axes" -> Kind.INTEGERS;
            case "k", "ddof", "shift", "source", "destination", "axis1", "axis2" -> Kind.INTEGER;
            case "ord" -> Kind.WORD;
            case "equation" -> Kind.TEXT;
            default -> Kind.VALUE;
        };
    }

    boolean hasParameter(String named) {
        return parameters.stream().anyMatch(each -> each.name().equals(named));
    }

    /** How many arguments a call may have, in words. */
    String arity() {
        long required = parameters.stream().filter(Parameter::required).count();
        long values = parameters.stream()
                .filter(each -> each.kind().isElaborated() || each.required())
                .count();
        boolean repeated = parameters.stream().anyMatch(Parameter::repeated);
        String count = required == values ? Long.toString(required) : required + " to " + values;
        return (repeated ? "at least " : "") + count + (count.equals("1") ? " argument" : " arguments");
    }
}
