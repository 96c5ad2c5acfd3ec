package org.derivata.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.derivata.cli.CommandLines.run;

import org.derivata.cli.CommandLines.Run;
import org.junit.jupiter.api.Test;

/** {@code math simplify --expand}, {@code --collect}, {@code math taylor} and {@code math equivalent}. */
class AlgebraCommandsTest {

    @Test
    void products_are_multiplied_out_and_powers_collected() {
        assertThat(run("simplify", "(x + y) * (x - y)", "--expand").out()).isEqualTo("x**2 - y**2\n");
        assertThat(run("simplify", "a*x + b*x + c", "--collect", "x").out()).isEqualTo("(a + b) * x + c\n");
        Run both = run("simplify", "x + 1", "--collect", "x", "--expand");
        assertThat(both.code()).isEqualTo(2);
        assertThat(both.err()).contains("choose one of --expand, --factor and --collect");
        assertThat(run("simplify", "x", "--expand", "--strict").err()).contains("leave out --expand");
    }

    @Test
    void a_taylor_polynomial_has_exact_coefficients() {
        assertThat(run("taylor", "exp(x)", "--at", "x=0", "--order", "2").out()).isEqualTo("x**2 / 2 + x + 1\n");
        assertThat(run("taylor", "exp(x)", "--at", "x=0", "--order", "1", "--json")
                        .out())
                .contains("\"x + 1\"");
        assertThat(run("taylor", "exp(x)", "--at", "0").err()).contains("--at wants NAME=POINT");
        assertThat(run("taylor", "abs(x)", "--at", "x=0").err()).contains("[derivative.taylor]");
    }

    @Test
    void formulas_are_equivalent_different_or_not_decided() {
        Run proved = run("equivalent", "sin(2*x)", "2*sin(x)*cos(x)");
        assertThat(proved.out()).isEqualTo("equivalent\n");
        assertThat(proved.code()).isZero();
        Run refuted = run("equivalent", "sqrt(x**2)", "--to", "x");
        assertThat(refuted.out()).isEqualTo("different: at\n  x = -1\nthe values are\n  first = 1\n  second = -1\n");
        assertThat(refuted.code()).isEqualTo(1);
        assertThat(run("equivalent", "sqrt(x**2)", "--to", "x", "--shape", "x: [] positive")
                        .out())
                .isEqualTo("equivalent\n");
        Run unknown = run("equivalent", "atan(x) + atan(1/x)", "--to", "pi/2", "--shape", "x: [] positive");
        assertThat(unknown.out()).startsWith("unknown: no proof was found, and no difference at ");
        assertThat(unknown.code()).isEqualTo(3);
        assertThat(run("equivalent", "-x", "--to", "-x", "--json").out()).isEqualTo("{\"equivalent\":true}\n");
        assertThat(run("equivalent", "x", "--to", "-x", "--json").out())
                .isEqualTo("{\"equivalent\":false,\"point\":{\"x\":1.0},\"left\":1.0,\"right\":-1.0}\n");
    }

    @Test
    void what_cannot_be_compared_is_told() {
        assertThat(run("equivalent", "x").code()).isEqualTo(2);
        assertThat(run("equivalent", "x", "x +").code()).isEqualTo(2);
        assertThat(run("equivalent", "x").err()).contains("two formulas are wanted");
        assertThat(run("equivalent", "x", "y", "z").err()).contains("two formulas are wanted");
        assertThat(run("equivalent", "x", "y", "--to", "z").err()).contains("one formula is wanted");
        assertThat(run("equivalent", "x * y", "--to", "x @ y", "--shape", "x, y: [3]")
                        .err())
                .contains("[shape.equivalent]");
    }
}
