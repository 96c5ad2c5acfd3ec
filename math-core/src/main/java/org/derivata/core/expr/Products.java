package org.derivata.core.expr;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.derivata.core.shape.Dimension;
import org.jspecify.annotations.Nullable;

/**
 * Makes products of products one product, so that the order of contraction is free. Only a product that is used once is dissolved, and only up to
 * {@value #LARGEST} operands: otherwise derivatives of long chains swell. A sum of one operand stays, or {@code sum(e) * sum(e)} would hide that it
 * is a square.
 */
public final class Products {

    /** Products of more operands are nested. */
    public static final int LARGEST = 8;

    private Products() {}

    public static Expr flatten(Expr root) {
        return flatten(List.of(root)).get(0);
    }

    /** The roots with their products flattened; a node that two roots share is used twice. What flattening makes equal may leave more to flatten. */
    public static List<Expr> flatten(Collection<? extends Expr> roots) {
        List<Expr> before = List.copyOf(roots);
        List<Expr> after = flattenOnce(before);
        while (!after.equals(before)) {
            before = after;
            after = flattenOnce(before);
        }
        return after;
    }

    /** Whether flattening surely leaves these nodes as they are: no product is an operand of another one, as in most texts. */
    public static boolean areFlat(Collection<? extends Expr> nodes) {
        return areFlat(nodes, each -> false);
    }

    private static boolean areFlat(Collection<? extends Expr> nodes, Predicate<Expr> stays) {
        for (Expr node : nodes) {
            if (node instanceof Einsum product) {
                int room = room(product);
                for (Expr each : product.operands()) {
                    if (inner(each, room) != null && !stays.test(each)) {
                        return false;
                    }
                }
            }
        }
        return true;
    }

    /** Whether a product could take in the operands of one that is among its own. */
    public static boolean hasRoom(Einsum outer, Einsum inner) {
        return inner.operands().size() - 1 <= room(outer);
    }

    /** How many operands more a product may get. */
    private static int room(Einsum product) {
        return LARGEST - product.operands().size();
    }

    private static List<Expr> flattenOnce(List<Expr> roots) {
        List<Expr> nodes = Graph.postOrder(roots);
        if (areFlat(nodes)) {
            return roots;
        }
        Map<Expr, Integer> uses = Graph.uses(roots, nodes);
        if (areFlat(nodes, each -> uses.getOrDefault(each, 0) > 1)) {
            return roots;
        }
        Map<Expr, Expr> results = new HashMap<>(2 * nodes.size());
        for (Expr node : nodes) {
            results.put(
                    node,
                    node instanceof Einsum product ? dissolve(product, uses, results) : Graph.rebuilt(node, results));
        }
        return roots.stream()
                .map(each -> Objects.requireNonNull(results.get(each)))
                .toList();
    }

    private static Expr dissolve(Einsum product, Map<Expr, Integer> uses, Map<Expr, Expr> results) {
        List<Expr> operands = new ArrayList<>();
        List<int[]> labels = new ArrayList<>();
        List<Dimension> sizes = new ArrayList<>(Arrays.asList(product.sizes()));
        int room = room(product);
        for (int i = 0; i < product.operands().size(); i++) {
            Expr original = product.operands().get(i);
            Expr operand = Objects.requireNonNull(results.get(original));
            boolean once = uses.getOrDefault(original, 0) == 1;
            Einsum inner = once ? inner(operand, room) : null;
            if (inner == null) {
                operands.add(operand);
                labels.add(product.labels(i));
                continue;
            }
            room -= inner.operands().size() - 1;
            if (operand instanceof LinearCombination scaling) {
                operands.add(Constant.of(scaling.terms().get(0).coefficient()));
                labels.add(new int[0]);
            }
            splice(inner, product.labels(i), operands, labels, sizes);
        }
        if (operands.equals(product.operands())) {
            return product;
        }
        return Einsum.of(operands, labels, Contraction.identity(product.rank()), sizes.toArray(new Dimension[0]));
    }

    /** The product to dissolve, or null: a product, scaled or not, that is no bare sum and has room. */
    private static @Nullable Einsum inner(Expr operand, int room) {
        boolean scaled = operand instanceof LinearCombination sum && sum.isScaling();
        Expr unscaled = scaled ? operand.arguments().get(0) : operand;
        return unscaled instanceof Einsum product
                        && product.operands().size() > 1
                        && product.operands().size() - 1 <= room
                ? product
                : null;
    }

    /** The operands of an inner product under the outer one's labels; what it sums gets labels of its own. */
    private static void splice(
            Einsum inner, int[] outer, List<Expr> operands, List<int[]> labels, List<Dimension> sizes) {
        int[] names = Arrays.copyOf(outer, inner.labelCount());
        for (int label = inner.rank(); label < inner.labelCount(); label++) {
            names[label] = sizes.size();
            sizes.add(inner.size(label));
        }
        for (int i = 0; i < inner.operands().size(); i++) {
            operands.add(inner.operands().get(i));
            int[] own = inner.labels(i);
            Arrays.setAll(own, axis -> names[own[axis]]);
            labels.add(own);
        }
    }
}
