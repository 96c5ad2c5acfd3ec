package org.derivata.core.expr;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.derivata.core.array.Array;
import org.derivata.core.evaluate.ReferenceEvaluator;
import org.derivata.core.operator.Rational;
import org.derivata.core.shape.Shape;
import org.junit.jupiter.api.Test;

class RepeatedSumTest {

    @Test
    void a_sum_repeated_along_an_axis_is_summed_once() {
        Variable a = Variable.of("A", Shape.of(2, 2));
        Expr ones = Constant.of(Rational.ONE, Shape.of(2, 2));
        Expr product = Einsum.of("ij,jk->ik", ones, a);
        Array value =
                ReferenceEvaluator.evaluate(product, Map.of("A", Array.matrix(new double[] {1, 2}, new double[] {3, 5
                })));
        assertThat(value).isEqualTo(Array.matrix(new double[] {4, 7}, new double[] {4, 7}));
    }
}
