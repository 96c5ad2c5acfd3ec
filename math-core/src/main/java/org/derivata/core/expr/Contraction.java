package org.derivata.core.expr;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.derivata.core.operator.Fact;
import org.derivata.core.operator.Rational;
import org.derivata.core.shape.Dimension;
import org.derivata.core.shape.Shape;
import org.jspecify.annotations.Nullable;

/** A labelled product on its way to the normal form of {@link Einsum}. */
final class Contraction {

    private record Factor(Expr operand, int[] labels) {}

    private final List<Factor> factors = new ArrayList<>();
    private final int[] output;
    private final Dimension[] sizes;
    private Rational coefficient = Rational.ONE;

    Contraction(List<? extends Expr> operands, List<int[]> labels, int[] output, Dimension[] sizes) {
        this.output = output;
        this.sizes = sizes;
        for (int i = 0; i < operands.size(); i++) {
            factors.add(new Factor(operands.get(i), labels.get(i)));
        }
        check();
    }

    static int[] identity(int rank) {
        int[] labels = new int[rank];
        Arrays.setAll(labels, axis -> axis);
        return labels;
    }

    private void check() {
        for (Factor each : factors) {
            if (each.labels.length != each.operand.rank()) {
                throw new IllegalArgumentException(each.labels.length + " labels for shape " + each.operand.shape());
            }
            for (int axis = 0; axis < each.labels.length; axis++) {
                if (sizes[each.labels[axis]].surelyDiffersFrom(
                        each.operand.shape().get(axis))) {
                    throw new IllegalArgumentException("an axis of size "
                            + each.operand.shape().get(axis) + " under a label of size " + sizes[each.labels[axis]]);
                }
            }
        }
    }

    private Shape shape() {
        return shape(output);
    }

    private Shape shape(int[] result) {
        if (result.length == 0) {
            return Shape.SCALAR;
        }
        List<Dimension> axes = new ArrayList<>(result.length);
        for (int label : result) {
            axes.add(sizes[label]);
        }
        return new Shape(axes);
    }

    Expr normalized() {
        open();
        if (coefficient.isZero()) {
            return zero();
        }
        removeIdentities();
        mergePowers();
        if (coefficient.isZero()) {
            return zero();
        }
        multiplyBySizesOfUnusedLabels();
        return Algebra.scale(coefficient, separateRepetition());
    }

    /** Nothing, unless what it is multiplied by is known to be no finite number. */
    private Expr zero() {
        return factors.stream().anyMatch(each -> Constant.isNonFinite(each.operand))
                ? Constant.notANumber(shape())
                : Constant.of(Rational.ZERO, shape());
    }

    /** Takes coefficients out of the factors and sees through views, until no factor is a constant, a scaling or a view. */
    private void open() {
        boolean opened = true;
        for (Factor each : factors) {
            opened &= isOpened(each.operand);
        }
        if (opened) {
            return;
        }
        Deque<Factor> todo = new ArrayDeque<>(factors);
        factors.clear();
        while (!todo.isEmpty()) {
            Factor each = todo.pop();
            if (each.operand instanceof Constant constant && constant.rational().isPresent()) {
                coefficient = coefficient.times(constant.rational().get());
            } else if (each.operand instanceof LinearCombination sum && sum.isScaling()) {
                coefficient = coefficient.times(sum.terms().get(0).coefficient());
                todo.push(new Factor(sum.terms().get(0).expression(), each.labels));
            } else if (each.operand instanceof LinearCombination sum && sum.isNegative()) {
                coefficient = coefficient.negate();
                todo.push(new Factor(Algebra.negate(sum), each.labels));
            } else if (each.operand instanceof Einsum inner && inner.isRelabelling()) {
                for (int i = 0; i < inner.operands().size(); i++) {
                    int[] through = Arrays.stream(inner.labels(i))
                            .map(label -> each.labels[label])
                            .toArray();
                    todo.push(new Factor(inner.operands().get(i), through));
                }
            } else if (each.operand instanceof Einsum inner
                    && scalarsOf(inner) > 0
                    && factors.size() + todo.size() < MOST) {
                hoistScalars(inner, each.labels, todo);
            } else {
                factors.add(each);
            }
        }
    }

    /** Whether {@link #open} surely leaves a factor as it is. */
    private static boolean isOpened(Expr operand) {
        if (operand instanceof LinearCombination sum) {
            return !sum.isScaling() && !sum.isNegative();
        }
        return operand instanceof Apply
                || operand instanceof Variable
                || (operand instanceof Einsum inner && inner.rank() == 0 && inner.sums());
    }

    /** Beyond this many factors scalars stay where they are, or a long chain of scalings would be copied into each of its members. */
    private static final int MOST = 8;

    private static int scalarsOf(Einsum inner) {
        int scalars = 0;
        if (inner.rank() > 0 && inner.operands().size() <= MOST) {
            for (Expr each : inner.operands()) {
                scalars += each.rank() == 0 ? 1 : 0;
            }
        }
        return scalars;
    }

    /** A scalar factor of an inner product is a factor of the outer one. */
    private static void hoistScalars(Einsum inner, int[] labels, Deque<Factor> todo) {
        List<Expr> rest = new ArrayList<>();
        List<int[]> restLabels = new ArrayList<>();
        for (int i = 0; i < inner.operands().size(); i++) {
            if (inner.operands().get(i).rank() == 0) {
                todo.push(new Factor(inner.operands().get(i), new int[0]));
            } else {
                rest.add(inner.operands().get(i));
                restLabels.add(inner.labels(i));
            }
        }
        todo.push(new Factor(Einsum.of(rest, restLabels, identity(inner.rank()), inner.sizes()), labels));
    }

    /** An identity matrix makes its two labels one, unless the result has both. */
    private void removeIdentities() {
        boolean changed = true;
        while (changed) {
            changed = false;
            for (int i = 0; i < factors.size() && !changed; i++) {
                Factor each = factors.get(i);
                if (!Apply.isIdentity(each.operand)) {
                    continue;
                }
                int first = each.labels[0];
                int second = each.labels[1];
                if (first == second) {
                    factors.remove(i);
                    changed = true;
                } else if (!isOutput(first) || !isOutput(second)) {
                    factors.remove(i);
                    rename(isOutput(first) ? second : first, isOutput(first) ? first : second);
                    changed = true;
                }
            }
        }
    }

    private boolean isOutput(int label) {
        for (int each : output) {
            if (each == label) {
                return true;
            }
        }
        return false;
    }

    private void rename(int from, int to) {
        renamed(from);
        factors.replaceAll(factor -> new Factor(
                factor.operand,
                Arrays.stream(factor.labels)
                        .map(label -> label == from ? to : label)
                        .toArray()));
    }

    private final List<Integer> gone = new ArrayList<>();

    private void renamed(int label) {
        gone.add(label);
    }

    /** Factors with one base and the same labels become one power, as far as that never changes where a value exists. */
    private void mergePowers() {
        if (factors.size() > MOST && basesDiffer()) {
            return;
        }
        for (int i = 0; i < factors.size(); i++) {
            for (int j = i + 1; j < factors.size(); j++) {
                Expr merged = merged(factors.get(i), factors.get(j));
                if (merged != null) {
                    Factor product = new Factor(merged, factors.get(i).labels);
                    factors.remove(j);
                    factors.remove(i);
                    factors.add(i, product);
                    open();
                    i = -1;
                    break;
                }
            }
        }
    }

    private boolean basesDiffer() {
        Set<Expr> bases = new HashSet<>();
        for (Factor each : factors) {
            if (!bases.add(base(each.operand))) {
                return false;
            }
        }
        return true;
    }

    private static @Nullable Expr merged(Factor a, Factor b) {
        Expr base = base(a.operand);
        if (base != base(b.operand) || !sameLabels(base, a.labels, b.labels)) {
            return null;
        }
        Rational first = Einsum.exponent(a.operand);
        Rational second = Einsum.exponent(b.operand);
        boolean integers = first.isInteger() && second.isInteger();
        boolean sameSign = first.signum() == second.signum();
        boolean allowed = (sameSign && (integers || base.is(Fact.NONNEGATIVE))) || base.is(Fact.POSITIVE);
        return allowed ? Algebra.power(base, first.plus(second)) : null;
    }

    private static boolean sameLabels(Expr base, int[] a, int[] b) {
        if (Arrays.equals(a, b)) {
            return true;
        }
        if (!base.is(Fact.SYMMETRIC)) {
            return false;
        }
        int last = a.length - 1;
        return a[last] == b[last - 1]
                && a[last - 1] == b[last]
                && Arrays.equals(Arrays.copyOf(a, last - 1), Arrays.copyOf(b, last - 1));
    }

    private static Expr base(Expr operand) {
        return Einsum.exponent(operand) == Rational.ONE
                ? operand
                : operand.arguments().get(0);
    }

    /** Which labels some factor carries. */
    private boolean[] used() {
        boolean[] used = new boolean[sizes.length];
        for (Factor each : factors) {
            for (int label : each.labels) {
                used[label] = true;
            }
        }
        return used;
    }

    private void multiplyBySizesOfUnusedLabels() {
        boolean[] used = used();
        for (int label = 0; label < sizes.length; label++) {
            if (!used[label] && !isOutput(label) && !gone.contains(label)) {
                Expr size = Apply.size(sizes[label]);
                if (size instanceof Constant constant) {
                    coefficient = coefficient.times(constant.rational().orElseThrow());
                } else {
                    factors.add(new Factor(size, new int[0]));
                    mergePowers();
                }
            }
        }
    }

    /** A product is computed before it is repeated along an axis that no factor has. */
    private Expr separateRepetition() {
        if (output.length == 0) {
            return intern(output);
        }
        boolean[] used = used();
        int[] covered = Arrays.stream(output).filter(label -> used[label]).toArray();
        boolean view =
                factors.size() == 1 && Arrays.stream(factors.get(0).labels).allMatch(this::isOutput);
        if (factors.isEmpty() || covered.length == output.length || view) {
            return intern(output);
        }
        Expr inner = intern(covered);
        List<Expr> single = List.of(inner);
        // not normalized again: that would take the inner product apart, and multiply by the sizes of summed labels
        // twice
        return Interner.intern(new Contraction(single, List.of(covered), output, sizes).canonical(output));
    }

    private Expr intern(int[] result) {
        if (factors.isEmpty()) {
            return Constant.of(Rational.ONE, shape(result));
        }
        if (factors.size() == 1 && Arrays.equals(settled(factors.get(0), result), result)) {
            return factors.get(0).operand;
        }
        return Interner.intern(canonical(result));
    }

    /** Labels of a single symmetric factor in the order of the result. */
    private static int[] settled(Factor only, int[] result) {
        int[] labels = only.labels.clone();
        int last = labels.length - 1;
        if (only.operand.is(Fact.SYMMETRIC) && labels.length == result.length && labels[last] == result[last - 1]) {
            labels[last] = only.labels[last - 1];
            labels[last - 1] = only.labels[last];
        }
        return labels;
    }

    /** The same product with canonical order and labels, or null when it would not stay a product as it is; for comparing only. */
    @Nullable
    Einsum canonicalUnchanged() {
        return factors.isEmpty() ? null : canonical(output);
    }

    /** Orders factors by content and by where their labels lead, then numbers the labels. */
    private Einsum canonical(int[] result) {
        long[] factorColors = colors(result);
        Integer[] order = new Integer[factors.size()];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (a, b) -> Long.compareUnsigned(factorColors[a], factorColors[b]));
        int[] numbers = new int[sizes.length];
        Arrays.fill(numbers, -1);
        int count = 0;
        for (int label : result) {
            numbers[label] = count++;
        }
        Expr[] operands = new Expr[order.length];
        int[][] labels = new int[order.length][];
        for (int i = 0; i < order.length; i++) {
            Factor factor = factors.get(order[i]);
            operands[i] = factor.operand;
            int[] own = factor.labels;
            if (own.length == 0) {
                labels[i] = own;
                continue;
            }
            for (int axis : axesInOrder(factor, numbers)) {
                if (numbers[own[axis]] < 0) {
                    numbers[own[axis]] = count++;
                }
            }
            labels[i] = new int[own.length];
            for (int axis = 0; axis < own.length; axis++) {
                labels[i][axis] = numbers[own[axis]];
            }
            if (factor.operand.is(Fact.SYMMETRIC)) {
                Arrays.sort(labels[i], own.length - 2, own.length);
            }
        }
        Dimension[] canonicalSizes = new Dimension[count];
        for (int label = 0; label < sizes.length; label++) {
            if (numbers[label] >= 0) {
                canonicalSizes[numbers[label]] = sizes[label];
            }
        }
        return new Einsum(List.of(operands), labels, canonicalSizes, shape(result));
    }

    /** The last two axes of a symmetric factor are visited known label first, so that its orientation does not matter. */
    private static int[] axesInOrder(Factor factor, int[] numbers) {
        int[] axes = identity(factor.labels.length);
        int last = axes.length - 1;
        if (factor.operand.is(Fact.SYMMETRIC)
                && numbers[factor.labels[last]] >= 0
                && numbers[factor.labels[last - 1]] < 0) {
            axes[last] = last - 1;
            axes[last - 1] = last;
        }
        return axes;
    }

    private static final int ROUNDS = 4;

    /** Colour refinement: a label's colour says which axes of which factors it joins, a factor's colour what it is and what it is joined to. */
    private long[] colors(int[] result) {
        long[] labelColors = new long[sizes.length];
        for (int i = 0; i < result.length; i++) {
            labelColors[result[i]] = StructuralHash.mix(i + 1L);
        }
        long[] factorColors = new long[factors.size()];
        int rounds = factors.size() == 1 || sizes.length == 0 ? 1 : ROUNDS;
        for (int round = 0; round < rounds; round++) {
            long[] next = new long[sizes.length];
            for (int i = 0; i < factors.size(); i++) {
                factorColors[i] = color(factors.get(i), labelColors);
                for (int axis = 0; axis < factors.get(i).labels.length; axis++) {
                    // a sum does not depend on the order in which factors are visited
                    next[factors.get(i).labels[axis]] +=
                            StructuralHash.mix(factorColors[i] + 31L * axisClass(factors.get(i), axis));
                }
            }
            for (int label = 0; label < next.length; label++) {
                labelColors[label] = StructuralHash.mix(labelColors[label] * 0x9E3779B97F4A7C15L + next[label]);
            }
        }
        return factorColors;
    }

    private static long color(Factor factor, long[] labelColors) {
        StructuralHash hash = StructuralHash.of("factor").with(factor.operand);
        int rank = factor.labels.length;
        boolean symmetric = factor.operand.is(Fact.SYMMETRIC);
        for (int axis = 0; axis < (symmetric ? rank - 2 : rank); axis++) {
            hash = hash.with(labelColors[factor.labels[axis]]);
        }
        if (symmetric) {
            long a = labelColors[factor.labels[rank - 1]];
            long b = labelColors[factor.labels[rank - 2]];
            hash = hash.with(a + b).with(a * b);
        }
        return hash.low();
    }

    private static int axisClass(Factor factor, int axis) {
        return factor.operand.is(Fact.SYMMETRIC) && axis == factor.labels.length - 1 ? axis - 1 : axis;
    }
}
