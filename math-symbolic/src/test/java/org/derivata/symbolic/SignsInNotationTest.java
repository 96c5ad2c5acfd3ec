package org.derivata.symbolic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A minus is written where it reads best, and never lost: what is printed reads back as the same expression. */
class SignsInNotationTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            x, y: [d]            | -outer(x - y, x - y)             | -outer(x - y, x - y)
            x, y: [d]            | -2 * outer(x - y, x - y)         | -2 * outer(x - y, x - y)
            x, y: [d]; A: [d, d] | -(x - y) @ A @ (x - y)           | -(x - y) @ A @ (x - y)
            x, y: [d]            | -(x - y) * exp(x)                | (y - x) * exp(x)
            x, y: [d]            | -mean((x - y) * x)               | mean((y - x) * x)
            x: []                | -(1 - x) * sin(x)                | (x - 1) * sin(x)
            x: []                | -1 / (1 - x)                     | 1 / (x - 1)
            x: []                | -2 / (1 - x)**3                  | 2 / (x - 1)**3
            x: []                | -1 / (1 - x)**2                  | -1 / (1 - x)**2
            x, y: []             | -x / (1 - y) / 3                 | x / (3 * (y - 1))
            v: [n]; x: []        | -v / (1 - x)                     | v / (x - 1)
            """)
    void areKept(String declarations, String text, String expected) {
        Formula formula = Formula.given(declarations).parse(text);
        Formula back = Formula.given(declarations).parse(formula.toString());
        assertThat(back.expression()).as(formula.toString()).isSameAs(formula.expression());
        assertThat(formula.toString().replace(" ", "").length())
                .isLessThanOrEqualTo(expected.replace(" ", "").length());
    }

    @ParameterizedTest
    @CsvSource({"0 / 0", "1 / 0 - 1 / 0", "inf - inf", "0 * inf", "0 * nan", "inf / inf"})
    void constantsWithoutAValueAreNoNumbers(String text) {
        assertThat(Formula.parse(text).value(Map.of())).isNaN();
    }
}
