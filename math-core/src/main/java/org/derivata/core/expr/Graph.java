package org.derivata.core.expr;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Walks over the graph below some roots, never recursive, each node once. */
public final class Graph {

    private Graph() {}

    /** Every node below the roots, roots included, arguments before users. */
    public static List<Expr> postOrder(Collection<? extends Expr> roots) {
        List<Expr> order = new ArrayList<>();
        Set<Expr> entered = new HashSet<>();
        Deque<Visit> path = new ArrayDeque<>();
        for (Expr root : roots) {
            if (entered.add(root)) {
                path.push(new Visit(root));
            }
            while (!path.isEmpty()) {
                Visit visit = path.element();
                if (visit.next == visit.arguments.size()) {
                    order.add(path.pop().node);
                    continue;
                }
                Expr argument = visit.arguments.get(visit.next++);
                if (entered.add(argument)) {
                    path.push(new Visit(argument));
                }
            }
        }
        return order;
    }

    /** A node whose first arguments have been visited. */
    private static final class Visit {

        private final Expr node;
        private final List<Expr> arguments;
        private int next;

        Visit(Expr node) {
            this.node = node;
            this.arguments = node.arguments();
        }
    }

    public static List<Expr> postOrder(Expr root) {
        return postOrder(List.of(root));
    }

    /** How many places use each node below the roots; a root counts as used once more. */
    public static Map<Expr, Integer> uses(Collection<? extends Expr> roots) {
        Map<Expr, Integer> uses = new HashMap<>();
        roots.forEach(root -> uses.merge(root, 1, Integer::sum));
        for (Expr node : postOrder(roots)) {
            node.arguments().forEach(argument -> uses.merge(argument, 1, Integer::sum));
        }
        return uses;
    }

    /** The variables below the roots, in the order of first use. */
    public static Set<Variable> variables(Collection<? extends Expr> roots) {
        Set<Variable> variables = new LinkedHashSet<>();
        for (Expr node : postOrder(roots)) {
            if (node instanceof Variable variable) {
                variables.add(variable);
            }
        }
        return variables;
    }

    /** The number of different nodes below a root. */
    public static int count(Expr root) {
        return postOrder(root).size();
    }

    /**
     * Rebuilds everything below the roots from the leaves up: each node gets its arguments' results, then {@code step} is applied to it.
     *
     * @return the result for each root, in order
     */
    public static List<Expr> rewrite(Collection<? extends Expr> roots, UnaryOperator<Expr> step) {
        Map<Expr, Expr> results = new HashMap<>();
        for (Expr node : postOrder(roots)) {
            results.put(node, step.apply(rebuilt(node, results)));
        }
        return roots.stream().map(results::get).toList();
    }

    public static Expr rewrite(Expr root, UnaryOperator<Expr> step) {
        return rewrite(List.of(root), step).get(0);
    }

    static Expr rebuilt(Expr node, Map<Expr, Expr> results) {
        List<Expr> arguments = node.arguments();
        Expr[] changed = new Expr[arguments.size()];
        boolean same = true;
        for (int i = 0; i < changed.length; i++) {
            changed[i] = Objects.requireNonNull(results.get(arguments.get(i)));
            same &= changed[i] == arguments.get(i);
        }
        return same ? node : node.withArguments(List.of(changed));
    }

    /** Puts expressions in the place of others, all at once; a replacement must have the shape of what it replaces. */
    public static Expr substitute(Expr root, Map<? extends Expr, ? extends Expr> replacements) {
        Map<Expr, Expr> results = new HashMap<>(replacements);
        for (Expr node : postOrder(root)) {
            if (!results.containsKey(node)) {
                results.put(node, rebuilt(node, results));
            }
        }
        return Objects.requireNonNull(results.get(root));
    }

    /** The roots with every composite replaced by its definition, and those in the definitions too. */
    public static List<Expr> open(Collection<? extends Expr> roots) {
        return open(roots, composite -> true, (call, definition) -> {});
    }

    /**
     * The roots with some composites replaced by their definitions, and those in the definitions too.
     *
     * @param wanted which composites to open
     * @param listener told each call and what it became
     */
    public static List<Expr> open(
            Collection<? extends Expr> roots, Predicate<Composite> wanted, BiConsumer<Apply, Expr> listener) {
        List<Expr> opened = new ArrayList<>(roots);
        while (postOrder(opened).stream().anyMatch(each -> isComposite(each, wanted))) {
            opened = rewrite(opened, node -> {
                if (!isComposite(node, wanted)) {
                    return node;
                }
                Apply call = (Apply) node;
                Expr definition = ((Composite) call.operator()).open(call.arguments());
                listener.accept(call, definition);
                return definition;
            });
        }
        return opened;
    }

    private static boolean isComposite(Expr node, Predicate<Composite> wanted) {
        return node instanceof Apply apply && apply.operator() instanceof Composite composite && wanted.test(composite);
    }
}
