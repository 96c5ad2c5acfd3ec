package org.derivata.symbolic;

import java.util.List;
import java.util.function.UnaryOperator;
import org.derivata.core.diagnostic.Diagnostic;
import org.derivata.core.diagnostic.ShapeException;
import org.derivata.core.expr.Expr;
import org.derivata.core.expr.Graph;
import org.derivata.symbolic.canonical.Factored;
import org.derivata.symbolic.canonical.MultipliedOut;

/** Algebra with a formula: {@code formula.algebra().expand()}. Immutable. */
public final class FormulaAlgebra {

    private final Formula formula;
    private final Calculus calculus;

    FormulaAlgebra(Formula formula, Calculus calculus) {
        this.formula = formula;
        this.calculus = calculus;
    }

    /**
     * Products over sums and whole powers of sums multiplied out. Where equal factors cancel, the result may have a value and this has none.
     *
     * @throws org.derivata.core.diagnostic.LimitException {@code limit.expansion} when it gets too long
     */
    public Formula expand() {
        return formula.with(MultipliedOut.of(formula.expression()));
    }

    /**
     * This formula as a polynomial in a variable: like powers collected, each with one coefficient.
     *
     * @throws org.derivata.core.diagnostic.MathException when there is no such variable, or {@code limit.expansion} when it gets too long
     */
    public Formula collect(String name) {
        return formula.with(MultipliedOut.collected(formula.expression(), formula.requireName(name)));
    }

    /**
     * This formula as a product of powers of polynomials that cannot be factored over the rational numbers; a fraction is reduced. What is no sum,
     * product or power counts as an unknown.
     *
     * @throws org.derivata.core.diagnostic.LimitException {@code limit.expansion} when it has too many terms or too high powers
     */
    public Formula factor() {
        return formula.with(Factored.of(formula.expression()));
    }

    /**
     * The Taylor polynomial in a scalar variable about a number, with exact coefficients.
     *
     * @param at where; a double counts as its shortest decimal
     * @param order the highest power
     * @throws org.derivata.core.diagnostic.MathException {@code derivative.taylor} when a derivative has no finite value there
     */
    public Formula taylor(String name, double at, int order) {
        return taylor(name, Formula.number(at), order);
    }

    /** The Taylor polynomial about a point that is a formula without this variable, as {@code pi / 2} or {@code a}. */
    public Formula taylor(String name, Formula at, int order) {
        return formula.with(new Taylor(calculus, formula.requireName(name), at.expression())
                .polynomial(formula.expression(), order));
    }

    /**
     * Whether this formula has the value of another one wherever both have a value. A proof is found where rewriting and multiplying out make 0
     * of the difference, a counterexample where the two differ by more than rounding at some point; variables of the same name are the same.
     *
     * @throws ShapeException {@code shape.equivalent} when their shapes surely differ
     */
    public Equivalence equivalent(Formula other) {
        if (formula.shape().surelyDiffersFrom(other.shape())) {
            throw new ShapeException(Diagnostic.of(
                            "shape.equivalent",
                            "one formula has shape " + formula.shape() + ", the other " + other.shape())
                    .clash(formula.shape(), other.shape())
                    .help("only arrays of one shape can have the same entries"));
        }
        // says which names mean two things
        formula.minus(other).variables();
        return new Comparison(calculus).of(formula.expression(), other.expression());
    }

    /** Facts that are not declared and would help this formula, found by trying them; none for a formula of more than 200 nodes. */
    public List<HelpfulFact> helpfulFacts() {
        return helpful(calculus::simplify);
    }

    /** Facts that are not declared and would help the gradient by a variable, found by trying them. */
    public List<HelpfulFact> helpfulFacts(String by) {
        formula.requireName(by);
        return helpful(trial -> calculus.gradients(
                        trial,
                        Graph.variables(List.of(trial)).stream()
                                .filter(each -> each.name().equals(by))
                                .<Expr>map(each -> each)
                                .toList())
                .get(0));
    }

    private List<HelpfulFact> helpful(UnaryOperator<Expr> form) {
        return HelpfulFacts.of(formula.expression(), form).stream()
                .map(each -> new HelpfulFact(
                        each.variable().name(),
                        each.fact(),
                        formula.with(each.form()),
                        each.removed().stream()
                                .map(hazard -> formula.with(hazard.argument()))
                                .toList()))
                .toList();
    }
}
