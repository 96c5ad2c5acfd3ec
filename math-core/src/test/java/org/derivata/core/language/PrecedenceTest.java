package org.derivata.core.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.derivata.core.diagnostic.Source;
import org.derivata.core.surface.Syntax;
import org.derivata.core.surface.Syntax.Level;
import org.derivata.core.surface.Syntax.Subscript;
import org.junit.jupiter.api.Test;

/** The language groups as Python does: 2,000 texts with the trees of Python's own parser, made by {@code precedence.py} beside them. */
class PrecedenceTest {

    @Test
    void groupsAsPythonDoes() throws IOException {
        MathParser parser = new MathParser();
        List<String> lines;
        try (InputStream in = PrecedenceTest.class.getResourceAsStream("precedence.txt")) {
            lines = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
        assertThat(lines).hasSize(2_000);
        for (String line : lines) {
            String[] both = line.split("\t");
            assertThat(full(parser.parseExpression(Source.formula(both[0]))))
                    .as(both[0])
                    .isEqualTo(both[1]);
        }
    }

    /** All brackets written out, as the script does it; for shallow trees. */
    private static String full(Syntax node) {
        if (node instanceof Syntax.Name name) {
            return name.name();
        } else if (node instanceof Syntax.Number number) {
            return number.text();
        } else if (node instanceof Syntax.Transpose transpose) {
            return full(transpose.operand()) + ".T";
        } else if (node instanceof Syntax.Index index) {
            return full(index.operand()) + "[" + subscript(index.subscripts().get(0)) + "]";
        } else if (node instanceof Syntax.Call call) {
            return "f(" + full(call.arguments().get(0).value()) + ")";
        } else if (node instanceof Syntax.Prefix prefix) {
            String text = full(prefix.operand());
            for (int i = prefix.operators().size() - 1; i >= 0; i--) {
                text = "(" + prefix.operators().get(i).symbol() + " " + text + ")";
            }
            return text;
        } else if (node instanceof Syntax.Conditional choice) {
            return "(" + full(choice.value()) + " if " + full(choice.condition()) + " else " + full(choice.otherwise())
                    + ")";
        }
        return chain((Syntax.Chain) node);
    }

    private static String chain(Syntax.Chain chain) {
        List<String> parts = chain.operands().stream().map(PrecedenceTest::full).collect(Collectors.toList());
        List<String> signs =
                chain.operators().stream().map(Syntax.Infix::symbol).toList();
        if (chain.level() == Level.POWER) {
            String text = parts.get(signs.size());
            for (int i = signs.size() - 1; i >= 0; i--) {
                text = "(" + parts.get(i) + " " + signs.get(i) + " " + text + ")";
            }
            return text;
        }
        boolean flat = chain.level().compareTo(Level.COMPARISON) <= 0;
        String text = parts.get(0);
        for (int i = 0; i < signs.size(); i++) {
            text = (flat || i == 0 ? text : "(" + text + ")") + " " + signs.get(i) + " " + parts.get(i + 1);
        }
        return "(" + text + ")";
    }

    private static String subscript(Subscript subscript) {
        if (subscript instanceof Subscript.Slice slice) {
            return (slice.start() == null ? "" : full(slice.start())) + ":"
                    + (slice.stop() == null ? "" : full(slice.stop()));
        }
        return full(((Subscript.At) subscript).index());
    }
}
