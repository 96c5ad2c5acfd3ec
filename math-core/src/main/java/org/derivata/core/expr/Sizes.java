package org.derivata.core.expr;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.derivata.core.expr.LinearCombination.Term;
import org.derivata.core.operator.Elementary;
import org.derivata.core.operator.Rational;
import org.derivata.core.operator.Structure;
import org.derivata.core.shape.Dimension;
import org.derivata.core.shape.Shape;
import org.jspecify.annotations.Nullable;

/** Dimensions as numbers in a formula, and back. */
public final class Sizes {

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

    /** The dimension that a number is: an integer, a size, or sums and products of them; empty for any other number. */
    public static Optional<Dimension> dimension(Expr number) {
        if (number.rank() != 0) {
            return Optional.empty();
        }
        Map<Expr, Dimension> known = new IdentityHashMap<>();
        for (Expr node : Graph.postOrder(number)) {
            Dimension dimension = dimension(node, known);
            if (dimension == null) {
                return Optional.empty();
            }
            known.put(node, dimension);
        }
        return Optional.of(Objects.requireNonNull(known.get(number)));
    }

    private static @Nullable Dimension dimension(Expr node, Map<Expr, Dimension> known) {
        if (node instanceof Constant constant) {
            return constant.rational().filter(Rational::isInt).map(each -> Dimension.of(each.intValue())).orElse(null);
        } else if (node instanceof Apply apply && apply.is(Structure.SIZE.name())) {
            return apply.operator().attributes().dimension("dimension");
        } else if (node instanceof LinearCombination sum) {
            Dimension total = Dimension.of(0);
            for (Term term : sum.terms()) {
                if (!term.coefficient().isInt()) {
                    return null;
                }
                Dimension summand = Objects.requireNonNull(known.get(term.expression()));
                total = total.plus(summand.times(Dimension.of(term.coefficient().intValue())));
            }
            return total;
        } else if (node instanceof Einsum product && !product.sums()) {
            return Dimension.product(product.operands().stream().map(known::get).toList());
        } else if (node instanceof Apply power && power.is(Elementary.POWER.name())) {
            Rational exponent = power.operator().attributes().rational("exponent");
            return exponent.isInt() && exponent.signum() > 0 && exponent.intValue() < 8
                    ? Dimension.product(Collections.nCopies(exponent.intValue(), known.get(power.argument(0))))
                    : null;
        }
        return null;
    }
}
