package org.derivata.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.derivata.cli.CommandLines.run;

import org.derivata.cli.CommandLines.Run;
import org.junit.jupiter.api.Test;

class CostCommandTest {

    private static final String LEAST_SQUARES = "sum((X @ w - y)**2)";
    private static final String SHAPES = "X: [n, d]; w: [d]; y: [n]";

    @Test
    void a_formula_and_its_derivatives_are_counted_in_the_names_of_sizes() {
        Run run = run("cost", LEAST_SQUARES, "--shape", SHAPES, "--wrt", "w");
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).isEqualTo("""
                                      nodes  operations  FLOPs                  function calls
                formula               7      4           2 * d * n + 3 * n      0
                gradient by w         7      4           d + 4 * d * n + n      0
                Hessian by w          3      2           d * d + 2 * d * d * n  0
                Hessian product by w  4      2           d + 4 * d * n          0
                """);
        assertThat(run.code()).isZero();
    }

    @Test
    void sizes_make_numbers_of_counts_and_json_tells_the_same() {
        assertThat(run("cost", LEAST_SQUARES, "--shape", SHAPES, "--wrt", "w", "--size", "n=1000", "--size", "d=20")
                        .out())
                .contains("formula               7      4           43,000   0", "800,400");
        assertThat(run("cost", "sum(exp(x))", "--shape", "x: [n]", "--json", "--wrt", "x")
                        .out())
                .startsWith("{\"formula\":{\"nodes\":3,\"operations\":2,\"flops\":\"n\",\"calls\":\"n\"},");
        assertThat(run("cost", "sum(exp(x))", "--shape", "x: [5]", "--json").out())
                .startsWith("{\"formula\":{\"nodes\":3,\"operations\":2,\"flops\":5,\"calls\":5},");
    }

    @Test
    void without_a_variable_among_several_the_formula_alone_is_counted() {
        assertThat(run("cost", "x * y").out())
                .endsWith("formula  3      1           1      0\nwith --wrt NAME its derivatives are counted too\n");
        assertThat(run("cost", "X @ w", "--shape", "X: [n, d]; w: [d]", "--wrt", "w")
                        .out())
                .contains("Jacobian by w");
    }

    @Test
    void the_plan_shows_each_step_of_the_program() {
        Run run = run(
                "cost",
                "sum((X @ w)**2)",
                "--shape",
                "X: [n, d]; w: [d]",
                "--wrt",
                "w",
                "--size",
                "n=100",
                "--size",
                "d=5",
                "--plan");
        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .contains(
                        "gradient by w: 2 * X.T @ (X @ w)",
                        "t1 = X @ w",
                        "FLOP a run",
                        "Hessian product by w: 2 * X.T @ (X @ v)");
    }

    @Test
    void sizes_may_stand_in_one_list() {
        Run run = run("cost", LEAST_SQUARES, "--shape", SHAPES, "--wrt", "w", "--size", "n=100,d=5", "--plan");
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).contains("X[100, 5]");
    }

    @Test
    void what_is_missing_or_does_not_fit_is_told() {
        Run sizes = run("cost", LEAST_SQUARES, "--shape", SHAPES, "--plan", "--size", "n=100");
        assertThat(sizes.err()).contains("nothing tells how large d is", "--size d=100", "[value.size]");
        assertThat(sizes.code()).isEqualTo(2);
        assertThat(run("cost", LEAST_SQUARES, "--shape", SHAPES, "--plan").err())
                .contains("nothing tells how large d and n are", "--size d=100,n=100");
        assertThat(run("cost", "x +", "--wrt", "x").code()).isEqualTo(2);
        assertThat(run("cost", "x**2", "--wrt", "z").err()).contains("[name.unknown_variable]");
        assertThat(run("cost", "x**2", "--size", "n=-1").err()).contains("not negative");
        assertThat(run("cost", "x**2", "--plan", "--json").err()).contains("--plan is a table");
    }
}
