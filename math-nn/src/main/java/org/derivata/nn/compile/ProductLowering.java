package org.derivata.nn.compile;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.derivata.core.array.Array;
import org.derivata.core.expr.Apply;
import org.derivata.core.expr.ContractionOrder;
import org.derivata.core.expr.Einsum;
import org.derivata.core.expr.Expr;
import org.derivata.core.operator.Structure;
import org.derivata.nn.kernel.MatrixMultiplier;
import org.derivata.nn.kernel.Strides;

/** Lowers one labelled product: the order of multiplying, then each product of two as the kernel that fits it. */
final class ProductLowering {

    private final Einsum node;
    private final List<View> operands;
    private final int[] sizes;
    private final Map<String, Integer> bound;
    private final OperationList operations;
    private final PairLowering pairs;

    /** For each label the one that stands for it: an identity matrix makes its two labels one. */
    private final int[] names;

    private final boolean[] identity;

    ProductLowering(
            Einsum node,
            List<View> operands,
            Map<String, Integer> bound,
            OperationList operations,
            MatrixMultiplier multiplier) {
        this.node = node;
        this.operands = operands;
        this.operations = operations;
        this.bound = bound;
        this.sizes = Arrays.stream(node.sizes())
                .mapToInt(each -> Math.toIntExact(each.evaluate(bound)))
                .toArray();
        this.names = IntStream.range(0, sizes.length).toArray();
        this.identity = new boolean[operands.size()];
        this.pairs = new PairLowering(sizes, operations, multiplier);
    }

    View lower() {
        int[] shape = Arrays.copyOf(sizes, node.rank());
        if (Arrays.stream(sizes).anyMatch(size -> size == 0)) {
            return View.number(0, shape);
        }
        for (int i = 0; i < identity.length; i++) {
            identity[i] = joinIdentity(i);
        }
        Labelled product = node.sums() ? tree() : inOrder();
        View view = finished(product);
        boolean diagonal = IntStream.range(0, names.length).anyMatch(label -> names[label] != label);
        return diagonal ? onDiagonal(view, shape) : view;
    }

    /** A product without a sum in the order of the operands, which is the reference's, numbers too, so that it is the same to the bit. */
    private Labelled inOrder() {
        boolean[] kept = kept(IntStream.range(0, sizes.length).toArray());
        Labelled product = leaf(0);
        for (int i = 1; i < operands.size(); i++) {
            product = pairs.product(scaled(product), leaf(i), kept);
        }
        return product;
    }

    /** The same factor with its number multiplied in, unless it is nothing but a number. */
    private Labelled scaled(Labelled factor) {
        return factor.isBareNumber() ? factor : new Labelled(scaledView(factor), factor.labels(), 1);
    }

    /** An identity matrix with both labels in the result writes the rest of the product on a diagonal. */
    private boolean joinIdentity(int operand) {
        Expr expr = node.operands().get(operand);
        int[] labels = node.labels(operand);
        if (!(expr instanceof Apply apply) || !apply.is(Structure.EYE.name()) || sizes[labels[0]] == 1) {
            return false;
        }
        if (labels[0] >= node.rank() || labels[1] >= node.rank()) {
            return false;
        }
        int from = names[labels[1]];
        int to = names[labels[0]];
        for (int label = 0; label < names.length; label++) {
            names[label] = names[label] == from ? to : names[label];
        }
        return true;
    }

    private Labelled tree() {
        ContractionOrder.Tree root = ContractionOrder.of(node, dimension -> dimension.evaluate(bound));
        // nested as deep as there are operands: an explicit walk, or a product of thousands would overflow the stack
        List<ContractionOrder.Tree> order = new ArrayList<>();
        List<ContractionOrder.Tree> stack = new ArrayList<>(List.of(root));
        while (!stack.isEmpty()) {
            ContractionOrder.Tree tree = stack.remove(stack.size() - 1);
            order.add(tree);
            if (tree instanceof ContractionOrder.Pair pair) {
                // walked backwards below: left, right, product
                stack.add(pair.left());
                stack.add(pair.right());
            }
        }
        Deque<Labelled> done = new ArrayDeque<>();
        for (int i = order.size() - 1; i >= 0; i--) {
            ContractionOrder.Tree tree = order.get(i);
            boolean[] kept = kept(tree.labels());
            if (tree instanceof ContractionOrder.Leaf leaf) {
                done.push(pairs.without(leaf(leaf.operand()), label -> !kept[label]));
            } else {
                Labelled right = done.pop();
                Labelled left = done.pop();
                done.push(pairs.product(left, right, kept));
            }
        }
        return done.pop();
    }

    private boolean[] kept(int[] labels) {
        boolean[] kept = new boolean[sizes.length];
        for (int label : labels) {
            kept[names[label]] = true;
        }
        return kept;
    }

    private Labelled leaf(int operand) {
        if (identity[operand]) {
            return Labelled.number(1);
        }
        View view = operands.get(operand);
        if (view.isNumber() && view.rank() == 0) {
            return Labelled.number(view.value().number());
        }
        int[] labels =
                Arrays.stream(node.labels(operand)).map(label -> names[label]).toArray();
        boolean alone = operands.size() == 1;
        return squeezed(alone || view.isForward() ? view : operations.whole(view), labels, 1);
    }

    /** Axes with one label become one, which is a diagonal; axes of size 1 vanish. */
    private Labelled squeezed(View view, int[] labels, double scale) {
        int[] own = Arrays.stream(labels)
                .distinct()
                .filter(label -> sizes[label] != 1)
                .toArray();
        int[] steps = new int[own.length];
        int[] ownSizes = new int[own.length];
        for (int i = 0; i < own.length; i++) {
            ownSizes[i] = sizes[own[i]];
            for (int axis = 0; axis < labels.length; axis++) {
                steps[i] += labels[axis] == own[i] ? view.steps()[axis] : 0;
            }
        }
        return Labelled.of(view.with(ownSizes, steps), own, scale);
    }

    /** The result with its number multiplied in, its axes in the order of the labels. */
    private View finished(Labelled product) {
        int[] output = IntStream.range(0, node.rank()).toArray();
        return new Labelled(scaledView(product), product.labels(), 1).arranged(output, sizes);
    }

    private View scaledView(Labelled product) {
        View view = product.view();
        if (product.scale() == 1) {
            return view;
        }
        if (view.isNumber()) {
            return View.number(view.value().number() * product.scale(), view.sizes());
        }
        return view.value().producer() instanceof ProductOperation made && pairs.made(made)
                ? scaledInPlace(made, view, product.scale())
                : operations.scaled(view, product.scale());
    }

    private static View scaledInPlace(ProductOperation made, View view, double scale) {
        made.scaleBy(scale);
        return view;
    }

    private View onDiagonal(View rest, int[] shape) {
        int[] full = View.rowMajor(shape);
        int[] steps = new int[shape.length];
        for (int label = 0; label < shape.length; label++) {
            steps[names[label]] += full[label];
        }
        int[] own = IntStream.range(0, shape.length)
                .filter(label -> names[label] == label)
                .toArray();
        View source = pick(rest, own);
        int[] targetSteps = Arrays.stream(own).map(label -> steps[label]).toArray();
        Strides target = Strides.of(0, source.sizes(), targetSteps);
        return operations.add(
                new PlacementOperation("diagonal", List.of(source), List.of(target), Array.count(shape)), shape);
    }

    private static View pick(View view, int[] axes) {
        int[] sizes = Arrays.stream(axes).map(axis -> view.sizes()[axis]).toArray();
        int[] steps = Arrays.stream(axes).map(axis -> view.steps()[axis]).toArray();
        return view.with(sizes, steps);
    }
}
