package org.derivata.cli;

import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.derivata.cli.question.Question;
import org.derivata.core.diagnostic.ArgumentException;
import org.derivata.core.diagnostic.Diagnostic;
import org.derivata.core.diagnostic.Source;
import org.derivata.core.expr.Variable;
import org.derivata.core.language.Elaboration;
import org.derivata.core.language.Library;
import org.derivata.core.language.Limits;
import org.derivata.core.language.MathParser;
import org.derivata.core.language.Suggestion;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** A formula and how it is read: what all commands about one formula take. */
final class FormulaOptions {

    /** Commands that take a formula. */
    private static final List<String> COMMANDS =
            List.of("diff", "eval", "check", "plot", "cost", "simplify", "taylor", "equivalent", "show", "explain");

    private static final List<String> SHORT_OPTIONS = List.of("-h", "-o");

    /** No command line can hold it. */
    private static final String MARK = "\0";

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init")
    private CommandSpec command;

    @Parameters(
            arity = "0..*",
            paramLabel = "EXPR",
            description = "The formula, in quotes; - reads it from standard input.")
    private List<String> texts = new ArrayList<>();

    @Option(
            names = "--shape",
            paramLabel = "DECLARATIONS",
            description = "Shapes of the variables, as in \"X: [n, d]; w: [d]; s: []\".")
    private List<String> shapes = new ArrayList<>();

    @Option(names = "--no-stabilize", description = "Take the formula exactly as typed.")
    private boolean asTyped;

    @Option(names = "--trusted", description = "Lift the limits for text from strangers.")
    private boolean trusted;

    @Option(names = "--json", description = "Print one JSON object, errors too.")
    private boolean json;

    /**
     * Marks formulas that begin with a minus, so that {@code -h * 2} is not taken for an option.
     *
     * @param arguments a whole command line, changed in place
     */
    static void protect(List<String> arguments) {
        if (arguments.isEmpty() || !COMMANDS.contains(arguments.get(0))) {
            return;
        }
        for (int i = 1; i < arguments.size(); i++) {
            boolean formula = arguments.get(i).matches("(?s)-[^-].*") && !SHORT_OPTIONS.contains(arguments.get(i));
            if (formula && !arguments.get(i - 1).equals("--order")) {
                arguments.set(i, MARK + arguments.get(i));
            }
        }
    }

    /** The value of an option that may be a formula, as it was typed. */
    static String typed(String value) {
        return value.replace(MARK, "");
    }

    boolean json() {
        return json;
    }

    Limits limits() {
        return trusted ? Limits.trusted() : Limits.defaults();
    }

    /** Whether a formula was given. */
    boolean hasText() {
        return !texts.isEmpty();
    }

    /** The second of two formulas, taken away so that one is left; null when there are not two. */
    @Nullable
    String takeSecond() {
        return texts.size() == 2 ? typed(texts.remove(1)) : null;
    }

    /** The formula and its declarations. */
    Question question(Terminal terminal) throws IOException {
        return Question.of(text(terminal)).limits(limits()).shapes(declared()).stabilize(!asTyped);
    }

    private String text(Terminal terminal) throws IOException {
        for (String each : texts) {
            if (each.matches("--[A-Za-z][A-Za-z-]*(=.*)?")) {
                throw unknownOption(each.replaceFirst("=.*", ""));
            }
        }
        if (texts.isEmpty()) {
            throw usage("a formula is missing, as in \"x**2 * sin(x)\"");
        }
        if (texts.size() > 1) {
            throw usage("one formula is wanted, but there are " + texts.size() + ": "
                    + texts.stream()
                            .map(each -> "'" + each.replace(MARK, "") + "'")
                            .collect(Collectors.joining(", "))
                    + "; put quotes around the whole formula");
        }
        String text = typed(texts.get(0));
        if (!text.equals("-")) {
            return text;
        }
        StringWriter all = new StringWriter();
        terminal.in().transferTo(all);
        return all.toString();
    }

    private CommandLine.ParameterException unknownOption(String option) {
        List<String> known = command.options().stream()
                .map(CommandLine.Model.OptionSpec::longestName)
                .toList();
        String hint = Suggestion.nearest(option, known)
                .map(each -> "; did you mean " + each + "?")
                .orElse("");
        return usage("there is no option " + option + hint);
    }

    CommandLine.ParameterException usage(String message) {
        return new CommandLine.ParameterException(command.commandLine(), message);
    }

    private Map<String, Variable> declared() {
        Map<String, Variable> declared = new LinkedHashMap<>();
        for (String each : shapes) {
            if (each.isBlank()) {
                continue;
            }
            Source source = new Source("--shape", each);
            Elaboration read =
                    Elaboration.of(new MathParser(limits()).parse(source), Library.standard(), Map.of(), limits());
            if (read.result().isPresent()) {
                throw new ArgumentException(
                        Diagnostic.of("request.shape", "--shape declares names; it computes nothing")
                                .help("write declarations, as in \"X: [n, d]; w: [d]\"")
                                .at(source, read.program().statements().get(0).span()));
            }
            read.variables().forEach((name, variable) -> declared.put(name, variable));
        }
        return declared;
    }

    /** Names given in one or several options, separated by commas. */
    static List<String> names(@Nullable List<String> given) {
        List<String> names = new ArrayList<>();
        if (given != null) {
            for (String each : given) {
                for (String name : each.split(",", -1)) {
                    names.add(name.trim());
                }
            }
        }
        return names;
    }
}
