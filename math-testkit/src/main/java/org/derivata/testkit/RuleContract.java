package org.derivata.testkit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.derivata.core.array.Array;
import org.derivata.core.diagnostic.MathException;
import org.derivata.core.evaluate.ReferenceEvaluator;
import org.derivata.core.expr.Algebra;
import org.derivata.core.expr.Expr;
import org.derivata.core.expr.LinearCombination;
import org.derivata.core.expr.Variable;
import org.derivata.core.language.Library;
import org.derivata.core.language.Scope;
import org.derivata.core.operator.Fact;
import org.derivata.core.shape.Shape;
import org.derivata.symbolic.differentiate.ReverseMode;
import org.derivata.symbolic.rewrite.Conditions;
import org.derivata.symbolic.rewrite.Guard;
import org.derivata.symbolic.rewrite.PatternNames;
import org.derivata.symbolic.rewrite.PatternRule;
import org.derivata.symbolic.rewrite.Rewriter;
import org.derivata.symbolic.rewrite.RuleSet;
import org.derivata.symbolic.rewrite.Trace;

/**
 * What every rule must keep: it fires on its own left side and keeps the shape; both sides have the same values, and the same derivatives, at
 * special and random points that satisfy the guard; {@code ->} never gives a value where there was none and {@code ~>} somewhere does; every
 * condition of the guard is needed; rewriting with the whole set ends.
 */
public final class RuleContract {

    private static final double TOLERANCE = 1e-8;

    private static final double NEARBY = 4;

    private final RuleSet set;

    /** The contract for the rules of a set. */
    public RuleContract(RuleSet set) {
        this.set = set;
    }

    /** What a rule breaks, in words; nothing when it keeps the contract. */
    public List<String> violations(PatternRule rule) {
        List<String> found = new ArrayList<>();
        for (RulePoints points : RulePoints.of(rule)) {
            firing(rule, points, found);
            values(rule, points, rule.guard(), found);
            derivatives(rule, points, found);
        }
        if (rule.widens() && RulePoints.of(rule).stream().noneMatch(points -> widensSomewhere(rule, points))) {
            found.add(rule + " is marked ~> but never gives a value where there was none");
        }
        for (Guard.Demand demand : rule.guard().demands()) {
            Guard weaker = rule.guard().without(demand);
            boolean needed = RulePoints.of(rule).stream().anyMatch(points -> {
                List<String> broken = new ArrayList<>();
                values(rule, points, weaker, broken);
                return !broken.isEmpty();
            });
            if (!needed) {
                found.add(rule + " does not need " + demand);
            }
        }
        return found;
    }

    static Expr side(PatternRule rule, String text, RulePoints points, boolean declared) {
        Scope scope = Scope.closed();
        points.variables(declared ? rule.guard() : null).forEach(scope::define);
        points.axes().forEach(scope::defineAxes);
        Expr side = Library.standard().elaborate(text, scope);
        return Algebra.fill(side, side.rank() == 0 ? points.resultShape(rule) : side.shape());
    }

    private void firing(PatternRule rule, RulePoints points, List<String> found) {
        Expr left = side(rule, rule.left(), points, true);
        Optional<Expr> result;
        Map<Expr, Set<Fact>> negative = new LinkedHashMap<>();
        rule.guard().demands().stream().filter(Guard.Demand::negated).forEach(each -> {
            Variable variable =
                    Objects.requireNonNull(points.variables(rule.guard()).get(each.name()));
            negative.put(each.subject(variable), Fact.closure(List.of(each.fact())));
        });
        Conditions conditions = Conditions.assuming(negative);
        try {
            result = rule.apply(left, conditions);
            new Rewriter(set, conditions).rewrite(left);
        } catch (MathException e) {
            found.add(rule + " on its own left side: " + e.getMessage());
            return;
        }
        if (result.isEmpty() && !firesBelow(rule, left)) {
            found.add(rule + " does not fire on its own left side");
        }
        if (result.isPresent() && !result.get().shape().equals(left.shape())) {
            found.add(rule + " makes shape " + result.get().shape() + " of " + left.shape());
        }
    }

    /** A left side with a coefficient is a scaling: the rule applies to what is scaled. */
    private static boolean firesBelow(PatternRule rule, Expr left) {
        return left.arguments().stream()
                .anyMatch(each -> rule.apply(each, Conditions.proved()).isPresent());
    }

    private static void values(PatternRule rule, RulePoints points, Guard guard, List<String> found) {
        Expr left = side(rule, rule.left(), points, false);
        Expr right = side(rule, rule.right(), points, false);
        for (Map<String, Array> sample : points.samples()) {
            double[] before = value(left, sample);
            double[] after = value(right, sample);
            for (int i = 0; i < before.length; i++) {
                if (points.satisfies(guard, sample, i)) {
                    boolean had = Double.isFinite(before[i]);
                    boolean has = Double.isFinite(after[i]);
                    // far out, 0 may be the left side's underflow
                    boolean exact = before[i] != 0 || points.isModerate(sample, i);
                    double difference = Math.abs(before[i] - after[i]);
                    boolean differs = had
                            && has
                            && exact
                            && difference > tolerance(before[i], after[i])
                            && difference > rounding(left, points, sample, i, before[i]);
                    boolean appears = !had && has && !rule.widens() && points.isModerate(sample, i);
                    if ((had && !has) || differs || appears) {
                        found.add(
                                rule + ": " + before[i] + " becomes " + after[i] + " at " + points.describe(sample, i));
                        return;
                    }
                }
            }
        }
    }

    /**
     * What the left side loses by rounding: how far it moves when its inputs do, by a rounding error of numbers their size or of 1; and a sum
     * keeps no more digits than its largest term has.
     */
    private static double rounding(Expr left, RulePoints points, Map<String, Array> sample, int index, double value) {
        return Math.max(conditioning(left, points, sample, index, value), ofTerms(left, sample, index));
    }

    private static double ofTerms(Expr left, Map<String, Array> sample, int index) {
        return left instanceof LinearCombination sum
                ? sum.terms().stream()
                        .mapToDouble(each ->
                                Math.abs(each.coefficient().toDouble() * value(each.expression(), sample)[index]))
                        .filter(Double::isFinite)
                        .map(each -> 4 * Math.ulp(each))
                        .max()
                        .orElse(0)
                : 0;
    }

    private static double conditioning(
            Expr left, RulePoints points, Map<String, Array> sample, int index, double value) {
        double[] near = values(left, points.nearby(sample, 1), index);
        double[] far = values(left, points.nearby(sample, 10), index);
        // what is the same for ten times as much jumps here, as a comparison does at a tie: that is no rounding
        return Arrays.equals(near, far)
                ? 0
                : NEARBY
                        * Arrays.stream(near)
                                .map(each -> Math.abs(each - value))
                                .max()
                                .orElse(0);
    }

    private static double[] values(Expr left, List<Map<String, Array>> samples, int index) {
        return samples.stream().mapToDouble(each -> value(left, each)[index]).toArray();
    }

    private static double tolerance(double a, double b) {
        return TOLERANCE * Math.max(1, Math.max(Math.abs(a), Math.abs(b)));
    }

    private static boolean widensSomewhere(PatternRule rule, RulePoints points) {
        Expr left = side(rule, rule.left(), points, false);
        Expr right = side(rule, rule.right(), points, false);
        for (Map<String, Array> sample : points.samples()) {
            double[] before = value(left, sample);
            double[] after = value(right, sample);
            for (int i = 0; i < before.length; i++) {
                if (!Double.isFinite(before[i])
                        && Double.isFinite(after[i])
                        && points.isModerate(sample, i)
                        && points.satisfies(rule.guard(), sample, i)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Derivatives by the sides' own rules, at points away from kinks. */
    private static void derivatives(PatternRule rule, RulePoints points, List<String> found) {
        Expr value = side(rule, rule.left(), points, false);
        Expr left = Algebra.sum(value);
        Expr right = Algebra.sum(side(rule, rule.right(), points, false));
        Map<String, Variable> variables = points.variables(null);
        for (Map.Entry<String, Variable> each : variables.entrySet()) {
            Expr before = derivative(left, each.getValue());
            Expr after = derivative(right, each.getValue());
            for (Map<String, Array> sample : points.generic()) {
                double[] a = value(before, sample);
                double[] b = value(after, sample);
                double[] values = value(value, sample);
                for (int i = 0; i < a.length; i++) {
                    boolean exists = values.length != a.length || Double.isFinite(values[i]);
                    boolean counts = exists && points.satisfies(rule.guard(), sample, i) && Double.isFinite(a[i]);
                    if (counts && !(Math.abs(a[i] - b[i]) <= 10 * tolerance(a[i], b[i]))) {
                        found.add(rule + ": derivative by " + each.getKey() + " " + a[i] + " becomes " + b[i] + " at "
                                + points.describe(sample, i));
                        return;
                    }
                }
            }
        }
    }

    private static Expr derivative(Expr scalar, Variable variable) {
        return Objects.requireNonNull(new ReverseMode(Library.standard())
                .gradient(scalar, List.of(variable))
                .get(variable));
    }

    private static double[] value(Expr expression, Map<String, Array> sample) {
        return ReferenceEvaluator.evaluate(List.of(expression), sample, new LinkedHashMap<>())
                .get(0)
                .data();
    }

    /** Whether a number has a fact of single numbers. */
    static boolean has(Fact fact, double value) {
        return switch (fact) {
            case POSITIVE -> value > 0;
            case NONNEGATIVE -> value >= 0;
            case NONZERO -> value != 0;
            case INTEGER -> value == Math.rint(value);
            case UNIT -> value >= 0 && value <= 1;
            default -> throw new IllegalArgumentException(fact + " is no fact of a number");
        };
    }

    /** Whether a name of a pattern stands for a matrix, as {@link PatternNames} has it. */
    static Shape shape(String name, Shape entries) {
        return PatternNames.isMatrix(name) ? Shape.of(RulePoints.MATRIX, RulePoints.MATRIX) : entries;
    }
}
