package org.derivata.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.derivata.cli.CommandLines.run;

import org.derivata.cli.CommandLines.Run;
import org.junit.jupiter.api.Test;

/** {@code math explain}: rules with their reasons, hazards, and facts that would help. */
class ExplainCommandTest {

    @Test
    void a_fact_that_would_shorten_the_gradient_is_named_with_its_form() {
        String out = run(
                        "explain",
                        "-sum(Y * log_softmax(X @ W, axis=1)) / n",
                        "--shape",
                        "X: [n, d]; W: [d, k]; Y: [n, k]",
                        "--wrt",
                        "W")
                .out();
        assertThat(out)
                .contains("gradient   X.T @ (sum(Y, axis=1)[:, None] * softmax(X @ W, axis=1) - Y) / n")
                .contains("what would help to declare\n  Y rows_sum_to_one:  X.T @ (softmax(X @ W, axis=1) - Y) / n\n");
    }

    @Test
    void rules_hazards_and_helpful_facts_are_told_of_a_value() {
        assertThat(run("explain", "log(1 + exp(x)) + log(y)").out())
                .contains("softplus-of-log", "y is positive,  in log(y)", "y positive:  softplus(x) + log(y)")
                .doesNotContain("gradient");
        assertThat(run("explain", "sqrt(x**2)", "--json").out())
                .contains("\"helpful\":[{\"declare\":\"x nonnegative\",\"form\":\"x\"}]");
    }

    @Test
    void a_gradient_by_a_name_that_is_not_there_is_refused() {
        Run refused = run("explain", "x + 1", "--wrt", "y");
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err()).contains("the formula has no variable y [name.unknown_variable]");
    }
}
