package org.derivata.core.expr;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import org.derivata.core.operator.Structure;
import org.derivata.core.shape.Dimension;
import org.jspecify.annotations.Nullable;

/**
 * Makes products of products one product, so that the order of contraction is free. Only a product that is used once, or is one of sizes, is
 * dissolved, and only up to {@value #LARGEST} operands: otherwise derivatives of long chains swell. A sum of one operand stays, or {@code sum(e) * sum(e)} would hide that it
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
        return flatten(roots, false);
    }

    /**
     * The same where one of two products is a sum. Of products entry by entry the order is that of computing, and not free: {@code silu(x) * y} is 0
     * where {@code x * y * sigmoid(x)} overflows.
     */
    public static List<Expr> flattenSums(Collection<? extends Expr> roots) {
        return flatten(roots, true);
    }

    private static List<Expr> flatten(Collection<? extends Expr> roots, boolean onlySums) {
        List<Expr> before = List.copyOf(roots);
        List<Expr> after = flattenOnce(before, onlySums);
        while (!after.equals(before)) {
            before = after;
            after = flattenOnce(before, onlySums);
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

    private static List<Expr> flattenOnce(List<Expr> roots, boolean onlySums) {
        List<Expr> nodes = Graph.postOrder(roots);
        if (areFlat(nodes)) {
            return roots;
        }
        NodeIndex shared = new NodeIndex();
        for (Expr each : Graph.shared(roots, nodes).nodes()) {
            if (!isOfSizes(each)) {
                shared.add(each);
            }
        }
        if (areFlat(nodes, shared::contains)) {
            return roots;
        }
        NodeIndex factors = new NodeIndex();
        for (Expr node : nodes) {
            if (node instanceof Einsum product) {
                product.operands().forEach(factors::add);
            }
        }
        NodeMap<Expr> results = new NodeMap<>();
        NodeMap<Parts> parts = new NodeMap<>();
        for (Expr node : nodes) {
            if (!(node instanceof Einsum product)) {
                results.put(node, Graph.rebuilt(node, results));
                continue;
            }
            Parts dissolved = dissolve(product, onlySums, shared, results, parts);
            // the product that uses it may take it in: then nobody needs it as an expression
            if (!shared.contains(node) && factors.contains(node)) {
                parts.put(node, dissolved);
            } else {
                results.put(node, dissolved.whole());
            }
        }
        return roots.stream().map(results::known).toList();
    }

    /** Whether a product is one of sizes: of numbers such as {@code 1 / (n * m)} each use has its own, so that each is seen to divide. */
    private static boolean isOfSizes(Expr node) {
        return node instanceof Einsum product
                && product.rank() == 0
                && product.operands().stream().allMatch(Products::isSize);
    }

    private static boolean isSize(Expr factor) {
        Expr base =
                Einsum.exponent(factor).isOne() ? factor : factor.arguments().get(0);
        return base instanceof Apply size && size.is(Structure.SIZE.name());
    }

    /** What a product is made of, as long as it is no expression; the result's axes have the first labels. */
    private record Parts(Einsum product, List<Expr> operands, List<int[]> labels, List<Dimension> sizes) {

        static Parts of(Einsum product, List<Expr> operands, List<int[]> labels) {
            return new Parts(product, operands, labels, new ArrayList<>(Arrays.asList(product.sizes())));
        }

        boolean sums() {
            return sizes.size() > product.rank();
        }

        Expr whole() {
            return operands.equals(product.operands())
                    ? product
                    : Einsum.of(
                            operands, labels, Contraction.identity(product.rank()), sizes.toArray(new Dimension[0]));
        }

        /** Adds the operands of an inner product under this one's labels; what it sums gets labels of its own. */
        void splice(Parts inner, int[] outer) {
            int[] names = Arrays.copyOf(outer, inner.sizes.size());
            for (int label = inner.product.rank(); label < names.length; label++) {
                names[label] = sizes.size();
                sizes.add(inner.sizes.get(label));
            }
            for (int i = 0; i < inner.operands.size(); i++) {
                int[] own = inner.labels.get(i).clone();
                Arrays.setAll(own, axis -> names[own[axis]]);
                add(inner.operands.get(i), own);
            }
        }

        void add(Expr operand, int[] axes) {
            operands.add(operand);
            labels.add(axes);
        }
    }

    private static Parts dissolve(
            Einsum product, boolean onlySums, NodeIndex shared, NodeMap<Expr> results, NodeMap<Parts> parts) {
        boolean takesAll = !onlySums || product.sums();
        Parts whole = Parts.of(product, new ArrayList<>(), new ArrayList<>());
        int room = room(product);
        for (int i = 0; i < product.operands().size(); i++) {
            Expr original = product.operands().get(i);
            Parts open = parts.get(original);
            if (open != null
                    && open.operands.size() > 1
                    && open.operands.size() - 1 <= room
                    && (takesAll || open.sums())) {
                room -= open.operands.size() - 1;
                whole.splice(open, product.labels(i));
                continue;
            }
            Expr operand = open == null ? results.known(original) : open.whole();
            Einsum inner = shared.contains(original) ? null : inner(operand, room);
            if (inner == null || (!takesAll && !inner.sums())) {
                whole.add(operand, product.labels(i));
                continue;
            }
            room -= inner.operands().size() - 1;
            if (operand instanceof LinearCombination scaling) {
                whole.add(Constant.of(scaling.terms().get(0).coefficient()), new int[0]);
            }
            List<int[]> own = new ArrayList<>();
            for (int operandOfInner = 0; operandOfInner < inner.operands().size(); operandOfInner++) {
                own.add(inner.labels(operandOfInner));
            }
            whole.splice(Parts.of(inner, inner.operands(), own), product.labels(i));
        }
        return whole;
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
}
