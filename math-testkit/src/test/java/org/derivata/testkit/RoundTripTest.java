package org.derivata.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.derivata.core.expr.Expr;
import org.derivata.core.expr.Variable;
import org.derivata.core.language.Library;
import org.derivata.core.notation.Notation;
import org.derivata.core.print.TextPrinter;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is printed in this language reads back as the very same node. */
class RoundTripTest {

    private static final int IN_THE_SUITE = 5_000;
    private static final int IN_ACCEPTANCE = 1_000_000;

    private final RandomExpressions expressions = new RandomExpressions(Library.standard());
    private final TextPrinter printer = new TextPrinter();
    private final Map<Expr, Integer> declared = new IdentityHashMap<>();
    private final List<String> different = new ArrayList<>();

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
        int order = 0;
        for (Variable each : expressions.variables().values()) {
            declared.put(each, order++);
        }
        for (long seed = first; seed < first + count; seed++) {
            Expr expression = expressions.of(seed);
            String text = print(expression);
            if (expressions.read(text) != expression) {
                different.add("seed " + seed + ": " + text);
            }
        }
        assertThat(different).isEmpty();
    }

    private String print(Expr expression) {
        return printer.print(Notation.write(expression, declared, Map.of()));
    }
}
