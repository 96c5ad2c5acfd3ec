package org.derivata.symbolic;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.derivata.core.expr.Expr;
import org.derivata.symbolic.rewrite.Trace;
import org.derivata.symbolic.stabilize.Hazard;

/**
 * How a formula is understood, what is done to it before it is evaluated, and what can go wrong. Its text is what {@code math explain} prints.
 *
 * @param typed as it was read
 * @param stable as it is evaluated
 * @param steps the rules that led from one to the other, in order
 * @param hazards places of the stable form that can have no value
 * @param gradient the gradient that was asked for
 * @param helpful declarations that would help the gradient, or the formula where none was asked for
 */
public record Explanation(
        Formula typed,
        Formula stable,
        List<Step> steps,
        List<Danger> hazards,
        Optional<Formula> gradient,
        List<HelpfulFact> helpful) {

    /**
     * A rule that fired.
     *
     * @param conditions what it relied on, as {@code exp(x) is positive}
     */
    public record Step(String rule, Formula before, Formula after, List<String> conditions) {}

    /** A place that has no value unless its argument keeps to something. */
    public record Danger(Formula place, Formula argument, String needed) {}

    static Explanation of(Formula formula, Calculus calculus, Optional<String> by) {
        by.ifPresent(formula::requireName);
        Trace trace = new Trace();
        List<Expr> stable = calculus.stabilize(List.of(formula.expression()), trace);
        List<Step> steps = new ArrayList<>();
        for (Trace.Step each : trace.steps()) {
            List<String> conditions = each.proofs().stream()
                    .map(proof -> formula.with(proof.expression()) + " is "
                            + proof.fact().word().replace('_', ' '))
                    .distinct()
                    .toList();
            steps.add(new Step(each.rule(), formula.with(each.before()), formula.with(each.after()), conditions));
        }
        List<Danger> hazards = Hazard.below(stable).stream()
                .map(each -> new Danger(
                        formula.with(each.node()),
                        formula.with(each.argument()),
                        each.needed().word().replace('_', ' ')))
                .toList();
        return new Explanation(
                formula,
                formula.with(stable.get(0)),
                steps,
                hazards,
                by.map(formula::gradient),
                by.map(formula.algebra()::helpfulFacts).orElseGet(formula.algebra()::helpfulFacts));
    }

    /** The explanation, line by line. */
    @Override
    public String toString() {
        List<String> lines = new ArrayList<>();
        lines.add("formula    " + typed);
        lines.add("shape      " + (typed.shape().isScalar() ? "a number" : typed.shape()));
        lines.add("evaluated  " + stable);
        head(lines, "rules that were used", steps);
        for (Step each : steps) {
            lines.add("  " + each.rule
                    + (each.conditions.isEmpty() ? "" : "  because " + String.join(", ", each.conditions)));
            lines.add("      " + each.before);
            lines.add("   -> " + each.after);
        }
        head(lines, "places that have no value unless", hazards);
        hazards.forEach(each -> lines.add("  " + each.argument + " is " + each.needed + ",  in " + each.place));
        gradient.ifPresent(each -> {
            lines.add("");
            lines.add("gradient   " + each);
        });
        head(lines, "what would help to declare", helpful);
        helpful.forEach(
                each -> lines.add("  " + each.variable() + " " + each.fact().word() + ":  " + each.form()));
        return String.join("\n", lines);
    }

    private static void head(List<String> lines, String title, List<?> below) {
        if (!below.isEmpty()) {
            lines.add("");
            lines.add(title);
        }
    }
}
