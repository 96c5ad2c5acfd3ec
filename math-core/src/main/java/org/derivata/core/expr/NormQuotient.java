package org.derivata.core.expr;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.derivata.core.operator.Rational;
import org.derivata.core.operator.Special;
import org.jspecify.annotations.Nullable;

/**
 * Quotients such as {@code x / norm(x)}: where the norm is 0 the dividend is 0 too, and so is the quotient by convention, as the derivative of the
 * norm is. They are products with {@code reciprocal_no_nan(norm(x))}, and this is how that is both written and read: a quotient by a norm or a
 * standard deviation of which the dividend is proved to vanish with it. {@code 1 / norm(x)} is no such quotient.
 *
 * @param base the norm or standard deviation that divides
 * @param exponent its power, above 0
 */
public record NormQuotient(Apply base, Rational exponent) {

    /** The factor seen as the reciprocal of a norm that is 0 where the norm is, or null. */
    public static @Nullable NormQuotient of(Expr factor) {
        Rational exponent = Einsum.exponent(factor);
        Expr base = exponent.isOne() ? factor : factor.arguments().get(0);
        return exponent.signum() > 0
                        && base instanceof Apply call
                        && call.operator().equals(Special.RECIPROCAL_NO_NAN)
                        && call.argument(0) instanceof Apply norm
                        && isNorm(norm)
                ? new NormQuotient(norm, exponent)
                : null;
    }

    /** The factor seen as a plain reciprocal of a norm, infinite where the norm is 0, or null. */
    public static @Nullable NormQuotient ofPlain(Expr factor) {
        Rational exponent = Einsum.exponent(factor);
        return exponent.signum() < 0 && factor.arguments().get(0) instanceof Apply norm && isNorm(norm)
                ? new NormQuotient(norm, exponent.negate())
                : null;
    }

    private static boolean isNorm(Apply call) {
        return call.is("norm") || call.is("std");
    }

    /** The factor {@code reciprocal_no_nan(base)**exponent}. */
    public Expr factor() {
        return Algebra.power(Apply.of(Special.RECIPROCAL_NO_NAN, base), exponent);
    }

    /** Whether one of the other operands of a product is proved to be 0 where the norm is. */
    public boolean vanishesIn(Einsum product, int own, java.util.function.IntPredicate others) {
        return IntStream.range(0, product.operands().size())
                .filter(i -> i != own && others.test(i))
                .anyMatch(i -> vanishes(product.operands().get(i), product.labels(i), product.labels(own)));
    }

    /**
     * Whether another factor is proved to be 0 where the norm is.
     *
     * @param labels the factor's axes
     * @param own the axes of the norm among the same labels
     */
    public boolean vanishes(Expr factor, int[] labels, int[] own) {
        List<Integer> axes = base.operator().attributes().integers("axes");
        if (base.is("norm")) {
            return vanishes(base.argument(0), axes, factor, labels, own);
        }
        Expr distance = fromMean(base.argument(0), axes);
        // a mean over several axes divides by a product, which is flattened some time after it is read
        Expr flat = axes.size() > 1 ? Products.flatten(distance) : distance;
        return vanishes(distance, axes, factor, labels, own)
                || (flat != distance && vanishes(flat, axes, factor, labels, own));
    }

    private boolean vanishes(Expr measured, List<Integer> axes, Expr factor, int[] labels, int[] own) {
        Expr opposite = Algebra.negate(measured);
        if (base.rank() == 0) {
            Expr zero = Algebra.zero(measured.shape());
            Map<Expr, Expr> vanishing = new HashMap<>(); // what is 0 already is its own opposite
            vanishing.put(measured, zero);
            vanishing.put(opposite, zero);
            return Constant.isZero(Graph.substitute(factor, vanishing));
        }
        int[] kept = IntStream.range(0, labels.length)
                .filter(axis -> !axes.contains(axis))
                .map(axis -> labels[axis])
                .toArray();
        return (factor == measured || factor == opposite) && Arrays.equals(kept, own);
    }

    /** {@code a - mean(a, axis=axes, keepdims=1)}: what a standard deviation is the root mean square of. */
    public static Expr fromMean(Expr a, List<Integer> axes) {
        Expr count = Constant.of(1);
        for (int axis : axes) {
            count = Algebra.multiply(count, Apply.size(a.shape().get(axis)));
        }
        Expr sum = Algebra.sum(a, axes);
        Expr mean = Algebra.multiply(sum, Algebra.fill(Algebra.reciprocal(count), sum.shape()));
        int[] kept = IntStream.range(0, a.rank())
                .filter(axis -> !axes.contains(axis))
                .toArray();
        return Algebra.subtract(a, Algebra.broadcast(mean, a.shape(), kept));
    }
}
