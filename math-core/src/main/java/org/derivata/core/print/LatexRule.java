package org.derivata.core.print;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;
import org.derivata.core.surface.Binding;
import org.derivata.core.surface.Program;
import org.derivata.core.surface.Statement;
import org.derivata.core.surface.Syntax;
import org.derivata.core.surface.Syntax.Argument;
import org.derivata.core.surface.Syntax.Subscript;
import org.jspecify.annotations.Nullable;

/** How each form of the language is set in LaTeX. */
final class LatexRule implements Unrolling.Rule {

    /** Up to this many nodes stand in an exponent of e. */
    private static final int SHORT = 12;

    private final Function<String, @Nullable String> templates;

    LatexRule(Function<String, @Nullable String> templates) {
        this.templates = templates;
    }

    String print(Syntax expression) {
        return out().node(expression).finish();
    }

    String print(Program program) {
        Unrolling out = out();
        String lineBreak = "";
        for (Statement statement : program.statements()) {
            statement(statement, out.text(lineBreak));
            lineBreak = " \\\\\n";
        }
        return out.finish();
    }

    private Unrolling out() {
        return new Unrolling(this, "\\left(", "\\right)");
    }

    private static void statement(Statement statement, Unrolling out) {
        if (statement instanceof Statement.Declaration declaration) {
            declaration(declaration, out);
        } else if (statement instanceof Statement.Definition definition) {
            out.text(name(definition.name().name())).text(" = ").node(definition.value());
        } else if (statement instanceof Statement.Unpacking unpacking) {
            String comma = "";
            for (Statement.Identifier each : unpacking.names()) {
                out.text(comma).text(name(each.name()));
                comma = ", ";
            }
            out.text(" = ").list(unpacking.values());
        } else if (statement instanceof Statement.FunctionDefinition function) {
            out.text(name(function.name().name())).text("\\left(");
            String comma = "";
            for (Statement.Parameter parameter : function.parameters()) {
                out.text(comma).text(name(parameter.name().name()));
                Syntax defaultValue = parameter.defaultValue();
                if (defaultValue != null) {
                    out.text(" = ").node(defaultValue);
                }
                comma = ", ";
            }
            out.text("\\right) = ").node(function.body());
        } else if (statement instanceof Statement.Expression expression) {
            out.node(expression.value());
        }
    }

    private static void declaration(Statement.Declaration declaration, Unrolling out) {
        String comma = "";
        for (Statement.Identifier each : declaration.names()) {
            out.text(comma).text(name(each.name()));
            comma = ", ";
        }
        out.text(" \\in \\mathbb{R}");
        String before = "^{";
        for (Syntax dimension : declaration.dimensions()) {
            out.text(before).node(dimension, Binding.PRODUCT);
            before = " \\times ";
        }
        out.text(declaration.dimensions().isEmpty() ? "" : "}");
        for (Statement.Identifier fact : declaration.facts()) {
            out.text(" \\text{ ").text(fact.name().replace('_', ' ')).text("}");
        }
        Syntax initializer = declaration.initializer();
        if (initializer != null) {
            out.text(", \\quad ")
                    .text(name(declaration.names().get(0).name()))
                    .text(" \\leftarrow ")
                    .node(initializer);
        }
    }

    /** A sum sign reaches as far to the right as a product does; numbers with an exponent are products. */
    @Override
    public Binding binding(Syntax node) {
        if (node instanceof Syntax.Call call && isBig(call)) {
            return Binding.PRODUCT;
        }
        if (node instanceof Syntax.Chain chain && LatexProduct.isFraction(chain)) {
            return Binding.POWER;
        }
        return node instanceof Syntax.Number number && hasMantissa(number) ? Binding.PRODUCT : Binding.of(node);
    }

    @Override
    public void write(Syntax node, Unrolling out) {
        if (node instanceof Syntax.Number number) {
            number(number, out);
        } else if (node instanceof Syntax.Name name) {
            out.text(name(name.name()));
        } else if (node instanceof Syntax.Chain chain) {
            switch (chain.level()) {
                case POWER -> power(chain, out);
                case PRODUCT -> LatexProduct.write(chain, this, out);
                default -> chain(chain, out);
            }
        } else if (node instanceof Syntax.Prefix prefix) {
            prefix.operators().forEach(each -> out.text(each.symbol().equals("not") ? "\\lnot " : each.symbol()));
            out.node(prefix.operand(), Binding.of(prefix).tighter());
        } else if (node instanceof Syntax.Conditional conditional) {
            cases(conditional, out);
        } else if (node instanceof Syntax.Call call) {
            call(call, out);
        } else if (node instanceof Syntax.Transpose transpose) {
            base(transpose.operand(), out).text("^{\\top}");
        } else if (node instanceof Syntax.Index index) {
            out.text("{");
            base(index.operand(), out).text("}_{");
            subscripts(index.subscripts(), out);
            out.text("}");
        } else if (node instanceof Syntax.Attribute attribute) {
            out.text("\\operatorname{" + escaped(attribute.name()) + "}").bracketed(attribute.operand());
        } else if (node instanceof Syntax.Brackets brackets) {
            array(brackets, out);
        } else if (node instanceof Syntax.Tuple tuple) {
            out.text("\\left(").list(tuple.elements()).text("\\right)");
        } else if (node instanceof Syntax.Text text) {
            out.text("\\text{").text(escaped(text.value())).text("}");
        }
    }

    static String name(String name) {
        return switch (last(name)) {
            case "inf" -> "\\infty";
            case "nan" -> "\\mathrm{nan}";
            default -> TypesetName.of(name).latex();
        };
    }

    private static String escaped(String text) {
        StringBuilder out = new StringBuilder();
        for (char letter : text.toCharArray()) {
            switch (letter) {
                case '#', '$', '%', '&', '_', '{', '}' -> out.append('\\').append(letter);
                case '\\' -> out.append("\\textbackslash{}");
                case '~', '^' -> out.append('\\').append(letter).append("{}");
                default -> out.append(letter);
            }
        }
        return out.toString();
    }

    private static boolean hasMantissa(Syntax.Number number) {
        return number.text().indexOf('e') >= 0 || number.text().indexOf('E') >= 0;
    }

    private static void number(Syntax.Number number, Unrolling out) {
        if (!hasMantissa(number) && Character.isDigit(number.text().charAt(0))) {
            String text = number.text();
            out.text(text.endsWith(".") ? text.substring(0, text.length() - 1) : text);
            return;
        }
        String[] parts = number.text().split("[eE]", 2);
        String digits = parts[0].startsWith(".") ? "0" + parts[0] : parts[0];
        digits = digits.endsWith(".") ? digits.substring(0, digits.length() - 1) : digits;
        if (parts.length == 1) {
            out.text(digits);
            return;
        }
        String exponent = parts[1].startsWith("+") ? parts[1].substring(1) : parts[1];
        out.text(digits.equals("1") ? "" : digits + " \\cdot ")
                .text("10^{")
                .text(exponent)
                .text("}");
    }

    private static void chain(Syntax.Chain chain, Unrolling out) {
        Binding inside = Binding.of(chain.level()).tighter();
        for (int i = 0; i < chain.operands().size(); i++) {
            Syntax operand = chain.operands().get(i);
            if (i > 0) {
                out.text(" " + symbol(chain.operators().get(i - 1).symbol()) + " ");
            }
            boolean secondSign = i > 0 && chain.level() == Syntax.Level.SUM && startsWithSign(operand);
            if (secondSign) {
                out.bracketed(operand);
            } else {
                out.node(operand, inside);
            }
        }
    }

    private static boolean startsWithSign(Syntax operand) {
        Syntax first = operand;
        while (first instanceof Syntax.Chain chain
                && chain.level() == Syntax.Level.PRODUCT
                && !LatexProduct.isFraction(chain)) {
            first = chain.operands().get(0);
        }
        return Binding.of(first) == Binding.SIGN;
    }

    private static String symbol(String symbol) {
        return switch (symbol) {
            case "<=" -> "\\le";
            case ">=" -> "\\ge";
            case "==" -> "=";
            case "!=" -> "\\ne";
            case "and" -> "\\land";
            case "or" -> "\\lor";
            default -> symbol;
        };
    }

    private void power(Syntax.Chain chain, Unrolling out) {
        List<Syntax> operands = chain.operands();
        int last = operands.size() - 1;
        Syntax first = operands.get(0);
        String command = last == 1 && operands.get(1) instanceof Syntax.Number number && !hasMantissa(number)
                ? plainCommand(first)
                : null;
        if (command != null && first instanceof Syntax.Call call) {
            out.text(command).text("^{").node(operands.get(1)).text("}");
            bracketedArguments(call, out);
            return;
        }
        for (int i = 0; i <= last; i++) {
            if (i == last) {
                out.node(operands.get(i));
            } else {
                base(operands.get(i), out).text("^{");
            }
        }
        out.text("}".repeat(last));
    }

    /** The command of a function that carries its power itself, {@code \sin^{2}}. */
    private @Nullable String plainCommand(Syntax node) {
        if (!(node instanceof Syntax.Call call) || isBig(call) || isExponential(call) || axis(call) != null) {
            return null;
        }
        String template = template(call);
        return template != null && template.matches("\\\\[a-z]+") ? template : null;
    }

    /** What an exponent, a transpose or an index is put on. */
    private Unrolling base(Syntax node, Unrolling out) {
        return hasSuperscript(node) ? out.bracketed(node) : out.node(node, Binding.POSTFIX);
    }

    private boolean hasSuperscript(Syntax node) {
        if (node instanceof Syntax.Transpose || (node instanceof Syntax.Number number && hasMantissa(number))) {
            return true;
        }
        if (!(node instanceof Syntax.Call call)) {
            return false;
        }
        String template = template(call);
        return isExponential(call) || (template != null && template.contains("^"));
    }

    private static void cases(Syntax.Conditional conditional, Unrolling out) {
        out.text("\\begin{cases} ");
        Syntax rest = conditional;
        while (rest instanceof Syntax.Conditional choice) {
            out.node(choice.value())
                    .text(" & \\text{if } ")
                    .node(choice.condition())
                    .text(" \\\\ ");
            rest = choice.otherwise();
        }
        out.node(rest).text(" & \\text{otherwise} \\end{cases}");
    }

    private void call(Syntax.Call call, Unrolling out) {
        List<Argument> arguments = call.arguments();
        if (isExponential(call)) {
            out.text("e^{").node(arguments.get(0).value()).text("}");
            return;
        }
        Syntax axis = axis(call);
        if (isBig(call)) {
            out.text(call.name().endsWith("sum") ? "\\sum" : "\\prod");
            axis(axis, out);
            out.text(" ").node(arguments.get(0).value(), Binding.PRODUCT);
            return;
        }
        String template = template(call);
        if (template != null && template.contains("#")) {
            LatexTemplate.write(template, call, this::hasSuperscript, out);
            return;
        }
        TypesetName name = TypesetName.of(call.name());
        String word = TypesetName.greekWord(name.base()) != null || call.name().length() == 1
                ? name.latex()
                : "\\operatorname{" + escaped(last(call.name())) + "}";
        out.text(template != null ? template : word);
        axis(axis, out);
        bracketedArguments(call, out);
    }

    private static void axis(@Nullable Syntax axis, Unrolling out) {
        if (axis != null) {
            out.text("_{\\mathrm{axis}=").node(axis).text("}");
        }
    }

    private static void bracketedArguments(Syntax.Call call, Unrolling out) {
        out.text("\\left(");
        String comma = "";
        for (Argument argument : call.arguments()) {
            String keyword = argument.keyword();
            if (!isLayout(keyword)) {
                out.text(comma)
                        .text(keyword == null ? "" : name(keyword) + " = ")
                        .node(argument.value());
                comma = ", ";
            }
        }
        out.text("\\right)");
    }

    /** Axes go below a function's name, and what keeps their places is left out. */
    private static boolean isLayout(@Nullable String keyword) {
        return "axis".equals(keyword) || "keepdims".equals(keyword);
    }

    private static String last(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private @Nullable String template(Syntax.Call call) {
        String known = templates.apply(call.name());
        String last = last(call.name());
        known = known == null ? templates.apply(last) : known;
        if (known == null && call.arguments().size() == 1) {
            known = switch (last) {
                case "inv" -> "#1^{-1}";
                case "norm" -> "\\left\\lVert #1 \\right\\rVert";
                default -> null;
            };
        }
        // a form for two arguments says nothing about three
        boolean fits = known == null
                || !known.contains("#")
                || LatexTemplate.places(known) == call.arguments().size();
        return fits ? known : null;
    }

    private static @Nullable Syntax axis(Syntax.Call call) {
        for (Argument argument : call.arguments()) {
            if ("axis".equals(argument.keyword())) {
                return argument.value();
            }
        }
        return null;
    }

    /** Sums and products of one array, written with the large sign. */
    private static boolean isBig(Syntax.Call call) {
        String name = last(call.name());
        return (name.equals("sum") || name.equals("prod"))
                && !call.arguments().isEmpty()
                && call.arguments().get(0).keyword() == null
                && call.arguments().stream().skip(1).allMatch(argument -> isLayout(argument.keyword()));
    }

    private static boolean isExponential(Syntax.Call call) {
        return last(call.name()).equals("exp")
                && call.arguments().size() == 1
                && call.arguments().get(0).keyword() == null
                && isShort(call.arguments().get(0).value());
    }

    private static boolean isShort(Syntax whole) {
        Deque<Syntax> open = new ArrayDeque<>();
        open.push(whole);
        for (int nodes = 0; !open.isEmpty(); nodes++) {
            Syntax next = open.pop();
            if (nodes == SHORT || next.children().size() > SHORT) {
                return false;
            }
            next.children().forEach(open::push);
        }
        return true;
    }

    private static void subscripts(List<Subscript> subscripts, Unrolling out) {
        String comma = "";
        for (Subscript subscript : subscripts) {
            out.text(comma);
            if (subscript instanceof Subscript.At at) {
                out.node(at.index());
            } else if (subscript instanceof Subscript.Slice slice) {
                bound("", slice.start(), out);
                bound(":", slice.stop(), out.text(slice.stop() == null ? ":" : ""));
                bound(":", slice.step(), out);
            } else {
                out.text("\\ldots");
            }
            comma = ", ";
        }
    }

    private static void bound(String before, @Nullable Syntax bound, Unrolling out) {
        if (bound != null) {
            out.text(before).node(bound);
        }
    }

    private static void array(Syntax.Brackets brackets, Unrolling out) {
        boolean matrix = !brackets.elements().isEmpty()
                && brackets.elements().stream().allMatch(element -> element instanceof Syntax.Brackets);
        if (!matrix) {
            out.text("\\left[").list(brackets.elements()).text("\\right]");
            return;
        }
        out.text("\\begin{bmatrix} ");
        String row = "";
        for (Syntax element : brackets.elements()) {
            out.text(row);
            String column = "";
            for (Syntax entry : element.children()) {
                out.text(column).node(entry);
                column = " & ";
            }
            row = " \\\\ ";
        }
        out.text(" \\end{bmatrix}");
    }
}
