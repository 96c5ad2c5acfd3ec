package org.derivata.cli.question;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.derivata.core.expr.Expr;
import org.derivata.core.language.Elaboration;
import org.derivata.symbolic.Formula;
import org.derivata.symbolic.HelpfulFact;
import org.derivata.symbolic.rewrite.Conditions;
import org.derivata.symbolic.rewrite.Trace;
import org.derivata.symbolic.stabilize.Hazard;
import org.derivata.symbolic.stabilize.Stabilizer;

/**
 * How a formula is understood and what is done to it before it is evaluated.
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

    /**
     * Explains the formula of a question.
     *
     * @param by the variable by which the gradient is explained, too
     * @throws org.derivata.core.diagnostic.MathException when the text is wrong
     */
    public static Explanation of(Question question, Optional<String> by) {
        Elaboration elaboration = Solver.elaborate(question);
        Formula typed = Formula.of(elaboration);
        Trace trace = new Trace();
        List<Expr> stable = question.stabilize()
                ? Stabilizer.stabilize(List.of(typed.expression()), Conditions.proved(), trace)
                : List.of(typed.expression());
        List<Step> steps = new ArrayList<>();
        for (Trace.Step each : trace.steps()) {
            List<String> conditions = each.proofs().stream()
                    .map(proof -> Formula.of(elaboration, proof.expression()) + " is "
                            + proof.fact().word().replace('_', ' '))
                    .distinct()
                    .toList();
            steps.add(new Step(
                    each.rule(),
                    Formula.of(elaboration, each.before()),
                    Formula.of(elaboration, each.after()),
                    conditions));
        }
        List<Danger> hazards = Hazard.below(stable).stream()
                .map(each -> new Danger(
                        Formula.of(elaboration, each.node()),
                        Formula.of(elaboration, each.argument()),
                        each.needed().word().replace('_', ' ')))
                .toList();
        Formula asked = question.stabilize() ? typed : typed.asTyped();
        return new Explanation(
                typed,
                Formula.of(elaboration, stable.get(0)),
                steps,
                hazards,
                by.map(asked::gradient),
                by.map(asked.algebra()::helpfulFacts).orElseGet(asked.algebra()::helpfulFacts));
    }
}
