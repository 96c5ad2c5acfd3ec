package org.derivata.symbolic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HelpfulFactsTest {

    private static List<String> told(List<HelpfulFact> facts) {
        return facts.stream()
                .map(each -> each.variable() + " " + each.fact().word() + ": " + each.form())
                .toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            x: [n]; A: [n, n]                 | x @ A @ x            | x | A symmetric: 2 * A @ x
            Q: [n, n]; x: [n]                 | norm(Q @ x)**2       | x | Q orthogonal: 2 * x
            X: [n, d]; W: [d, k]; Y: [n, k]   | -sum(Y * log_softmax(X @ W, axis=1)) | W | Y rows_sum_to_one: X.T @ (softmax(X @ W, axis=1) - Y)
            A: [n, n]                         | logdet(A)            | A | A positive_definite: inv(A)
            """)
    void what_makes_a_gradient_shorter_or_safer_is_found(String shapes, String text, String by, String expected) {
        Formula formula = Formula.given(shapes).parse(text);
        assertThat(told(formula.algebra().helpfulFacts(by))).containsExactly(expected);
    }

    @Test
    void a_fact_that_removes_a_hazard_helps() {
        HelpfulFact only =
                Formula.parse("exp(x) + log(y)").algebra().helpfulFacts().get(0);
        assertThat(told(List.of(only))).containsExactly("y positive: exp(x) + log(y)");
        assertThat(only.defined()).extracting(Formula::toString).containsExactly("y");
    }

    @Test
    void a_hazard_that_is_gone_is_told_from_one_of_the_same_function_that_stays() {
        List<HelpfulFact> facts = Formula.parse("log(x) + log(y)").algebra().helpfulFacts();
        assertThat(facts).extracting(HelpfulFact::variable).containsExactlyInAnyOrder("x", "y");
        assertThat(facts)
                .allSatisfy(each ->
                        assertThat(each.defined()).extracting(Formula::toString).containsExactly(each.variable()));
    }

    @Test
    void nothing_helps_what_is_declared_or_needs_nothing() {
        assertThat(Formula.given("y: [] positive").parse("log(y)").algebra().helpfulFacts())
                .isEmpty();
        assertThat(Formula.given("X: [n, d]; w: [d]; y: [n]")
                        .parse("sum((X @ w - y)**2)")
                        .algebra()
                        .helpfulFacts("w"))
                .isEmpty();
    }
}
