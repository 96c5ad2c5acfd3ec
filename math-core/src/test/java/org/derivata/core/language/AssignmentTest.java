package org.derivata.core.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.derivata.core.array.Array;
import org.derivata.core.diagnostic.MathException;
import org.derivata.core.diagnostic.Source;
import org.derivata.core.print.TextPrinter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names are given to parts of a value, and given new values, as in Python. */
class AssignmentTest {

    private static final Map<String, Array> VALUES = Map.of("X", Array.of(new double[] {1, 2, 3, 4, 5, 6}, 2, 3));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "n, d = X.shape; 10 * n + d                    | 23",
                "n, d = X.shape; sum(zeros([n, d]) + X) / d    | 7",
                "first, second = X; sum(second - first)        | 9",
                "a, b = 1, 2; a, b = b, a; 10 * a + b          | 21",
                "a, b = (1, 2); a - b                          | -1",
                "X -= mean(X); sum(abs(X))                     | 9",
                "s = 2; s += 1; s *= 4; s /= 3; s **= 2; s     | 16",
                "s = 2; s -= 1 - 3; s                          | 4",
                "A = [[0, 1], [1, 0]]; A @= A; A[0, 0] + A[1, 1] | 2",
            })
    void names_are_given_as_in_python(String text, double expected) {
        assertThat(Texts.value(text, VALUES).data()).containsExactly(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "X: [n, d, k]; a, b = X.shape | shape.unpack            | 3 axes",
                "x: [n]; a, b = x             | shape.unpack            | n parts",
                "x: [3]; a, b = x             | shape.unpack            | 3 parts",
                "s: []; a, b = s              | shape.unpack            | a number has no parts",
                "a, b = 1, 2, 3               | syntax.unexpected_token | 2 names for 3 values",
                "a = 1, 2                     | syntax.unexpected_token | 1 name for 2 values",
                "a, b = b, c, d               | syntax.unexpected_token | 2 names for 3 values",
            })
    void parts_that_are_not_as_many_as_names_are_refused(String text, String code, String words) {
        assertThatThrownBy(() -> Texts.value(text, Map.of()))
                .isInstanceOf(MathException.class)
                .hasMessageContaining("[" + code + "]")
                .hasMessageContaining(words);
    }

    @Test
    void a_text_with_several_names_prints_as_it_is_typed() {
        String text = "n, d = X.shape\na, b = b, a";
        assertThat(new TextPrinter().print(new MathParser(Limits.defaults()).parse(Source.formula(text))))
                .isEqualTo(text);
    }
}
