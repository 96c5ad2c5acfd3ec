package org.derivata.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.LongStream;
import org.derivata.core.expr.Expr;
import org.derivata.core.expr.Variable;
import org.derivata.core.language.Library;
import org.derivata.core.notation.Notation;
import org.derivata.core.print.TextPrinter;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is printed in this language reads back as the very same node. */
class RoundTripTest {

    private static final int BUILT = 5_000;
    private static final int READ = 100_000;
    private static final int READ_IN_ACCEPTANCE = 1_000_000;

    private static final ThreadLocal<RandomExpressions> EXPRESSIONS =
            ThreadLocal.withInitial(() -> new RandomExpressions(Library.standard()));

    @Test
    void graphs_built_without_the_language_read_back() {
        assertThat(failing(1, BUILT, false)).isEmpty();
    }

    /** Here a graph that reading normalises further, as no text could have given it, is read once before it is held to its text. */
    @Test
    void what_the_language_yields_reads_back() {
        assertThat(failing(BUILT + 1L, Integer.getInteger("derivata.roundtrips", READ), true))
                .isEmpty();
    }

    @Test
    @Tag("acceptance")
    void a_million_expressions_that_the_language_yields_read_back() {
        assertThat(failing(1, READ_IN_ACCEPTANCE, true)).isEmpty();
    }

    private static List<String> failing(long first, int count, boolean mayNormalise) {
        return LongStream.range(first, first + count)
                .parallel()
                .mapToObj(seed -> failure(seed, mayNormalise))
                .filter(Objects::nonNull)
                .toList();
    }

    private static @Nullable String failure(long seed, boolean mayNormalise) {
        RandomExpressions expressions = EXPRESSIONS.get();
        Map<Expr, Integer> declared = new IdentityHashMap<>();
        for (Variable each : expressions.variables().values()) {
            declared.put(each, declared.size());
        }
        Expr expression = expressions.of(seed);
        String text = print(expression, declared);
        Expr read = expressions.read(text);
        if (read != expression && mayNormalise) {
            expression = read;
            text = print(read, declared);
            read = expressions.read(text);
        }
        return read == expression ? null : "seed " + seed + ": " + text;
    }

    private static String print(Expr expression, Map<Expr, Integer> declared) {
        return new TextPrinter().print(Notation.write(expression, declared, Map.of()));
    }
}
