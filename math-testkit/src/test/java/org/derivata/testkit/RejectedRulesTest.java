package org.derivata.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.derivata.core.array.Array;
import org.derivata.core.diagnostic.Source;
import org.derivata.core.evaluate.ReferenceEvaluator;
import org.derivata.core.expr.Expr;
import org.derivata.core.expr.Variable;
import org.derivata.core.language.Library;
import org.derivata.core.language.Scope;
import org.derivata.symbolic.differentiate.ReverseMode;
import org.derivata.symbolic.rewrite.PatternRule;
import org.derivata.symbolic.rewrite.RuleSet;
import org.derivata.symbolic.rules.RejectedRules;
import org.derivata.symbolic.rules.RejectedRules.Rejected;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RejectedRulesTest {

    static Stream<Rejected> rejected() {
        return RejectedRules.ALL.stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rejected")
    void every_rejected_rule_has_a_counterexample(Rejected rejected) {
        double left = value(side(rejected, rejected.rule().left()), rejected);
        double right = value(side(rejected, rejected.rule().right()), rejected);
        switch (rejected.fault()) {
            case VALUE -> assertThat(left).isFinite().isNotEqualTo(right);
            case LOST -> {
                assertThat(left).isFinite();
                assertThat(Double.isFinite(right)).isFalse();
            }
            case WIDENED -> {
                assertThat(Double.isFinite(left)).isFalse();
                assertThat(right).isFinite();
            }
            case DERIVATIVE -> {
                assertThat(left).isEqualTo(right);
                assertThat(derivative(rejected, rejected.rule().left()))
                        .isNotEqualTo(derivative(rejected, rejected.rule().right()));
            }
        }
    }

    private static Expr side(Rejected rejected, String text) {
        Scope scope = Scope.closed();
        rejected.point().keySet().forEach(name -> scope.define(name, Variable.of(name)));
        return Library.standard().elaborate(text, scope);
    }

    private static double value(Expr expression, Rejected rejected) {
        Map<String, Array> point = new HashMap<>();
        rejected.point().forEach((name, each) -> point.put(name, Array.scalar(each)));
        return ReferenceEvaluator.evaluate(expression, point).scalar();
    }

    private static double derivative(Rejected rejected, String text) {
        Variable variable = Variable.of(rejected.rule().names().values().get(0));
        Expr gradient = new ReverseMode(Library.standard())
                .gradient(side(rejected, text), List.of(variable))
                .get(variable);
        return value(gradient, rejected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "wrong-value : sin(a)**2 + cos(a)**2 -> 2",
                "wrong-sign : sin(-a) -> sin(a)",
                "wrong-domain : exp(log(a)) -> a",
                "wrong-arrow : log(exp(a)) ~> a",
                "no-guard : log(a * b) -> log(a) + log(b)",
                "useless-guard : log(exp(a)) -> a where a > 0",
                "half-useless-guard : log(a * b) -> log(a) + log(b) where a > 0 and b > 0",
                "endless : sin(a) -> sin(a) + 0 * exp(a) + sin(2*a) - sin(2*a) + sin(a + 1) - sin(a + 1) - sin(-a) - sin(a)",
                "wrong-derivative : sign(a) -> a / abs(a)",
            })
    void the_contract_notices_a_wrong_rule(String line) {
        PatternRule rule = PatternRule.parse(new Source("wrong", line));
        assertThat(new RuleContract(RuleSet.of("wrong", rule)).violations(rule)).isNotEmpty();
    }
}
