package org.derivata.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.derivata.symbolic.rewrite.PatternRule;
import org.derivata.symbolic.rewrite.RuleSet;
import org.derivata.symbolic.rules.AlgebraRules;
import org.derivata.symbolic.rules.StabilityRules;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RuleContractTest {

    static Stream<Arguments> rules() {
        return Stream.of(
                        StabilityRules.ALL,
                        StabilityRules.BEFORE,
                        StabilityRules.SLOPES,
                        StabilityRules.EVALUATION,
                        AlgebraRules.ALL)
                .flatMap(set -> set.rules().stream()
                        .filter(PatternRule.class::isInstance)
                        .map(rule -> Arguments.of(rule, set)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rules")
    void every_rule_keeps_the_contract(PatternRule rule, RuleSet set) {
        assertThat(new RuleContract(set).violations(rule)).isEmpty();
    }
}
