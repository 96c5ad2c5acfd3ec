package org.derivata.nn.compile;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.derivata.core.array.Array;
import org.derivata.core.expr.Algebra;
import org.derivata.core.expr.Apply;
import org.derivata.core.expr.Constant;
import org.derivata.core.expr.Einsum;
import org.derivata.core.expr.Expr;
import org.derivata.core.expr.LinearCombination;
import org.derivata.core.expr.LinearCombination.Term;
import org.derivata.core.expr.Variable;
import org.derivata.core.language.Library;
import org.derivata.core.operator.Operator;
import org.derivata.core.operator.Rational;
import org.derivata.core.shape.Dimension;
import org.derivata.core.shape.Shape;

/** A random expression graph with its inputs, the same for the same seed. */
final class RandomGraph {

    private static final List<String> UNARY =
            List.of("tanh", "sin", "abs", "sign", "exp", "softplus", "logical_not", "cos", "expm1");
    private static final List<String> BINARY = List.of(
            "maximum",
            "minimum",
            "less",
            "greater",
            "less_equal",
            "greater_equal",
            "equal",
            "not_equal",
            "logical_and");
    private static final List<String> GROUPS = List.of("max", "min", "logsumexp", "softmax", "log_softmax");

    private final SplittableRandom random;
    private final int[] sizes;
    private final boolean onlyElementwise;
    private final List<Expr> nodes = new ArrayList<>();
    private final Map<String, Array> inputs = new LinkedHashMap<>();

    private RandomGraph(long seed, int[] sizes, boolean onlyElementwise) {
        this.random = new SplittableRandom(seed);
        this.sizes = sizes;
        this.onlyElementwise = onlyElementwise;
    }

    /** Any kind of node, over axes of the given sizes. */
    static RandomGraph of(long seed, int... sizes) {
        RandomGraph graph = new RandomGraph(seed, sizes, false);
        graph.grow(30);
        return graph;
    }

    /** Elementwise nodes over one matrix shape, with NaN and infinities among the inputs. */
    static RandomGraph elementwise(long seed, int rows, int columns) {
        RandomGraph graph = new RandomGraph(seed, new int[] {rows, columns}, true);
        graph.grow(40);
        return graph;
    }

    Map<String, Array> inputs() {
        return inputs;
    }

    /** The last few nodes, which use most of the others. */
    List<Expr> outputs() {
        return nodes.subList(nodes.size() - 4, nodes.size());
    }

    private void grow(int steps) {
        if (onlyElementwise) {
            Shape shape = Shape.of(sizes[0], sizes[1]);
            for (int i = 0; i < 3; i++) {
                nodes.add(variable("X" + i, shape));
            }
            nodes.add(Algebra.broadcast(variable("row", Shape.of(sizes[1])), shape, 1));
            nodes.add(Algebra.broadcast(variable("column", Shape.of(sizes[0])), shape, 0));
            nodes.add(Algebra.fill(variable("s", Shape.SCALAR), shape));
        } else {
            for (int i = 0; i < 6; i++) {
                nodes.add(variable("v" + i, shape(random.nextInt(4))));
            }
        }
        for (int i = 0; i < steps; i++) {
            nodes.add(onlyElementwise || random.nextInt(3) == 0 ? entryByEntry() : other());
        }
    }

    private Variable variable(String name, Shape shape) {
        int[] extents = shape.evaluate(Map.of());
        double[] data = new double[Array.count(extents)];
        for (int i = 0; i < data.length; i++) {
            data[i] = special(2 * random.nextDouble() - 1);
        }
        inputs.put(name, Array.of(data, extents));
        return Variable.of(name, shape);
    }

    private double special(double ordinary) {
        if (!onlyElementwise || random.nextInt(10) > 0) {
            return ordinary;
        }
        double[] specials = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 0, -0.0, 1};
        return specials[random.nextInt(specials.length)];
    }

    private Shape shape(int rank) {
        return new Shape(IntStream.range(0, rank)
                .mapToObj(axis -> Dimension.of(sizes[random.nextInt(sizes.length)]))
                .toList());
    }

    private Expr any() {
        return nodes.get(random.nextInt(nodes.size()));
    }

    private Expr like(Expr node) {
        List<Expr> same =
                nodes.stream().filter(each -> each.shape().equals(node.shape())).toList();
        return same.get(random.nextInt(same.size()));
    }

    private Expr entryByEntry() {
        Expr a = any();
        Expr b = like(a);
        return switch (random.nextInt(6)) {
            case 0 -> Apply.of(operator(UNARY), tamed(a));
            case 1 -> Apply.of(operator(BINARY), a, random.nextBoolean() ? b : Constant.of(Rational.HALF, a.shape()));
            case 2 -> Algebra.multiply(a, b);
            case 3 ->
                LinearCombination.of(
                        a.shape(),
                        List.of(
                                new Term(Rational.of(random.nextInt(7) - 3, 3), a),
                                new Term(Rational.of(-1), b),
                                new Term(Rational.of(1, 7), like(a)),
                                new Term(Rational.of(random.nextInt(3) - 1), Algebra.one(a.shape()))));
            case 4 -> Apply.of(Library.standard().operator("where"), a, b, like(a));
            default -> Algebra.power(tamed(a), Rational.of(1 + random.nextInt(3)));
        };
    }

    /** Keeps numbers small, so that comparing relative errors means something. */
    private Expr tamed(Expr a) {
        return onlyElementwise ? a : Apply.of(Library.standard().operator("tanh"), a);
    }

    private Operator operator(List<String> names) {
        return Library.standard().operator(names.get(random.nextInt(names.size())));
    }

    private Expr other() {
        Expr a = any();
        return switch (random.nextInt(5)) {
            case 0 -> a.rank() == 0 ? a : group(a);
            case 1 -> a.rank() > 2 ? a : Apply.of(Library.standard().operator("stack"), a, like(a));
            case 2 -> Algebra.transpose(a);
            default -> product();
        };
    }

    private Expr group(Expr a) {
        List<Integer> axes = IntStream.range(0, a.rank())
                .filter(axis -> random.nextBoolean())
                .boxed()
                .toList();
        List<Integer> reduced = axes.isEmpty() ? List.of(a.rank() - 1) : axes;
        boolean empty = reduced.stream().anyMatch(axis -> a.shape().get(axis).equals(Dimension.of(0)));
        // a largest entry of none does not exist
        List<String> names = empty ? GROUPS.subList(2, GROUPS.size()) : GROUPS;
        return Apply.of(operator(names).with("axes", reduced), tamed(a));
    }

    /** Up to three operands under random labels that fit, summed over some of them. */
    private Expr product() {
        List<Expr> operands = new ArrayList<>();
        List<int[]> labels = new ArrayList<>();
        List<Dimension> extents = new ArrayList<>();
        int count = 1 + random.nextInt(3);
        for (int i = 0; i < count; i++) {
            Expr operand = any();
            if (operand.rank() > 3) {
                continue;
            }
            operands.add(tamed(operand));
            labels.add(operand.shape().sizes().stream()
                    .mapToInt(size -> label(size, extents))
                    .toArray());
        }
        if (random.nextInt(4) == 0) {
            Expr eye = Apply.identity(Dimension.of(sizes[random.nextInt(sizes.length)]));
            operands.add(eye);
            labels.add(eye.shape().sizes().stream()
                    .mapToInt(size -> label(size, extents))
                    .toArray());
        }
        double work = extents.stream().mapToDouble(Dimension::constant).reduce(1, (x, y) -> x * y);
        if (work > 100_000) {
            return entryByEntry();
        }
        List<Integer> kept = new ArrayList<>();
        for (int label = 0; label < extents.size(); label++) {
            if (random.nextInt(3) > 0 && kept.size() < 3) {
                kept.add(random.nextInt(kept.size() + 1), label);
            }
        }
        int[] output = kept.stream().mapToInt(Integer::intValue).toArray();
        return Einsum.of(operands, labels, output, extents.toArray(new Dimension[0]));
    }

    private int label(Dimension size, List<Dimension> extents) {
        int[] fitting = IntStream.range(0, extents.size())
                .filter(each -> extents.get(each).equals(size))
                .toArray();
        if (fitting.length > 0 && random.nextInt(3) > 0) {
            return fitting[random.nextInt(fitting.length)];
        }
        extents.add(size);
        return extents.size() - 1;
    }
}
