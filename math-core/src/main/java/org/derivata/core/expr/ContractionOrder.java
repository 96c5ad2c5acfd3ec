package org.derivata.core.expr;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.ToDoubleFunction;
import org.derivata.core.shape.Dimension;

/**
 * The cheapest order in which to multiply the operands of an {@link Einsum} two at a time: by dynamic programming over subsets up to
 * {@value #EXACT} operands, greedily beyond.
 */
public final class ContractionOrder {

    private static final int EXACT = 10;

    /** A product tree; labels are those of the einsum. */
    public sealed interface Tree {

        /** The labels that remain: of the result, or needed by operands outside of the tree. Ascending. */
        int[] labels();
    }

    /** One operand; labels that nobody else needs are summed away at once. */
    public record Leaf(int operand, int[] labels) implements Tree {}

    /** A product of two. */
    public record Pair(Tree left, Tree right, int[] labels) implements Tree {}

    /** Of each operand, in the order of its axes. */
    private final int[][] axisLabels;

    /** The same once each, ascending. */
    private final int[][] operandLabels;

    private final double[] sizes;
    private final boolean[] output;

    /** What it costs to make an operand an array, where that is no array yet but can be applied to another as a matrix. */
    private final double[] making;

    private ContractionOrder(Einsum product, ToDoubleFunction<Dimension> size, double[] making) {
        this.making = making;
        int count = product.operands().size();
        this.operandLabels = new int[count][];
        this.axisLabels = new int[count][];
        for (int i = 0; i < count; i++) {
            BitSet own = new BitSet();
            axisLabels[i] = product.labels(i);
            for (int label : axisLabels[i]) {
                own.set(label);
            }
            operandLabels[i] = own.stream().toArray();
        }
        this.sizes = Arrays.stream(product.sizes()).mapToDouble(size).toArray();
        this.output = new boolean[sizes.length];
        Arrays.fill(output, 0, product.rank(), true);
    }

    /** The order for sizes as {@code size} estimates or knows them. */
    public static Tree of(Einsum product, ToDoubleFunction<Dimension> size) {
        return of(product, size, new double[product.operands().size()]);
    }

    /**
     * The order where some operands are matrices that can be {@linkplain #applies applied} without being made, as an inverse can by solving.
     *
     * @param making for each operand what making it costs, in multiplications; 0 for what is an array already
     */
    public static Tree of(Einsum product, ToDoubleFunction<Dimension> size, double[] making) {
        ContractionOrder order = new ContractionOrder(product, size, making);
        int count = product.operands().size();
        boolean few = count <= EXACT && order.sizes.length <= Long.SIZE;
        return few ? order.exact(count) : order.greedy(count);
    }

    /**
     * Whether multiplying with a matrix, its axes the last two of an operand, is a sum over one of the two and over nothing else of
     * the matrix, so that it maps columns to columns.
     *
     * @param labels of the operand
     * @param over the label that is summed
     * @param kept the other one
     * @param other which labels the other factor has
     * @param result which labels remain
     */
    public static boolean applies(int[] labels, int over, int kept, IntPredicate other, IntPredicate result) {
        return Arrays.stream(labels).distinct().count() == labels.length
                && other.test(over)
                && !other.test(kept)
                && result.test(kept)
                && !result.test(over);
    }

    /** What an unknown size probably is: rows are many, features fewer, classes few. */
    public static double nominal(Dimension dimension) {
        if (dimension.isConstant()) {
            return dimension.constant();
        }
        if (dimension.isName()) {
            return nominal(dimension.toString());
        }
        return dimension.names().stream().mapToDouble(ContractionOrder::nominal).reduce(1, (a, b) -> a * b);
    }

    private static double nominal(String name) {
        return switch (name) {
            case "n", "N", "batch" -> 1000;
            case "k", "c", "classes" -> 10;
            default -> 100;
        };
    }

    /** Sets of operands and of labels are bits: there are 3^n ways to halve all subsets of n operands. */
    private Tree exact(int count) {
        int full = (1 << count) - 1;
        double[] cost = new double[full + 1];
        long[] labels = new long[full + 1];
        int[] best = new int[full + 1];
        for (int set = 1; set <= full; set++) {
            labels[set] = remaining(set);
            if (Integer.bitCount(set) == 1) {
                continue;
            }
            cost[set] = Double.POSITIVE_INFINITY;
            // halves with the first operand only, largest first: at equal cost products group from the left
            int first = Integer.lowestOneBit(set);
            for (int left = (set - 1) & set; left > 0; left = (left - 1) & set) {
                int right = set & ~left;
                double parts = cost[left] + cost[right];
                if ((left & first) == 0 || parts >= cost[set]) {
                    continue;
                }
                double total = parts
                        + work(labels[left], labels[right])
                        + making(left, labels[left], labels[right], labels[set])
                        + making(right, labels[right], labels[left], labels[set]);
                if (total < cost[set]) {
                    cost[set] = total;
                    best[set] = left;
                }
            }
        }
        return tree(full, best, labels);
    }

    /** What one side of a product adds, if it is a single operand that has to be made for it. */
    private double making(int set, long own, long other, long result) {
        int operand = Integer.numberOfTrailingZeros(set);
        if (Integer.bitCount(set) > 1 || making[operand] == 0) {
            return 0;
        }
        int[] labels = axisLabels[operand];
        int row = labels[labels.length - 2];
        int column = labels[labels.length - 1];
        boolean isMatrix = (own >> row & own >> column & 1) == 1;
        IntPredicate has = label -> (other >> label & 1) == 1;
        IntPredicate remains = label -> (result >> label & 1) == 1;
        boolean free =
                !isMatrix || applies(labels, row, column, has, remains) || applies(labels, column, row, has, remains);
        return free ? 0 : making[operand];
    }

    private static Tree tree(int set, int[] best, long[] labels) {
        int[] remaining = new int[Long.bitCount(labels[set])];
        long rest = labels[set];
        for (int i = 0; i < remaining.length; i++) {
            remaining[i] = Long.numberOfTrailingZeros(rest);
            rest &= rest - 1;
        }
        int left = best[set];
        return left == 0
                ? new Leaf(Integer.numberOfTrailingZeros(set), remaining)
                : new Pair(tree(left, best, labels), tree(set & ~left, best, labels), remaining);
    }

    /** The labels of some operands that the result has or the others need. */
    private long remaining(int set) {
        long inside = 0;
        long outside = 0;
        for (int label = 0; label < output.length; label++) {
            outside |= output[label] ? 1L << label : 0;
        }
        for (int i = 0; i < operandLabels.length; i++) {
            long own = 0;
            for (int label : operandLabels[i]) {
                own |= 1L << label;
            }
            if ((set >> i & 1) == 1) {
                inside |= own;
            } else {
                outside |= own;
            }
        }
        return inside & outside;
    }

    /** Multiplications of one product of two. */
    private double work(long left, long right) {
        double multiplications = 1;
        for (long rest = left; rest != 0; rest &= rest - 1) {
            multiplications *= sizes[Long.numberOfTrailingZeros(rest)];
        }
        for (long rest = right & ~left; rest != 0; rest &= rest - 1) {
            multiplications *= sizes[Long.numberOfTrailingZeros(rest)];
        }
        return multiplications;
    }

    private Tree greedy(int count) {
        List<Tree> trees = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            trees.add(new Leaf(i, operandLabels[i]));
        }
        while (trees.size() > 1) {
            int bestLeft = 0;
            int bestRight = 1;
            double least = Double.POSITIVE_INFINITY;
            for (int i = 0; i < trees.size(); i++) {
                for (int j = i + 1; j < trees.size(); j++) {
                    double work = work(trees.get(i), trees.get(j));
                    if (work < least) {
                        least = work;
                        bestLeft = i;
                        bestRight = j;
                    }
                }
            }
            Tree right = trees.remove(bestRight);
            Tree left = trees.remove(bestLeft);
            trees.add(bestLeft, new Pair(left, right, needed(left, right, trees)));
        }
        return trees.get(0);
    }

    private int[] needed(Tree left, Tree right, List<Tree> others) {
        boolean[] inside = new boolean[sizes.length];
        Arrays.stream(left.labels()).forEach(label -> inside[label] = true);
        Arrays.stream(right.labels()).forEach(label -> inside[label] = true);
        boolean[] outside = output.clone();
        others.forEach(each -> Arrays.stream(each.labels()).forEach(label -> outside[label] = true));
        return labels(inside, outside);
    }

    private int[] labels(boolean[] inside, boolean[] outside) {
        int[] labels = new int[sizes.length];
        int count = 0;
        for (int label = 0; label < sizes.length; label++) {
            if (inside[label] && outside[label]) {
                labels[count++] = label;
            }
        }
        return Arrays.copyOf(labels, count);
    }

    /** Multiplications of one product of two. */
    private double work(Tree left, Tree right) {
        boolean[] all = new boolean[sizes.length];
        double multiplications = 1;
        for (Tree side : List.of(left, right)) {
            for (int label : side.labels()) {
                if (!all[label]) {
                    all[label] = true;
                    multiplications *= sizes[label];
                }
            }
        }
        return multiplications;
    }
}
