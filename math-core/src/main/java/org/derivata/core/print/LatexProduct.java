package org.derivata.core.print;

import java.util.List;
import org.derivata.core.surface.Binding;
import org.derivata.core.surface.Syntax;
import org.jspecify.annotations.Nullable;

/** Products and quotients in LaTeX: factors side by side, a dot where that could be misread, a bar for each run of divisions. */
final class LatexProduct {

    private LatexProduct() {}

    /** A whole chain under one fraction bar: {@code a * b / c}, not {@code a / b * c}. */
    static boolean isFraction(Syntax.Chain chain) {
        return chain.level() == Syntax.Level.PRODUCT
                && chain.operators().get(chain.operators().size() - 1).symbol().equals("/");
    }

    static void write(Syntax.Chain chain, Unrolling.Rule rule, Unrolling out) {
        List<Syntax> operands = chain.operands();
        List<Syntax.Infix> operators = chain.operators();
        boolean matrices =
                operators.stream().anyMatch(operator -> operator.symbol().equals("@"));
        int count = operators.size();
        int bars = 0;
        for (int i = 0; i < count; i++) {
            if (divides(operators, i) && !divides(operators, i - 1)) {
                bars++;
            }
        }
        out.text("\\frac{".repeat(bars));
        for (int i = 0; i <= count; i++) {
            boolean below = divides(operators, i - 1);
            boolean firstBelow = below && !divides(operators, i - 2);
            boolean alone = below ? firstBelow && !divides(operators, i) : i == 0 && divides(operators, 0);
            if (firstBelow) {
                out.text("}{");
            } else if (i > 0) {
                boolean beside = !below && divides(operators, i - 2);
                out.text(between(
                        beside ? null : operands.get(i - 1), operators.get(i - 1), operands.get(i), matrices, rule));
            }
            factor(operands.get(i), alone, i == 0, i == count && !below, out);
            if (below && !divides(operators, i)) {
                out.text("}");
            }
        }
    }

    private static boolean divides(List<Syntax.Infix> operators, int index) {
        return index >= 0
                && index < operators.size()
                && operators.get(index).symbol().equals("/");
    }

    private static void factor(Syntax operand, boolean alone, boolean first, boolean last, Unrolling out) {
        if (alone) {
            out.node(operand);
        } else if (!first && Binding.of(operand) == Binding.SIGN) {
            out.bracketed(operand);
        } else if ((last && operand instanceof Syntax.Call) || operand instanceof Syntax.Number) {
            out.node(operand, Binding.PRODUCT);
        } else {
            out.node(operand, Binding.SIGN);
        }
    }

    /** What stands between two factors; {@code left} is null behind a fraction. */
    private static String between(
            @Nullable Syntax left, Syntax.Infix operator, Syntax right, boolean matrices, Unrolling.Rule rule) {
        boolean bracketed = rule.binding(right).isLooserThan(Binding.SIGN) && !(right instanceof Syntax.Call);
        boolean likeACall = left instanceof Syntax.Name && bracketed;
        boolean notMatrices =
                matrices && operator.symbol().equals("*") && left != null && !(left instanceof Syntax.Number);
        boolean unclear = likeACall || notMatrices || startsWithDigit(right) || isWord(left) || isWord(right);
        return unclear ? " \\cdot " : " ";
    }

    private static boolean isWord(@Nullable Syntax factor) {
        return factor instanceof Syntax.Name name && LatexRule.name(name.name()).startsWith("\\mathrm");
    }

    private static boolean startsWithDigit(Syntax factor) {
        Syntax first = factor;
        for (int i = 0; i < 8; i++) {
            if (first instanceof Syntax.Number) {
                return true;
            }
            if (!(first instanceof Syntax.Chain chain) || chain.level().compareTo(Syntax.Level.PRODUCT) < 0) {
                return false;
            }
            first = chain.operands().get(0);
        }
        return true;
    }
}
