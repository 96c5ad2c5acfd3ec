package org.derivata.symbolic;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.derivata.core.diagnostic.Diagnostic;
import org.derivata.core.diagnostic.NameException;
import org.derivata.core.expr.Constant;
import org.derivata.core.expr.Expr;
import org.derivata.core.expr.Variable;
import org.derivata.core.language.Guard;
import org.derivata.core.language.Suggestion;
import org.jspecify.annotations.Nullable;

/**
 * Where a formula comes from: its declarations, definitions and the author's order. Composing formulas only links their origins; what they hold
 * is gathered when somebody asks, so that a formula of 100,000 parts costs no more to build than its parts.
 */
final class Origin {

    static final Origin NONE = new Origin(List.of(), null);

    /** What an origin holds. */
    record Contents(
            Map<String, Variable> variables,
            Map<String, Expr> definitions,
            Map<Expr, Integer> order,
            List<Guard> guards) {

        /**
         * The variable or definition of a name.
         *
         * @throws NameException when there is none, or when it stands for a number: a formula does not tell which of its numbers came from a name
         */
        Expr require(String name) {
            Expr known = variables.containsKey(name) ? variables.get(name) : definitions.get(name);
            if (known == null) {
                List<String> names = new ArrayList<>(variables.keySet());
                names.addAll(definitions.keySet());
                throw new NameException(Diagnostic.of("name.unknown_variable", "the formula has no variable " + name)
                        .help(Suggestion.nearest(name, names)
                                .map(each -> "did you mean " + each + "?")
                                .orElse(
                                        names.isEmpty()
                                                ? "it has none at all"
                                                : "it has " + String.join(", ", names))));
            }
            if (known instanceof Constant) {
                throw new NameException(
                        Diagnostic.of("name.no_variable", name + " is defined as a number, and is no variable")
                                .help("leave out its definition, and give its value with the inputs"));
            }
            return known;
        }
    }

    private final List<Origin> parts;
    private @Nullable Contents contents;

    private Origin(List<Origin> parts, @Nullable Contents contents) {
        this.parts = parts;
        this.contents = contents;
    }

    static Origin of(
            Map<String, Variable> variables,
            Map<String, Expr> definitions,
            Map<Expr, Integer> order,
            List<Guard> guards) {
        return new Origin(List.of(), new Contents(variables, definitions, order, guards));
    }

    /** All of some origins, the first ones first. */
    static Origin of(List<Origin> origins, List<Guard> guards) {
        List<Origin> different = new ArrayList<>(origins.stream().distinct().toList());
        different.remove(NONE);
        if (!guards.isEmpty()) {
            different.add(of(Map.of(), Map.of(), Map.of(), guards));
        }
        return different.isEmpty() ? NONE : different.size() == 1 ? different.get(0) : new Origin(different, null);
    }

    /**
     * Everything together.
     *
     * @throws NameException {@code name.two_meanings} when two parts declare one name differently
     */
    Contents contents() {
        Contents known = contents;
        if (known == null) {
            known = gathered();
            contents = known;
        }
        return known;
    }

    private Contents gathered() {
        Contents all =
                new Contents(new LinkedHashMap<>(), new LinkedHashMap<>(), new IdentityHashMap<>(), new ArrayList<>());
        Map<Origin, Boolean> seen = new IdentityHashMap<>();
        Deque<Origin> todo = new ArrayDeque<>(List.of(this));
        int offset = 0;
        while (!todo.isEmpty()) {
            Origin next = todo.pop();
            if (seen.put(next, true) != null) {
                continue;
            }
            Contents own = next.contents;
            if (own == null) {
                for (int i = next.parts.size() - 1; i >= 0; i--) {
                    todo.push(next.parts.get(i));
                }
                continue;
            }
            own.variables.forEach((name, variable) -> declare(all.variables, name, variable));
            all.definitions.putAll(own.definitions);
            int before = offset;
            int last = 0;
            for (Map.Entry<Expr, Integer> each : own.order.entrySet()) {
                all.order.putIfAbsent(each.getKey(), before + each.getValue());
                last = Math.max(last, each.getValue());
            }
            offset = before + last + 1;
            all.guards.addAll(own.guards);
        }
        return all;
    }

    private static void declare(Map<String, Variable> variables, String name, Variable variable) {
        Variable known = variables.putIfAbsent(name, variable);
        if (known != null && known != variable) {
            throw new NameException(Diagnostic.of("name.two_meanings", "the formulas declare " + name + " differently")
                    .clash(known.shape(), variable.shape())
                    .help("rename one with substitute, or declare both alike"));
        }
    }
}
