package org.derivata.symbolic.simplify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.derivata.core.diagnostic.MathException;
import org.derivata.core.expr.Expr;
import org.derivata.core.language.Library;
import org.derivata.core.notation.Notation;
import org.derivata.core.print.TextPrinter;
import org.derivata.symbolic.Formula;
import org.derivata.symbolic.rewrite.Assumptions;
import org.derivata.symbolic.rewrite.Trace;
import org.junit.jupiter.api.Test;

/** What textbooks simplify and differentiate comes out no longer than in the textbook, but for a few. */
class KnownFormsTest {

    private static final Pattern OPERATION = Pattern.compile("\\*\\*|[<>=!]=|[-+*/@<>]|\\w+\\(|\\.T\\b");

    private static List<String> lines(String resource) throws IOException {
        try (InputStream in = Objects.requireNonNull(KnownFormsTest.class.getResourceAsStream(resource))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(each -> !each.startsWith("#"))
                    .toList();
        }
    }

    /** Operators and calls in the text of an expression. */
    private static long written(Expr expression) {
        String text = new TextPrinter().print(Notation.write(expression, Map.of(), Map.of()));
        return OPERATION.matcher(text).results().count();
    }

    @Test
    void identitiesAreFoundAndNothingGetsLonger() throws IOException {
        List<String> longer = new ArrayList<>();
        List<String> missed = new ArrayList<>();
        for (String line : lines("identities.csv")) {
            String[] parts = line.split("\\s*\\|\\s*", -1);
            try {
                Formula formula = Formula.given(parts[1]).parse(parts[0]);
                Assumptions assumptions = parts[2].isEmpty()
                        ? Assumptions.none()
                        : Assumptions.parse(parts[2], Library.standard(), formula.variables());
                Simplifier simplifier = Simplifier.standard();
                Expr simple = simplifier.simplify(formula.expression(), assumptions, new Trace());
                assertThat(simplifier.simplify(simple, assumptions, new Trace()))
                        .as(line)
                        .isSameAs(simple);
                if (written(simple) > Integer.parseInt(parts[3])) {
                    longer.add(line);
                }
                if (written(simple) > Integer.parseInt(parts[4])) {
                    missed.add(line);
                }
            } catch (MathException e) {
                // a function that the language does not have yet
                missed.add(line);
            }
        }
        assertThat(longer).isEmpty();
        assertThat(missed).hasSizeLessThanOrEqualTo(22);
    }

    @Test
    void derivativesOfTextbooksAreAsShortAsThere() throws IOException {
        long operations = 0;
        for (String line : lines("textbook-derivatives.csv")) {
            operations += written(Formula.parse(line).derivative("x").expression());
        }
        assertThat(operations).isLessThanOrEqualTo(121);
    }
}
