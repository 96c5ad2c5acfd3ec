package org.derivata.core.language;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.derivata.core.expr.Algebra;
import org.derivata.core.expr.Constant;
import org.derivata.core.expr.Einsum;
import org.derivata.core.expr.Expr;
import org.derivata.core.expr.NormQuotient;
import org.derivata.core.expr.Products;
import org.derivata.core.operator.Rational;
import org.derivata.core.shape.Shape;

/**
 * The product of a chain such as {@code 2 * a / b * c}, which is one product and no nest of pairs: {@code a * b} in {@code a * b * c} is nobody's
 * sub-expression, and a number scales the whole, never the sum that happens to stand beside it.
 */
final class Factors {

    private final Broadcasting broadcasting;
    private final List<Expr> factors = new ArrayList<>();
    private Shape shape = Shape.SCALAR;
    private Rational coefficient = Rational.ONE;

    Factors(Broadcasting broadcasting) {
        this.broadcasting = broadcasting;
    }

    void multiply(Expr factor) {
        if (factor instanceof Constant constant && factor.rank() == 0 && isNonzeroNumber(constant)) {
            coefficient = coefficient.times(constant.rational().orElseThrow());
            return;
        }
        shape = broadcasting.common(shape, factor.shape());
        if (factors.size() == Products.LARGEST) {
            settle();
        }
        factors.add(factor);
    }

    private static boolean isNonzeroNumber(Constant constant) {
        return constant.rational().isPresent() && !Constant.isZero(constant);
    }

    /** Division by a product is division by each of its factors. */
    void divide(Expr divisor) {
        Expr reciprocal = Algebra.reciprocal(divisor);
        if (reciprocal instanceof Einsum product && (product.isElementwise() || product.labelCount() == 0)) {
            List<Expr> dividends = List.copyOf(factors);
            product.operands().forEach(each -> multiply(quotient(each, dividends)));
        } else {
            multiply(quotient(reciprocal, factors));
        }
    }

    /** The reciprocal of a norm is 0 where the norm is, if what it divides is 0 there too: {@code x / norm(x)}. */
    private Expr quotient(Expr reciprocal, List<Expr> dividends) {
        boolean isView = reciprocal instanceof Einsum product && product.isView();
        Expr inner = isView ? reciprocal.arguments().get(0) : reciprocal;
        NormQuotient norm = NormQuotient.ofPlain(inner);
        if (norm == null) {
            return reciprocal;
        }
        int[] axes = isView ? ((Einsum) reciprocal).labels(0) : identity(reciprocal.rank());
        int[] own = fromLast(axes, reciprocal.rank());
        boolean vanishes = dividends.stream()
                .anyMatch(each -> norm.vanishes(each, fromLast(identity(each.rank()), each.rank()), own));
        if (!vanishes) {
            return reciprocal;
        }
        Expr factor = norm.factor();
        return isView ? reciprocal.withArguments(List.of(factor)) : factor;
    }

    /** Axes counted from the last one, at which arrays of different ranks are aligned. */
    private static int[] fromLast(int[] axes, int rank) {
        return IntStream.of(axes).map(axis -> axis - rank).toArray();
    }

    private static int[] identity(int rank) {
        return IntStream.range(0, rank).toArray();
    }

    void matmul(Expr right) {
        if (factors.isEmpty()) {
            factors.add(Constant.of(coefficient));
            coefficient = Rational.ONE;
        }
        settle();
        Expr product = broadcasting.matmul(factors.get(0), right);
        factors.set(0, product);
        shape = product.shape();
    }

    /** Makes what there is one factor. */
    private void settle() {
        Expr product = entryByEntry();
        factors.clear();
        factors.add(product);
    }

    private Expr entryByEntry() {
        if (factors.size() == 1) {
            return factors.get(0);
        }
        List<Expr> repeated = new ArrayList<>(factors.size());
        for (Expr each : factors) {
            repeated.add(each.rank() == 0 ? each : broadcasting.to(each, shape));
        }
        return Algebra.product(shape, repeated);
    }

    Expr product() {
        return factors.isEmpty() ? Constant.of(coefficient) : Algebra.scale(coefficient, entryByEntry());
    }
}
