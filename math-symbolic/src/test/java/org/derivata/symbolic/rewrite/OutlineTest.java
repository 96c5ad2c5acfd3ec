package org.derivata.symbolic.rewrite;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.derivata.core.diagnostic.Source;
import org.derivata.core.expr.Apply;
import org.derivata.core.expr.Expr;
import org.derivata.core.expr.Graph;
import org.derivata.symbolic.rules.AlgebraRules;
import org.derivata.symbolic.rules.StabilityRules;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OutlineTest {

    static Stream<PatternRule> rules() {
        return Stream.of(
                        StabilityRules.ALL,
                        StabilityRules.BEFORE,
                        StabilityRules.SLOPES,
                        StabilityRules.EVALUATION,
                        AlgebraRules.ALL)
                .flatMap(set -> set.rules().stream())
                .filter(PatternRule.class::isInstance)
                .map(PatternRule.class::cast);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rules")
    void a_rule_is_of_the_kinds_and_functions_that_its_text_shows(PatternRule rule) {
        Expr pattern = rule.pattern();
        Set<String> functions = Graph.postOrder(pattern).stream()
                .filter(Apply.class::isInstance)
                .map(each -> ((Apply) each).operator().name())
                .collect(Collectors.toSet());
        assertThat(Outline.kinds(rule.left())).containsAll(rule.roots());
        assertThat(functions).containsAll(Outline.functions(rule.left()));
    }

    @Test
    void a_known_rule_is_not_parsed_for_a_node_without_its_functions() {
        PatternRule rule = PatternRule.known(new Source("test", "wrong : tanh(a) * sqrt(cosh(a) -> b"));
        assertThat(rule.roots()).containsExactly(Rule.PRODUCT);
        assertThat(rule.mayApply(-1, Glance.functions(Set.of("sinh", "power")))).isFalse();
    }
}
