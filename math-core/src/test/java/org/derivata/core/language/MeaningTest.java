package org.derivata.core.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.derivata.core.array.Array;
import org.derivata.core.diagnostic.Diagnostic;
import org.derivata.core.diagnostic.MathException;
import org.derivata.core.diagnostic.ShapeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What texts mean beyond single functions: functions of the text, choices, conditions, symbols, sizes. */
class MeaningTest {

    private static final Map<String, Array> VALUES = Map.of(
            "x", Array.of(new double[] {-1, 0, 2}, 3),
            "A", Array.of(new double[] {1, 2, 3, 4}, 2, 2),
            "s", Array.scalar(2.5));

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "`f(u, k=2, m=1) = u*k + m; f(s, m=3)`; 8",
                "`f(u, k=2) = u*k; f(k=3, u=s)`; 7.5",
                "`f(u, k=2) = u*k; s.f()`; 5",
                "`f(u, k=2*u) = u*k; f(s)`; 12.5",
                "leaky_relu(-s); -0.025",
                "leaky_relu(-s, slope=0.1); -0.25",
                "elu(-s, alpha=2) - 2*elu(-s); 0",
                "clip(s, min=0, max=1); 1",
                "huber(s, 0) + huber(s, 0, delta=10); 5.125",
                "0 < s < 2; 0",
                "0 < s <= 2.5 != 3; 1",
                "sum(0 <= x < 2); 1",
                "sum(x > 0 and x < 3); 1",
                "sum(not x); 1",
                "sum(x or x > 5); 2",
                "1 if s > 2 else 2 if s > 1 else 3; 1",
                "sum(x if x > 0 else -x); 3",
                "max(s if s < 0 else 7, axis=None); 7",
                "`θ = 2; ŷ = θ·3; ŷ × s`; 15",
                "`y\u0302 = 4; ŷ + 0`; 4",
                "sum(A ∘ A); 30",
                "s² + s³ − 2²; 17.875",
                "-s²; -6.25",
                "`2**s² - 2**(s**2)`; 0",
                "s ≤ 2.5 and s ≥ 2.5 and s ≠ 2; 1",
                "exp(-s / norm(zeros(3))) + exp(-s / std([2, 2])); 0",
                "π - pi; 0",
                "len(A) + A.shape[-1] + A.shape[0]; 6",
            })
    void values(String text, double expected) {
        assertThat(Texts.value(text, VALUES).data()[0]).as(text).isEqualTo(expected, within(1e-12));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "`f(u, k=2) = u*k; f(1, slope=3)`; keyword.unknown; its arguments are u, k",
                "`f(u, k=2) = u*k; f(1, u=3)`; keyword.repeated; leave one",
                "`f(u, k=2) = u*k; f(1, 2, 3)`; arity; f(u, k=...)",
                "`f(u, k=2) = u*k; f(k=3)`; arity; f(u, k=...)",
                "`f(u) = f(u); f(1)`; name.recursive_function; defined before",
                "leaky_relu(1, slop=3); keyword.unknown; did you mean slope=?",
                "√2; syntax.bad_character; sqrt",
                "∑(x); syntax.bad_character; sum(x)",
                "`x: [n]; Xᵀ`; syntax.bad_character; X.T",
                "`x: [n]; zeros(x)`; shape.dimension; a size is",
            })
    void mistakes(String text, String code, String help) {
        Diagnostic refused = Texts.refusal(text);
        assertThat(refused.code()).isEqualTo(code);
        assertThat(refused.help()).contains(help);
    }

    @Test
    void sums_and_products_of_sizes_are_sizes() {
        Elaboration read = Elaboration.of(
                "x: [2*n + 1]; y: [n + 1 + n]; B: [n*m, m*n]; sum(x*y) / len(y) + trace(B)",
                Library.standard(),
                Map.of(),
                Limits.defaults());
        assertThat(read.guards()).isEmpty();
        assertThatThrownBy(() -> Elaboration.of(
                        "x: [2*n + 1]; y: [2*n]; x + y", Library.standard(), Map.of(), Limits.defaults()))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("2 * n + 1 against 2 * n");
    }

    @Test
    void sizes_that_use_makes_equal_are_guarded_by_both_places() {
        Elaboration read =
                Elaboration.of("x: [n]\ny: [m]\nz: [3]\nx + y + z", Library.standard(), Map.of(), Limits.defaults());
        assertThatThrownBy(() -> read.guards().forEach(each -> each.check(Map.of("n", 3, "m", 2))))
                .hasMessageContaining("n = 3 and m = 2 must be equal here")
                .hasMessageContaining("n is declared at line 1, column 5, m is declared at line 2, column 5");
        assertThatThrownBy(() -> read.guards().forEach(each -> each.check(Map.of("n", 2, "m", 2))))
                .hasMessageContaining("n = 2 and 3 must be equal here");
    }

    @Test
    void independent_mistakes_are_told_together_and_their_consequences_not() {
        MathException refused = catchThrowableOfType(
                MathException.class,
                () -> Elaboration.of(
                        "X: [2, 3]\na = sigmod(X)\nb = X @ X\nc = a + b\nd = X + nothing\nd * 2",
                        Library.standard(),
                        Map.of(),
                        Limits.defaults()));
        assertThat(refused.diagnostics())
                .extracting(Diagnostic::code)
                .containsExactly("name.unknown_function", "shape.matmul", "name.unknown_variable");
        assertThat(refused.diagnostics()).extracting(Diagnostic::line).containsExactly(2, 3, 5);
    }
}
