package org.derivata.core.notation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.derivata.core.expr.Apply;
import org.derivata.core.expr.ContractionOrder;
import org.derivata.core.expr.ContractionOrder.Leaf;
import org.derivata.core.expr.ContractionOrder.Pair;
import org.derivata.core.expr.ContractionOrder.Tree;
import org.derivata.core.expr.Einsum;
import org.derivata.core.expr.Expr;
import org.derivata.core.expr.LinearCombination;
import org.derivata.core.expr.Variable;
import org.derivata.core.notation.ProductNotation.Tensor;
import org.derivata.core.operator.Rational;
import org.derivata.core.shape.Dimension;
import org.derivata.core.shape.Shape;
import org.derivata.core.surface.Syntax;
import org.jspecify.annotations.Nullable;

/**
 * Labelled products in matrix notation, along the cheapest order of contraction: {@code @}, {@code .T}, {@code outer}, {@code trace},
 * {@code diag}, sums over axes; what these cannot say is an {@code einsum}.
 */
final class MatrixNotation {

    private final Notation notation;
    private final Einsum product;
    private final List<Integer> tensors;
    private final @Nullable Expr negated;

    MatrixNotation(Notation notation, Einsum product, List<Integer> tensors, @Nullable Expr negated) {
        this.notation = notation;
        this.product = product;
        this.tensors = tensors;
        this.negated = negated;
    }

    Tensor write() {
        int[] output = IntStream.range(0, product.rank()).toArray();
        int[] covered = Arrays.stream(output).filter(this::isCovered).toArray();
        if (covered.length < output.length) {
            return repeated(output, covered);
        }
        Tree tree = withoutScalars(ContractionOrder.of(product, ContractionOrder::nominal));
        Syntax special = tree == null ? null : special();
        Syntax text = special != null || tree == null ? special : along(tree, output);
        return new Tensor(text != null ? text : fallbackTo(output), product.shape());
    }

    /** The text along the cheapest order, or where that would be read otherwise along the next; null when there is none. */
    private @Nullable Syntax along(Tree cheapest, int[] output) {
        if (!SharedParts.in(cheapest, product, notation)) {
            return build(cheapest, output);
        }
        for (Tree each : ContractionTrees.of(product, tensors)) {
            Syntax text = SharedParts.in(each, product, notation) ? null : build(each, output);
            if (text != null) {
                return text;
            }
        }
        return null;
    }

    private boolean isCovered(int label) {
        return tensors.stream().anyMatch(i -> contains(product.labels(i), label));
    }

    private static boolean contains(int[] labels, int label) {
        for (int each : labels) {
            if (each == label) {
                return true;
            }
        }
        return false;
    }

    /** A view that repeats along some axes: leading ones come by broadcasting, inner ones by {@code None}. */
    private Tensor repeated(int[] output, int[] covered) {
        Expr operand = product.operands().get(tensors.get(0));
        int[] labels = product.labels(tensors.get(0));
        Syntax text = oriented(operand, exact(tensors.get(0)), labels, covered);
        if (text == null) {
            text = fallbackTo(covered);
        }
        int first = covered[0];
        List<Boolean> fresh = new ArrayList<>();
        List<Dimension> sizes = new ArrayList<>();
        for (int label = first; label < output.length; label++) {
            boolean isNew = !contains(covered, label);
            fresh.add(isNew);
            sizes.add(isNew ? Dimension.ONE : product.size(label));
        }
        return new Tensor(fresh.contains(true) ? Write.newAxes(text, fresh) : text, new Shape(sizes));
    }

    /** The tree without scalar leaves, which are written apart. */
    private @Nullable Tree withoutScalars(Tree tree) {
        if (tree instanceof Leaf leaf) {
            return tensors.contains(leaf.operand()) ? leaf : null;
        }
        Pair pair = (Pair) tree;
        Tree left = withoutScalars(pair.left());
        Tree right = withoutScalars(pair.right());
        return left == null ? right : right == null ? left : new Pair(left, right, pair.labels());
    }

    private Syntax exact(int operand) {
        Expr node = product.operands().get(operand);
        return node == negated ? notation.exact(Notation.negated(node)) : notation.exact(node);
    }

    /** Forms that only the whole product has. */
    private @Nullable Syntax special() {
        if (tensors.size() == 1) {
            Expr only = product.operands().get(tensors.get(0));
            boolean all = product.rank() == 0 && only.rank() == 1;
            if (all
                    && only instanceof Apply apply
                    && apply.operator().equals(squareOperator())
                    && apply.argument(0) instanceof Variable) {
                Syntax base = notation.exact(apply.argument(0));
                return Write.product(base, "@", base);
            }
        }
        if (product.rank() == 0 && tensors.size() > 1) {
            Syntax cycle = cycle();
            if (cycle != null) {
                return cycle;
            }
        }
        if (tensors.size() == 2 && product.rank() == 2 && !product.sums()) {
            for (int i = 0; i < 2; i++) {
                Expr matrix = product.operands().get(tensors.get(i));
                int[] vector = product.labels(tensors.get(1 - i));
                if (matrix instanceof Apply apply && apply.is("eye") && vector.length == 1) {
                    return Write.call("diag", exact(tensors.get(1 - i)));
                }
            }
        }
        return null;
    }

    /** {@code trace(A @ B @ C)} for matrices that meet in a circle; {@code sum(A * B)} is no such circle. */
    private @Nullable Syntax cycle() {
        List<Integer> rest = new ArrayList<>(tensors);
        rest.sort((a, b) ->
                notation.compare(product.operands().get(a), product.operands().get(b)));
        if (rest.stream()
                .anyMatch(each -> Arrays.stream(product.labels(each)).distinct().count() != 2
                        || product.labels(each).length != 2)) {
            return null;
        }
        int start = rest.remove(0);
        int first = product.labels(start)[0];
        int open = product.labels(start)[1];
        Syntax chain = exact(start);
        int transposes = 0;
        while (!rest.isEmpty()) {
            int wanted = open;
            Integer next = rest.stream()
                    .filter(each -> contains(product.labels(each), wanted))
                    .findFirst()
                    .orElse(null);
            if (next == null) {
                return null;
            }
            rest.remove(next);
            boolean turned = product.labels(next)[0] != open;
            open = product.labels(next)[turned ? 0 : 1];
            transposes += turned ? 1 : 0;
            chain = Write.product(chain, "@", turned ? Write.transpose(exact(next)) : exact(next));
        }
        return open != first || (tensors.size() == 2 && transposes > 0) ? null : Write.call("trace", chain);
    }

    private static org.derivata.core.operator.Operator squareOperator() {
        return org.derivata.core.operator.Elementary.POWER.with("exponent", Rational.of(2));
    }

    /** The text of a tree with its axes in the wanted order; null when matrix notation cannot say it. */
    private @Nullable Syntax build(Tree tree, int[] want) {
        if (tree instanceof Leaf leaf) {
            return oriented(
                    product.operands().get(leaf.operand()),
                    exact(leaf.operand()),
                    product.labels(leaf.operand()),
                    want);
        }
        Pair pair = (Pair) tree;
        int[] summed = ContractionTrees.summed(pair);
        if (summed.length == 0) {
            return entries(pair, want);
        }
        if (summed.length == 1) {
            Syntax matrix = matrixProduct(pair, summed[0], want);
            if (matrix != null) {
                return matrix;
            }
        }
        int[] all = Arrays.copyOf(want, want.length + summed.length);
        System.arraycopy(summed, 0, all, want.length, summed.length);
        Syntax entries = entries(pair, all);
        List<Integer> axes = IntStream.range(want.length, all.length).boxed().toList();
        return entries == null
                ? null
                : Write.call("sum", List.of(entries), ProductNotation.axisKeyword(axes, all.length));
    }

    private @Nullable Syntax matrixProduct(Pair pair, int k, int[] want) {
        int[] left = pair.left().labels();
        int[] right = pair.right().labels();
        if (!contains(left, k) || !contains(right, k)) {
            return null;
        }
        int[] shared = Arrays.stream(left)
                .filter(label -> label != k && contains(right, label))
                .toArray();
        int batch = shared.length;
        for (int i = 0; i < batch; i++) {
            if (want.length <= i || !contains(shared, want[i])) {
                return null;
            }
        }
        int[] leading = Arrays.copyOf(want, batch);
        int freeLeft = left.length - 1 - batch;
        int freeRight = right.length - 1 - batch;
        if (freeLeft > 1 || freeRight > 1 || (batch > 0 && (freeLeft == 0 || freeRight == 0))) {
            return null;
        }
        if (freeLeft == 1 && freeRight == 1) {
            int row = want[batch];
            int column = want[batch + 1];
            Tree first = contains(left, row) ? pair.left() : pair.right();
            Tree second = first == pair.left() ? pair.right() : pair.left();
            return times(build(first, append(leading, row, k)), "@", build(second, append(leading, k, column)));
        }
        if (freeLeft == 0 && freeRight == 0) {
            Syntax form = bilinear(pair, k);
            if (form != null) {
                return form;
            }
            boolean leftFirst = rank(pair.left()) <= rank(pair.right());
            Tree first = leftFirst ? pair.left() : pair.right();
            Tree second = leftFirst ? pair.right() : pair.left();
            return times(build(first, new int[] {k}), "@", build(second, new int[] {k}));
        }
        Tree matrix = freeLeft == 1 ? pair.left() : pair.right();
        Tree vector = freeLeft == 1 ? pair.right() : pair.left();
        int free = want[0];
        if (vectorFirst(matrix, vector, free)) {
            return times(build(vector, new int[] {k}), "@", build(matrix, new int[] {k, free}));
        }
        return times(build(matrix, new int[] {free, k}), "@", build(vector, new int[] {k}));
    }

    /** {@code x @ A @ y}, with the matrix as it stands. */
    private @Nullable Syntax bilinear(Pair pair, int k) {
        Tree vector = pair.left() instanceof Leaf ? pair.left() : pair.right();
        Tree rest = vector == pair.left() ? pair.right() : pair.left();
        if (!(vector instanceof Leaf && rest instanceof Pair inner && ContractionTrees.summed(inner).length == 1)) {
            return null;
        }
        Tree matrix = inner.left().labels().length == 2 ? inner.left() : inner.right();
        Tree other = matrix == inner.left() ? inner.right() : inner.left();
        if (matrix.labels().length != 2
                || other.labels().length != 1
                || !contains(matrix.labels(), other.labels()[0])) {
            return null;
        }
        int[] rows = orientation(matrix);
        Tree first = rows[0] == k ? vector : other;
        Tree last = first == vector ? other : vector;
        boolean symmetric = matrix instanceof Leaf leaf
                && product.operands().get(leaf.operand()).is(org.derivata.core.operator.Fact.SYMMETRIC);
        if (symmetric && rank(last) < rank(first)) {
            Tree swapped = first;
            first = last;
            last = swapped;
        }
        Syntax left = times(
                build(first, first.labels()), "@", build(matrix, new int[] {first.labels()[0], last.labels()[0]}));
        return times(left, "@", build(last, last.labels()));
    }

    /** {@code x @ A} is written where the author has it, x before A, and a transpose is saved. */
    private boolean vectorFirst(Tree matrix, Tree vector, int free) {
        return notation.isAuthored(product)
                && matrix instanceof Leaf a
                && vector instanceof Leaf x
                && product.labels(a.operand())[product.labels(a.operand()).length - 1] == free
                && product.operands().get(x.operand()) instanceof Variable
                && rank(vector) < rank(matrix);
    }

    private static int[] append(int[] leading, int... more) {
        int[] all = Arrays.copyOf(leading, leading.length + more.length);
        System.arraycopy(more, 0, all, leading.length, more.length);
        return all;
    }

    private static @Nullable Syntax times(@Nullable Syntax left, String symbol, @Nullable Syntax right) {
        return left == null || right == null ? null : Write.product(left, symbol, right);
    }

    /** Where the first operand of a tree comes in the author's order. */
    private int rank(Tree tree) {
        if (tree instanceof Leaf leaf) {
            return notation.rank(product.operands().get(leaf.operand()));
        }
        Pair pair = (Pair) tree;
        return Math.min(rank(pair.left()), rank(pair.right()));
    }

    /** The order in which a leaf has its axes; any for products. */
    private int[] orientation(Tree tree) {
        return tree instanceof Leaf leaf
                ? Arrays.stream(product.labels(leaf.operand()))
                        .filter(label -> contains(tree.labels(), label))
                        .distinct()
                        .toArray()
                : tree.labels();
    }

    /** Entry by entry, with broadcasting, over axes in a given order. */
    private @Nullable Syntax entries(Pair pair, int[] want) {
        if (want.length == 2
                && pair.left().labels().length == 1
                && pair.right().labels().length == 1
                && pair.left().labels()[0] != pair.right().labels()[0]) {
            Tree first = pair.left().labels()[0] == want[0] ? pair.left() : pair.right();
            Tree second = first == pair.left() ? pair.right() : pair.left();
            Syntax a = build(first, new int[] {want[0]});
            Syntax b = build(second, new int[] {want[1]});
            return a == null || b == null ? null : Write.call("outer", a, b);
        }
        boolean broadcasts =
                pair.left().labels().length < want.length || pair.right().labels().length < want.length;
        if (want.length > 2 && broadcasts) {
            return labelled(pair, want);
        }
        boolean leftDivides = divisor(pair.left(), pair.right(), want) != null;
        boolean rightDivides = divisor(pair.right(), pair.left(), want) != null;
        boolean leftFirst = !leftDivides && (rightDivides || rank(pair.left()) <= rank(pair.right()));
        Tree first = leftFirst ? pair.left() : pair.right();
        Tree second = leftFirst ? pair.right() : pair.left();
        Syntax a = aligned(first, want, null);
        Divisor divisor = divisor(second, first, want);
        boolean divides = divisor != null;
        Syntax b = aligned(second, want, divisor);
        String sign = divides ? "/" : "*";
        return a != null
                        && b != null
                        && first instanceof Leaf leaf
                        && notation.products()
                                .staysWhole(product, product.operands().get(leaf.operand()), a)
                ? Write.nested(a, sign, b)
                : times(a, sign, b);
    }

    /** {@code einsum} of two factors: broadcasting over more than two axes is hard to read. */
    private @Nullable Syntax labelled(Pair pair, int[] want) {
        boolean leftFirst = rank(pair.left()) <= rank(pair.right());
        List<Tree> factors = leftFirst ? List.of(pair.left(), pair.right()) : List.of(pair.right(), pair.left());
        Map<Integer, Character> letters = new TreeMap<>();
        for (int label : want) {
            letters.put(label, Einsum.letter(letters.size()));
        }
        List<String> inputs = new ArrayList<>();
        List<Syntax> arguments = new ArrayList<>();
        for (Tree each : factors) {
            int[] axes = orientation(each);
            Syntax text = build(each, axes);
            if (text == null || (axes.length > 2 && each instanceof Pair)) {
                return null;
            }
            StringBuilder input = new StringBuilder();
            Arrays.stream(axes).forEach(label -> input.append(letters.get(label)));
            inputs.add(input.toString());
            arguments.add(text);
        }
        StringBuilder output = new StringBuilder();
        Arrays.stream(want).forEach(label -> output.append(letters.get(label)));
        arguments.add(0, Write.text(String.join(",", inputs) + "->" + output));
        return Write.call("einsum", arguments, Map.of());
    }

    /** What a leaf divides another part by, or null. */
    private @Nullable Divisor divisor(Tree tree, Tree dividend, int[] want) {
        if (!(tree instanceof Leaf leaf) || notation.isNamed(product.operands().get(leaf.operand()))) {
            return null;
        }
        List<Integer> others = ContractionTrees.factors(dividend);
        Column column = Column.of(product, leaf.operand());
        if (column != null && column.divisor() != null) {
            return column.fits(product, want) ? column.divisor() : null;
        }
        return Divisor.in(product, leaf.operand(), others::contains);
    }

    /** A factor with its axes placed among the wanted ones. */
    private @Nullable Syntax aligned(Tree tree, int[] want, @Nullable Divisor divisor) {
        int[] own = Arrays.stream(want)
                .filter(label -> contains(tree.labels(), label))
                .toArray();
        if (own.length < tree.labels().length) {
            return null;
        }
        Column column = tree instanceof Leaf leaf ? Column.of(product, leaf.operand()) : null;
        if (column != null && column.fits(product, want)) {
            return divisor == null
                    ? notation.exact(column.whole())
                    : ApplyNotation.power(notation.exact(divisor.base()), divisor.exponent());
        }
        Syntax text = divisor == null ? build(tree, own) : divided((Leaf) tree, divisor, own);
        if (text == null || own.length == want.length || own.length == 0) {
            return text;
        }
        List<Boolean> fresh = new ArrayList<>();
        boolean started = false;
        for (int label : want) {
            boolean isOwn = contains(own, label);
            started |= isOwn;
            if (started) {
                fresh.add(!isOwn);
            }
        }
        return fresh.contains(true) ? Write.newAxes(text, fresh) : text;
    }

    /** A divisor with its axes in the wanted order: a turned product, scaling or constant is another node, so of those the power is turned. */
    private @Nullable Syntax divided(Leaf leaf, Divisor divisor, int[] want) {
        Expr base = divisor.base();
        int[] labels = product.labels(leaf.operand());
        boolean turnsWithin = base instanceof Variable
                || base instanceof Apply
                || (base instanceof LinearCombination sum && !sum.isScaling());
        if (turnsWithin) {
            Syntax text = oriented(base, notation.exact(base), labels, want);
            return text == null ? null : ApplyNotation.power(text, divisor.exponent());
        }
        return oriented(base, ApplyNotation.power(notation.exact(base), divisor.exponent()), labels, want);
    }

    /** One operand: its diagonal taken, axes summed away, the rest in the wanted order. */
    private @Nullable Syntax oriented(Expr operand, Syntax syntax, int[] labels, int[] want) {
        if (labels.length == 2 && labels[0] == labels[1]) {
            return Write.call(want.length == 0 ? "trace" : "diag", syntax);
        }
        if (Arrays.equals(labels, want)) {
            return syntax;
        }
        if (Arrays.stream(labels).distinct().count() < labels.length) {
            return null;
        }
        int[] kept =
                Arrays.stream(labels).filter(label -> contains(want, label)).toArray();
        Syntax text = syntax;
        if (kept.length < labels.length) {
            List<Integer> axes = IntStream.range(0, labels.length)
                    .filter(axis -> !contains(want, labels[axis]))
                    .boxed()
                    .toList();
            text = Write.call("sum", List.of(text), ProductNotation.axisKeyword(axes, labels.length));
        }
        if (Arrays.equals(kept, want)) {
            return text;
        }
        if (operand.is(org.derivata.core.operator.Fact.SYMMETRIC) && kept.length == 2 && labels.length == 2) {
            return text;
        }
        boolean reversed = true;
        for (int axis = 0; axis < kept.length; axis++) {
            reversed &= kept[axis] == want[kept.length - 1 - axis];
        }
        return reversed ? Write.transpose(text) : null;
    }

    private Syntax fallbackTo(int[] output) {
        return EinsumNotation.write(notation, product, tensors, output, this::exact);
    }
}
