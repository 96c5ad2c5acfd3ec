package org.derivata.symbolic.derivation;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.derivata.core.diagnostic.Diagnostic;
import org.derivata.core.diagnostic.LimitException;
import org.derivata.core.expr.Expr;
import org.derivata.core.expr.Variable;
import org.derivata.core.language.Library;
import org.derivata.core.print.TextPrinter;
import org.derivata.core.surface.Program;
import org.derivata.core.surface.Statement;
import org.derivata.core.surface.Syntax;
import org.derivata.symbolic.differentiate.ReverseMode;
import org.derivata.symbolic.rewrite.Trace;
import org.jspecify.annotations.Nullable;

/**
 * How a gradient comes about: the computation itself, in lines that each name their rules, from the formula to exactly the expression that the gradient is.
 *
 * <p>A short formula of numbers is one chain of equations. Otherwise the intermediate values get names, the derivative by each follows from those by its
 * users, and at the end the names are replaced by what they stand for. Steps that change nothing on paper are left out. Immutable.
 */
public final class Derivation {

    /** More values than these nobody follows. */
    private static final int MOST_VALUES = 2000;

    private static final int MOST_STEPS = 300;
    private static final int WIDEST = 100;
    private static final int LONGEST_CHAIN = 12;

    /** Passes whose steps are no algebra that one would do on paper. */
    private static final Set<String> SILENT = Set.of(Trace.FLATTEN, "views-outward");

    private static final String SUBSTITUTE = "substitute";

    /**
     * One equation.
     *
     * @param left null where the line goes on from the right side of the one before
     * @param rules why both sides are equal; none for definitions
     */
    record Equation(@Nullable Syntax left, Syntax right, List<String> rules) {}

    /**
     * One equation as text.
     *
     * @param left empty where the line goes on from the right side of the one before
     * @param rules why both sides are equal; none for definitions
     */
    public record Line(String left, String right, List<String> rules) {}

    private final Syntax question;
    private final List<List<Equation>> sections;
    private final Expr result;
    private final Marks marks;
    private final Scribe scribe;
    private final Library library;

    private Derivation(Syntax question, List<List<Equation>> sections, Expr result, Scribe scribe, Library library) {
        this.question = question;
        this.sections = sections.stream()
                .filter(each -> !each.isEmpty())
                .map(List::copyOf)
                .toList();
        this.result = result;
        this.marks = scribe.marks();
        this.scribe = scribe;
        this.library = library;
    }

    /**
     * The derivation of a gradient that was recorded.
     *
     * @param typed the formula before anything was done to it
     * @param variable what the gradient is by
     * @param name what that is called
     * @param result the gradient
     * @param order where the author first wrote a sub-expression
     * @param names the author's names for sub-expressions
     * @throws LimitException {@code limit.steps} when nobody could read it
     */
    public static Derivation of(
            Expr typed,
            Expr variable,
            String name,
            Expr result,
            Recording recording,
            ReverseMode reverse,
            Map<Expr, Integer> order,
            Map<Expr, String> names) {
        if (recording.active().size() > MOST_VALUES) {
            throw new LimitException(Diagnostic.of(
                            "limit.steps",
                            "the derivation goes through " + recording.active().size() + " values; the limit is "
                                    + MOST_VALUES)
                    .help("show a smaller instance of the formula; the gradient itself has no such limit"));
        }
        Scribe scribe = new Scribe(order, names);
        Expr raw = recording.cotangents().getOrDefault(variable, result);
        List<List<Equation>> sections = new ArrayList<>();
        sections.add(prepared(typed, recording, scribe));
        List<Equation> chain = chain(variable, recording, reverse, scribe, names);
        if (chain.isEmpty()) {
            AdjointTable table = new AdjointTable(recording, variable, name, reverse, scribe);
            sections.add(table.formula());
            chain = table.derivatives();
            if (chain.isEmpty()) {
                chain.add(scribe.line(
                        scribe.mark(
                                new Marks.Mark.OfExpression(recording.output(), Variable.of(name, variable.shape()))),
                        raw,
                        List.of("it does not depend on " + name)));
            } else if (!scribe.isLong(raw)) {
                add(chain, scribe.write(raw), List.of(SUBSTITUTE));
            }
        }
        follow(Trail.of(raw, recording.after(), result, MOST_STEPS), raw, chain, scribe);
        sections.add(chain);
        Expr asked = scribe.isLong(typed) ? Variable.of("L") : typed;
        Syntax question =
                scribe.write(scribe.mark(new Marks.Mark.OfExpression(asked, Variable.of(name, variable.shape()))));
        return new Derivation(question, sections, result, scribe, reverse.library());
    }

    /** What was done before differentiating, if that was anything. */
    private static List<Equation> prepared(Expr typed, Recording recording, Scribe scribe) {
        List<Equation> lines = new ArrayList<>();
        Expr output = recording.output();
        if (typed != output && !scribe.isLong(typed) && !scribe.isLong(output)) {
            lines.add(new Equation(scribe.write(typed), scribe.write(typed), List.of()));
            follow(Trail.of(typed, recording.before(), output, MOST_STEPS), typed, lines, scribe);
            Equation first = lines.remove(0);
            if (!lines.isEmpty()) {
                lines.set(
                        0,
                        new Equation(
                                first.left(), lines.get(0).right(), lines.get(0).rules()));
            }
        }
        return lines;
    }

    private static List<Equation> chain(
            Expr variable, Recording recording, ReverseMode reverse, Scribe scribe, Map<Expr, String> names) {
        boolean numbers = variable instanceof Variable
                && recording.active().nodes().stream().allMatch(each -> each.rank() == 0 && !names.containsKey(each))
                && recording.active().size() <= 2 * LONGEST_CHAIN
                && !scribe.isLong(recording.output())
                && !recording.cotangents().isEmpty();
        if (!numbers || !recording.cotangents().containsKey(variable)) {
            return new ArrayList<>();
        }
        List<Equation> lines = new ScalarChain(recording, (Variable) variable, reverse, scribe).lines();
        boolean readable = lines.size() <= LONGEST_CHAIN
                && lines.stream()
                        .allMatch(each -> new TextPrinter().print(each.right()).length() <= WIDEST);
        return readable ? new ArrayList<>(lines) : new ArrayList<>();
    }

    /** Adds the forms that look different, each with the rules that led to it since the one before. */
    private static void follow(List<Trail.Form> forms, Expr start, List<Equation> lines, Scribe scribe) {
        Set<String> rules = new LinkedHashSet<>();
        for (int i = 0; i < forms.size(); i++) {
            Trail.Form form = forms.get(i);
            boolean silent = SILENT.containsAll(form.rules());
            form.rules().stream().filter(each -> !SILENT.contains(each)).forEach(rules::add);
            boolean last = i == forms.size() - 1;
            if (last && scribe.isLong(form.expression())) {
                addProgram(lines, scribe.program(form.expression()), List.copyOf(rules));
            } else if (last || !(silent || scribe.isLong(form.expression()))) {
                add(lines, scribe.write(form.expression()), List.copyOf(rules));
                rules.clear();
            }
        }
        if (forms.isEmpty() && scribe.isLong(start)) {
            addProgram(lines, scribe.program(start), List.of(SUBSTITUTE));
        }
    }

    private static void addProgram(List<Equation> lines, Program program, List<String> rules) {
        Equation last = lines.get(lines.size() - 1);
        Syntax left = last.left();
        for (int i = lines.size() - 1; left == null; i--) {
            left = lines.get(i).left();
        }
        List<Statement> statements = program.statements();
        for (Statement each : statements) {
            if (each instanceof Statement.Definition definition) {
                lines.add(new Equation(
                        new Syntax.Name(definition.name().name(), definition.span()), definition.value(), List.of()));
            } else if (each instanceof Statement.Expression expression) {
                lines.add(new Equation(statements.size() > 1 ? left : null, expression.value(), rules));
            }
        }
    }

    private static void add(List<Equation> lines, Syntax right, List<String> rules) {
        TextPrinter printer = new TextPrinter();
        Equation last = lines.get(lines.size() - 1);
        if (rules.isEmpty()) {
            // the same written in another way
            lines.set(lines.size() - 1, new Equation(last.left(), right, last.rules()));
        } else if (!printer.print(last.right()).equals(printer.print(right))) {
            lines.add(new Equation(null, right, rules));
        }
    }

    /** The derivative of the formula as it was typed, not worked out. */
    Syntax question() {
        return question;
    }

    List<List<Equation>> sections() {
        return sections;
    }

    /** The lines as text, in sections that belong together: what was done before, the formula in steps, the derivative. */
    public List<List<Line>> lines() {
        return Layout.lines(this);
    }

    /** The gradient: the right side of the last line, as the very expression. */
    public Expr result() {
        return result;
    }

    /** As text, in the language. */
    @Override
    public String toString() {
        return Layout.text(this);
    }

    /** As text for people, with the signs of mathematics. */
    public String toUnicode() {
        return Layout.unicode(this);
    }

    /** As LaTeX, an {@code align*} environment of amsmath for each section. */
    public String toLatex() {
        return Layout.latex(this);
    }

    /**
     * As an HTML page that stands alone: MathML, which browsers set by themselves, and a style sheet inside.
     *
     * @param title what the page is about, as plain text
     */
    public String toHtml(String title) {
        return HtmlPage.of(this, title);
    }

    Marks marks() {
        return marks;
    }

    Scribe scribe() {
        return scribe;
    }

    Library library() {
        return library;
    }
}
