package org.derivata.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.derivata.cli.CommandLines.runWith;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.derivata.cli.CommandLines.Run;
import org.derivata.core.diagnostic.MathException;
import org.derivata.core.language.Limits;
import org.jline.reader.Candidate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SessionTest {

    private final Session session = new Session(Limits.trusted());

    private List<String> enter(String... inputs) {
        List<String> printed = new ArrayList<>();
        for (String each : inputs) {
            session.enter(each, printed::add);
        }
        return printed;
    }

    private static Run piped(String input) {
        return runWith(input, false, Map.of(), "repl");
    }

    @Test
    void an_expression_of_known_names_shows_its_value() {
        assertThat(enter("x = 2", "x**2", "f(a, s=1) = a / s", "f(x) + f(x, s=4)", "[[1, 2.5], [30, 4]]"))
                .containsExactly("4", "2.5", "[[ 1, 2.5],\n [30,   4]]");
    }

    @Test
    void an_expression_without_values_shows_its_short_form_and_shape() {
        assertThat(enter("x + x", "X: [n, d]; w: [d]", "X @ w + 0", "n + 1"))
                .containsExactly("2 * x   # a number", "X @ w   # [n]", "n + 1   # a number");
    }

    @Test
    void a_name_means_what_it_meant_where_it_was_used() {
        assertThat(enter("x = 2", "y = x**2", "x = 3", "y", "x")).containsExactly("4", "3");
    }

    @Test
    void a_variable_gets_a_value_and_stays_a_variable() {
        assertThat(enter("g = t**2", ":let t = 1 / 2", "g", ":diff g", ":diff g by t", ":let t = 3", "g"))
                .containsExactly("0.25", "2 * t", "2 * t", "9");
        assertThat(enter(":let v = [1, 2]", "v * t", ":let v = [1, 2, 3]", "v")).containsExactly("[3, 6]", "[1, 2, 3]");
    }

    @Test
    void a_value_must_fit_the_declaration_and_the_other_values() {
        enter("X: [n, d]; y: [n]; s: [] positive", ":let X = [[1, 2], [3, 4]]");
        assertThatThrownBy(() -> enter(":let y = [1, 2, 3]"))
                .isInstanceOf(MathException.class)
                .hasMessageContaining("size n is 3 in y and 2 in X [value.shape]");
        assertThatThrownBy(() -> enter(":let s = -1")).hasMessageContaining("[value.fact]");
        assertThatThrownBy(() -> enter(":let y = X @ w")).hasMessageContaining("[name.unknown_variable]");
        assertThatThrownBy(() -> enter(":let y = s * [1, 2]"))
                .hasMessageContaining("a value has no unknowns, and this has s [request.let]");
        assertThat(enter(":let y = X @ [1, 1]", "y", "n")).containsExactly("[3, 7]", "2");
    }

    @Test
    void nothing_is_differentiated_by_a_name_that_is_only_a_number() {
        enter("x = 2", "y = x**2");
        assertThatThrownBy(() -> enter(":diff y by x")).hasMessageContaining(":let x = 1.5");
        assertThatThrownBy(() -> enter(":diff y")).hasMessageContaining("[name.no_variable]");
    }

    @Test
    void a_name_may_be_used_before_anything_is_declared() {
        assertThat(enter("g = p * q", "X: [n, d]", "g", ":diff g"))
                .containsExactly("p * q   # a number", "p: q", "q: p");
    }

    @Test
    void derivatives_are_by_the_names_behind_by_or_by_all() {
        enter("X: [n, d]; w: [d]; y: [n]", "r = X @ w - y");
        assertThat(enter(":diff sum(r**2) by w", ":diff sum(r**2) by w, y"))
                .containsExactly("2 * X.T @ r", "w: 2 * X.T @ r", "y: 2 * (y - X @ w)");
        assertThat(enter(":diff r by w")).containsExactly("X");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {":shape A @ A|[n, n]", ":shape s|[]", ":latex s / 2|\\frac{s}{2}", ":simplify s + s|2 * s"})
    void questions_are_about_expressions_of_the_session(String question, String answer) {
        enter("A: [n, n]", "s: []");
        assertThat(enter(question)).containsExactly(answer);
    }

    @Test
    void names_tells_what_there_is_and_clear_forgets_it() {
        assertThat(enter("A, B: [n, n] symmetric; f(x) = x**2", "g = f(  A)", ":let s = 2", ":names"))
                .containsExactly(
                        "A: [n, n] symmetric", "B: [n, n] symmetric", "f(x) = x**2", "g = f( A)", "s: []   # is 2");
        assertThat(enter(":clear", ":names", "g")).containsExactly("g   # a number");
    }

    @Test
    void an_error_loses_nothing_and_stands_in_the_line_that_a_reader_counts() {
        enter("x = 2", "f(v) = v @ v", "y = [1,\n 2]");
        assertThatThrownBy(() -> enter("a = 1; x @ 2; b = 2")).hasMessageContaining("formula:5:10");
        assertThatThrownBy(() -> enter(":diff f(x)")).hasMessageContaining("formula:2:10\n    f(v) = v @ v");
        assertThat(enter("x + a + b")).containsExactly("b + 3   # a number");
    }

    @Test
    void a_pipe_shows_results_alone_and_errors_elsewhere() {
        Run fine = piped("x = 2\nx**2\n\n# done\n");
        assertThat(fine).isEqualTo(new Run(0, "4\n", ""));
        Run wrong = piped("x = 2\nx +\nsum([x,  # open\n  1])\n:quit\n5\n");
        assertThat(wrong.out()).isEqualTo("3\n");
        assertThat(wrong.err()).contains("formula:2:4\n    x +\n").contains("[syntax.unexpected_end]");
        assertThat(wrong.code()).isEqualTo(2);
        assertThat(piped("zeros([100000, 100000])").err()).contains("--trusted lifts the limit");
    }

    @Test
    void an_unknown_command_and_one_without_its_argument_are_explained() {
        assertThatThrownBy(() -> enter(":dif x")).hasMessageContaining("did you mean :diff?");
        assertThatThrownBy(() -> enter(":diff")).hasMessageContaining(":diff EXPR [by NAME, ...]");
        assertThat(enter(":help").toString()).contains(Directive.words());
        assertThat(enter(":help tanh")).contains("tanh(x)", "  derivative by x: 1 - tanh(x)**2");
    }

    @Test
    void words_are_completed_to_names_functions_and_commands() {
        enter("tangents: [n]", "tank(x) = x");
        assertThat(completions("1 + tan")).contains("tan(", "tanh(", "tangents", "tank(");
        assertThat(completions("np.ta")).contains("np.tanh(").doesNotContain("tangents");
        assertThat(completions(":d")).containsExactlyElementsOf(Directive.words());
        assertThat(Completion.of(session, Completion.word("softm", 5)))
                .anySatisfy(each -> assertThat(each.displ() + " " + each.descr())
                        .isEqualTo("softmax(x, axis=None) exp(x) / sum(exp(x)) without overflow."));
    }

    private List<String> completions(String line) {
        return Completion.of(session, Completion.word(line, line.length())).stream()
                .map(Candidate::value)
                .toList();
    }
}
