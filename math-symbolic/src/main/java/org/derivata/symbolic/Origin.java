package org.derivata.symbolic;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.derivata.core.diagnostic.Diagnostic;
import org.derivata.core.diagnostic.NameException;
import org.derivata.core.expr.Constant;
import org.derivata.core.expr.Expr;
import org.derivata.core.expr.Graph;
import org.derivata.core.expr.Variable;
import org.derivata.core.expr.Views;
import org.derivata.core.language.Elaboration;
import org.derivata.core.language.Guard;
import org.derivata.core.language.Suggestion;
import org.derivata.core.notation.Notation;
import org.jspecify.annotations.Nullable;

/**
 * Where a formula comes from: its declarations, definitions and the author's order. Composing formulas only links their origins; what they hold
 * is gathered when somebody asks, so that a formula of 100,000 parts costs no more to build than its parts.
 */
final class Origin {

    static final Origin NONE = new Origin(List.of(), null, null);

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
            if (known instanceof Constant || Views.dimension(known).isPresent()) {
                throw new NameException(
                        Diagnostic.of("name.no_variable", name + " is defined as a number, and is no variable")
                                .help("leave out its definition, and give its value with the inputs"));
            }
            return known;
        }

        /** The same, but no definition. */
        Variable requireVariable(String name) {
            if (require(name) instanceof Variable variable && variable == variables.get(name)) {
                return variable;
            }
            throw new NameException(Diagnostic.of("name.no_variable", name + " is defined, and is no variable")
                    .help("hessian by this name alone derives by a definition"));
        }

        /** Where the author wrote what; all variables are in it, since no constant may be written like one. */
        Map<Expr, Integer> places() {
            Map<Expr, Integer> places = new IdentityHashMap<>(order);
            variables.values().forEach(each -> places.putIfAbsent(each, Integer.MAX_VALUE));
            return places;
        }

        /** The definitions whose names no variable has. */
        Map<String, Expr> usefulDefinitions() {
            Map<String, Expr> useful = new LinkedHashMap<>(definitions);
            useful.keySet().removeAll(variables.keySet());
            return useful;
        }

        /** What the author named, by its value. Derivatives are taken of the stable form, in which that may look different. */
        Map<Expr, String> names(Calculus calculus) {
            Map<Expr, String> names = Notation.names(usefulDefinitions());
            Map<Expr, String> all = new LinkedHashMap<>(names);
            Iterator<Expr> stable = calculus.stabilize(names.keySet()).iterator();
            names.values().forEach(name -> all.putIfAbsent(stable.next(), name));
            return all;
        }
    }

    private final List<Origin> parts;
    private final @Nullable Elaboration text;
    private @Nullable Contents contents;

    private Origin(List<Origin> parts, @Nullable Elaboration text, @Nullable Contents contents) {
        this.parts = parts;
        this.text = text;
        this.contents = contents;
    }

    /** The origin of what a text means. */
    static Origin of(Elaboration text) {
        return new Origin(
                List.of(), text, new Contents(text.variables(), text.definitions(), text.order(), text.guards()));
    }

    static Origin of(
            Map<String, Variable> variables,
            Map<String, Expr> definitions,
            Map<Expr, Integer> order,
            List<Guard> guards) {
        return new Origin(List.of(), null, new Contents(variables, definitions, order, guards));
    }

    /** All of some origins, the first ones first. */
    static Origin of(List<Origin> origins, List<Guard> guards) {
        List<Origin> different = new ArrayList<>(origins.stream().distinct().toList());
        different.remove(NONE);
        if (!guards.isEmpty()) {
            different.add(of(Map.of(), Map.of(), Map.of(), guards));
        }
        return different.isEmpty()
                ? NONE
                : different.size() == 1 ? different.get(0) : new Origin(different, null, null);
    }

    /** The origin of what is made of a formula: it knows the same names, but is no longer what the text says. */
    Origin derived() {
        return text == null ? this : new Origin(List.of(this), null, null);
    }

    /** This and another one behind it. */
    Origin with(Origin other) {
        return of(List.of(this, other), List.of());
    }

    /** The variables without one of them, and the guards. */
    Origin without(String name) {
        Map<String, Variable> left = new LinkedHashMap<>(contents().variables());
        left.remove(name);
        return of(left, Map.of(), Map.of(), contents().guards());
    }

    /** The variables that an expression has, in the author's order, and the guards. */
    Origin within(Expr expression) {
        Map<String, Variable> left = new LinkedHashMap<>();
        Graph.variables(List.of(expression)).forEach(each -> left.put(each.name(), each));
        return of(left, Map.of(), contents().order(), contents().guards());
    }

    /**
     * A part of the text in which a definition is a variable. The text is read again, since in the graph the value of a definition may have
     * dissolved in what uses it: with {@code h = x + y}, {@code sin(h) + h} is {@code sin(x + y) + x + y}.
     *
     * @throws NameException {@code name.dissolved} when the formula is not what the text says, but made of it
     */
    Formula free(Expr part, String name) {
        if (text != null) {
            Elaboration freed = text.free(name);
            Set<Expr> found = new LinkedHashSet<>();
            if (text.result().filter(part::equals).isPresent()) {
                found.add(freed.requireResult());
            } else {
                text.definitions().forEach((defined, value) -> {
                    if (value.equals(part)) {
                        found.add(Objects.requireNonNull(freed.definitions().get(defined)));
                    }
                });
            }
            if (found.size() == 1) {
                return Formula.of(freed, found.iterator().next());
            }
        }
        throw new NameException(Diagnostic.of(
                        "name.dissolved",
                        "the formula was made after " + name + " was defined, and does not tell where it uses it")
                .help("differentiate the formula that the text defines, or write " + name
                        + " as a variable and substitute its value"));
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
