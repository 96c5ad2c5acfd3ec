package org.derivata.core.expr;

import java.util.ArrayList;
import java.util.List;
import org.derivata.core.expr.LinearCombination.Term;
import org.derivata.core.operator.Rational;
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
}
