package org.derivata.core.print;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.derivata.core.surface.Binding;
import org.derivata.core.surface.Syntax;

/**
 * Writes a tree of any depth in linear time on any stack: what is still to be written waits in a list, and a printer's rule replaces one node
 * by texts and smaller nodes.
 */
final class Unrolling {

    /** Writes one node: its own texts, and its parts through {@link #node}. */
    interface Rule {
        void write(Syntax node, Unrolling out);

        /** How tight the written form of a node binds. */
        default Binding binding(Syntax node) {
            return Binding.of(node);
        }
    }

    private record Waiting(Syntax node, Binding loosest) {}

    private final Rule rule;
    private final String open;
    private final String close;
    private final StringBuilder done = new StringBuilder();
    private final Deque<Object> waiting = new ArrayDeque<>();
    private final List<Object> fresh = new ArrayList<>();

    /** With the brackets that a printer puts around what binds too loosely. */
    Unrolling(Rule rule, String open, String close) {
        this.rule = rule;
        this.open = open;
        this.close = close;
    }

    Unrolling text(String text) {
        if (fresh.isEmpty()) {
            done.append(text);
        } else {
            fresh.add(text);
        }
        return this;
    }

    /** A part, in brackets when it binds looser than this. */
    Unrolling node(Syntax part, Binding loosest) {
        fresh.add(new Waiting(part, loosest));
        return this;
    }

    /** A part where anything may stand. */
    Unrolling node(Syntax part) {
        return node(part, Binding.CONDITIONAL);
    }

    /** A part in brackets, whatever it is. */
    Unrolling bracketed(Syntax part) {
        return text(open).node(part).text(close);
    }

    /** Parts with commas between them. */
    Unrolling list(List<? extends Syntax> parts) {
        String comma = "";
        for (Syntax part : parts) {
            text(comma).node(part);
            comma = ", ";
        }
        return this;
    }

    /** Writes all that has been asked for. */
    String finish() {
        settle();
        while (!waiting.isEmpty()) {
            Object next = waiting.pop();
            if (next instanceof Waiting part) {
                write(part);
                settle();
            } else {
                done.append(next);
            }
        }
        return done.toString();
    }

    private void write(Waiting part) {
        boolean brackets = rule.binding(part.node).isLooserThan(part.loosest);
        if (brackets) {
            done.append(open);
        }
        rule.write(part.node, this);
        if (brackets) {
            text(close);
        }
    }

    private void settle() {
        for (int i = fresh.size() - 1; i >= 0; i--) {
            waiting.push(fresh.get(i));
        }
        fresh.clear();
    }
}
