package org.derivata.core.notation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.derivata.core.expr.ContractionOrder;
import org.derivata.core.expr.ContractionOrder.Leaf;
import org.derivata.core.expr.ContractionOrder.Pair;
import org.derivata.core.expr.ContractionOrder.Tree;
import org.derivata.core.expr.Einsum;

/** All orders in which a few operands can be multiplied two at a time. */
final class ContractionTrees {

    /** Of so many operands there are 105 orders. */
    private static final int MOST = 5;

    private final Einsum product;
    private final List<Integer> operands;

    private ContractionTrees(Einsum product, List<Integer> operands) {
        this.product = product;
        this.operands = operands;
    }

    /** The orders, the cheapest first; none for many operands. */
    static List<Tree> of(Einsum product, List<Integer> operands) {
        if (operands.size() > MOST) {
            return List.of();
        }
        ContractionTrees trees = new ContractionTrees(product, operands);
        List<Tree> all = new ArrayList<>(trees.over((1 << operands.size()) - 1));
        all.sort(Comparator.comparingDouble(trees::work));
        return all;
    }

    /** The orders for a set of operands, which are bits. */
    private List<Tree> over(int set) {
        int first = Integer.lowestOneBit(set);
        int[] labels = remaining(set);
        if (set == first) {
            return List.of(new Leaf(operands.get(Integer.numberOfTrailingZeros(set)), labels));
        }
        List<Tree> trees = new ArrayList<>();
        for (int left = (set - 1) & set; left > 0; left = (left - 1) & set) {
            if ((left & first) == 0) {
                continue;
            }
            for (Tree a : over(left)) {
                for (Tree b : over(set & ~left)) {
                    trees.add(new Pair(a, b, labels));
                }
            }
        }
        return trees;
    }

    /** The labels that a set has and that the result or an operand outside of it needs. */
    private int[] remaining(int set) {
        return IntStream.range(0, product.labelCount())
                .filter(label -> isIn(set, label) && (label < product.rank() || isIn(~set, label)))
                .toArray();
    }

    private boolean isIn(int set, int label) {
        return IntStream.range(0, operands.size())
                .filter(i -> (set >> i & 1) != 0)
                .anyMatch(i -> Arrays.stream(product.labels(operands.get(i))).anyMatch(each -> each == label));
    }

    /** How many multiplications there are, for sizes as they probably are. */
    private double work(Tree tree) {
        if (!(tree instanceof Pair pair)) {
            return 0;
        }
        double own = IntStream.concat(
                        Arrays.stream(pair.left().labels()),
                        Arrays.stream(pair.right().labels()))
                .distinct()
                .mapToDouble(label -> ContractionOrder.nominal(product.size(label)))
                .reduce(1, (a, b) -> a * b);
        return own + work(pair.left()) + work(pair.right());
    }

    /** The labels that a product of two sums over. */
    static int[] summed(Pair pair) {
        BitSet summed = new BitSet();
        for (int label : pair.left().labels()) {
            summed.set(label);
        }
        for (int label : pair.right().labels()) {
            summed.set(label);
        }
        for (int label : pair.labels()) {
            summed.clear(label);
        }
        return summed.stream().toArray();
    }

    /** The leaves that are factors entry by entry, none within a sum. */
    static List<Integer> factors(Tree tree) {
        if (tree instanceof Leaf leaf) {
            return List.of(leaf.operand());
        }
        Pair pair = (Pair) tree;
        if (summed(pair).length > 0) {
            return List.of();
        }
        List<Integer> factors = new ArrayList<>(factors(pair.left()));
        factors.addAll(factors(pair.right()));
        return factors;
    }
}
