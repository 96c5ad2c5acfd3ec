package org.derivata.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.derivata.cli.CommandLines.run;

import org.derivata.cli.CommandLines.Run;
import org.junit.jupiter.api.Test;

class CheckCommandTest {

    private static final String POINT = "X=[[1, 2], [3, 4]]; w=[1, 2]; y=[0, 1]";

    @Test
    void the_gradients_of_a_formula_agree_with_differences() {
        Run run = run("check", "sum((X @ w - y)**2)", "--let", POINT);
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).isEqualTo("8 entries agree with differences\n");
        assertThat(run.code()).isZero();
    }

    @Test
    void a_forgotten_factor_is_found_and_the_right_gradient_shown() {
        Run run = run("check", "sum((X @ w - y)**2)", "--gradient", "w = X.T @ (X @ w - y)", "--let", POINT);
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out())
                .isEqualTo("2 of 2 entries disagree with differences:\n"
                        + "  d/d w[1]: the gradient says 50, differences say 100\n"
                        + "  d/d w[0]: the gradient says 35, differences say 70\n"
                        + "  d/d w is 0.5 times what differences say: look for a factor\n"
                        + "  d/d w should be 2 * X.T @ (X @ w - y)\n");
    }

    @Test
    void a_wrong_sign_and_a_transpose_too_many_are_named() {
        assertThat(run("check", "x**2", "--gradient", "x=-2*x", "--let", "x=3").out())
                .contains("look for a sign");
        assertThat(run("check", "trace(A @ B)", "--gradient", "A=B", "--let", "A=[[1, 2], [3, 5]]; B=[[4, 2], [7, 5]]")
                        .out())
                .contains("is the transpose of what differences say", "should be B.T");
    }

    @Test
    void only_the_wrong_entries_of_several_gradients_are_told() {
        Run run = run("check", "x * y", "--gradient", "x=y", "--gradient", "y=x+1", "--let", "x=2; y=3");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).startsWith("1 of 2 entries disagrees with differences:\n  d/d y:");
    }

    @Test
    void json_tells_the_same_to_a_program() {
        assertThat(run("check", "x**2", "--let", "x=3", "--json").out())
                .isEqualTo("{\"passed\":true,\"entries\":1,\"mismatches\":[]}\n");
        Run wrong = run("check", "x**2", "--gradient", "x=x", "--let", "x=[3]", "--json");
        assertThat(wrong.code()).isEqualTo(2);
        assertThat(wrong.out()).contains("derivative.not_scalar");
    }

    @Test
    void what_is_missing_or_does_not_fit_is_told() {
        assertThat(run("check", "x * y", "--let", "x=1").err()).contains("[name.unknown_variable]", "--let y=1.5");
        assertThat(run("check", "x", "--gradient", "y=2", "--let", "x=1").err()).contains("[name.unknown_variable]");
        assertThat(run("check", "sum(x)", "--gradient", "x=1", "--let", "x=[1, 2]")
                        .err())
                .contains("the gradient by x has shape [], but x has shape [2] [shape.gradient]");
        assertThat(run("check", "x", "--gradient", "2 * x", "--let", "x=1").err())
                .contains("--gradient wants NAME=FORMULA");
        assertThat(run("check", "x", "--step", "0", "--let", "x=1").code()).isEqualTo(2);
    }
}
