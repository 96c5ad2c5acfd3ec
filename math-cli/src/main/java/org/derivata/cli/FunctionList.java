package org.derivata.cli;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.derivata.core.diagnostic.Diagnostic;
import org.derivata.core.diagnostic.MathException;
import org.derivata.core.diagnostic.NameException;
import org.derivata.core.expr.Apply;
import org.derivata.core.language.Function;
import org.derivata.core.language.Library;
import org.derivata.core.language.PreludeLine;
import org.derivata.core.language.Suggestion;
import org.derivata.core.operator.Operator;
import org.derivata.symbolic.Formula;

/** The functions of a library as their declarations tell about them. */
final class FunctionList {

    /** What a function works on; told by its declaration, so that nobody has to sort a new one in. */
    enum Theme {
        ENTRIES("Entry by entry", "Arguments of different shapes broadcast as in NumPy."),
        AXES(
                "Along axes",
                "`axis` is an integer, a tuple of them, or `None` for all; negative ones count from the last."),
        ARRAYS("Arrays and matrices", "They work on whole arrays, or make one."),
        LOSSES("Defined by others", "Each is one line of `prelude.math`, differentiated by its definition.");

        private final String title;
        private final String remark;

        Theme(String title, String remark) {
            this.title = title;
            this.remark = remark;
        }
    }

    private final Library library;
    private final Map<String, Function> functions = new LinkedHashMap<>();
    private final Map<String, Operator> operators;

    FunctionList(Library library) {
        this.library = library;
        for (String name : library.functionNames()) {
            library.function(name).ifPresent(each -> functions.put(each.name(), each));
        }
        this.operators = library.declared().stream()
                .collect(Collectors.toMap(Operator::name, each -> each, (first, second) -> second));
    }

    /** The functions of the language itself. */
    static FunctionList standard() {
        return new FunctionList(Library.standard());
    }

    /** All functions under their own names. */
    Collection<Function> functions() {
        return functions.values();
    }

    /** All functions of each theme, in the order of declaration. */
    private Map<Theme, List<Function>> themes() {
        Map<Theme, List<Function>> themes = new LinkedHashMap<>();
        for (Theme each : Theme.values()) {
            themes.put(each, new ArrayList<>());
        }
        functions
                .values()
                .forEach(each -> themes.computeIfAbsent(theme(each), unused -> new ArrayList<>())
                        .add(each));
        return themes;
    }

    private Theme theme(Function function) {
        if (function.parameters().stream().anyMatch(each -> each.kind() == Function.Kind.AXES)) {
            return Theme.AXES;
        }
        if (isElementwise(function)) {
            return Theme.ENTRIES;
        }
        boolean composite = library.composites().stream().map(PreludeLine::name).anyMatch(function.name()::equals);
        return composite ? Theme.LOSSES : Theme.ARRAYS;
    }

    private boolean isElementwise(Function function) {
        Operator operator = operators.get(function.name());
        if (operator != null) {
            return operator.isElementwise();
        }
        // sqrt has no operator of its own: it is a power
        return call(function)
                .map(each -> each.expression() instanceof Apply apply
                        && apply.operator().isElementwise())
                .orElse(false);
    }

    /** The function of its own parameters, as numbers; empty where it takes none. */
    private Optional<Formula> call(Function function) {
        String arguments =
                function.parameters().stream().map(Function.Parameter::name).collect(Collectors.joining(", "));
        try {
            return Optional.of(Formula.given("").library(library).parse(function.name() + "(" + arguments + ")"));
        } catch (MathException takesNoNumbers) {
            return Optional.empty();
        }
    }

    /** A known value, as {@code tanh(0) = 0}; empty where the declaration has none. */
    private String example(Function function) {
        Operator operator = operators.get(function.name());
        return operator == null || operator.examples().isEmpty()
                ? ""
                : operator.examples().get(0).replaceAll("\\s+", " ");
    }

    /** The derivatives by the parameters of an elementwise function, as {@code math diff} prints them; empty for others. */
    private Map<String, String> derivatives(Function function) {
        Map<String, String> found = new LinkedHashMap<>();
        if (theme(function) == Theme.ENTRIES) {
            call(function)
                    .ifPresent(formula -> formula.variables().keySet().forEach(name -> {
                        try {
                            found.put(name, formula.derivative(name).toString().replace("\n", "; "));
                        } catch (MathException unknown) {
                            found.put(name, "none");
                        }
                    }));
        }
        return found;
    }

    /**
     * What there is to say about one function, line by line.
     *
     * @throws NameException when there is none of this name
     */
    List<String> describe(String name) {
        Function function = library.function(name)
                .orElseThrow(() ->
                        new NameException(Diagnostic.of("name.unknown_function", "there is no function " + name)
                                .help(Suggestion.nearest(name, functions.keySet())
                                        .map(each -> "did you mean " + each + "?")
                                        .orElse("math functions lists all there are"))));
        List<String> lines = new ArrayList<>(List.of(function.signature(), "  " + function.summary()));
        if (!example(function).isEmpty()) {
            lines.add("  " + example(function));
        }
        derivatives(function).forEach((parameter, text) -> lines.add("  derivative by " + parameter + ": " + text));
        return lines;
    }

    /** All functions by theme, one a line. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        int width = functions.values().stream()
                .mapToInt(each -> each.signature().length())
                .max()
                .orElse(1);
        themes().forEach((theme, all) -> {
            lines.add((lines.isEmpty() ? "" : "\n") + theme.title);
            all.forEach(each -> lines.add(("  %-" + width + "s  %s").formatted(each.signature(), each.summary())));
        });
        return lines;
    }

    /** The page {@code docs/operators.md}. */
    String page() {
        StringBuilder page =
                new StringBuilder("# Functions\n\nEvery function of the language, written from its declaration by"
                        + " `./math functions --markdown > docs/operators.md`.\n`math functions NAME` tells the same about one."
                        + " [The language](guide/language.md) tells how they are called.\n");
        themes().forEach((theme, all) -> {
            boolean entries = theme == Theme.ENTRIES;
            page.append("\n## ").append(theme.title).append("\n\n").append(theme.remark);
            page.append("\n\n| function | what it is | known value |").append(entries ? " derivative |" : "");
            page.append("\n|---|---|---|").append(entries ? "---|" : "").append('\n');
            for (Function each : all) {
                page.append("| ").append(code(each.signature()));
                page.append(" | ").append(cell(each.summary()));
                page.append(" | ").append(code(example(each))).append(" |");
                if (entries) {
                    page.append(' ').append(derivativeCell(derivatives(each))).append(" |");
                }
                page.append('\n');
            }
        });
        return page.toString();
    }

    private static String derivativeCell(Map<String, String> derivatives) {
        if (derivatives.values().stream().distinct().count() == 1) {
            return code(derivatives.values().iterator().next());
        }
        return derivatives.entrySet().stream()
                .map(each -> code(each.getValue()) + " by " + code(each.getKey()))
                .collect(Collectors.joining(", "));
    }

    private static String code(String text) {
        return text.isEmpty() ? "" : "`" + cell(text) + "`";
    }

    private static String cell(String text) {
        return text.replace("|", "\\|");
    }
}
