package org.derivata.core.expr;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.derivata.core.operator.Fact;
import org.derivata.core.operator.Rational;
import org.derivata.core.shape.Shape;

/**
 * Σ cᵢ tᵢ: exact coefficients, distinct terms of one shape in structural order. A constant summand is a coefficient of the constant 1. No
 * coefficient is zero; a single term always has a coefficient other than 1. Coefficients that are all {@code c} or {@code -c} are taken out, as
 * in {@code 2 * (a - b)}, so that the sum itself is shared with whoever uses it unscaled.
 */
public final class LinearCombination extends Expr {

    /** A term with its coefficient. */
    public record Term(Rational coefficient, Expr expression) {}

    /** Sums longer than this are not flattened into another sum, or adding one term at a time would copy quadratically much. */
    private static final int FLATTENED = 64;

    private final List<Term> terms;
    private final List<Expr> expressions;

    private LinearCombination(Shape shape, List<Term> terms) {
        super(shape, hash(terms));
        this.terms = terms;
        this.expressions = terms.stream().map(Term::expression).toList();
    }

    private static StructuralHash hash(List<Term> terms) {
        StructuralHash hash = StructuralHash.of("linear").with(terms.size());
        for (Term each : terms) {
            hash = hash.with(each.coefficient.hashCode()).with(each.expression);
        }
        return hash;
    }

    /** The sum of terms, all of one shape: like terms merged, nested sums flattened, a single term with coefficient 1 itself. */
    public static Expr of(Shape shape, List<Term> summands) {
        Map<Expr, Rational> merged = new LinkedHashMap<>();
        for (Term each : summands) {
            add(merged, each.coefficient, each.expression, shape);
        }
        if (merged.entrySet().stream()
                .anyMatch(each -> each.getValue().isZero() && Constant.isNonFinite(each.getKey()))) {
            return Constant.notANumber(shape);
        }
        merged.values().removeIf(Rational::isZero);
        if (merged.isEmpty()) {
            return Constant.of(Rational.ZERO, shape);
        }
        List<Term> terms = new ArrayList<>();
        merged.forEach((expression, coefficient) -> terms.add(new Term(coefficient, expression)));
        if (terms.size() == 1) {
            Term only = terms.get(0);
            if (only.coefficient.isOne()) {
                return only.expression;
            }
            if (Constant.isRational(only.expression, Rational.ONE)) {
                return Constant.of(only.coefficient, shape);
            }
        }
        terms.sort((a, b) -> a.expression.compareTo(b.expression));
        Rational content = terms.get(0).coefficient.abs();
        if (terms.size() > 1 && !content.isOne() && sameMagnitude(terms, content)) {
            List<Term> units = terms.stream()
                    .map(each -> new Term(Rational.of(each.coefficient.signum()), each.expression))
                    .toList();
            Expr sum = Interner.intern(new LinearCombination(shape, units));
            return Interner.intern(new LinearCombination(shape, List.of(new Term(content, sum))));
        }
        return Interner.intern(new LinearCombination(shape, Collections.unmodifiableList(terms)));
    }

    private static boolean sameMagnitude(List<Term> terms, Rational content) {
        return terms.stream().allMatch(each -> each.coefficient.abs().equals(content));
    }

    private static void add(Map<Expr, Rational> merged, Rational coefficient, Expr expression, Shape shape) {
        if (expression.shape().surelyDiffersFrom(shape)) {
            throw new IllegalArgumentException("a term of shape " + expression.shape() + " in a sum of shape " + shape);
        }
        if (expression instanceof LinearCombination inner && inner.terms.size() <= FLATTENED) {
            // at most one level deeper: only a scaling has a sum as its term
            for (Term each : inner.terms) {
                add(merged, coefficient.times(each.coefficient), each.expression, shape);
            }
        } else if (expression instanceof Constant constant
                && constant.rational().isPresent()) {
            merged.merge(
                    Constant.of(Rational.ONE, shape),
                    coefficient.times(constant.rational().get()),
                    Rational::plus);
        } else {
            merged.merge(expression, coefficient, Rational::plus);
        }
    }

    public List<Term> terms() {
        return terms;
    }

    /** Whether this only scales one term. */
    public boolean isScaling() {
        return terms.size() == 1;
    }

    /** Whether the first term in structural order is subtracted: of a sum and its negative exactly one is. */
    public boolean isNegative() {
        return terms.get(0).coefficient.signum() < 0;
    }

    @Override
    public <R> R match(Cases<R> cases) {
        return cases.linearCombination(this);
    }

    @Override
    public List<Expr> arguments() {
        return expressions;
    }

    @Override
    public Expr withArguments(List<Expr> arguments) {
        List<Term> changed = new ArrayList<>(terms.size());
        for (int i = 0; i < terms.size(); i++) {
            changed.add(new Term(terms.get(i).coefficient, arguments.get(i)));
        }
        return of(shape(), changed);
    }

    @Override
    boolean sameContent(Expr other) {
        return terms.equals(((LinearCombination) other).terms) && shape().equals(other.shape());
    }

    @Override
    Set<Fact> inferFacts() {
        Set<Fact> facts = EnumSet.noneOf(Fact.class);
        if (all(each -> each.coefficient.signum() > 0 && each.expression.is(Fact.NONNEGATIVE))) {
            facts.add(Fact.NONNEGATIVE);
            if (terms.stream().anyMatch(each -> each.expression.is(Fact.POSITIVE))) {
                facts.addAll(Fact.closure(List.of(Fact.POSITIVE)));
            }
        }
        if (isScaling() && terms.get(0).expression.is(Fact.NONZERO)) {
            facts.add(Fact.NONZERO);
        }
        if (all(each -> each.coefficient.isInteger() && each.expression.is(Fact.INTEGER))) {
            facts.add(Fact.INTEGER);
        }
        if (isOneMinusUnit()) {
            facts.addAll(Fact.closure(List.of(Fact.UNIT)));
        }
        if (rank() >= 2 && equalsItsTranspose()) {
            facts.add(Fact.SYMMETRIC);
        }
        return facts;
    }

    private boolean all(java.util.function.Predicate<Term> condition) {
        return terms.stream().allMatch(condition);
    }

    private boolean isOneMinusUnit() {
        return terms.size() == 2
                && all(each -> Constant.isRational(each.expression, Rational.ONE)
                        ? each.coefficient.isOne()
                        : each.coefficient.equals(Rational.MINUS_ONE) && each.expression.is(Fact.UNIT));
    }

    private boolean equalsItsTranspose() {
        if (!shape().get(rank() - 1).equals(shape().get(rank() - 2)) || terms.size() > 8) {
            return false;
        }
        Map<Expr, Rational> byTerm = new LinkedHashMap<>();
        terms.forEach(each -> byTerm.put(each.expression, each.coefficient));
        return all(each -> each.expression.is(Fact.SYMMETRIC)
                || each.coefficient.equals(
                        byTerm.getOrDefault(Algebra.transposeLastTwo(each.expression), Rational.ZERO)));
    }

    @Override
    public String toString() {
        return "LinearCombination"
                + terms.stream()
                        .map(each -> each.coefficient + " #" + Long.toHexString(each.expression.high()))
                        .toList();
    }
}
