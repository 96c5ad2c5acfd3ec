package org.derivata.core.print;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.derivata.core.surface.Binding;
import org.derivata.core.surface.Syntax;
import org.derivata.core.surface.Syntax.Subscript;
import org.jspecify.annotations.Nullable;

/** How each form of the language is set in MathML. Every form is one element, so that it can stand in a fraction or a superscript. */
final class MathmlRule implements Unrolling.Rule {

    private static final Map<String, String> SIGNS = Map.ofEntries(
            Map.entry("-", "\u2212"),
            Map.entry("*", "\u00B7"),
            Map.entry("@", "\u2062"),
            Map.entry("<", "&lt;"),
            Map.entry(">", "&gt;"),
            Map.entry("<=", "\u2264"),
            Map.entry(">=", "\u2265"),
            Map.entry("==", "="),
            Map.entry("!=", "\u2260"),
            Map.entry("and", "\u2227"),
            Map.entry("or", "\u2228"),
            Map.entry("not", "\u00AC"));

    private final Dialect dialect = new Dialect("MathML", "mathml");

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    private static String sign(String symbol) {
        return "<mo>" + SIGNS.getOrDefault(symbol, symbol) + "</mo>";
    }

    /** A fraction needs brackets below an exponent only. */
    @Override
    public Binding binding(Syntax node) {
        return node instanceof Syntax.Chain chain && LatexProduct.isFraction(chain) ? Binding.POWER : Binding.of(node);
    }

    @Override
    public void write(Syntax node, Unrolling out) {
        if (node instanceof Syntax.Number number) {
            number(number.text(), out);
        } else if (node instanceof Syntax.Name name) {
            out.text(name(name.name()));
        } else if (node instanceof Syntax.Chain chain) {
            switch (chain.level()) {
                case POWER -> power(chain.operands(), out);
                case PRODUCT -> product(chain, out);
                default -> chain(chain, out);
            }
        } else if (node instanceof Syntax.Prefix prefix) {
            out.text("<mrow>");
            prefix.operators().forEach(each -> out.text(sign(each.symbol())));
            out.node(prefix.operand(), Binding.of(prefix).tighter()).text("</mrow>");
        } else if (node instanceof Syntax.Conditional choice) {
            conditional(choice, out);
        } else if (node instanceof Syntax.Call call) {
            call(call, out);
        } else if (node instanceof Syntax.Transpose transpose) {
            out.text("<msup>").node(transpose.operand(), Binding.POSTFIX).text("<mo>\u22A4</mo></msup>");
        } else if (node instanceof Syntax.Index index) {
            out.text("<msub>").node(index.operand(), Binding.POSTFIX).text("<mrow>");
            subscripts(index.subscripts(), out);
            out.text("</mrow></msub>");
        } else if (node instanceof Syntax.Attribute attribute) {
            out.text("<mrow>")
                    .node(attribute.operand(), Binding.POSTFIX)
                    .text("<mo>.</mo><mi>" + escaped(attribute.name()) + "</mi></mrow>");
        } else if (node instanceof Syntax.Brackets brackets) {
            array(brackets, out);
        } else if (node instanceof Syntax.Tuple tuple) {
            list("(", tuple.elements(), ")", out);
        } else if (node instanceof Syntax.Text text) {
            out.text("<mtext>" + escaped(text.value()) + "</mtext>");
        }
    }

    private static String name(String name) {
        return switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "inf" -> "<mi>\u221E</mi>";
            default -> TypesetName.of(name).mathml();
        };
    }

    private static void number(String text, Unrolling out) {
        String[] parts = text.split("[eE]", 2);
        if (parts.length == 1) {
            out.text("<mn>" + text + "</mn>");
            return;
        }
        boolean minus = parts[1].startsWith("-");
        String exponent = parts[1].replaceFirst("^[+-]", "");
        String power = minus ? "<mrow><mo>\u2212</mo><mn>" + exponent + "</mn></mrow>" : "<mn>" + exponent + "</mn>";
        out.text("<mrow><mn>" + parts[0] + "</mn><mo>\u00B7</mo><msup><mn>10</mn>" + power + "</msup></mrow>");
    }

    private static void chain(Syntax.Chain chain, Unrolling out) {
        Binding inside = Binding.of(chain.level()).tighter();
        out.text("<mrow>");
        for (int i = 0; i < chain.operands().size(); i++) {
            Syntax operand = chain.operands().get(i);
            if (i > 0) {
                out.text(sign(chain.operators().get(i - 1).symbol()));
            }
            boolean secondSign = i > 0 && Binding.of(operand) == Binding.SIGN;
            out.node(operand, secondSign ? Binding.POWER : inside);
        }
        out.text("</mrow>");
    }

    /** A bar below all that a division divides, as the language groups: from the left. */
    private static void product(Syntax.Chain chain, Unrolling out) {
        List<Syntax> operands = chain.operands();
        long bars = chain.operators().stream()
                .filter(each -> each.symbol().equals("/"))
                .count();
        out.text("<mrow>").text("<mfrac><mrow>".repeat((int) bars)).text("<mrow>");
        operand(operands.get(0), operands.size() > 1 && divides(chain, 0), out);
        for (int i = 0; i < chain.operators().size(); i++) {
            if (divides(chain, i)) {
                out.text("</mrow></mrow>").node(operands.get(i + 1)).text("</mfrac><mrow>");
            } else {
                out.text(sign(chain.operators().get(i).symbol()));
                operand(operands.get(i + 1), false, out);
            }
        }
        out.text("</mrow></mrow>");
    }

    private static boolean divides(Syntax.Chain chain, int operator) {
        return chain.operators().get(operator).symbol().equals("/");
    }

    private static void operand(Syntax operand, boolean alone, Unrolling out) {
        out.node(operand, alone ? Binding.CONDITIONAL : Binding.POWER);
    }

    private static void power(List<Syntax> operands, Unrolling out) {
        int last = operands.size() - 1;
        for (int i = 0; i < last; i++) {
            out.text("<msup>").node(operands.get(i), Binding.POSTFIX);
        }
        out.node(operands.get(last)).text("</msup>".repeat(last));
    }

    private static void conditional(Syntax.Conditional choice, Unrolling out) {
        out.text("<mrow><mo>{</mo><mtable>");
        Syntax rest = choice;
        while (rest instanceof Syntax.Conditional next) {
            out.text("<mtr><mtd>").node(next.value()).text("</mtd><mtd><mtext>if </mtext>");
            out.node(next.condition()).text("</mtd></mtr>");
            rest = next.otherwise();
        }
        out.text("<mtr><mtd>").node(rest).text("</mtd><mtd><mtext>otherwise</mtext></mtd></mtr></mtable></mrow>");
    }

    private void call(Syntax.Call call, Unrolling out) {
        String name = call.name().substring(call.name().lastIndexOf('.') + 1);
        Optional<List<Dialect.Part>> form = dialect.find(name);
        boolean plain = call.arguments().size() == 1 && call.arguments().get(0).keyword() == null;
        if (form.isPresent() && plain) {
            for (Dialect.Part part : form.get()) {
                if (part.isMark()) {
                    out.node(call.arguments().get(0).value());
                } else {
                    out.text(part.text());
                }
            }
            return;
        }
        Syntax axis = keyword(call, "axis");
        String word = "<mi>" + escaped(name) + "</mi>";
        out.text("<mrow>").text(axis == null ? word : "<msub>" + word);
        if (axis != null) {
            out.node(axis).text("</msub>");
        }
        List<Syntax.Argument> shown = call.arguments().stream()
                .filter(each -> !"axis".equals(each.keyword()) && !"keepdims".equals(each.keyword()))
                .toList();
        out.text("<mo>\u2061</mo><mo>(</mo>");
        String comma = "";
        for (Syntax.Argument each : shown) {
            out.text(comma)
                    .text(each.keyword() == null ? "" : "<mi>" + escaped(each.keyword()) + "</mi><mo>=</mo>")
                    .node(each.value());
            comma = "<mo>,</mo>";
        }
        out.text("<mo>)</mo></mrow>");
    }

    private static @Nullable Syntax keyword(Syntax.Call call, String keyword) {
        return call.arguments().stream()
                .filter(each -> keyword.equals(each.keyword()))
                .map(Syntax.Argument::value)
                .findFirst()
                .orElse(null);
    }

    private static void list(String open, List<Syntax> elements, String close, Unrolling out) {
        out.text("<mrow><mo>" + open + "</mo>");
        String comma = "";
        for (Syntax each : elements) {
            out.text(comma).node(each);
            comma = "<mo>,</mo>";
        }
        out.text("<mo>" + close + "</mo></mrow>");
    }

    private static void array(Syntax.Brackets brackets, Unrolling out) {
        boolean matrix = !brackets.elements().isEmpty()
                && brackets.elements().stream().allMatch(element -> element instanceof Syntax.Brackets);
        if (!matrix) {
            list("[", brackets.elements(), "]", out);
            return;
        }
        out.text("<mrow><mo>[</mo><mtable>");
        for (Syntax row : brackets.elements()) {
            out.text("<mtr>");
            row.children().forEach(entry -> out.text("<mtd>").node(entry).text("</mtd>"));
            out.text("</mtr>");
        }
        out.text("</mtable><mo>]</mo></mrow>");
    }

    private static void subscripts(List<Subscript> subscripts, Unrolling out) {
        String comma = "";
        for (Subscript subscript : subscripts) {
            out.text(comma);
            if (subscript instanceof Subscript.At at) {
                out.node(at.index());
            } else if (subscript instanceof Subscript.Slice slice) {
                bound("", slice.start(), out);
                bound("<mo>:</mo>", slice.stop(), out.text(slice.stop() == null ? "<mo>:</mo>" : ""));
                bound("<mo>:</mo>", slice.step(), out);
            } else {
                out.text("<mo>\u2026</mo>");
            }
            comma = "<mo>,</mo>";
        }
    }

    private static void bound(String before, @Nullable Syntax bound, Unrolling out) {
        if (bound != null) {
            out.text(before).node(bound);
        }
    }
}
