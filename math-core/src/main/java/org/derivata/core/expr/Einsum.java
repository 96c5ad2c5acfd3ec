package org.derivata.core.expr;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.derivata.core.operator.Fact;
import org.derivata.core.operator.Rational;
import org.derivata.core.shape.Dimension;
import org.derivata.core.shape.Shape;

/**
 * A product of operands whose axes carry labels, summed over every label that the result lacks: elementwise products, broadcasts, transposes,
 * sums, dot, outer and matrix products, traces and diagonals are all this one kind.
 *
 * <p>Normal form: the result's axes are labelled 0, 1, ..., summed labels follow in order of first use; operands stand in an order that depends on
 * content and labels only; no operand is a rational constant, a scaling, a bare view, or an identity matrix that renaming can remove; equal
 * operands with equal labels are one power; what one operand of several has alone is summed in that operand. A label that no operand carries is an axis along which the value is repeated; it occurs only in
 * {@linkplain #isView() views}.
 */
public final class Einsum extends Expr {

    /** What a product is when all of its operands are. */
    private static final Fact[] OF_PRODUCTS = {Fact.NONNEGATIVE, Fact.INTEGER, Fact.POSITIVE, Fact.UNIT, Fact.NONZERO};

    private static final StructuralHash KIND = StructuralHash.of("einsum");

    private final List<Expr> operands;
    private final int[][] labels;
    private final Dimension[] sizes;

    Einsum(List<Expr> operands, int[][] labels, Dimension[] sizes, Shape shape) {
        super(shape, hash(operands, labels, shape));
        this.operands = operands;
        this.labels = labels;
        this.sizes = sizes;
    }

    private static StructuralHash hash(List<Expr> operands, int[][] labels, Shape shape) {
        StructuralHash hash = KIND.copy().with(operands.size());
        for (int i = 0; i < labels.length; i++) {
            hash.with(operands.get(i)).with(labels[i]);
        }
        return hash.with(shape.isScalar() ? 0 : shape.toString().hashCode());
    }

    /**
     * The product in normal form, which need not be an {@code Einsum}: coefficients move out of it, and a product with nothing to do is its
     * operand.
     *
     * @param operands the factors
     * @param labels for each factor a label for each axis, each below {@code sizes.length}
     * @param output the labels of the result, all different
     * @param sizes the size of each label
     */
    public static Expr of(List<? extends Expr> operands, List<int[]> labels, int[] output, Dimension[] sizes) {
        if (operands.size() == 1 && isWhole(operands.get(0), labels.get(0), output, sizes)) {
            return operands.get(0);
        }
        return new Contraction(operands, labels, output, sizes).normalized();
    }

    /** Whether a view has all axes of its operand in their order, each once: there is nothing to do. */
    private static boolean isWhole(Expr operand, int[] labels, int[] output, Dimension[] sizes) {
        boolean whole = output.length == sizes.length && Arrays.equals(labels, output);
        for (int axis = 0; whole && axis < output.length; axis++) {
            whole = sizes[output[axis]].equals(operand.shape().get(axis));
            for (int before = 0; whole && before < axis; before++) {
                whole = output[before] != output[axis];
            }
        }
        return whole;
    }

    /**
     * The product written as in NumPy, {@code Einsum.of("ij,jk->ik", a, b)}; each letter is one label.
     *
     * @throws IllegalArgumentException when the text does not fit the operands
     */
    public static Expr of(String equation, Expr... operands) {
        String[] sides = equation.split("->", -1);
        String[] inputs = sides[0].split(",", -1);
        if (inputs.length != operands.length) {
            throw new IllegalArgumentException(equation + " for " + operands.length + " operands");
        }
        Map<Character, Integer> numbers = new TreeMap<>();
        List<Dimension> sizes = new ArrayList<>();
        List<int[]> labels = new ArrayList<>();
        for (int i = 0; i < inputs.length; i++) {
            if (inputs[i].length() != operands[i].rank()) {
                throw new IllegalArgumentException(equation + " for an operand of shape " + operands[i].shape());
            }
            int[] own = new int[inputs[i].length()];
            for (int axis = 0; axis < own.length; axis++) {
                char letter = inputs[i].charAt(axis);
                if (!numbers.containsKey(letter)) {
                    numbers.put(letter, sizes.size());
                    sizes.add(operands[i].shape().get(axis));
                }
                own[axis] = Objects.requireNonNull(numbers.get(letter));
            }
            labels.add(own);
        }
        int[] output =
                sides[1].chars().map(letter -> numbers.get((char) letter)).toArray();
        return of(Arrays.asList(operands), labels, output, sizes.toArray(new Dimension[0]));
    }

    public List<Expr> operands() {
        return operands;
    }

    /** The labels of one operand, an axis each. */
    public int[] labels(int operand) {
        int[] own = labels[operand];
        return own.length == 0 ? own : own.clone();
    }

    /** How many labels there are, summed ones included. */
    public int labelCount() {
        return sizes.length;
    }

    public Dimension size(int label) {
        return sizes[label];
    }

    public Dimension[] sizes() {
        return sizes.clone();
    }

    /** Whether something is summed. */
    public boolean sums() {
        return sizes.length > rank();
    }

    /** Whether this only permutes, repeats or takes the diagonal of one operand's axes. */
    public boolean isView() {
        return operands.size() == 1 && !sums();
    }

    /** Whether this is a sum over axes of one operand whose other axes stand in another order than the operand has them in. */
    boolean isTurnedSum() {
        return operands.size() == 1 && sums() && !Arrays.equals(keptInOrder(), Contraction.identity(rank()));
    }

    /** What the operand's axes are called that the result keeps, each once. */
    int[] keptInOrder() {
        return Arrays.stream(labels[0])
                .filter(label -> label < rank())
                .distinct()
                .toArray();
    }

    /** This sum with a change made to it while its axes are in the operand's order. */
    Expr turned(UnaryOperator<Expr> change) {
        int[] order = keptInOrder();
        Expr upright = of(operands, List.of(labels[0]), order, sizes);
        Dimension[] own = Arrays.copyOf(sizes, rank());
        return of(List.of(change.apply(upright)), List.of(order), Contraction.identity(rank()), own);
    }

    /** Whether this is a view, but for identity matrices: what renaming labels can dissolve in a larger product. */
    boolean isRelabelling() {
        if (sums()) {
            return false;
        }
        int others = 0;
        for (Expr each : operands) {
            others += Apply.isIdentity(each) ? 0 : 1;
        }
        return others <= 1;
    }

    /** Whether every operand has the result's labels in order: a product entry by entry. */
    public boolean isElementwise() {
        int[] identity = Contraction.identity(rank());
        boolean same = !sums();
        for (int[] each : labels) {
            same = same && Arrays.equals(each, identity);
        }
        return same;
    }

    /** The same where numbers may stand among the operands. */
    public boolean isEntryByEntry() {
        int[] identity = Contraction.identity(rank());
        boolean same = !sums();
        for (int[] each : labels) {
            same = same && (each.length == 0 || Arrays.equals(each, identity));
        }
        return same;
    }

    /** The operands in groups that share no summed label: this is the product of their products. */
    public List<List<Integer>> independentParts() {
        List<List<Integer>> parts = new ArrayList<>();
        for (int i = 0; i < labels.length; i++) {
            List<Integer> joined = new ArrayList<>();
            for (int j = parts.size() - 1; j >= 0; j--) {
                if (sharesSum(parts.get(j), i)) {
                    joined.addAll(0, parts.remove(j));
                }
            }
            joined.add(i);
            parts.add(joined);
        }
        return parts;
    }

    private boolean sharesSum(List<Integer> part, int operand) {
        for (int label : labels[operand]) {
            if (label >= rank()
                    && part.stream()
                            .anyMatch(each -> Arrays.stream(labels[each]).anyMatch(other -> other == label))) {
                return true;
            }
        }
        return false;
    }

    /** This product with each of its independent parts replaced by another expression of the part's shape. */
    Expr ofParts(List<List<Integer>> parts, UnaryOperator<Expr> change) {
        List<Expr> changed = new ArrayList<>();
        List<int[]> places = new ArrayList<>();
        for (List<Integer> part : parts) {
            int first = part.get(0);
            boolean isOperand = part.size() == 1 && Arrays.stream(labels[first]).allMatch(label -> label < rank());
            int[] kept = part.stream()
                    .flatMapToInt(each -> Arrays.stream(labels[each]))
                    .filter(label -> label < rank())
                    .distinct()
                    .sorted()
                    .toArray();
            changed.add(change.apply(isOperand ? operands.get(first) : part(part, kept)));
            places.add(isOperand ? labels[first] : kept);
        }
        return of(changed, places, Contraction.identity(rank()), Arrays.copyOf(sizes, rank()));
    }

    /**
     * The product of some operands, summed over what the result lacks.
     *
     * @param kept labels of this product, each carried by some of the operands
     */
    public Expr part(List<Integer> some, int[] kept) {
        BitSet used = new BitSet(sizes.length);
        for (int each : some) {
            for (int label : labels[each]) {
                used.set(label);
            }
        }
        int[] numbers = new int[sizes.length];
        Dimension[] own = new Dimension[used.cardinality()];
        int count = 0;
        for (int label = used.nextSetBit(0); label >= 0; label = used.nextSetBit(label + 1)) {
            own[count] = sizes[label];
            numbers[label] = count++;
        }
        List<Expr> factors = new ArrayList<>(some.size());
        List<int[]> places = new ArrayList<>(some.size());
        for (int each : some) {
            factors.add(operands.get(each));
            places.add(renamed(labels[each], numbers));
        }
        return of(factors, places, renamed(kept, numbers), own);
    }

    private static int[] renamed(int[] labels, int[] numbers) {
        int[] renamed = new int[labels.length];
        for (int i = 0; i < labels.length; i++) {
            renamed[i] = numbers[labels[i]];
        }
        return renamed;
    }

    @Override
    public <R> R match(Cases<R> cases) {
        return cases.einsum(this);
    }

    @Override
    public List<Expr> arguments() {
        return operands;
    }

    @Override
    public Expr withArguments(List<Expr> arguments) {
        return of(arguments, Arrays.asList(labels), Contraction.identity(rank()), sizes);
    }

    @Override
    boolean sameContent(Expr other) {
        Einsum that = (Einsum) other;
        // cheap and telling first: this decides every look-up of a product
        return same(operands, that.operands)
                && Arrays.deepEquals(labels, that.labels)
                && Arrays.equals(sizes, that.sizes);
    }

    @Override
    int inferFacts() {
        int common = -1;
        for (Expr each : operands) {
            common &= each.factBits();
        }
        int facts = 0;
        for (Fact each : OF_PRODUCTS) {
            boolean keptBySums = each != Fact.UNIT && each != Fact.NONZERO;
            if ((common & each.bit()) != 0 && (keptBySums || !sums())) {
                facts |= each.closedBits();
            }
        }
        if (rank() >= 2 && sizes[rank() - 1].equals(sizes[rank() - 2]) && equalsItsTranspose()) {
            facts |= Fact.SYMMETRIC.bit();
        }
        return facts | inheritedRows();
    }

    /** A view that keeps the last axis last keeps what is known along it. */
    private int inheritedRows() {
        int facts = 0;
        if (isView() && operands.get(0).rank() > 0 && labels[0][labels[0].length - 1] == rank() - 1) {
            boolean once =
                    Arrays.stream(labels[0]).filter(each -> each == rank() - 1).count() == 1;
            for (Fact each : List.of(Fact.ROWS_SUM_TO_ONE, Fact.ONE_HOT)) {
                if (once && operands.get(0).is(each)) {
                    facts |= each.closedBits();
                }
            }
        }
        return facts;
    }

    private boolean equalsItsTranspose() {
        int[] output = Contraction.identity(rank());
        output[rank() - 1] = rank() - 2;
        output[rank() - 2] = rank() - 1;
        Einsum transposed = new Contraction(operands, Arrays.asList(labels), output, sizes).canonicalUnchanged();
        return transposed != null && sameContent(transposed);
    }

    /** The product as an equation, {@code ij,jk->ik}, with letters in the order of first use from the left. */
    public String equation() {
        StringBuilder out = new StringBuilder();
        Map<Integer, Character> letters = new TreeMap<>();
        for (int[] each : labels) {
            out.append(out.length() == 0 ? "" : ",");
            for (int label : each) {
                out.append(letters.computeIfAbsent(label, unused -> letter(letters.size())));
            }
        }
        out.append("->");
        for (int label = 0; label < rank(); label++) {
            out.append(letters.computeIfAbsent(label, unused -> letter(letters.size())));
        }
        return out.toString();
    }

    /** Einsum letters in the usual order: i, j, k, ... and from a on. */
    public static char letter(int number) {
        String letters = "ijklmnopqrstuvwxyzabcdefghABCDEFGHIJKLMNOPQRSTUVWXYZ";
        // beyond these any letters will do: the equation only has to read back
        return number < letters.length() ? letters.charAt(number) : (char) ('\u0100' + number - letters.length());
    }

    /** Whether an operand is a rational power; products merge such. */
    static Rational exponent(Expr operand) {
        return operand instanceof Apply apply ? apply.exponent() : Rational.ONE;
    }

    @Override
    public String toString() {
        return "Einsum[" + equation() + "]";
    }
}
