package org.derivata.core.expr;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.derivata.core.operator.Fact;
import org.derivata.core.operator.Rational;
import org.derivata.core.shape.Dimension;
import org.derivata.core.shape.Shape;
import org.jspecify.annotations.Nullable;

/** A labelled product on its way to the normal form of {@link Einsum}. */
final class Contraction {

    /** An operand and the label of each of its axes. */
    private final List<Factor> factors;

    private final int[] output;
    private Dimension[] sizes;
    private Rational coefficient = Rational.ONE;

    Contraction(List<? extends Expr> operands, List<int[]> labels, int[] output, Dimension[] sizes) {
        this.output = output;
        this.sizes = sizes;
        this.factors = new ArrayList<>(operands.size());
        for (int i = 0; i < operands.size(); i++) {
            factors.add(new Factor(operands.get(i), labels.get(i)));
        }
        check();
    }

    static int[] identity(int rank) {
        int[] labels = new int[rank];
        for (int axis = 1; axis < rank; axis++) {
            labels[axis] = axis;
        }
        return labels;
    }

    private void check() {
        for (Factor each : factors) {
            if (each.labels().length != each.operand().rank()) {
                throw new IllegalArgumentException(each.labels().length + " labels for shape "
                        + each.operand().shape());
            }
            for (int axis = 0; axis < each.labels().length; axis++) {
                if (sizes[each.labels()[axis]].surelyDiffersFrom(
                        each.operand().shape().get(axis))) {
                    throw new IllegalArgumentException(
                            "an axis of size " + each.operand().shape().get(axis) + " under a label of size "
                                    + sizes[each.labels()[axis]]);
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
        if (sizes.length > 0) {
            keepAxisOfOne();
            sumOwnLabels();
        }
        if (coefficient.isZero()) {
            return zero();
        }
        if (sizes.length > 0) {
            mergeSums();
            multiplyBySizesOfUnusedLabels();
            sumOwnLabels();
        }
        return Algebra.scale(coefficient, separateRepetition());
    }

    /** Nothing, unless what it is multiplied by is known to be no finite number. */
    private Expr zero() {
        return factors.stream().anyMatch(each -> Constant.isNonFinite(each.operand()))
                ? Constant.notANumber(shape())
                : Constant.of(Rational.ZERO, shape());
    }

    /** Takes coefficients out of the factors and sees through views, until no factor is a constant, a scaling or a view. */
    private void open() {
        boolean opened = true;
        for (Factor each : factors) {
            opened &= isOpened(each.operand());
        }
        if (opened) {
            return;
        }
        Deque<Factor> todo = new ArrayDeque<>(factors);
        factors.clear();
        while (!todo.isEmpty()) {
            Factor each = todo.pop();
            if (each.operand() instanceof Constant constant
                    && constant.rational().isPresent()) {
                coefficient = coefficient.times(constant.rational().get());
            } else if (each.operand() instanceof LinearCombination sum && sum.isScaling()) {
                coefficient = coefficient.times(sum.terms().get(0).coefficient());
                todo.push(new Factor(sum.terms().get(0).expression(), each.labels()));
            } else if (each.operand() instanceof LinearCombination sum && sum.isNegative()) {
                coefficient = coefficient.negate();
                todo.push(new Factor(Algebra.negate(sum), each.labels()));
            } else if (each.operand() instanceof Einsum inner && inner.isRelabelling()) {
                for (int i = 0; i < inner.operands().size(); i++) {
                    int[] through = Arrays.stream(inner.labels(i))
                            .map(label -> each.labels()[label])
                            .toArray();
                    todo.push(new Factor(inner.operands().get(i), through));
                }
            } else if (each.operand() instanceof Einsum inner && inner.isTurnedSum()) {
                todo.push(straightened(inner, each.labels()));
            } else if (each.operand() instanceof Einsum inner
                    && scalarsOf(inner) > 0
                    && factors.size() + todo.size() < MOST) {
                hoistScalars(inner, each.labels(), todo);
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
                || (operand instanceof Einsum inner
                        && inner.rank() == 0
                        && (inner.sums() || inner.operands().size() > 1));
    }

    /** A sum that has its axes in another order than its operand: as a factor, its labels say that as well. */
    private static Factor straightened(Einsum sum, int[] labels) {
        int[] kept = sum.keptInOrder();
        int[] through = Arrays.stream(kept).map(label -> labels[label]).toArray();
        return new Factor(Einsum.of(sum.operands(), List.of(sum.labels(0)), kept, sum.sizes()), through);
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

    /**
     * An identity matrix makes its two labels one. Where the result has both, the other factors have the last of them, so that {@code diag(v)} and
     * its transpose are one; the last, since the conditions of {@code where} in a Jacobian stand on the variable's axes.
     */
    private void removeIdentities() {
        boolean changed = true;
        while (changed) {
            changed = false;
            for (int i = 0; i < factors.size() && !changed; i++) {
                Factor each = factors.get(i);
                if (!Apply.isIdentity(each.operand())) {
                    continue;
                }
                int first = each.labels()[0];
                int second = each.labels()[1];
                if (first == second) {
                    factors.remove(i);
                    changed = true;
                } else if (!isOutput(first) || !isOutput(second)) {
                    factors.remove(i);
                    rename(isOutput(first) ? second : first, isOutput(first) ? first : second);
                    changed = true;
                } else if (factors.size() > 1) {
                    renameOthers(i, earlier(first, second), first + second - earlier(first, second));
                }
            }
        }
    }

    private int earlier(int a, int b) {
        for (int each : output) {
            if (each == a || each == b) {
                return each;
            }
        }
        return a;
    }

    private void renameOthers(int identity, int from, int to) {
        for (int i = 0; i < factors.size(); i++) {
            Factor each = factors.get(i);
            if (i != identity
                    && contains(each.labels(), each.labels().length, from)
                    && !contains(each.labels(), each.labels().length, to)) {
                factors.set(i, each.renamed(from, to));
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
        factors.replaceAll(factor -> factor.renamed(from, to));
    }

    private final List<Integer> gone = new ArrayList<>();

    private void renamed(int label) {
        gone.add(label);
    }

    /** Factors with one base and the same labels become one power, as far as that never changes where a value exists. */
    private void mergePowers() {
        while (factors.size() > 1 && mergeOnePair()) {
            open();
        }
    }

    /** Only factors with one base can merge: comparing all pairs would cost squares on long products. */
    private boolean mergeOnePair() {
        Map<Expr, Integer> last = factors.size() > MOST ? new HashMap<>() : Map.of();
        int[] before = new int[factors.size()];
        for (int j = 0; j < before.length; j++) {
            before[j] = factors.size() > MOST ? previous(last, j) : previousOfFew(j);
            for (int i = before[j]; i >= 0; i = before[i]) {
                Expr merged = factors.get(i).merged(factors.get(j));
                if (merged != null) {
                    factors.set(i, new Factor(merged, factors.get(i).labels()));
                    factors.remove(j);
                    return true;
                }
            }
        }
        return false;
    }

    /** The last factor before one that has its base, or -1. */
    private int previous(Map<Expr, Integer> last, int factor) {
        Integer latest = last.put(factors.get(factor).base(), factor);
        return latest == null ? -1 : latest;
    }

    private int previousOfFew(int factor) {
        Expr base = factors.get(factor).base();
        int previous = factor - 1;
        while (previous >= 0 && factors.get(previous).base() != base) {
            previous--;
        }
        return previous;
    }

    /** A sum of a sum, turned or not, is one sum. */
    private void mergeSums() {
        while (factors.size() == 1
                && factors.get(0).operand() instanceof Einsum inner
                && inner.operands().size() == 1
                && inner.sums()
                && distinct(factors.get(0).labels()).length == inner.rank()) {
            int[] outer = factors.get(0).labels();
            int[] names = Arrays.copyOf(outer, inner.labelCount());
            Dimension[] more = Arrays.copyOf(sizes, sizes.length + inner.labelCount() - inner.rank());
            for (int label = inner.rank(); label < names.length; label++) {
                names[label] = sizes.length + label - inner.rank();
                more[names[label]] = inner.size(label);
            }
            sizes = more;
            int[] labels =
                    Arrays.stream(inner.labels(0)).map(label -> names[label]).toArray();
            factors.set(0, new Factor(inner.operands().get(0), labels));
        }
    }

    /** An axis of size 1 that is summed away and a new one of size 1 in the result are one: a column times a matrix stays a column. */
    private void keepAxisOfOne() {
        boolean[] used = used();
        int[] fresh = ofOne(label -> isOutput(label) && !used[label]);
        int[] dropped = fresh.length == 1 ? ofOne(label -> used[label] && !isOutput(label)) : fresh;
        if (fresh.length == 1 && dropped.length == 1) {
            rename(dropped[0], fresh[0]);
        }
    }

    private int[] ofOne(IntPredicate which) {
        return IntStream.range(0, sizes.length)
                .filter(label -> sizes[label].isOne() && which.test(label))
                .toArray();
    }

    /** What only one factor depends on is summed in that factor: {@code sum(u) * v}, however it was written. */
    private void sumOwnLabels() {
        boolean changed = false;
        for (int i = 0; i < factors.size() && factors.size() > 1; i++) {
            Factor each = factors.get(i);
            int[] joined = joinedLabels(each);
            if (joined.length < distinct(each.labels()).length) {
                Expr sum = ownSum(each, joined);
                for (int label : each.labels()) {
                    gone.add(label);
                }
                factors.set(i, new Factor(sum, joined));
                changed = true;
            }
        }
        if (changed) {
            open();
            mergePowers();
        }
    }

    private Expr ownSum(Factor factor, int[] joined) {
        Contraction sum = new Contraction(List.of(factor.operand()), List.of(factor.labels()), joined, sizes);
        for (int label = 0; label < sizes.length; label++) {
            if (!contains(factor.labels(), factor.labels().length, label)) {
                // a label of the other factors: this sum is not repeated along it
                sum.gone.add(label);
            }
        }
        return sum.normalized();
    }

    /** The labels that a factor shares with the result or with other factors, each once. */
    private int[] joinedLabels(Factor factor) {
        int[] joined = new int[factor.labels().length];
        int count = 0;
        for (int label : distinct(factor.labels())) {
            if (isOutput(label) || isCarriedByOthers(label, factor)) {
                joined[count++] = label;
            }
        }
        return Arrays.copyOf(joined, count);
    }

    private static int[] distinct(int[] labels) {
        if (labels.length < 2 || (labels.length == 2 && labels[0] != labels[1])) {
            return labels;
        }
        int[] distinct = new int[labels.length];
        int count = 0;
        for (int label : labels) {
            if (!contains(distinct, count, label)) {
                distinct[count++] = label;
            }
        }
        return count == labels.length ? labels : Arrays.copyOf(distinct, count);
    }

    private boolean isCarriedByOthers(int label, Factor factor) {
        for (Factor each : factors) {
            if (each != factor && contains(each.labels(), each.labels().length, label)) {
                return true;
            }
        }
        return false;
    }

    private static boolean contains(int[] labels, int count, int label) {
        for (int i = 0; i < count; i++) {
            if (labels[i] == label) {
                return true;
            }
        }
        return false;
    }

    /** Which labels some factor carries. */
    private boolean[] used() {
        boolean[] used = new boolean[sizes.length];
        for (Factor each : factors) {
            for (int label : each.labels()) {
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
                    open(); // 2 * n and m - n have a coefficient
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
        int repeated = 0;
        for (int label : output) {
            repeated += used[label] ? 0 : 1;
        }
        if (factors.isEmpty() || repeated == 0 || isView()) {
            return intern(output);
        }
        int[] covered = Arrays.stream(output).filter(label -> used[label]).toArray();
        Expr inner = intern(covered);
        // not normalized again: that would take the inner product apart, and multiply by the sizes of summed labels
        // twice
        return Interner.intern(new CanonicalLabels(List.of(new Factor(inner, covered)), sizes).product(output));
    }

    private boolean isView() {
        return factors.size() == 1 && Arrays.stream(factors.get(0).labels()).allMatch(this::isOutput);
    }

    private Expr intern(int[] result) {
        if (factors.isEmpty()) {
            return Constant.of(Rational.ONE, shape(result));
        }
        if (factors.size() == 1 && Arrays.equals(settled(factors.get(0), result), result)) {
            return factors.get(0).operand();
        }
        return Interner.intern(new CanonicalLabels(factors, sizes).product(result));
    }

    /** Labels of a single symmetric factor in the order of the result. */
    private static int[] settled(Factor only, int[] result) {
        int[] labels = only.labels().clone();
        int last = labels.length - 1;
        if (only.operand().is(Fact.SYMMETRIC) && labels.length == result.length && labels[last] == result[last - 1]) {
            labels[last] = only.labels()[last - 1];
            labels[last - 1] = only.labels()[last];
        }
        return labels;
    }

    /** The same product with canonical order and labels, or null when it would not stay a product as it is; for comparing only. */
    @Nullable
    Einsum canonicalUnchanged() {
        return factors.isEmpty() ? null : new CanonicalLabels(factors, sizes).product(output);
    }
}
