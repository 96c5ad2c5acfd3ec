package org.derivata.core.expr;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.derivata.core.expr.LinearCombination.Term;
import org.derivata.core.operator.Rational;
import org.derivata.core.shape.Shape;
import org.junit.jupiter.api.Test;

/** Sums that are too long to be flattened into others are values like any other. */
class LongSumTest {

    private static Expr sum(int sign) {
        List<Term> terms = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            terms.add(new Term(Rational.of(sign * (i + 1L)), Variable.of("x" + i)));
        }
        return LinearCombination.of(Shape.SCALAR, terms);
    }

    @Test
    void aLongSumOfNegativesIsMultiplied() {
        Expr product = Algebra.multiply(sum(-1), Variable.of("y"));
        assertThat(product.arguments()).containsExactlyInAnyOrder(sum(-1), Variable.of("y"));
    }

    @Test
    void aLongSumOfNegativesIsRaisedToAPower() {
        assertThat(Algebra.power(sum(-1), Rational.of(3)).arguments()).containsExactly(sum(-1));
    }
}
