package org.derivata.core.expr;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Walks over the graph below some roots, never recursive, each node once. */
public final class Graph {

    private Graph() {}

    /** Every node below the roots, roots included, arguments before users. */
    public static List<Expr> postOrder(Collection<? extends Expr> roots) {
        return postOrder(roots, each -> true);
    }

    /** The same, without what stands only below nodes that are not looked into. */
    public static List<Expr> postOrder(Collection<? extends Expr> roots, Predicate<Expr> looksInto) {
        Walk walk = new Walk(looksInto);
        for (Expr root : roots) {
            walk.visit(root);
        }
        return walk.order;
    }

    /** A walk on plain arrays: every pass begins with one, most of them over a handful of nodes. */
    private static final class Walk {

        private final Predicate<Expr> looksInto;
        private final List<Expr> order = new ArrayList<>();
        private final NodeIndex entered = new NodeIndex();

        /** The nodes whose arguments are being visited, and how many of them were. */
        private Expr[] path = new Expr[16];

        private int[] next = new int[16];
        private int depth;

        Walk(Predicate<Expr> looksInto) {
            this.looksInto = looksInto;
        }

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
            if (!entered.add(node)) {
                return;
            }
            if (node.arguments().isEmpty() || !looksInto.test(node)) {
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
    }

    public static List<Expr> postOrder(Expr root) {
        return postOrder(List.of(root));
    }

    /** How many places use each node below the roots; a root counts as used once more. */
    public static Map<Expr, Integer> uses(Collection<? extends Expr> roots) {
        Map<Expr, Integer> uses = new HashMap<>();
        roots.forEach(root -> uses.merge(root, 1, Integer::sum));
        for (Expr node : postOrder(roots)) {
            for (Expr argument : node.arguments()) {
                uses.merge(argument, 1, Integer::sum);
            }
        }
        return uses;
    }

    /**
     * What has more than one use, as {@link #uses} counts them.
     *
     * @param nodes all nodes below the roots
     */
    static NodeIndex shared(Collection<? extends Expr> roots, List<Expr> nodes) {
        NodeIndex used = new NodeIndex();
        NodeIndex shared = new NodeIndex();
        for (Expr root : roots) {
            if (!used.add(root)) {
                shared.add(root);
            }
        }
        for (Expr node : nodes) {
            List<Expr> arguments = node.arguments();
            for (int i = 0; i < arguments.size(); i++) {
                if (!used.add(arguments.get(i))) {
                    shared.add(arguments.get(i));
                }
            }
        }
        return shared;
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
        NodeMap<Expr> results = new NodeMap<>();
        for (Expr node : postOrder(roots)) {
            results.put(node, step.apply(rebuilt(node, results)));
        }
        return roots.stream().map(results::known).toList();
    }

    public static Expr rewrite(Expr root, UnaryOperator<Expr> step) {
        return rewrite(List.of(root), step).get(0);
    }

    /** A node over the results of its arguments, all of which must be known. */
    public static Expr rebuilt(Expr node, NodeMap<Expr> results) {
        List<Expr> arguments = node.arguments();
        Expr[] changed = new Expr[arguments.size()];
        boolean same = true;
        for (int i = 0; i < changed.length; i++) {
            changed[i] = results.known(arguments.get(i));
            same &= changed[i] == arguments.get(i);
        }
        return same ? node : node.withArguments(List.of(changed));
    }

    /** Puts expressions in the place of others, all at once; a replacement must have the shape of what it replaces. */
    public static Expr substitute(Expr root, Map<? extends Expr, ? extends Expr> replacements) {
        NodeMap<Expr> results = new NodeMap<>();
        replacements.forEach(results::put);
        for (Expr node : postOrder(root)) {
            if (!results.contains(node)) {
                results.put(node, rebuilt(node, results));
            }
        }
        return results.known(root);
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
