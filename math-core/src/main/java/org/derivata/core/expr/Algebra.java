package org.derivata.core.expr;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.derivata.core.expr.LinearCombination.Term;
import org.derivata.core.operator.Elementary;
import org.derivata.core.operator.Operator;
import org.derivata.core.operator.Rational;
import org.derivata.core.shape.Dimension;
import org.derivata.core.shape.Shape;

/** Sums, products, powers and views of core nodes: the vocabulary in which passes build. Shapes must fit; nothing broadcasts by itself. */
public final class Algebra {

    /** Exact powers of constants stay below this many bits, so that folding is never slow. */
    private static final int FOLDED_BITS = 4096;

    /** {@code (x / 2)**100} stays as it is: neither its coefficient nor {@code x**100} is a number to read, or in range where the whole is. */
    private static final int COEFFICIENT_BITS = 256;

    /** Powers up to this one are at hand. */
    private static final int USUAL = 8;

    private static final List<Operator> POWERS = IntStream.rangeClosed(-USUAL, USUAL)
            .mapToObj(each -> Elementary.POWER.with("exponent", Rational.of(each)))
            .toList();

    private Algebra() {}

    public static Expr zero(Shape shape) {
        return Constant.of(Rational.ZERO, shape);
    }

    public static Expr one(Shape shape) {
        return Constant.of(Rational.ONE, shape);
    }

    public static Expr add(Expr a, Expr b) {
        return LinearCombination.of(a.shape(), List.of(new Term(Rational.ONE, a), new Term(Rational.ONE, b)));
    }

    public static Expr subtract(Expr a, Expr b) {
        return LinearCombination.of(a.shape(), List.of(new Term(Rational.ONE, a), new Term(Rational.MINUS_ONE, b)));
    }

    public static Expr sum(Shape shape, List<Expr> terms) {
        if (terms.size() == 1 && terms.get(0).shape().equals(shape)) {
            return terms.get(0);
        }
        List<Term> summands = new ArrayList<>(terms.size());
        for (Expr each : terms) {
            summands.add(new Term(Rational.ONE, each));
        }
        return LinearCombination.of(shape, summands);
    }

    public static Expr negate(Expr a) {
        return scale(Rational.MINUS_ONE, a);
    }

    public static Expr scale(Rational coefficient, Expr a) {
        return LinearCombination.scaled(coefficient, a);
    }

    /** Entry by entry, for equal shapes. */
    public static Expr multiply(Expr a, Expr b) {
        return product(a.shape(), List.of(a, b));
    }

    /** Entry by entry: each factor has the shape or is a scalar. */
    public static Expr product(Shape shape, List<? extends Expr> factors) {
        int[] all = Contraction.identity(shape.rank());
        List<int[]> labels = new ArrayList<>(factors.size());
        for (Expr each : factors) {
            labels.add(each.rank() == 0 ? new int[0] : all);
        }
        return Einsum.of(factors, labels, all, shape.sizes().toArray(new Dimension[0]));
    }

    public static Expr divide(Expr a, Expr b) {
        return multiply(a, reciprocal(b));
    }

    public static Expr reciprocal(Expr a) {
        return power(a, Rational.MINUS_ONE);
    }

    /**
     * {@code base**exponent}: constants folded exactly, nested integer powers merged, views and coefficients and signs taken out, reciprocals of products
     * as products of reciprocals.
     */
    public static Expr power(Expr base, Rational exponent) {
        if (exponent.isZero()) {
            return one(base.shape());
        }
        if (exponent.isOne() || Constant.isRational(base, Rational.ONE)) {
            return base;
        }
        if (base instanceof Einsum view && view.isView()) {
            // computed before it is repeated or turned
            return view.withArguments(List.of(power(view.operands().get(0), exponent)));
        }
        if (base instanceof Einsum sum && sum.isTurnedSum()) {
            return sum.turned(upright -> power(upright, exponent));
        }
        if (base instanceof LinearCombination scaled
                && scaled.isScaling()
                && scaled.arguments().get(0) instanceof Einsum view
                && view.isView()) {
            Expr inner =
                    scale(scaled.terms().get(0).coefficient(), view.operands().get(0));
            return view.withArguments(List.of(power(inner, exponent)));
        }
        if (exponent.signum() < 0 && !exponent.equals(Rational.MINUS_ONE) && Constant.isRational(base, Rational.ZERO)) {
            return power(base, Rational.MINUS_ONE); // infinite, whatever the exponent
        }
        if (exponent.isInt()) {
            int n = exponent.intValue();
            if (base instanceof Constant constant
                    && constant.rational().isPresent()
                    && isFoldable(constant.rational().get(), n, FOLDED_BITS)) {
                return Constant.of(constant.rational().get().power(n), base.shape());
            }
            if (base instanceof LinearCombination sum
                    && sum.isScaling()
                    && isFoldable(
                            sum.terms().get(0).coefficient(),
                            n,
                            Math.abs(n) <= USUAL ? FOLDED_BITS : COEFFICIENT_BITS)) {
                Term only = sum.terms().get(0);
                return scale(only.coefficient().power(n), power(only.expression(), exponent));
            }
            if (base instanceof LinearCombination sum && sum.isNegative()) {
                Expr flipped = power(negate(base), exponent);
                return n % 2 == 0 ? flipped : negate(flipped);
            }
            if (base instanceof Einsum product && n < 0 && product.operands().size() > 1) {
                List<List<Integer>> parts = product.independentParts();
                if (parts.size() > 1) {
                    return product.ofParts(parts, each -> power(each, exponent));
                }
            }
            Rational inner = Einsum.exponent(base);
            if (inner != Rational.ONE && inner.isInteger() && (n > 0 || inner.signum() > 0)) {
                return power(base.arguments().get(0), inner.times(exponent));
            }
        }
        if (base instanceof Constant constant && constant.rational().isPresent()) {
            Optional<Rational> exact = squareRoot(constant.rational().get());
            Rational twice = exponent.times(Rational.of(2));
            if (exact.isPresent() && twice.isInt()) {
                return power(Constant.of(exact.get(), base.shape()), twice);
            }
        }
        Rational root = Einsum.exponent(base);
        if (!root.isInteger() && !root.times(exponent).isInteger()) {
            // both need a base that is not negative; a product that became an integer would not
            return power(base.arguments().get(0), root.times(exponent));
        }
        return Apply.of(operator(exponent), base);
    }

    /** The root of a positive square; empty for all other numbers. */
    private static Optional<Rational> squareRoot(Rational value) {
        if (value.signum() <= 0 || value.bits() > FOLDED_BITS) {
            return Optional.empty();
        }
        BigInteger above = value.numerator().sqrt();
        BigInteger below = value.denominator().sqrt();
        boolean exact = above.pow(2).equals(value.numerator()) && below.pow(2).equals(value.denominator());
        return exact ? Optional.of(Rational.of(above, below)) : Optional.empty();
    }

    private static Operator operator(Rational exponent) {
        boolean usual = exponent.isInt() && Math.abs(exponent.intValue()) <= USUAL;
        return usual ? POWERS.get(exponent.intValue() + USUAL) : Elementary.POWER.with("exponent", exponent);
    }

    private static boolean isFoldable(Rational value, int exponent, int mostBits) {
        return (!value.isZero() || exponent > 0) && (long) value.bits() * Math.abs((long) exponent) <= mostBits;
    }

    /** The sum over some axes, which disappear. */
    public static Expr sum(Expr a, List<Integer> axes) {
        int[] output = IntStream.range(0, a.rank())
                .filter(axis -> !axes.contains(axis))
                .toArray();
        return relabel(a, Contraction.identity(a.rank()), output, a.shape().sizes());
    }

    /** The sum of all entries. */
    public static Expr sum(Expr a) {
        return relabel(a, Contraction.identity(a.rank()), new int[0], a.shape().sizes());
    }

    /**
     * Repeats an array along new axes.
     *
     * @param axes for each axis of {@code a} its place in the shape
     */
    public static Expr broadcast(Expr a, Shape shape, int... axes) {
        return relabel(a, axes, Contraction.identity(shape.rank()), shape.sizes());
    }

    /** Repeats a scalar over a shape; anything that is no scalar must have the shape already. */
    public static Expr fill(Expr a, Shape shape) {
        return a.rank() == 0 ? broadcast(a, shape) : a;
    }

    /** The axes in another order: axis {@code k} of the result is axis {@code order[k]} of {@code a}. */
    public static Expr permute(Expr a, int... order) {
        return relabel(a, Contraction.identity(a.rank()), order, a.shape().sizes());
    }

    /** The transpose of the last two axes; a vector or scalar is its own. */
    public static Expr transposeLastTwo(Expr a) {
        int[] order = Contraction.identity(a.rank());
        if (order.length >= 2) {
            order[order.length - 1] = order.length - 2;
            order[order.length - 2] = order.length - 1;
        }
        return permute(a, order);
    }

    /** All axes reversed, as NumPy's {@code .T}. */
    public static Expr transpose(Expr a) {
        List<Integer> order =
                new ArrayList<>(IntStream.range(0, a.rank()).boxed().toList());
        Collections.reverse(order);
        return permute(a, order.stream().mapToInt(Integer::intValue).toArray());
    }

    /** Puts axes of size 1 back where a reduction dropped them. */
    public static Expr keepDimensions(Expr reduced, Shape original, List<Integer> axes) {
        List<Dimension> sizes = new ArrayList<>();
        List<Integer> places = new ArrayList<>();
        for (int axis = 0; axis < original.rank(); axis++) {
            boolean dropped = axes.contains(axis);
            sizes.add(dropped ? Dimension.ONE : original.get(axis));
            if (!dropped) {
                places.add(axis);
            }
        }
        return broadcast(
                reduced,
                new Shape(sizes),
                places.stream().mapToInt(Integer::intValue).toArray());
    }

    private static Expr relabel(Expr a, int[] labels, int[] output, List<Dimension> sizes) {
        return Einsum.of(List.of(a), List.of(labels), output, sizes.toArray(new Dimension[0]));
    }
}
