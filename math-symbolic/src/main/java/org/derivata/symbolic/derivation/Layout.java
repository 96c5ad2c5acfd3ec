package org.derivata.symbolic.derivation;

import java.util.ArrayList;
import java.util.List;
import org.derivata.core.diagnostic.Span;
import org.derivata.core.print.LatexPrinter;
import org.derivata.core.print.MathmlPrinter;
import org.derivata.core.print.Printer;
import org.derivata.core.print.TextPrinter;
import org.derivata.core.print.UnicodePrinter;
import org.derivata.core.surface.Syntax;
import org.derivata.symbolic.derivation.Derivation.Equation;

/**
 * A notation for formulas in which derivatives stand.
 *
 * @param ofExpression the derivative of a text: {@code %1$s} by what, {@code %2$s} of what
 * @param ofName the derivative of a name: {@code %1$s} of what, {@code %2$s} by what
 * @param before what the printer writes before a name
 * @param after what it writes after one
 */
record Layout(Printer printer, String ofExpression, String ofName, String before, String after) {

    private static final int WIDEST_COLUMN = 56;

    private static Layout text() {
        return new Layout(new TextPrinter(), "d/d%s(%s)", "d%s/d%s", "", "");
    }

    static String text(Derivation derivation) {
        return columns(derivation, text());
    }

    static List<List<Derivation.Line>> lines(Derivation derivation) {
        Layout layout = text();
        return derivation.sections().stream()
                .map(section -> section.stream()
                        .map(each -> new Derivation.Line(
                                layout.left(each, derivation), layout.print(each.right(), derivation), each.rules()))
                        .toList())
                .toList();
    }

    private String left(Equation equation, Derivation derivation) {
        Syntax left = equation.left();
        return left == null ? "" : print(left, derivation);
    }

    static String unicode(Derivation derivation) {
        return columns(derivation, new Layout(new UnicodePrinter(), "d/d%s(%s)", "∂%s/∂%s", "", ""));
    }

    static Layout mathml() {
        return new Layout(
                new MathmlPrinter(),
                "<mrow><mfrac><mi>d</mi><mrow><mi>d</mi>%s</mrow></mfrac><mo>\u2061</mo><mo>(</mo>%s<mo>)</mo></mrow>",
                "<mfrac><mrow><mi>∂</mi>%s</mrow><mrow><mi>∂</mi>%s</mrow></mfrac>",
                "<mi>",
                "</mi>");
    }

    /** One {@code align*} for each section, the rules at its right. */
    static String latex(Derivation derivation) {
        Layout layout = new Layout(
                new LatexPrinter(name -> derivation.library().latex(name).orElse(null)),
                "\\frac{d}{d%s}\\left(%s\\right)",
                "\\frac{\\partial %s}{\\partial %s}",
                "",
                "");
        StringBuilder out = new StringBuilder();
        for (List<Equation> section : derivation.sections()) {
            out.append(out.length() == 0 ? "" : "\n").append("\\begin{align*}\n");
            String end = "";
            for (Equation each : section) {
                out.append(end).append(layout.left(each, derivation)).append(" &= ");
                out.append(layout.print(each.right(), derivation));
                if (!each.rules().isEmpty()) {
                    out.append(" && \\text{")
                            .append(String.join(", ", each.rules()))
                            .append('}');
                }
                end = " \\\\\n";
            }
            out.append("\n\\end{align*}");
        }
        return out.toString();
    }

    private static String columns(Derivation derivation, Layout layout) {
        StringBuilder out = new StringBuilder();
        for (List<Equation> section : derivation.sections()) {
            out.append(out.length() == 0 ? "" : "\n");
            List<String> equations = new ArrayList<>();
            int width = 0;
            for (Equation each : section) {
                width = Math.max(width, layout.left(each, derivation).length());
            }
            int column = 0;
            for (Equation each : section) {
                String shown = layout.left(each, derivation);
                equations.add(
                        " ".repeat(width - shown.length()) + shown + " = " + layout.print(each.right(), derivation));
            }
            for (String each : equations) {
                column = Math.max(column, each.length() <= WIDEST_COLUMN ? each.length() : 0);
            }
            for (int i = 0; i < equations.size(); i++) {
                String equation = equations.get(i);
                String rules = String.join(", ", section.get(i).rules());
                String gap = " ".repeat(Math.max(0, column - equation.length()) + 3);
                out.append(rules.isEmpty() ? equation : equation + gap + "(" + rules + ")")
                        .append('\n');
            }
        }
        return out.toString().stripTrailing();
    }

    /** A formula, with its derivatives put where their marks stand. */
    String print(Syntax syntax, Derivation derivation) {
        String printed = inner(printer.print(syntax));
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < printed.length(); i++) {
            char letter = printed.charAt(i);
            if (!Marks.isMark(letter)) {
                out.append(letter);
                continue;
            }
            out.setLength(out.length() - before.length());
            i += after.length();
            out.append(written(derivation.marks().at(letter), derivation));
        }
        return out.toString();
    }

    private String written(Marks.Mark mark, Derivation derivation) {
        if (mark instanceof Marks.Mark.OfExpression of) {
            return String.format(
                    ofExpression,
                    name(of.by().name()),
                    print(derivation.scribe().write(of.of()), derivation));
        }
        Marks.Mark.OfName of = (Marks.Mark.OfName) mark;
        return String.format(ofName, name(of.name()), name(of.by().name()));
    }

    private String name(String name) {
        return inner(printer.print((Syntax) new Syntax.Name(name, Span.NONE)));
    }

    /** MathML without the element around it. */
    private static String inner(String printed) {
        return printed.startsWith("<math")
                ? printed.substring(printed.indexOf('>') + 1, printed.length() - "</math>".length())
                : printed;
    }
}
