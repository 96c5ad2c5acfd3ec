package org.derivata.core.expr;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.derivata.core.operator.Rational;
import org.junit.jupiter.api.Test;

class TemplateTest {

    private static final Variable X = Variable.of("x");
    private static final Variable Y = Variable.of("y");

    @Test
    void buildsWhatSubstitutingBuilds() {
        Expr square = Algebra.power(Algebra.add(X, Y), Rational.of(2));
        Template template = new Template(Algebra.multiply(square, X), List.of(X, Y));
        Expr sum = Algebra.subtract(X, Y);
        assertThat(template.fill(List.of(Y, sum))).isEqualTo(Algebra.multiply(Algebra.power(X, Rational.of(2)), Y));
    }

    @Test
    void mayBeAVariableOrAConstantAlone() {
        assertThat(new Template(X, List.of(Y, X)).fill(List.of(X, Y))).isEqualTo(Y);
        assertThat(new Template(Constant.of(2), List.of(X)).fill(List.of(Y))).isEqualTo(Constant.of(2));
    }
}
