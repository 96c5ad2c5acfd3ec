package org.derivata.core.expr;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Walks over the graph below some roots, never recursive, each node once. */
public final class Graph {

    private Graph() {}

    /** Every node below the roots, roots included, arguments before users. */
    public static List<Expr> postOrder(Collection<? extends Expr> roots) {
        Walk walk = new Walk();
        for (Expr root : roots) {
            walk.visit(root);
        }
        return walk.order;
    }

    /** A walk on plain arrays: every pass begins with one, most of them over a handful of nodes. */
    private static final class Walk {

        private final List<Expr> order = new ArrayList<>();

        /** What was entered, each in the first free place from the one its hash names; a power of two, never more than half full. */
        private @Nullable Expr[] entered = new @Nullable Expr[32];

        private int count;

        /** The nodes whose arguments are being visited, and how many of them were. */
        private Expr[] path = new Expr[16];

        private int[] next = new int[16];
        private int depth;

        void visit(Expr root) {
            enter(root);
            while (depth > 0) {
                Expr node = path[depth - 1];
                List<Expr> arguments = node.arguments();
                if (next[depth - 1] == arguments.size()) {
                    order.add(node);
                    depth--;
                } else {
                    enter(arguments.get(next[depth - 1]++));
                }
            }
        }

        private void enter(Expr node) {
            if (!add(node)) {
                return;
            }
            if (node.arguments().isEmpty()) {
                order.add(node);
                return;
            }
            if (depth == path.length) {
                path = Arrays.copyOf(path, 2 * depth);
                next = Arrays.copyOf(next, 2 * depth);
            }
            path[depth] = node;
            next[depth++] = 0;
        }

        private boolean add(Expr node) {
            if (2 * count >= entered.length) {
                @Nullable Expr[] before = entered;
                entered = new @Nullable Expr[2 * before.length];
                for (Expr each : before) {
                    if (each != null) {
                        entered[place(each)] = each;
                    }
                }
            }
            int place = place(node);
            if (entered[place] != null) {
                return false;
            }
            entered[place] = node;
            count++;
            return true;
        }

        /** Where a node stands or would stand. */
        private int place(Expr node) {
            int mask = entered.length - 1;
            int place = node.hashCode() & mask;
            while (entered[place] != null && entered[place] != node) {
                place = place + 1 & mask;
            }
            return place;
        }
    }

    public static List<Expr> postOrder(Expr root) {
        return postOrder(List.of(root));
    }

    /** How many places use each node below the roots; a root counts as used once more. */
    public static Map<Expr, Integer> uses(Collection<? extends Expr> roots) {
        return uses(roots, postOrder(roots));
    }

    /** The same, where the nodes below the roots are at hand. */
    static Map<Expr, Integer> uses(Collection<? extends Expr> roots, List<Expr> nodes) {
        Map<Expr, Integer> uses = new HashMap<>(2 * nodes.size());
        roots.forEach(root -> uses.merge(root, 1, Integer::sum));
        for (Expr node : nodes) {
            for (Expr argument : node.arguments()) {
                uses.merge(argument, 1, Integer::sum);
            }
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
