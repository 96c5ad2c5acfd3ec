package org.derivata.nn.compile;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.derivata.core.expr.Algebra;
import org.derivata.core.expr.Apply;
import org.derivata.core.expr.ContractionOrder;
import org.derivata.core.expr.Einsum;
import org.derivata.core.expr.Expr;
import org.derivata.core.expr.Graph;
import org.derivata.core.expr.LinearCombination;
import org.derivata.core.expr.Views;
import org.derivata.core.operator.LinearAlgebra;
import org.derivata.core.operator.Rational;
import org.derivata.core.shape.Dimension;
import org.derivata.core.shape.Shape;
import org.jspecify.annotations.Nullable;

/**
 * Products with inverse matrices as linear systems: {@code inv(A) @ b} is {@code solve(A, b)}, {@code x @ inv(A)} is {@code solve(A.T, x)},
 * and a sum over an axis of an inverse is a system with ones. Applying factors costs what multiplying by the inverse costs, which then need not
 * be made, and is more accurate. What wants entries of an inverse otherwise, as {@code trace(inv(A) @ B)} does, goes on taking them.
 */
final class LinearSystems {

    private final Map<String, Integer> sizes;

    private LinearSystems(Map<String, Integer> sizes) {
        this.sizes = sizes;
    }

    /** The roots, their products flattened, with systems in them. */
    static List<Expr> solved(Collection<? extends Expr> roots, List<Expr> nodes, Map<String, Integer> sizes) {
        if (nodes.stream().noneMatch(LinearSystems::isInverse)) {
            return List.copyOf(roots);
        }
        LinearSystems systems = new LinearSystems(sizes);
        return Graph.rewrite(roots, node -> node instanceof Einsum product ? systems.solved(product) : node);
    }

    private static boolean isInverse(Expr node) {
        return node instanceof Apply apply && apply.is("inv");
    }

    private double size(Dimension dimension) {
        return dimension.evaluate(sizes);
    }

    /** Some times the inverse of a matrix. */
    private record Part(Rational coefficient, Expr matrix) {}

    /** A sum of inverses, or one, as a gradient has {@code inv(A) + inv(A).T}. */
    private static List<Part> parts(Expr node) {
        if (isInverse(node)) {
            return List.of(new Part(Rational.ONE, node.arguments().get(0)));
        }
        List<Part> parts = new ArrayList<>();
        if (node instanceof LinearCombination sum) {
            for (LinearCombination.Term term : sum.terms()) {
                Expr turned = node.rank() < 2 ? term.expression() : Algebra.transposeLastTwo(term.expression());
                if (isInverse(term.expression())) {
                    parts.add(new Part(
                            term.coefficient(), term.expression().arguments().get(0)));
                } else if (isInverse(turned)) {
                    parts.add(new Part(
                            term.coefficient(),
                            Algebra.transposeLastTwo(turned.arguments().get(0))));
                } else {
                    return List.of();
                }
            }
        }
        return parts;
    }

    private Expr solved(Einsum product) {
        List<List<Part>> inverses =
                product.operands().stream().map(LinearSystems::parts).toList();
        if (!product.sums() || inverses.stream().allMatch(List::isEmpty)) {
            return product;
        }
        return new Product(product, inverses).solved();
    }

    /** A factor with a label of the product for each axis. */
    private record Factor(Expr expr, int[] labels) {

        boolean has(int label) {
            return Arrays.stream(labels).anyMatch(each -> each == label);
        }
    }

    /** One product on its way to systems. */
    private final class Product {

        private final Einsum product;
        private final List<List<Part>> inverses;
        private boolean changed;

        Product(Einsum product, List<List<Part>> inverses) {
            this.product = product;
            this.inverses = inverses;
        }

        Expr solved() {
            double[] making = new double[inverses.size()];
            for (int i = 0; i < making.length; i++) {
                Shape shape = product.operands().get(i).shape();
                // in multiplications: the cube of the size, for each matrix
                making[i] = inverses.get(i).isEmpty() ? 0 : size(shape.count()) * size(last(shape));
            }
            List<Factor> factors = factors(ContractionOrder.of(product, LinearSystems.this::size, making));
            int[] output = IntStream.range(0, product.rank()).toArray();
            return changed ? product(factors, output) : product;
        }

        /** The factors to which a tree comes down: its operands, but those that are part of systems in their solutions. */
        private List<Factor> factors(ContractionOrder.Tree root) {
            // nested as deep as there are operands: an explicit walk, or a product of thousands would overflow the
            // stack
            List<ContractionOrder.Tree> order = new ArrayList<>();
            Deque<ContractionOrder.Tree> open = new ArrayDeque<>(List.of(root));
            while (!open.isEmpty()) {
                ContractionOrder.Tree tree = open.pop();
                order.add(tree);
                if (tree instanceof ContractionOrder.Pair pair) {
                    open.push(pair.left());
                    open.push(pair.right());
                }
            }
            Deque<List<Factor>> done = new ArrayDeque<>();
            for (int i = order.size() - 1; i >= 0; i--) {
                if (order.get(i) instanceof ContractionOrder.Pair pair) {
                    List<Factor> right = done.pop();
                    List<Factor> left = done.pop();
                    done.push(factors(pair, left, right));
                } else {
                    done.push(List.of(factor((ContractionOrder.Leaf) order.get(i))));
                }
            }
            return done.pop();
        }

        private List<Factor> factors(ContractionOrder.Pair pair, List<Factor> left, List<Factor> right) {
            Factor solution = solution(pair.left(), pair.right(), right, pair.labels());
            if (solution == null) {
                solution = solution(pair.right(), pair.left(), left, pair.labels());
            }
            if (solution != null) {
                return List.of(solution);
            }
            List<Factor> both = new ArrayList<>(left);
            both.addAll(right);
            return both;
        }

        /** An operand; one of which an axis is summed is a system with ones if it is an inverse. */
        private Factor factor(ContractionOrder.Leaf leaf) {
            Expr operand = product.operands().get(leaf.operand());
            int[] labels = product.labels(leaf.operand());
            int last = labels.length - 1;
            boolean matrix = !inverses.get(leaf.operand()).isEmpty()
                    && Arrays.stream(labels).distinct().count() == labels.length;
            Factor solution = null;
            if (matrix && !has(leaf.labels(), labels[last])) {
                solution = solution(leaf.operand(), labels[last], labels[last - 1], List.of(), new int[0]);
            } else if (matrix && !has(leaf.labels(), labels[last - 1])) {
                solution = solution(leaf.operand(), labels[last - 1], labels[last], List.of(), new int[0]);
            }
            return solution != null ? solution : new Factor(operand, labels);
        }

        private @Nullable Factor solution(
                ContractionOrder.Tree matrix, ContractionOrder.Tree other, List<Factor> right, int[] result) {
            if (!(matrix instanceof ContractionOrder.Leaf leaf)
                    || inverses.get(leaf.operand()).isEmpty()) {
                return null;
            }
            int[] labels = product.labels(leaf.operand());
            int row = labels[labels.length - 2];
            int column = labels[labels.length - 1];
            if (!has(leaf.labels(), row) || !has(leaf.labels(), column)) {
                return null;
            }
            IntPredicate of = label -> has(other.labels(), label);
            IntPredicate remains = label -> has(result, label);
            if (ContractionOrder.applies(labels, column, row, of, remains)) {
                return solution(leaf.operand(), column, row, right, other.labels());
            }
            return ContractionOrder.applies(labels, row, column, of, remains)
                    ? solution(leaf.operand(), row, column, right, other.labels())
                    : null;
        }

        /**
         * The solution of a system.
         *
         * @param over the label that the matrix and the right side share
         * @param kept the matrix's other one
         * @param right factors of the right side; none for ones
         * @param rightLabels the labels that the right side keeps
         */
        private @Nullable Factor solution(int operand, int over, int kept, List<Factor> right, int[] rightLabels) {
            List<Part> parts = inverses.get(operand);
            int[] labels = product.labels(operand);
            Shape shape = product.operands().get(operand).shape();
            int[] batch = Arrays.copyOf(labels, labels.length - 2);
            int[] columns = Arrays.stream(rightLabels)
                    .filter(label -> label != over && !has(batch, label))
                    .toArray();
            Dimension count = Dimension.product(
                    Arrays.stream(columns).mapToObj(product::size).toList());
            // several systems cost more than making the matrix, where there are many columns
            if ((parts.size() - 1) * size(count) > size(last(shape)) || !fits(shape, labels)) {
                return null;
            }
            int[] order = joined(joined(batch, over), columns);
            Expr sides = right.isEmpty() ? Algebra.one(shapeOf(order)) : arranged(right, order);
            boolean vector = batch.length == 0 && columns.length == 0;
            Shape front = shape.slice(0, shape.rank() - 1);
            Expr joined = vector ? sides : Views.reshape(sides, front.concat(Shape.of(count)));
            List<LinearCombination.Term> terms = new ArrayList<>();
            for (Part part : parts) {
                boolean turned = over == labels[labels.length - 2];
                Expr matrix = turned ? Algebra.transposeLastTwo(part.matrix) : part.matrix;
                terms.add(new LinearCombination.Term(part.coefficient, Apply.of(LinearAlgebra.SOLVE, matrix, joined)));
            }
            Expr solved = LinearCombination.of(joined.shape(), terms);
            int[] own = joined(joined(batch, kept), columns);
            changed = true;
            return new Factor(Views.reshape(solved, shapeOf(own)), own);
        }

        /** Whether the labels have the matrix's own names of sizes: others may turn out to be different. */
        private boolean fits(Shape shape, int[] labels) {
            return IntStream.range(0, labels.length)
                            .allMatch(axis -> product.size(labels[axis]).equals(shape.get(axis)))
                    && last(shape).equals(shape.get(shape.rank() - 2));
        }

        private Shape shapeOf(int[] labels) {
            return new Shape(Arrays.stream(labels).mapToObj(product::size).toList());
        }

        /** A product with its axes in an order, repeated along those that it has not. */
        private Expr arranged(List<Factor> factors, int[] order) {
            int[] own = Arrays.stream(order)
                    .filter(label -> factors.stream().anyMatch(each -> each.has(label)))
                    .toArray();
            Expr value = product(factors, own);
            return own.length == order.length ? value : product(List.of(new Factor(value, own)), order);
        }

        /** The product of factors, summed over what the result lacks. */
        private Expr product(List<Factor> factors, int[] output) {
            BitSet used = new BitSet();
            Arrays.stream(output).forEach(used::set);
            factors.forEach(each -> Arrays.stream(each.labels).forEach(used::set));
            int[] own = used.stream().toArray();
            Dimension[] dimensions = Arrays.stream(own).mapToObj(product::size).toArray(Dimension[]::new);
            List<int[]> labels =
                    factors.stream().map(each -> numbered(each.labels, own)).toList();
            return Einsum.of(factors.stream().map(Factor::expr).toList(), labels, numbered(output, own), dimensions);
        }
    }

    private static int[] numbered(int[] labels, int[] own) {
        return Arrays.stream(labels)
                .map(label -> Arrays.binarySearch(own, label))
                .toArray();
    }

    private static boolean has(int[] labels, int label) {
        return Arrays.stream(labels).anyMatch(each -> each == label);
    }

    private static int[] joined(int[] first, int... second) {
        return IntStream.concat(Arrays.stream(first), Arrays.stream(second)).toArray();
    }

    private static Dimension last(Shape shape) {
        return shape.get(shape.rank() - 1);
    }
}
