package org.derivata.core.print;

import java.util.List;
import org.derivata.core.surface.Binding;
import org.derivata.core.surface.Program;
import org.derivata.core.surface.Syntax;
import org.jspecify.annotations.Nullable;

/**
 * Writes formulas for people, on one line of Unicode: {@code 2 · Xᵀ @ (X @ w - y)}, {@code θ₁² + √x}. Not meant to be parsed again.
 */
public final class UnicodePrinter implements Printer {

    private static final TextRule RULE = new UnicodeRule();

    @Override
    public String print(Syntax expression) {
        return RULE.print(expression);
    }

    @Override
    public String print(Program program) {
        return RULE.print(program);
    }

    private static final class UnicodeRule extends TextRule {

        private static final String SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

        @Override
        String name(String name) {
            return switch (name.substring(name.lastIndexOf('.') + 1)) {
                case "inf" -> "∞";
                default -> TypesetName.of(name).unicode();
            };
        }

        @Override
        String symbol(String symbol) {
            return switch (symbol) {
                case "*" -> "·";
                case "<=" -> "≤";
                case ">=" -> "≥";
                case "!=" -> "≠";
                case "==" -> "=";
                case "**" -> "^";
                default -> symbol;
            };
        }

        @Override
        public Binding binding(Syntax node) {
            return node instanceof Syntax.Call call && isRoot(call) ? Binding.POWER : Binding.of(node);
        }

        @Override
        public void write(Syntax node, Unrolling out) {
            if (node instanceof Syntax.Transpose transpose) {
                raised(transpose.operand(), "ᵀ", out);
            } else if (node instanceof Syntax.Chain chain && chain.level() == Syntax.Level.POWER) {
                power(chain, out);
            } else if (node instanceof Syntax.Call call
                    && call.arguments().size() == 1
                    && isPlain(call.arguments().get(0))) {
                function(call, call.arguments().get(0).value(), out);
            } else {
                super.write(node, out);
            }
        }

        private static boolean isPlain(Syntax.Argument argument) {
            return argument.keyword() == null;
        }

        private static String last(String name) {
            return name.substring(name.lastIndexOf('.') + 1);
        }

        private static boolean isRoot(Syntax.Call call) {
            return last(call.name()).equals("sqrt")
                    && call.arguments().size() == 1
                    && isPlain(call.arguments().get(0));
        }

        private void function(Syntax.Call call, Syntax argument, Unrolling out) {
            switch (last(call.name())) {
                case "sqrt" -> out.text("√").node(argument, Binding.POSTFIX);
                case "inv" -> raised(argument, "⁻¹", out);
                case "norm" -> out.text("‖").node(argument).text("‖");
                default -> super.write(call, out);
            }
        }

        /** Raised letters need no brackets around them, what they are put on may. */
        private static void raised(Syntax base, String letters, Unrolling out) {
            boolean simple =
                    base instanceof Syntax.Name || base instanceof Syntax.Brackets || base instanceof Syntax.Index;
            boolean call =
                    base instanceof Syntax.Call inner && !last(inner.name()).matches("sqrt|inv|norm");
            if (simple || call) {
                out.node(base, Binding.POSTFIX).text(letters);
            } else {
                out.bracketed(base).text(letters);
            }
        }

        private static void power(Syntax.Chain chain, Unrolling out) {
            List<Syntax> operands = chain.operands();
            int last = operands.size() - 1;
            String exponent = superscript(operands.get(last));
            int written = exponent == null ? last + 1 : last - 1;
            for (int i = 0; i < written; i++) {
                Syntax operand = operands.get(i);
                out.text(i == 0 ? "" : "^");
                boolean freeSign = i > 0 && i == last && Binding.of(operand) == Binding.SIGN;
                out.node(operand, freeSign ? Binding.SIGN : Binding.POSTFIX);
            }
            if (exponent != null) {
                out.text(last == 1 ? "" : "^");
                Syntax base = operands.get(last - 1);
                if (base instanceof Syntax.Number) {
                    out.node(base).text(exponent);
                } else {
                    raised(base, exponent, out);
                }
            }
        }

        /** Integers with or without a minus, and n, as raised letters; null for all else. */
        private static @Nullable String superscript(Syntax exponent) {
            if (exponent instanceof Syntax.Prefix prefix
                    && prefix.operators().size() == 1
                    && prefix.operators().get(0).symbol().equals("-")
                    && prefix.operand() instanceof Syntax.Number number) {
                String letters = superscript(number);
                return letters == null ? null : "⁻" + letters;
            }
            if (exponent instanceof Syntax.Name name && name.name().equals("n")) {
                return "ⁿ";
            }
            if (!(exponent instanceof Syntax.Number number) || !number.text().matches("[0-9]+")) {
                return null;
            }
            StringBuilder letters = new StringBuilder();
            number.text().chars().forEach(digit -> letters.append(SUPERSCRIPTS.charAt(digit - '0')));
            return letters.toString();
        }
    }
}
