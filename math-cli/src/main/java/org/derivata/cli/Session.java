package org.derivata.cli;

import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.derivata.cli.question.Derivatives;
import org.derivata.cli.question.Question;
import org.derivata.cli.question.Simplification;
import org.derivata.cli.question.Solver;
import org.derivata.core.array.Array;
import org.derivata.core.diagnostic.ArgumentException;
import org.derivata.core.diagnostic.Diagnostic;
import org.derivata.core.diagnostic.EvaluationException;
import org.derivata.core.diagnostic.NameException;
import org.derivata.core.diagnostic.Source;
import org.derivata.core.diagnostic.Span;
import org.derivata.core.expr.Graph;
import org.derivata.core.expr.Variable;
import org.derivata.core.language.Elaboration;
import org.derivata.core.language.Limits;
import org.derivata.core.language.MathParser;
import org.derivata.core.language.Suggestion;
import org.derivata.core.shape.Shape;
import org.derivata.core.surface.Statement;
import org.derivata.symbolic.Formula;
import org.derivata.symbolic.derivation.Derivation;

/**
 * A program that grows line by line, and answers to what is asked in between.
 *
 * <p>It is kept as the text of everything entered, in which all but declarations and definitions has become blank. So a line means what it
 * would mean in a file, and an error stands in the line that the reader counted. A line that is wrong leaves nothing behind.
 */
final class Session {

    private static final Pattern DIRECTIVE = Pattern.compile("\\s*(:\\S*)");
    private static final String NAME = "[\\p{L}_][\\p{L}\\p{M}\\p{N}_]*";
    private static final Pattern BY = Pattern.compile("\\sby\\s+(" + NAME + "(?:\\s*,\\s*" + NAME + ")*)\\s*$");
    private static final Pattern LET = Pattern.compile("\\s*(" + NAME + ")\\s*=");

    private final Limits limits;
    private String text = "";
    /** All names with the statement that a reader knows them by; a function's has its brackets. */
    private final Map<String, String> names = new LinkedHashMap<>();
    /** Names that are variables now, because they were declared. */
    private final Set<String> variables = new HashSet<>();
    /** Those that {@code :let} declared: with another value they may get another shape. */
    private final Set<String> shapedByValue = new HashSet<>();
    /** Scalars in definitions made before anything was declared. */
    private final Map<String, Variable> undeclared = new LinkedHashMap<>();

    private final Map<String, Array> values = new LinkedHashMap<>();
    private boolean declares;
    private boolean over;

    Session(Limits limits) {
        this.limits = limits;
    }

    /** Whether the session was asked to end. */
    boolean isOver() {
        return over;
    }

    /** Names that were given a meaning, with the words that gave it; functions end with {@code ()}. */
    Map<String, String> names() {
        return Collections.unmodifiableMap(names);
    }

    /** Whether a text has brackets that are still to be closed. */
    static boolean isUnfinished(String input) {
        String code = input.replaceAll("#.*", "");
        long opened = code.chars().filter(each -> each == '(' || each == '[').count();
        long closed = code.chars().filter(each -> each == ')' || each == ']').count();
        return opened > closed;
    }

    /**
     * Takes one input, of one line or several.
     *
     * @param out takes what is to be printed
     * @throws org.derivata.core.diagnostic.MathException when it is wrong; what stands before the wrong statement counts
     */
    void enter(String input, Consumer<String> out) {
        StringBuilder entry = new StringBuilder(blank(input));
        Matcher directive = DIRECTIVE.matcher(input);
        try {
            if (directive.lookingAt()) {
                int end = directive.end();
                obey(directive.group(1), blank(input.substring(0, end)) + input.substring(end), entry, out);
            } else if (!input.replaceAll("#.*", "").isBlank()) {
                read(input, entry, out);
            }
        } finally {
            text += entry + "\n";
        }
    }

    private static String blank(String part) {
        return part.replaceAll("[^\n]", " ");
    }

    // Statements

    private void read(String input, StringBuilder entry, Consumer<String> out) {
        int start = text.length();
        List<Statement> statements = new MathParser(limits).parse(source(input)).statements();
        entry.replace(0, entry.length(), input);
        statements.forEach(each -> fill(entry, each, start, blank(input)));
        for (Statement each : statements) {
            fill(entry, each, start, input);
            boolean kept = false;
            try {
                kept = take(each, entry, out);
            } finally {
                if (!kept) {
                    fill(entry, each, start, blank(input));
                }
            }
        }
    }

    private static void fill(StringBuilder entry, Statement statement, int start, String from) {
        int begin = statement.span().start() - start;
        int end = statement.span().end() - start;
        entry.replace(begin, end, from.substring(begin, end));
    }

    /** An input at its place in the session, alone. */
    private Source source(String input) {
        return Source.formula(blank(text) + input);
    }

    private boolean take(Statement statement, CharSequence entry, Consumer<String> out) {
        Question question = question(entry);
        if (statement instanceof Statement.Expression) {
            show(question, out);
            return false;
        }
        boolean closes = declares || statement instanceof Statement.Declaration;
        Elaboration read = Formula.given("")
                .limits(limits)
                .variables(closes ? undeclared.values() : List.of())
                .elaborate(question.text());
        String words = question.text()
                .substring(statement.span().start(), statement.span().end())
                .replaceAll("\\s+", " ");
        if (statement instanceof Statement.Declaration declaration) {
            declares = true;
            for (Statement.Identifier each : declaration.names()) {
                define(each.name(), each.name() + words.substring(words.indexOf(':')));
                variables.add(each.name());
            }
        } else if (!(statement instanceof Statement.FunctionDefinition)) {
            statement.defines().forEach(each -> define(each.name(), words));
            if (!declares) {
                undeclared.putAll(read.variables());
            }
        } else {
            statement.defines().forEach(each -> define(each.name() + "()", words));
        }
        return true;
    }

    /** A name gets a new meaning; what it meant before lives on only where it was used. */
    private void define(String name, String words) {
        names.remove(name);
        names.put(name, words);
        variables.remove(name);
        shapedByValue.remove(name);
        values.remove(name);
    }

    // Questions

    private Question question(CharSequence entry) {
        return Question.of(text + entry)
                .limits(limits)
                .shapes(declares ? undeclared : Map.of())
                .inputs(values);
    }

    private Optional<Array> value(Question question) {
        List<String> unknown = unknowns(Solver.formula(question));
        if (!values.keySet().containsAll(unknown)) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(Solver.answer(question).value());
        } catch (EvaluationException wrong) {
            if (wrong.code().equals("value.size")) {
                return Optional.empty();
            }
            throw wrong;
        }
    }

    private static List<String> unknowns(Formula formula) {
        Set<Variable> used = Graph.variables(List.of(formula.expression()));
        return formula.variables().values().stream()
                .filter(used::contains)
                .map(Variable::name)
                .toList();
    }

    private void show(Question question, Consumer<String> out) {
        Optional<Array> value = value(question);
        if (value.isPresent()) {
            out.accept(NumberText.of(value.get()));
        } else {
            Formula simple = Simplification.of(question, "", false);
            out.accept(simple + "   # " + (simple.shape().isScalar() ? "a number" : simple.shape()));
        }
    }

    // Directives

    private void obey(String word, String argument, StringBuilder entry, Consumer<String> out) {
        int at = text.length() + argument.length() - argument.stripLeading().length();
        Directive directive = Directive.of(word)
                .orElseThrow(() -> new NameException(Diagnostic.of("repl.command", "there is no command " + word)
                        .help(Suggestion.nearest(word, Directive.words())
                                .map(each -> "did you mean " + each + "?")
                                .orElse(":help lists all commands"))));
        if (directive.needsArgument() && argument.isBlank()) {
            throw new ArgumentException(Diagnostic.of("repl.command", word + " needs something to work on")
                    .help(directive.usage()));
        }
        switch (directive) {
            case DIFF -> differentiate(argument, out);
            case STEPS -> steps(argument, out);
            case SIMPLIFY ->
                out.accept(Simplification.of(asked(argument), "", false).toString());
            case SHAPE -> out.accept(Solver.formula(asked(argument)).shape().toString());
            case LATEX -> out.accept(Solver.formula(asked(argument)).toLatex());
            case EXPLAIN -> out.accept(Solver.formula(asked(argument)).explain().toString());
            case LET -> let(argument, at, entry);
            case NAMES -> names.forEach((name, words) -> out.accept(words + remark(name)));
            case CLEAR -> clear();
            case HELP -> help(argument.strip(), out);
            case QUIT -> over = true;
        }
    }

    /** The question about one expression. */
    private Question asked(String argument) {
        new MathParser(limits).parseExpression(source(argument));
        return question(argument);
    }

    private void differentiate(String argument, Consumer<String> out) {
        Question question = derivative(argument);
        boolean array = !Solver.formula(question).shape().isScalar();
        Map<String, Formula> found = Derivatives.of(question.jacobian(array), false);
        found.forEach((name, derivative) -> out.accept((found.size() > 1 ? name + ": " : "") + derivative));
    }

    private void steps(String argument, Consumer<String> out) {
        Map<String, Derivation> found = Derivatives.steps(derivative(argument));
        found.forEach((name, derivation) -> out.accept((found.size() > 1 ? "by " + name + "\n\n" : "") + derivation));
    }

    /** The question about a derivative: {@code EXPR by NAME}, or by every variable of the expression. */
    private Question derivative(String argument) {
        Matcher by = BY.matcher(argument);
        boolean named = by.find();
        Question question = asked(named ? argument.substring(0, by.start()) : argument);
        Formula formula = Solver.formula(question);
        List<String> wrt = named ? List.of(by.group(1).split("\\s*,\\s*")) : unknowns(formula);
        for (String each : wrt) {
            if (names.containsKey(each) && !variables.contains(each) && isNumber(each)) {
                throw constant(each + " stands for its value here, so nothing can be differentiated by it");
            }
        }
        if (wrt.isEmpty()) {
            throw constant("there is no variable here to differentiate by");
        }
        return question.wrt(wrt);
    }

    private boolean isNumber(String name) {
        return unknowns(Solver.formula(question(name))).isEmpty();
    }

    private static NameException constant(String message) {
        return new NameException(Diagnostic.of("name.no_variable", message)
                .help(":let x = 1.5 gives x a value and leaves it a variable; x = 1.5 makes it another word for 1.5"));
    }

    private void let(String argument, int at, StringBuilder entry) {
        Matcher let = LET.matcher(argument);
        if (!let.lookingAt()) {
            throw new ArgumentException(Diagnostic.of("request.let", "this gives no value to a name")
                    .help("write :let x = 1.5, or :let X = [[1, 2], [3, 4]]")
                    .at(source(argument), new Span(at, at + argument.strip().length())));
        }
        String name = let.group(1);
        Question question = asked(blank(let.group()) + argument.substring(let.end()));
        Array value = value(question)
                .orElseThrow(() -> new ArgumentException(Diagnostic.of(
                                "request.let",
                                "a value has no unknowns, and this has "
                                        + String.join(", ", unknowns(Solver.formula(question))))
                        .help("give those a value first, or write numbers")
                        .at(source(argument), new Span(text.length() + let.end(), text.length() + argument.length()))));
        if (variables.contains(name) && !shapedByValue.contains(name)) {
            Map<String, Array> more = new LinkedHashMap<>(values);
            more.put(name, value);
            Solver.answer(question(name).inputs(more));
        } else {
            String declaration = name + ": " + Shape.of(value.shape());
            entry.insert(0, declaration);
            define(name, declaration);
            declares = true;
            variables.add(name);
            shapedByValue.add(name);
        }
        values.put(name, value);
    }

    private String remark(String name) {
        Array value = values.get(name);
        return value == null
                ? ""
                : value.rank() == 0
                        ? "   # is " + NumberText.of(value)
                        : "   # has a value of shape " + Shape.of(value.shape());
    }

    private void clear() {
        text = blank(text);
        names.clear();
        variables.clear();
        shapedByValue.clear();
        undeclared.clear();
        values.clear();
        declares = false;
    }

    private static void help(String function, Consumer<String> out) {
        if (!function.isEmpty()) {
            FunctionList.standard().describe(function).forEach(out);
            return;
        }
        out.accept("X: [n, d]          declares an array, s: [] a number");
        out.accept("H = relu(X @ W)    defines a name, f(x) = x**2 a function");
        out.accept("sum(H)             shows the value, or the formula and its shape as long as values are missing");
        for (Directive each : Directive.values()) {
            out.accept(String.format("%-26s %s", each.usage(), each.summary()));
        }
        out.accept("An open bracket goes on in the next line. Tab completes names; Ctrl-C gives up a line.");
    }
}
