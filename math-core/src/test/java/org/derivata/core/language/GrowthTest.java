package org.derivata.core.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.derivata.core.diagnostic.LimitException;
import org.derivata.core.diagnostic.MathException;
import org.derivata.core.diagnostic.Source;
import org.derivata.core.print.TextPrinter;
import org.derivata.core.surface.Syntax;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Long and deep texts: no stack is used for length, and time grows with the text. The times are generous: they catch squares, not slowness. */
class GrowthTest {

    private static final int MANY = 100_000;
    private static final double MOST = 2.3;

    private final MathParser trusted = new MathParser(Limits.trusted());

    static Stream<String> largeTexts() {
        return Stream.of(
                "x + ".repeat(MANY) + "x",
                "x ** ".repeat(MANY) + "x",
                "a < ".repeat(MANY) + "a",
                "-".repeat(MANY) + "x",
                "not ".repeat(MANY) + "x",
                "(".repeat(MANY) + "x" + ")".repeat(MANY),
                "sin(".repeat(MANY) + "x" + ")".repeat(MANY),
                "[".repeat(MANY) + "1" + "]".repeat(MANY),
                "(1 + ".repeat(MANY) + "x" + ")".repeat(MANY),
                "x[".repeat(MANY) + "0" + "]".repeat(MANY),
                "2**-".repeat(MANY) + "x",
                "x" + ".T".repeat(MANY),
                "x" + "[0]".repeat(MANY),
                "x" + ".sum()".repeat(MANY),
                "a if c else ".repeat(MANY) + "b",
                "x * y + ".repeat(1 << 17) + "z");
    }

    @ParameterizedTest
    @MethodSource("largeTexts")
    void parsesAndPrintsInLinearTimeOnADefaultStack(String text) {
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(60), () -> {
            Syntax tree = trusted.parseExpression(Source.formula(text));
            String printed = new TextPrinter().print(tree);
            // as a boolean: a failure must not print a megabyte
            boolean same = printed.replaceAll("[ ()]", "").equals(text.replaceAll("[ ()]", ""));
            assertThat(same).isTrue();
        });
    }

    /** Texts of a size, for the ratio of two sizes: the larger has 100,000 repetitions, or a megabyte for the last. */
    private enum Growing {
        SUM("x + ", "", 50_000),
        BRACKETS("(", ")", 50_000),
        SIGNS("-", "", 50_000),
        MEGABYTE("2.5 * a * x**2 * sin(b * y) / c + ", "", 15_000);

        private final String left;
        private final String right;
        private final int size;

        Growing(String left, String right, int size) {
            this.left = left;
            this.right = right;
            this.size = size;
        }

        Source text(int times) {
            return Source.formula(left.repeat(times * size) + "x" + right.repeat(times * size));
        }
    }

    /** The least of several counts: what else the machine does only adds, and a square would show in each of them. For a machine of its own. */
    @Tag("acceptance")
    @ParameterizedTest
    @EnumSource(Growing.class)
    void twiceTheTextTakesAboutTwiceTheTime(Growing growing) {
        Source once = growing.text(1);
        Source twice = growing.text(2);
        long small = Long.MAX_VALUE;
        long large = Long.MAX_VALUE;
        for (int round = 0; round < 15 && (round < 4 || large > MOST * small); round++) {
            small = Math.min(small, nanoseconds(once));
            large = Math.min(large, nanoseconds(twice));
        }
        assertThat((double) large / small).isLessThanOrEqualTo(MOST);
    }

    private long nanoseconds(Source text) {
        long start = System.nanoTime();
        elaborate(text);
        return System.nanoTime() - start;
    }

    private void elaborate(Source text) {
        Elaboration.of(trusted.parse(text), Library.standard(), Map.of(), Limits.trusted());
    }

    @Test
    void aChainIsOneNode() {
        Syntax sum = trusted.parseExpression(Source.formula("x + ".repeat(MANY) + "x"));
        assertThat(sum.children()).hasSize(MANY + 1);
        Syntax signs = trusted.parseExpression(Source.formula("-".repeat(MANY) + "x"));
        assertThat(((Syntax.Prefix) signs).operators()).hasSize(MANY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", "sin(", "[", "x + (", "where(x, "})
    void bracketsThatAreNeverClosedAreAnErrorAtAnyDepth(String open) {
        String text = open.repeat(MANY);
        assertThatThrownBy(() -> trusted.parse(Source.formula(text)))
                .isInstanceOfSatisfying(
                        MathException.class, error -> assertThat(error.code()).isEqualTo("syntax.unexpected_end"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", "sin(", "[", "x[", "2**-", "a if c else "})
    void depthIsLimitedForStrangers(String level) {
        String right = level.contains("(") ? ")" : level.contains("[") ? "]" : "";
        MathParser parser = new MathParser();
        parser.parse(Source.formula(level.repeat(250) + "x" + right.repeat(250)));
        String tooDeep = level.repeat(251) + "x" + right.repeat(251);
        assertThatThrownBy(() -> parser.parse(Source.formula(tooDeep)))
                .isInstanceOfSatisfying(LimitException.class, error -> {
                    assertThat(error.code()).isEqualTo("limit.depth");
                    assertThat(error.getMessage()).contains("250", "Limits.withDepth");
                });
        new MathParser(Limits.defaults().withDepth(251)).parse(Source.formula(tooDeep));
    }

    @Test
    void postfixesBehindABracketCountForWhatStandsInIt() {
        String text = "(".repeat(30) + "x" + (")" + ".T".repeat(30)).repeat(30);
        assertThatThrownBy(() -> new MathParser().parse(Source.formula(text))).isInstanceOf(LimitException.class);
    }

    @Test
    void aLimitNamesItselfItsValueAndItsSetter() {
        MathParser small = new MathParser(Limits.defaults().withCharacters(20).withNodes(5));
        assertThatThrownBy(() -> small.parse(Source.formula("x + y + z + x + y + z + x")))
                .isInstanceOf(LimitException.class)
                .hasMessageContainingAll("limit.length", "20", "Limits.withCharacters");
        assertThatThrownBy(() -> small.parse(Source.formula("a+b+c+d+e+f")))
                .isInstanceOf(LimitException.class)
                .hasMessageContainingAll("limit.nodes", "5", "Limits.withNodes");
    }
}
