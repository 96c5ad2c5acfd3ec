package org.derivata.core.notation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.derivata.core.expr.Apply;
import org.derivata.core.expr.ContractionOrder.Leaf;
import org.derivata.core.expr.ContractionOrder.Pair;
import org.derivata.core.expr.ContractionOrder.Tree;
import org.derivata.core.expr.Einsum;
import org.derivata.core.expr.Expr;

/** Parts of a product that are more than parts. */
final class SharedParts {

    private SharedParts() {}

    /**
     * Whether a part of the product would be read as a node that stands elsewhere too, and so stay one: only an {@code einsum} of all factors is
     * this product then.
     */
    static boolean in(Tree tree, Einsum product, Notation notation) {
        if (!mayBeIn(tree, product, notation)) {
            return false;
        }
        Set<Expr> parts = new HashSet<>();
        for (Pair pair : parts(tree)) {
            Expr part = product.part(leaves(pair), pair.labels());
            if (notation.has(part) || !parts.add(part)) {
                return true;
            }
        }
        return false;
    }

    /** Whether two parts have the same operands, or some other product has those of a part: nearly none has, and parts are dear to build. */
    private static boolean mayBeIn(Tree tree, Einsum product, Notation notation) {
        Set<Long> operands = new HashSet<>();
        for (Pair pair : parts(tree)) {
            List<Expr> part = leaves(pair).stream().map(product.operands()::get).toList();
            long key = key(part);
            if (notation.hasProductOf(key)
                    || !operands.add(key)
                    || part.stream().anyMatch(SharedParts::mayVanish)) {
                return true;
            }
        }
        return false;
    }

    /** The products within a tree, without the whole. */
    private static List<Pair> parts(Tree tree) {
        List<Pair> parts = new ArrayList<>();
        Deque<Tree> open = new ArrayDeque<>(List.of(tree));
        while (!open.isEmpty()) {
            if (open.pop() instanceof Pair pair) {
                open.push(pair.left());
                open.push(pair.right());
                if (pair != tree) {
                    parts.add(pair);
                }
            }
        }
        return parts;
    }

    /** An identity matrix is no operand of what it is a factor of. */
    private static boolean mayVanish(Expr operand) {
        return operand instanceof Apply call && call.is("eye");
    }

    /** The same for the same operands, in any order. */
    static long key(List<Expr> operands) {
        long key = operands.size();
        for (Expr each : operands) {
            key += (each.hashCode() + 0x9E37L) * 0x9E3779B97F4A7C15L;
        }
        return key;
    }

    /** The operands of a part. */
    private static List<Integer> leaves(Tree tree) {
        List<Integer> leaves = new ArrayList<>();
        Deque<Tree> open = new ArrayDeque<>(List.of(tree));
        while (!open.isEmpty()) {
            Tree next = open.pop();
            if (next instanceof Pair inner) {
                open.push(inner.left());
                open.push(inner.right());
            } else {
                leaves.add(((Leaf) next).operand());
            }
        }
        return leaves;
    }
}
