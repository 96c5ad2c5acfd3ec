package org.derivata.symbolic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.derivata.core.diagnostic.NameException;
import org.junit.jupiter.api.Test;

class ExplanationTest {

    @Test
    void rules_conditions_hazards_and_helpful_facts_are_told() {
        Explanation told = Formula.parse("log(1 + exp(x)) + log(exp(x) * y)").explain();
        assertThat(told.steps()).extracting(Explanation.Step::rule).contains("softplus-of-log");
        assertThat(told.stable().toString()).contains("softplus(x)");
        assertThat(told.hazards()).hasSize(1);
        assertThat(told.hazards().get(0).argument().toString()).contains("y");
        assertThat(told.hazards().get(0).needed()).isEqualTo("positive");
        assertThat(told.helpful()).extracting(HelpfulFact::variable).contains("y");
        assertThat(told.gradient()).isEmpty();
        assertThat(told.toString())
                .startsWith("formula    ")
                .contains("rules that were used\n  softplus-of-log", "places that have no value unless\n");
    }

    @Test
    void a_condition_that_a_rule_relied_on_is_named() {
        Explanation told = Formula.parse("log((1 + x**2)**50)").explain();
        assertThat(told.steps()).anySatisfy(each -> {
            assertThat(each.rule()).isEqualTo("log-of-power");
            assertThat(each.conditions()).containsExactly("x**2 + 1 is positive");
        });
        assertThat(told.toString()).contains("log-of-power  because x**2 + 1 is positive");
    }

    @Test
    void the_gradient_is_explained_too() {
        Explanation told = Formula.given("x: [n]; A: [n, n]").parse("x @ A @ x").explain("x");
        assertThat(told.gradient().orElseThrow()).hasToString("(A + A.T) @ x");
        assertThat(told.helpful()).singleElement().satisfies(each -> {
            assertThat(each.variable()).isEqualTo("A");
            assertThat(each.form()).hasToString("2 * A @ x");
        });
    }

    @Test
    void as_typed_nothing_is_done_to_it() {
        Explanation told = Formula.parse("log(1 + exp(x))").asTyped().explain();
        assertThat(told.steps()).isEmpty();
        assertThat(told.stable()).hasToString(told.typed().toString());
    }

    @Test
    void a_name_that_is_not_there_is_an_error() {
        Formula formula = Formula.parse("x**2");
        assertThatThrownBy(() -> formula.explain("y"))
                .isInstanceOf(NameException.class)
                .hasMessageContaining("no variable y");
    }
}
