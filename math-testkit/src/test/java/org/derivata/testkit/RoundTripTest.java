package org.derivata.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.derivata.core.expr.Expr;
import org.derivata.core.language.Library;
import org.derivata.core.notation.Notation;
import org.derivata.core.print.TextPrinter;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is printed in this language reads back as the very same node. */
class RoundTripTest {

    private static final int IN_THE_SUITE = 100_000;
    private static final int IN_ACCEPTANCE = 1_000_000;

    private final RandomExpressions expressions = new RandomExpressions(Library.standard());
    private final TextPrinter printer = new TextPrinter();

    @Test
    void randomExpressionsReadBack() {
        readBack(1, Integer.getInteger("derivata.roundtrips", IN_THE_SUITE));
    }

    @Test
    @Tag("acceptance")
    void aMillionRandomExpressionsReadBack() {
        readBack(IN_THE_SUITE + 1L, Integer.getInteger("derivata.roundtrips", IN_ACCEPTANCE));
    }

    private void readBack(long first, int count) {
        for (long seed = first; seed < first + count; seed++) {
            Expr expression = expressions.of(seed);
            String text = printer.print(Notation.write(expression, Map.of(), Map.of()));
            assertThat(expressions.read(text)).as("seed %s: %s", seed, text).isSameAs(expression);
        }
    }
}
