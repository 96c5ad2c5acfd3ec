package org.derivata.core.language;

import java.util.ArrayList;
import java.util.List;
import org.derivata.core.diagnostic.Diagnostic;
import org.derivata.core.diagnostic.Source;
import org.derivata.core.diagnostic.Span;
import org.derivata.core.surface.Binding;
import org.derivata.core.surface.Syntax;
import org.derivata.core.surface.Syntax.Infix;
import org.derivata.core.surface.Syntax.Level;
import org.jspecify.annotations.Nullable;

/**
 * Groups a flat list of operands and operators, given in the order of the text, into chains: operator precedence with a stack, so that
 * neither a long chain nor a long run of signs costs stack or more than linear time.
 */
final class Precedence {

    /** Something begun that waits for the operand on its right. */
    private static final class Open {

        private final Binding binding;
        private final @Nullable Level level;
        private final int start;
        private final @Nullable Open outer;

        /** Where its operands and operators begin. */
        private final int firstOperand;

        private final int firstOperator;

        Open(Precedence within, Binding binding, @Nullable Level level, int start) {
            this.outer = within.innermost;
            this.binding = binding;
            this.level = level;
            this.start = start;
            this.firstOperand = within.operands.size();
            this.firstOperator = within.operators.size();
        }
    }

    private final Source source;

    /** Those of everything begun: what is begun last has the end of each list. */
    private final List<Syntax> operands = new ArrayList<>(6);

    private final List<Infix> operators = new ArrayList<>(6);
    private @Nullable Open innermost;

    // the operand read last and its extent, which is wider than its span when it stood in brackets
    private @Nullable Syntax operand;
    private int start;
    private int end;

    Precedence(Source source) {
        this.source = source;
    }

    /** {@code -}, {@code +} or {@code not} before an operand. */
    void prefix(Infix operator) {
        Open top = innermost;
        Binding binding = Binding.ofPrefix(operator.symbol());
        if (top != null && top.binding == binding) {
            operators.add(operator);
            return;
        }
        if (binding == Binding.NOT && top != null && Binding.NOT.isLooserThan(top.binding)) {
            throw new Refusal(Diagnostic.of("syntax.unexpected_token", "`not` binds looser than the operator before it")
                    .help("put it in brackets with its operand, as in (not x)")
                    .at(source, operator.span()));
        }
        innermost = new Open(this, binding, null, operator.span().start());
        operators.add(operator);
    }

    /** An operand with the extent of the brackets around it. */
    void operand(Syntax value, int from, int to) {
        operand = value;
        start = from;
        end = to;
    }

    /** A binary operator other than {@code if} and {@code else}. */
    void infix(Level level, Infix operator) {
        Binding binding = Binding.of(level);
        reduce(binding);
        Open top = innermost;
        if (top == null || top.level != level) {
            innermost = new Open(this, binding, level, start);
        }
        operands.add(taken());
        operators.add(operator);
    }

    /** {@code if} behind the value of a conditional. */
    void condition(Infix operator) {
        reduce(Binding.CONDITIONAL);
        if (waitsForElse(innermost)) {
            throw new Refusal(
                    Diagnostic.of("syntax.unexpected_token", "this `if` stands between another `if` and its `else`")
                            .help("put the inner choice in brackets")
                            .at(source, operator.span()));
        }
        innermost = new Open(this, Binding.CONDITIONAL, null, start);
        operands.add(taken());
        operators.add(operator);
    }

    /** {@code else} behind the condition. */
    void otherwise(Infix operator) {
        reduce(Binding.CONDITIONAL);
        if (!waitsForElse(innermost)) {
            throw new Refusal(Diagnostic.of("syntax.unexpected_token", "this `else` has no `if` before it")
                    .help("a choice is written a if condition else b")
                    .at(source, operator.span()));
        }
        operands.add(taken());
        operators.add(operator);
    }

    private boolean waitsForElse(@Nullable Open choice) {
        return choice != null && operators.size() - choice.firstOperator == 1;
    }

    /** The whole, when the last operand has been given; {@code after} is where the expression ends. */
    Syntax finish(Span after, boolean atEndOfText) {
        reduce(Binding.CONDITIONAL);
        for (Open top = innermost; top != null; top = top.outer) {
            if (waitsForElse(top)) {
                throw new Refusal(Diagnostic.of(
                                atEndOfText ? "syntax.unexpected_end" : "syntax.unexpected_token",
                                "the `else` of this choice is missing")
                        .help("a choice is written a if condition else b")
                        .at(source, after));
            }
            List<Syntax> parts = drained(operands, top.firstOperand);
            drained(operators, top.firstOperator);
            operand(
                    new Syntax.Conditional(parts.get(0), parts.get(1), taken(), new Span(top.start, end)),
                    top.start,
                    end);
        }
        return taken();
    }

    int start() {
        return start;
    }

    int end() {
        return end;
    }

    /** Closes what binds tighter than what comes next. */
    private void reduce(Binding next) {
        for (Open top = innermost; top != null && next.isLooserThan(top.binding); top = innermost) {
            close(top);
        }
    }

    private void close(Open done) {
        innermost = done.outer;
        Span span = new Span(done.start, end);
        Syntax last = taken();
        List<Infix> signs = drained(operators, done.firstOperator);
        if (done.level == null) {
            operand(new Syntax.Prefix(signs, last, span), done.start, end);
        } else {
            operands.add(last);
            List<Syntax> parts = drained(operands, done.firstOperand);
            operand(new Syntax.Chain(done.level, parts, signs, span), done.start, end);
        }
    }

    /** Takes the end of a list away. */
    private static <T> List<T> drained(List<T> all, int from) {
        int count = all.size() - from;
        if (count == 1) {
            return List.of(all.remove(from));
        }
        List<T> end = all.subList(from, from + count);
        List<T> drained = List.copyOf(end);
        end.clear();
        return drained;
    }

    private Syntax taken() {
        Syntax value = operand;
        if (value == null) {
            throw new IllegalStateException("an operator without an operand");
        }
        operand = null;
        return value;
    }
}
