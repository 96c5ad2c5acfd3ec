package org.derivata.core.print;

import static org.assertj.core.api.Assertions.assertThat;

import org.derivata.core.diagnostic.Source;
import org.derivata.core.language.MathParser;
import org.derivata.core.surface.Syntax;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextPrinterTest {

    private final MathParser parser = new MathParser();
    private final TextPrinter printer = new TextPrinter();

    private String again(String text) {
        return printer.print(parser.parse(Source.formula(text)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            2*X.T@(X@w-y)              | 2 * X.T @ (X @ w - y)
            ((a*b))*c                  | (a * b) * c
            a*(b/c)                    | a * (b / c)
            a-(b-c)                    | a - (b - c)
            -(x**2)                    | -x**2
            (-x)**2                    | (-x)**2
            2^(-x)                     | 2**-x
            2^(x^3)                    | 2**(x**3)
            2^(-x)^3                   | 2**(-x)**3
            -(-x)                      | -(-x)
            - -x                       | --x
            (a+b).sum( axis =1 )       | (a + b).sum(axis=1)
            (2).T                      | (2).T
            X'                         | X.T
            (x<y)*1                    | (x < y) * 1
            not (a and b)              | not (a and b)
            (not a) == b               | (not a) == b
            (a if c else b) if d else e| (a if c else b) if d else e
            a if c else (b if d else e)| a if c else b if d else e
            sum(x,axis=(0,))           | sum(x, axis=(0,))
            x[ 1 : n+1 , None, ::2]    | x[1:n + 1, None, ::2]
            """)
    void writesTheFewestBrackets(String text, String printed) {
        assertThat(again(text)).isEqualTo(printed);
        assertThat(again(printed)).isEqualTo(printed);
    }

    @Test
    void whatItPrintsParsesToTheSameTree() {
        MathParser trusted = new MathParser(org.derivata.core.language.Limits.trusted());
        for (long seed = 1; seed <= 5_000; seed++) {
            Syntax tree = new RandomTrees(seed).value(25);
            String text = printer.print(tree);
            Syntax read = trusted.parseExpression(Source.formula(text));
            assertThat(RandomTrees.shape(read))
                    .as(RandomTrees.replay(seed, tree, text))
                    .isEqualTo(RandomTrees.shape(tree));
        }
    }
}
