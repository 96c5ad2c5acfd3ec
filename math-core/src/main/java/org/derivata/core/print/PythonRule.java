package org.derivata.core.print;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.derivata.core.diagnostic.Span;
import org.derivata.core.surface.Syntax;
import org.derivata.core.surface.Syntax.Level;

/** How the notation of an expression is written in Python: its signs are the same, its functions are those of a dialect. */
final class PythonRule extends TextRule {

    /** Integers of more digits are not exact as doubles, and NumPy would take them for objects. */
    private static final int MOST_DIGITS = 15;

    private final Dialect dialect;
    private final Map<String, String> names;

    /** With the names of variables, sizes and definitions as Python has them; all other names are constants. */
    PythonRule(Dialect dialect, Map<String, String> names) {
        this.dialect = dialect;
        this.names = names;
    }

    @Override
    String name(String name) {
        String known = names.get(name);
        return known != null ? known : name.equals("None") ? name : dialect.word(last(name));
    }

    private static String last(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }

    @Override
    public void write(Syntax node, Unrolling out) {
        if (node instanceof Syntax.Chain chain && chain.level().compareTo(Level.COMPARISON) <= 0) {
            fill(chain.operators().get(0).symbol(), arguments(chain.operands()), out);
        } else if (node instanceof Syntax.Chain chain
                && isNumber(chain.operands().get(0))) {
            super.write(withTypedNumber(chain), out);
        } else if (node instanceof Syntax.Call call) {
            fill(last(call.name()), call.arguments(), out);
        } else if (node instanceof Syntax.Index index) {
            super.write(
                    new Syntax.Index(
                            index.operand(),
                            index.subscripts().stream().map(PythonRule::indexed).toList(),
                            Span.NONE),
                    out);
        } else if (node instanceof Syntax.Brackets brackets) {
            fill("[", arguments(brackets.elements()), out);
        } else if (node instanceof Syntax.Number number) {
            number(number.text(), out);
        } else {
            super.write(node, out);
        }
    }

    private void number(String text, Unrolling out) {
        boolean integer = text.chars().allMatch(Character::isDigit);
        if (integer && text.length() <= MOST_DIGITS) {
            out.text(text);
            return;
        }
        for (Dialect.Part part : dialect.template("decimal")) {
            out.text(part.isMark() ? text + (integer ? ".0" : "") : part.text());
        }
    }

    private static boolean isNumber(Syntax operand) {
        return operand instanceof Syntax.Number
                || (operand instanceof Syntax.Prefix prefix && prefix.operand() instanceof Syntax.Number);
    }

    /** The number that a quotient or a power begins with gets the type that the rest is computed in. */
    private static Syntax withTypedNumber(Syntax.Chain chain) {
        boolean power = chain.level() == Level.POWER;
        boolean quotient = chain.level() == Level.PRODUCT
                && chain.operators().get(0).symbol().equals("/");
        Syntax first = chain.operands().get(0);
        Syntax number = first instanceof Syntax.Prefix prefix ? prefix.operand() : first;
        if (!(power || quotient) || !((Syntax.Number) number).text().chars().allMatch(Character::isDigit)) {
            return chain;
        }
        Syntax typed = new Syntax.Call(
                power ? "base" : "quotient",
                Span.NONE,
                List.of(new Syntax.Argument(null, number, Span.NONE)),
                false,
                Span.NONE);
        List<Syntax> operands = new ArrayList<>(chain.operands());
        operands.set(
                0,
                first instanceof Syntax.Prefix prefix
                        ? new Syntax.Prefix(prefix.operators(), typed, Span.NONE)
                        : typed);
        return new Syntax.Chain(chain.level(), operands, chain.operators(), Span.NONE);
    }

    private static List<Syntax.Argument> arguments(List<Syntax> values) {
        return values.stream()
                .map(each -> new Syntax.Argument(null, each, Span.NONE))
                .toList();
    }

    /** Writes a function's form, or its name and all arguments. */
    private void fill(String function, List<Syntax.Argument> arguments, Unrolling out) {
        List<Dialect.Part> template = dialect.template(function);
        List<Syntax.Argument> plain =
                arguments.stream().filter(each -> each.keyword() == null).toList();
        List<Syntax.Argument> keywords =
                arguments.stream().filter(each -> each.keyword() != null).toList();
        boolean takesKeywords = template.size() == 1
                || template.stream()
                        .anyMatch(part -> part.isMark() && part.text().matches("#[*]|@.*"));
        if (!keywords.isEmpty() && !takesKeywords) {
            throw dialect.unsupported(function + " of these arguments");
        }
        for (Dialect.Part part : template) {
            if (!part.isMark()) {
                out.text(part.text());
            } else if (part.text().equals("#*")) {
                all(arguments, out);
            } else if (part.text().equals("#+")) {
                all(plain, out);
            } else if (part.text().equals("@*")) {
                keywords.forEach(each -> out.text(", " + each.keyword() + "=").node(each.value()));
            } else {
                value(argument(function, part, plain, keywords), !part.text().startsWith("#"), out);
            }
        }
        if (template.size() == 1) {
            out.text("(");
            all(arguments, out);
            out.text(")");
        }
    }

    private Syntax argument(
            String function, Dialect.Part part, List<Syntax.Argument> plain, List<Syntax.Argument> keywords) {
        Stream<Syntax.Argument> found = part.text().startsWith("@")
                ? keywords.stream().filter(each -> part.text().substring(1).equals(each.keyword()))
                : plain.stream().skip(part.argument());
        return found.findFirst()
                .orElseThrow(() -> dialect.unsupported(function + " of these arguments"))
                .value();
    }

    /** A list of sizes is one in Python too; other brackets are arrays. */
    private static void value(Syntax value, boolean sizes, Unrolling out) {
        if (sizes && value instanceof Syntax.Brackets list) {
            out.text("[").list(list.elements()).text("]");
        } else {
            out.node(value);
        }
    }

    /** Computed places are doubles, which no index may be. */
    private static Syntax.Subscript indexed(Syntax.Subscript subscript) {
        return subscript instanceof Syntax.Subscript.At at
                        && !(at.index() instanceof Syntax.Name name
                                && name.name().equals("None"))
                        && !isNumber(at.index())
                ? new Syntax.Subscript.At(
                        new Syntax.Call("index", Span.NONE, arguments(List.of(at.index())), false, Span.NONE),
                        Span.NONE)
                : subscript;
    }

    private static void all(List<Syntax.Argument> arguments, Unrolling out) {
        String comma = "";
        for (Syntax.Argument each : arguments) {
            out.text(comma)
                    .text(each.keyword() == null ? "" : each.keyword() + "=")
                    .node(each.value());
            comma = ", ";
        }
    }
}
