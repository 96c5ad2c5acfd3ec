package org.derivata.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.derivata.cli.CommandLines.run;
import static org.derivata.cli.CommandLines.runWith;

import java.util.Map;
import org.derivata.cli.CommandLines.Run;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandTest {

    private static final String SHAPES = "X: [n, d]; w: [d]; y: [n]";

    private static String printed(String... arguments) {
        Run run = run(arguments);
        assertThat(run.err()).isEmpty();
        assertThat(run.code()).isZero();
        return run.out().stripTrailing();
    }

    @Test
    void diff_of_one_variable_needs_no_name() {
        assertThat(printed("diff", "x**2 * sin(x)")).isEqualTo("x * (x * cos(x) + 2 * sin(x))");
    }

    @Test
    void diff_by_several_variables_prints_one_a_line() {
        assertThat(printed("diff", "sum((X @ w - y)**2)", "--wrt", "w,y", "--shape", SHAPES)
                        .lines())
                .containsExactly("w: 2 * X.T @ (X @ w - y)", "y: 2 * (y - X @ w)");
        assertThat(printed("diff", "x * y", "--wrt", "x", "--wrt", "y").lines()).containsExactly("x: y", "y: x");
    }

    @Test
    void diff_prints_latex_and_unicode() {
        assertThat(printed("diff", "x**3", "--format", "latex")).isEqualTo("3 x^{2}");
        assertThat(printed("diff", "x**3", "--format", "unicode")).isEqualTo("3 · x²");
    }

    @Test
    void diff_goes_on_to_higher_orders() {
        assertThat(printed("diff", "x**4", "--order", "2")).isEqualTo("12 * x**2");
        assertThat(printed("diff", "x**4", "--order", "3")).isEqualTo("24 * x");
    }

    @Test
    void declarations_may_stand_in_the_text() {
        assertThat(printed("diff", "A: [n, n] symmetric; x: [n]; x @ A @ x", "--wrt", "x"))
                .isEqualTo("2 * A @ x");
    }

    @Test
    void a_formula_may_begin_with_a_minus_or_come_from_standard_input() {
        assertThat(printed("diff", "-x**2")).isEqualTo("-2 * x");
        assertThat(printed("eval", "-h*2", "--let", "h=3")).isEqualTo("-6");
        Run piped = runWith("x: []\nx**2\n", false, Map.of(), "diff", "-");
        assertThat(piped.out()).isEqualTo("2 * x\n");
    }

    @Test
    void diff_as_json_names_each_variable() {
        assertThat(printed("diff", "x**2", "--json"))
                .isEqualTo("{\"text\":{\"x\":\"2 * x\"},\"latex\":{\"x\":\"2 x\"}}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1+1|2",
                "0.1 + 0.2|0.3",
                "2**-30|9.313225746154785e-10",
                "1e22|1e22",
                "100 * 10|1000",
                "-1/3|-0.3333333333333333",
                "log(0)|-inf",
                "sqrt(-1)|nan"
            })
    void eval_prints_the_shortest_number_that_reads_back(String text, String value) {
        assertThat(printed("eval", text)).isEqualTo(value);
    }

    @Test
    void eval_prints_arrays_in_columns() {
        assertThat(printed("eval", "X * 10", "--let", "X=[[1, 2.5], [30, 4]]")).isEqualTo("[[ 10, 25],\n [300, 40]]");
    }

    @Test
    void values_are_formulas_without_variables() {
        assertThat(printed("eval", "x * 2", "--let", "x=3/2")).isEqualTo("3");
        Run run = run("eval", "x * 2", "--let", "x=y");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("request.let");
    }

    @ParameterizedTest
    @ValueSource(strings = {"reference", "compiled", "ojalgo"})
    void eval_prints_derivatives_by_every_engine(String engine) {
        assertThat(printed("eval", "sum(w**2)", "--let", "w=[1, 2]", "--grad", "w", "--hessian", "--engine", engine))
                .isEqualTo("value: 5\ngrad w: [2, 4]\nhessian:\n[[2, 0],\n [0, 2]]");
        assertThat(printed("eval", "w**2", "--let", "w=[1, 2]", "--grad", "w", "--jacobian", "--engine", engine))
                .isEqualTo("value: [1, 4]\njacobian w:\n[[2, 0],\n [0, 4]]");
    }

    @Test
    void a_wrong_formula_is_shown_once_with_its_place() {
        Run run = run("eval", "sin(x");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("[syntax.unexpected_end]", "formula:1:6", "sin(x\n         ^", "help: ");
        assertThat(run.err()).doesNotContain("\tat ", "Exception");
    }

    @Test
    void an_error_is_json_where_json_was_asked_for() {
        Run run = run("diff", "foo(x)", "--json");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).startsWith("{\"error\":{\"code\":\"name.unknown_function\"");
    }

    @Test
    void a_reached_limit_has_an_exit_code_of_its_own() {
        Run run = run("eval", "x" + " + x".repeat(6000), "--let", "x=1");
        assertThat(run.code()).isEqualTo(3);
        assertThat(run.err()).contains("limit.");
        assertThat(run("eval", "x" + " + x".repeat(6000), "--let", "x=1", "--trusted")
                        .out())
                .isEqualTo("6001\n");
    }

    @Test
    void several_variables_need_a_name() {
        Run run = run("diff", "x * y");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("name.which_variable", "x, y", "--wrt x");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "evla x|did you mean eval?",
                "eval x --lett y=1|did you mean --let?",
                "diff x y|put quotes around the whole formula",
                "diff|a formula is missing",
                "diff x --format pdf|pdf",
                "diff x --order 0|--order is 0",
                "eval x --engine ojalog --let x=1|there is no engine ojalog",
                "train|MODEL",
                "train m.math --epoch 3|--epochs",
                "--frobnicate|--frobnicate",
                "eval --jsonl x|standard input"
            })
    void wrong_usage_is_told_in_a_line_and_exits_2(String line, String told) {
        Run run = run(line.split(" "));
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains(told).doesNotContain("\tat ");
    }

    @Test
    void math_alone_shows_three_examples() {
        String help = printed();
        assertThat(help).contains("math diff", "math eval", "math train").doesNotContain("\u001b[");
        assertThat(printed("--help")).isEqualTo(help);
    }

    @Test
    void every_command_has_help_with_an_example() {
        for (String name : Main.names()) {
            Run run = run(name, "--help");
            assertThat(run.code()).as(name).isZero();
            assertThat(run.out()).as(name).contains("Usage: math " + name, "Example", "  math " + name);
        }
    }

    @Test
    void version_names_derivata_and_java() {
        assertThat(printed("version"))
                .containsPattern("^Derivata \\d+\\.\\d+\\.\\d+")
                .contains("Java " + Runtime.version());
    }

    @Test
    void simplify_uses_what_is_assumed() {
        assertThat(printed("simplify", "log(exp(x)) + 0 * y")).isEqualTo("x");
        assertThat(printed("simplify", "sqrt(x**2)", "--assume", "x > 0")).isEqualTo("x");
        assertThat(run("simplify", "x", "--assume", "x +").code()).isEqualTo(2);
    }

    @Test
    void remedies_are_options_of_the_command() {
        assertThat(run("eval", "x" + " + x".repeat(6000), "--let", "x=1").err())
                .contains("--trusted")
                .doesNotContain("Limits");
        assertThat(run("eval", "x").err()).contains("value.missing", "--let x=1.5");
        assertThat(run("eval", "sum(w)", "--shape", "w: [n]; s: []").all()).doesNotContain("Exception");
        assertThat(run("eval", "x + y", "--let", "x=1").err()).contains("name.unknown_variable", "--let y=1.5");
        assertThat(run("eval", "x + y", "--let", "x=1", "--json").out()).contains("--let y=1.5");
    }

    @Test
    void values_of_unknown_names_and_two_values_of_one_are_refused() {
        assertThat(run("eval", "rate * 2", "--let", "rate=1", "--let", "rats=2").err())
                .contains("request.let", "the formula has no rats", "did you mean rate?");
        assertThat(run("eval", "x", "--let", "x=1", "--let", "x=2").err())
                .contains("request.let", "x is given a value twice");
        assertThat(printed("eval", "x", "--let", "a=2; x=a*3")).isEqualTo("6");
    }

    @Test
    void a_derivative_that_needs_equal_sizes_says_so() {
        Run run = run("diff", "sum(a * b)", "--wrt", "a", "--shape", "a: [d]; b: [k]");
        assertThat(run.code()).isZero();
        assertThat(run.err()).isEqualTo("holds for d = k\n");
        assertThat(printed("diff", "sum(a * b)", "--wrt", "a", "--shape", "a: [d]; b: [k]", "--json"))
                .endsWith(",\"guards\":[\"d = k\"]}");
    }

    @Test
    void a_size_that_nothing_tells_is_asked_for() {
        assertThat(run("eval", "X: [n, d]; n + 1").err()).contains("nothing tells how large n is [value.size]");
    }

    @Test
    void products_with_derivatives_need_no_matrix() {
        String shapes = "X: [n, d]; w: [d]; y: [n]";
        assertThat(run("diff", "sum((X @ w - y)**2)", "--wrt", "w", "--hvp", "v", "--shape", shapes)
                        .out())
                .isEqualTo("2 * X.T @ (X @ v)\n");
        assertThat(run("diff", "tanh(X @ w)", "--wrt", "w", "--jvp", "v", "--shape", shapes)
                        .out())
                .isEqualTo("(1 - tanh(X @ w)**2) * (X @ v)\n");
        assertThat(run("diff", "X @ w", "--wrt", "w", "--vjp", "y", "--shape", shapes)
                        .out())
                .isEqualTo("X.T @ y\n");
        assertThat(run("diff", "x**2", "--jvp", "v", "--order", "2").err()).contains("--jvp, --vjp and --hvp");
        assertThat(run("diff", "x**2", "--jvp", "v + 1").err()).contains("takes the name of a direction");
        assertThat(run("diff", "X @ w", "--wrt", "w", "--hvp", "v", "--shape", shapes)
                        .err())
                .contains("[derivative.not_scalar]");
    }
}
