package org.derivata.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.derivata.core.diagnostic.MathException;
import org.derivata.core.diagnostic.Source;
import org.derivata.core.expr.Algebra;
import org.derivata.core.expr.Apply;
import org.derivata.core.expr.Composite;
import org.derivata.core.expr.Expr;
import org.derivata.core.language.Library;
import org.derivata.core.language.Scope;
import org.derivata.core.operator.Operator;
import org.derivata.core.operator.Rational;
import org.derivata.symbolic.differentiate.Contribution;
import org.derivata.symbolic.differentiate.ReverseMode;
import org.derivata.symbolic.rewrite.Guard;
import org.derivata.symbolic.rewrite.PatternRule;
import org.derivata.symbolic.rewrite.RuleSet;

/** Every derivative and every rule of the library, broken once in each way. */
final class Mutants {

    private static final Library LIBRARY = Library.standard();

    private Mutants() {}

    /** The declared derivatives of all operators, as their texts say them. */
    static Stream<Mutant> ofDerivativeTexts() {
        return LIBRARY.declared().stream().flatMap(Mutants::ofTexts);
    }

    private static Stream<Mutant> ofTexts(Operator operator) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; operator.derivativeText(i).isPresent(); i++) {
            texts.add(operator.derivativeText(i).get());
        }
        List<Mutant> mutants = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            for (String broken : broken(texts.get(i))) {
                List<String> changed = new ArrayList<>(texts);
                changed.set(i, broken);
                String name = operator.name() + " by " + operator.parameters().get(i) + ": " + broken;
                mutants.add(mutant(name, operator, operator.derivative(changed.toArray(new String[0]))));
            }
        }
        operator.differentialText()
                .ifPresent(text -> broken(text)
                        .forEach(broken -> mutants.add(mutant(
                                operator.name() + " differential: " + broken,
                                operator,
                                operator.differential(broken)))));
        return mutants.stream();
    }

    /** The mutants of a text that are another node than the text is. */
    private static List<String> broken(String text) {
        return TextMutants.of(text).stream()
                .filter(each -> !isSameNode(each, text))
                .toList();
    }

    private static boolean isSameNode(String broken, String text) {
        try {
            return LIBRARY.elaborate(broken, Scope.open()) == LIBRARY.elaborate(text, Scope.open());
        } catch (MathException needsShapes) {
            return false;
        }
    }

    private static Mutant mutant(String name, Operator original, Operator changed) {
        Operator broken = original instanceof Composite composite
                ? new Composite(changed, (arguments, attributes) -> {
                    Composite same = composite;
                    for (Map.Entry<String, Object> each : attributes.values().entrySet()) {
                        same = same.with(each.getKey(), each.getValue());
                    }
                    return same.open(arguments);
                })
                : changed;
        return new Mutant(
                name,
                () -> OperatorContract.brokenDerivatives(LIBRARY, broken, new ReverseMode(LIBRARY))
                        .isPresent());
    }

    private enum Damage {
        NEGATED(Rational.MINUS_ONE),
        SCALED(Rational.of(101, 100)),
        DROPPED(Rational.ZERO);

        private final Rational factor;

        Damage(Rational factor) {
            this.factor = factor;
        }

        Contribution of(String operator, int argument) {
            return (node, index, contribution) -> index == argument && node instanceof Apply call && call.is(operator)
                    ? Algebra.scale(factor, contribution)
                    : contribution;
        }
    }

    /** Composites without a derivative of their own are opened before the sweep. */
    private static boolean isDifferentiated(Operator operator) {
        return !(operator instanceof Composite composite) || composite.hasDerivative();
    }

    /** What the sweep pushes to each argument of each operator, however it was found. */
    static Stream<Mutant> ofContributions() {
        return LIBRARY.declared().stream()
                .filter(Mutants::isDifferentiated)
                .flatMap(operator -> Stream.of(Damage.values())
                        .flatMap(damage -> Stream.iterate(0, i -> i + 1)
                                .limit(
                                        operator.isVariadic()
                                                ? 2
                                                : operator.parameters().size())
                                .map(argument -> new Mutant(
                                        operator.name() + " to argument " + argument + ": " + damage,
                                        () -> isCaught(
                                                operator,
                                                new ReverseMode(LIBRARY, damage.of(operator.name(), argument)))))));
    }

    /** Where the derivative is 0 there is nothing to break. */
    private static boolean isCaught(Operator operator, ReverseMode broken) {
        boolean same = OperatorSample.of(operator).stream().allMatch(sample -> {
            Expr sum = Algebra.sum(sample.application());
            return broken.gradient(sum, sample.variables())
                    .equals(new ReverseMode(LIBRARY).gradient(sum, sample.variables()));
        });
        return same
                || OperatorContract.brokenDerivatives(LIBRARY, operator, broken).isPresent();
    }

    /** The rules that are lines, in a set. */
    static Stream<Mutant> ofRules(RuleSet set) {
        return set.rules().stream()
                .filter(PatternRule.class::isInstance)
                .map(PatternRule.class::cast)
                .flatMap(rule -> ofRule(rule, set));
    }

    private static Stream<Mutant> ofRule(PatternRule rule, RuleSet set) {
        List<Mutant> mutants = new ArrayList<>();
        for (String broken : TextMutants.of(rule.right())) {
            mutants.add(mutant(line(rule, broken, rule.widens(), rule.guard()), rule, set));
        }
        mutants.add(mutant(line(rule, rule.right(), !rule.widens(), rule.guard()), rule, set));
        for (Guard.Demand demand : rule.guard().demands()) {
            mutants.add(
                    mutant(line(rule, rule.right(), rule.widens(), rule.guard().without(demand)), rule, set));
        }
        return mutants.stream().filter(Objects::nonNull);
    }

    private static String line(PatternRule rule, String right, boolean widens, Guard guard) {
        return rule.name() + " : " + rule.left() + (widens ? " ~> " : " -> ") + right
                + (guard.demands().isEmpty() ? "" : "  where " + guard);
    }

    private static Mutant mutant(String line, PatternRule original, RuleSet set) {
        return new Mutant(line, () -> brokenRule(line, original, set).isPresent());
    }

    private static Optional<String> brokenRule(String line, PatternRule original, RuleSet set) {
        try {
            PatternRule broken = PatternRule.parse(new Source("mutant", line));
            if (isSame(broken, original)) {
                return Optional.of("says the same");
            }
            return new RuleContract(set).violations(broken).stream().findFirst();
        } catch (MathException | IllegalArgumentException refused) {
            return Optional.of(String.valueOf(refused.getMessage()));
        }
    }

    /** Two texts for one node, as {@code (-x)**2} and {@code x**2}, are no mutants of each other. */
    private static boolean isSame(PatternRule broken, PatternRule original) {
        if (broken.widens() != original.widens() || !broken.guard().equals(original.guard())) {
            return false;
        }
        RulePoints points = RulePoints.of(original).get(0);
        Expr before = RuleContract.side(original, original.right(), points, false);
        return before == RuleContract.side(broken, broken.right(), points, false);
    }
}
