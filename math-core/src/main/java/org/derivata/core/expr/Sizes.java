package org.derivata.core.expr;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.derivata.core.expr.LinearCombination.Term;
import org.derivata.core.operator.Fact;
import org.derivata.core.operator.Rational;
import org.derivata.core.operator.Structure;
import org.derivata.core.shape.Dimension;
import org.derivata.core.shape.Shape;

/** Dimensions as numbers in a formula. */
final class Sizes {

    private Sizes() {}

    static Expr expression(Dimension dimension) {
        List<Term> terms = new ArrayList<>();
        dimension.monomials().forEach((names, coefficient) -> {
            List<Expr> factors = names.stream()
                    .map(each -> Apply.size(Dimension.named(each)))
                    .toList();
            terms.add(new Term(Rational.of(coefficient), Algebra.product(Shape.SCALAR, factors)));
        });
        return LinearCombination.of(Shape.SCALAR, terms);
    }

    /** The size that an expression is the number of: the inverse of {@link #expression}. */
    static Optional<Dimension> dimension(Expr node) {
        if (node.rank() != 0) {
            return Optional.empty();
        }
        if (!(node instanceof LinearCombination sum)) {
            return product(node);
        }
        if (!sum.is(Fact.INTEGER)) {
            return Optional.empty();
        }
        Dimension total = Dimension.of(0);
        for (Term each : sum.terms()) {
            Optional<Dimension> product = product(each.expression());
            if (product.isEmpty() || !each.coefficient().isInt()) {
                return Optional.empty();
            }
            total = total.plus(
                    product.get().times(Dimension.of(each.coefficient().intValue())));
        }
        return Optional.of(total);
    }

    private static Optional<Dimension> product(Expr node) {
        if (!(node instanceof Einsum factors)) {
            return power(node);
        }
        Dimension product = Dimension.ONE;
        for (Expr each : factors.operands()) {
            Optional<Dimension> power = power(each);
            if (power.isEmpty()) {
                return Optional.empty();
            }
            product = product.times(power.get());
        }
        return Optional.of(product);
    }

    private static Optional<Dimension> power(Expr node) {
        if (node instanceof Constant constant) {
            return constant.rational().filter(Rational::isInt).map(each -> Dimension.of(each.intValue()));
        }
        Rational exponent = Einsum.exponent(node);
        Expr base = exponent.isOne() ? node : node.arguments().get(0);
        boolean isSize = base instanceof Apply size && size.is(Structure.SIZE.name());
        if (!isSize || !exponent.isInt() || exponent.signum() < 0) {
            return Optional.empty();
        }
        Dimension name = ((Apply) base).operator().attributes().dimension("dimension");
        return Optional.of(Dimension.product(Collections.nCopies(exponent.intValue(), name)));
    }
}
