package org.derivata.cli.question;

import java.util.List;
import org.derivata.core.expr.Expr;
import org.derivata.core.language.Elaboration;
import org.derivata.symbolic.Formula;
import org.derivata.symbolic.rewrite.Assumptions;
import org.derivata.symbolic.rewrite.Trace;
import org.derivata.symbolic.simplify.Simplifier;

/** Formulas written shorter, under what may be assumed of their variables. */
public final class Simplification {

    private Simplification() {}

    /**
     * The simplified formula.
     *
     * @param assume comparisons and facts joined by {@code and}, as {@code x > 0 and invertible(A)}; blank for none
     * @param strict whether the result must have no value where the formula has none
     * @throws org.derivata.core.diagnostic.MathException when the text or the assumption is wrong
     */
    public static Formula of(Question question, String assume, boolean strict) {
        Elaboration elaboration = Solver.elaborate(question);
        Assumptions assumptions = assume.isBlank()
                ? Assumptions.none()
                : Assumptions.parse(assume, elaboration.library(), elaboration.variables());
        Expr simple = simplifier(question, strict).simplify(elaboration.requireResult(), assumptions, new Trace());
        Formula simplified = Formula.of(elaboration, simple);
        Derivatives.requireLegible(List.of(simplified), question);
        return simplified;
    }

    static Simplifier simplifier(Question question, boolean strict) {
        Simplifier all = question.stabilize() ? Simplifier.standard() : Simplifier.withoutStabilizing();
        return (strict ? all.strict() : all).effort(question.limits().effort());
    }
}
