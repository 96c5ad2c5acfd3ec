package org.derivata.symbolic.rewrite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.derivata.symbolic.Formula;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules of a user's own. */
class PatternRuleTest {

    @ParameterizedTest
    @ValueSource(strings = {"pow(a, 3)", "power(a, 3)", "a**3", "a^3", "a*a*a"})
    void apply_however_their_left_side_is_spelled(String spelling) {
        RuleSet rules = RuleSet.parse("mine", "cubes : " + spelling + " * cos(b) -> sin(a) * b");
        assertThat(new Rewriter(rules)
                        .rewrite(Formula.parse("x**3 * cos(y)").asTyped().expression()))
                .isSameAs(Formula.parse("sin(x) * y").asTyped().expression());
    }

    @Test
    void may_have_tabs_before_their_condition() {
        RuleSet rules = RuleSet.parse("mine", "odd : cosh(a) -> sin(a)\twhere\ta > 0");
        Formula unknown = Formula.parse("cosh(x)").asTyped();
        assertThat(new Rewriter(rules).rewrite(unknown.expression())).isSameAs(unknown.expression());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "two words : cosh(a) -> a",
                "größe : cosh(a) -> a",
                ": cosh(a) -> a",
                "r : cosh(a) ->",
                "r : -> a",
                "r : cosh(a)"
            })
    void are_refused_when_a_part_is_missing_or_the_name_is_none(String line) {
        assertThatThrownBy(() -> RuleSet.parse("mine", line)).hasMessageContaining("rule.syntax");
    }

    @ParameterizedTest
    @ValueSource(strings = {"r : cosh(a -> a", "r : cosh(a) -> sin(a", "r : cosh(a) -> a  where a >"})
    void are_refused_under_the_name_of_their_set_where_they_do_not_read(String line) {
        assertThatThrownBy(() -> RuleSet.parse("mine", line)).hasMessageContaining("mine:1:");
    }
}
