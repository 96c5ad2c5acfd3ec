package org.derivata.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.derivata.core.operator.Operator.elementwise;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.derivata.core.expr.Expr;
import org.derivata.core.language.Library;
import org.derivata.core.operator.Operator;
import org.derivata.nn.compile.Compiler;
import org.derivata.nn.compile.Program;
import org.derivata.symbolic.Formula;
import org.derivata.symbolic.rewrite.PatternRule;
import org.derivata.symbolic.rewrite.RuleSet;
import org.derivata.testkit.Engine;
import org.derivata.testkit.OperatorContract;
import org.derivata.testkit.RuleContract;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What CONTRIBUTING promises about one line and five lines is so. */
class ContributingTest {

    /** As CONTRIBUTING shows it; {@link #thePrimitiveOfThisTestIsTheOneThatThePageShows} compares. */
    static final Operator CBRT = elementwise("cbrt", Math::cbrt)
            .derivative("1 / (3 * y**2)")
            .latex("\\sqrt[3]{#1}")
            .doc("Cube root, real for negative numbers too.", "cbrt(8) = 2");

    private static String line(String start) throws IOException {
        return Markdown.read("CONTRIBUTING.md").blocks("").stream()
                .filter(each -> each.startsWith(start))
                .findFirst()
                .orElseThrow(() -> new AssertionError("CONTRIBUTING shows no " + start))
                .strip();
    }

    private static Stream<DynamicNode> contracts(Library library, String name) {
        Operator operator = library.declared().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
        return Stream.of(
                DynamicContainer.dynamicContainer(
                        "reference", Stream.of(OperatorContract.of(library, Engine.reference(), operator))),
                DynamicContainer.dynamicContainer(
                        "compiled", Stream.of(OperatorContract.of(library, compiled(), operator))));
    }

    private static Engine compiled() {
        Map<Expr, Program> programs = new HashMap<>();
        return (expression, inputs, sizes) -> programs.computeIfAbsent(
                        expression, each -> Compiler.standard().compile(List.of(each), sizes))
                .evaluate(inputs)
                .values()
                .iterator()
                .next();
    }

    @TestFactory
    Stream<DynamicNode> aCompositeOfOneLineKeepsTheContractOfOperators() throws IOException {
        String line = line("softsign");
        assertThat(line.lines()).hasSize(1);
        return contracts(Library.standard().with(line), "softsign");
    }

    @TestFactory
    Stream<DynamicNode> aPrimitiveOfFiveLinesKeepsTheContractOfOperators() {
        return contracts(Library.standard().with(CBRT), "cbrt");
    }

    @Test
    void thePrimitiveOfThisTestIsTheOneThatThePageShows() throws IOException {
        String source = Markdown.read("math-examples/src/test/java/org/derivata/examples/ContributingTest.java")
                .text();
        List<String> shown = Markdown.read("CONTRIBUTING.md")
                .blocks("java")
                .get(0)
                .lines()
                .map(String::strip)
                .toList();
        assertThat(shown).hasSizeLessThanOrEqualTo(5);
        assertThat(source.lines().map(String::strip).toList()).containsSequence(shown);
    }

    @Test
    void bothCanBeUsedInAFormula() throws IOException {
        Library mine = Library.standard().with(line("softsign")).with(CBRT);
        Formula formula = Formula.given("").library(mine).parse("cbrt(x) + softsign(x)");
        assertThat(formula.value(Map.of("x", 8))).isEqualTo(2 + 8.0 / 9);
        assertThat(formula.derivative("x").value(Map.of("x", 8))).isCloseTo(1.0 / 12 + 1.0 / 81, within(1e-15));
    }

    @Test
    void aRuleOfOneLineKeepsTheContractOfRules() throws IOException {
        RuleSet set = RuleSet.parse("shown", line("log-of-product"));
        assertThat(set.rules()).hasSize(1);
        assertThat(new RuleContract(set).violations((PatternRule) set.rules().get(0)))
                .isEmpty();
    }
}
