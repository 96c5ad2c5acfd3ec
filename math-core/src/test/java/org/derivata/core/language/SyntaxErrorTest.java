package org.derivata.core.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.derivata.core.diagnostic.ArgumentException;
import org.derivata.core.diagnostic.Diagnostic;
import org.derivata.core.diagnostic.MathException;
import org.derivata.core.diagnostic.Source;
import org.derivata.core.diagnostic.SyntaxException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SyntaxErrorTest {

    private static MathException error(String text) {
        MathException error =
                catchThrowableOfType(MathException.class, () -> new MathParser().parse(Source.formula(text)));
        assertThat(error).as("accepted: " + text).isNotNull();
        return error;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            x =< y               | syntax.unexpected_token | 2  | write <=
            x // y               | syntax.unexpected_token | 2  | floor(a / b)
            x % y                | syntax.bad_character    | 2  | remainder
            a & b                | syntax.bad_character    | 2  | write and
            a && b               | syntax.unexpected_token | 2  | write and
            y := x               | syntax.unexpected_token | 2  | written with =
            lambda x: x**2       | syntax.unexpected_token | 7  | f(x) = x**2
            f = lambda x: x**2   | syntax.unexpected_token | 11 | f(x) = x**2
            def f(x): x          | syntax.unexpected_token | 4  | f(x) = x**2
            import numpy         | syntax.unexpected_token | 7  | leave the line out
            ｘ + 1               | syntax.bad_character    | 0  | plain `x`
            f（x）               | syntax.bad_character    | 1  | plain `(`
            a * “b”              | syntax.bad_character    | 4  | curly quote
            √x                   | syntax.bad_character    | 0  | sqrt(x)
            Xᵀ @ y               | syntax.bad_character    | 1  | X.T
            2x                   | syntax.unexpected_token | 1  | 2 * x
            x(2)(3)              | syntax.unexpected_token | 4  | written with *
            x, y                 | syntax.unexpected_token | 1  | separated by ;
            x + y = 3            | syntax.unexpected_token | 2  | ==
            x[0] = 3             | syntax.unexpected_token | 1  | never change
            (x = 3)              | syntax.unexpected_token | 3  | ==
            f(x, x = 3 = 4)      | syntax.unexpected_token | 11 | ==
            x[0] += 1            | syntax.unexpected_token | 5  | only a name can be changed
            a if b               | syntax.unexpected_end   | 6  | a if condition else b
            (a if b)             | syntax.unexpected_token | 7  | a if condition else b
            a else b             | syntax.unexpected_token | 2  | a if condition else b
            a if b if c else d   | syntax.unexpected_token | 7  | brackets
            1 + not x            | syntax.unexpected_token | 4  | brackets
            [1, 2; 3, 4]         | syntax.unexpected_token | 5  | [[1, 2], [3, 4]]
            X: n                 | syntax.unexpected_token | 3  | square brackets
            X: (n, d)            | syntax.unexpected_token | 3  | square brackets
            X: [n - 1]           | syntax.unexpected_token | 6  | sum or product
            X: [2.5]             | syntax.unexpected_token | 4  | integer
            X: [n] = 3           | syntax.unexpected_token | 7  | param
            input X              | syntax.unexpected_token | 6  | input X: [n, d]
            f(2) = 3             | syntax.unexpected_token | 2  | parameters are names
            f() = 3              | syntax.unexpected_token | 2  | without brackets
            f(x=1, y) = x        | syntax.positional_after_keyword | 7 | last
            X.T(y)               | syntax.unexpected_token | 3  | X.T @ y
            sum(x, axis=0, 1)    | syntax.positional_after_keyword | 15 | before
            x + 'abc             | syntax.unbalanced       | 4  | directly behind
            einsum("ij, x)       | syntax.unbalanced       | 7  | same quote
            ()                   | syntax.empty            | 1  | put a value
            x +                  | syntax.unexpected_end   | 3  | remove the `+`
            """)
    void saysWhatIsMeantInstead(String text, String code, int offset, String help) {
        Diagnostic found = error(text).diagnostic();
        assertThat(found.code()).as(found.render()).isEqualTo(code);
        assertThat(found.offset()).as(found.render()).isEqualTo(offset);
        assertThat(found.help()).as(found.render()).contains(help);
        assertThat(found.help()).doesNotContain("\n");
    }

    @Test
    void namesThePlaceOfTheBracketThatIsNotClosed() {
        assertThat(error("H = relu(X @ W\nloss = mean(H)").diagnostic().help()).contains("line 1, column 9");
        assertThat(error("a = 1\nsum((x + y)").diagnostic().help()).contains("`)`", "line 2, column 4");
        assertThat(error("sum([1, 2)").diagnostic().help()).contains("`]`", "line 1, column 5");
    }

    @Test
    void aLineThatEndsTooEarlySaysHowToGoOn() {
        Diagnostic found = error("a = 1 +\nb").diagnostic();
        assertThat(found.offset()).isEqualTo(7);
        assertThat(found.help()).contains("only inside brackets");
    }

    @Test
    void reportsAnErrorForEachStatementInOneException() {
        MathException error = error("a = 1 +\nb = 2\nc = )\nd = 1e999; e = x $ y");
        assertThat(error).isInstanceOf(SyntaxException.class);
        assertThat(error.diagnostics())
                .extracting(Diagnostic::code)
                .containsExactly("syntax.unexpected_end", "syntax.unbalanced", "number.range", "syntax.bad_character");
        assertThat(error.diagnostics()).extracting(Diagnostic::line).containsExactly(1, 3, 4, 4);
    }

    @Test
    void reportsAtMostThirtyErrors() {
        String text = IntStream.range(0, 100).mapToObj(i -> "a +").collect(Collectors.joining("\n"));
        assertThat(error(text).diagnostics()).hasSize(30);
    }

    @Test
    void anArgumentGivenTwiceIsAnArgumentError() {
        assertThat(error("sum(x, axis=0, axis=1)")).isInstanceOf(ArgumentException.class);
    }

    @Test
    void placesCountTheUnitsOfTheTextEvenBehindWideCharacters() {
        // the clef takes two units
        assertThat(error("# \uD834\uDD1E\nx + $").diagnostic().offset()).isEqualTo(9);
        assertThat(error("# \uD834\uDD1E\nx + $").diagnostic().column()).isEqualTo(5);
    }

    @Test
    void anErrorShowsNoControlCharacters() {
        assertThat(error("x + \u001B[31m").getMessage()).doesNotContain("\u001B");
    }
}
