package org.derivata.symbolic.derivation;

import java.util.List;
import org.derivata.core.surface.Syntax;
import org.derivata.symbolic.derivation.Derivation.Equation;

/** A derivation as one HTML file: nothing is loaded, browsers set its MathML themselves. */
final class HtmlPage {

    private static final String STYLE = """
            :root { color-scheme: light dark; --ink: #1c2430; --paper: #fdfcf9; --quiet: #6b7480; --line: #e4e0d6; --accent: #8a4b14; }
            @media (prefers-color-scheme: dark) {
              :root { --ink: #e8e6e1; --paper: #17191d; --quiet: #98a0ab; --line: #2c3038; --accent: #e0a96d; }
            }
            body { margin: 0; background: var(--paper); color: var(--ink); font: 17px/1.5 Georgia, "Times New Roman", serif; }
            main { max-width: 62rem; margin: 3rem auto 4rem; padding: 0 1.5rem; }
            h1 { font-size: 1.5rem; font-weight: normal; margin: 0; overflow-x: auto; }
            h1 math { font-size: 1.15em; }
            h2 { font-size: .8rem; font-weight: normal; letter-spacing: .08em; text-transform: uppercase; color: var(--quiet);
                 margin: 2.2rem 0 .4rem; padding-top: 1rem; border-top: 1px solid var(--line); }
            section { overflow-x: auto; }
            table { border-collapse: collapse; }
            td { padding: .5rem .3rem; vertical-align: middle; }
            td.left { text-align: right; white-space: nowrap; }
            td.rules { padding-left: 2.5rem; color: var(--accent); font-size: .85rem; font-style: italic; min-width: 9rem; }
            math { font-size: 1.2em; font-family: "STIX Two Math", "Latin Modern Math", "Cambria Math", "Libertinus Math",
                   "DejaVu Math TeX Gyre", math; }
            mfrac > :first-child { padding-bottom: .12em; }
            mfrac > :last-child { padding-top: .12em; }
            tr.result td.right { border-bottom: 2px solid var(--accent); }
            """;

    private HtmlPage() {}

    static String of(Derivation derivation, String title) {
        Layout layout = Layout.mathml();
        StringBuilder out = new StringBuilder("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>")
                .append(escaped(title))
                .append("</title>\n<style>\n")
                .append(STYLE)
                .append("</style>\n</head>\n<body>\n<main>\n<h1>")
                .append(formula(layout.print(derivation.question(), derivation)))
                .append("</h1>\n");
        List<List<Equation>> sections = derivation.sections();
        for (int i = 0; i < sections.size(); i++) {
            boolean last = i == sections.size() - 1;
            out.append("<section>\n<h2>").append(heading(sections.get(i), last)).append("</h2>\n<table>\n");
            for (int j = 0; j < sections.get(i).size(); j++) {
                boolean result = last && j == sections.get(i).size() - 1;
                row(sections.get(i).get(j), result, derivation, layout, out);
            }
            out.append("</table>\n</section>\n");
        }
        return out.append("</main>\n</body>\n</html>\n").toString();
    }

    private static String heading(List<Equation> section, boolean last) {
        boolean rules = section.stream().anyMatch(each -> !each.rules().isEmpty());
        return last ? "The derivative" : rules ? "The formula, rewritten" : "The formula, in steps";
    }

    private static void row(Equation line, boolean result, Derivation derivation, Layout layout, StringBuilder out) {
        Syntax left = line.left();
        out.append(result ? "<tr class=\"result\">" : "<tr>")
                .append("<td class=\"left\">")
                .append(left == null ? "" : formula(layout.print(left, derivation)))
                .append("</td><td><math><mo>=</mo></math></td><td class=\"right\">")
                .append(formula(layout.print(line.right(), derivation)))
                .append("</td><td class=\"rules\">")
                .append(escaped(String.join(", ", line.rules())))
                .append("</td></tr>\n");
    }

    private static String formula(String inner) {
        return "<math displaystyle=\"true\">" + inner + "</math>";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
