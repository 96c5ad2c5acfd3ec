package org.derivata.core.expr;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
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
    public record Term(Rational coefficient, Expr expression) {

        /** Whether the coefficient is so large that adding the term to an ordinary number swallows digits. */
        public boolean isHuge() {
            return Math.abs(coefficient.toDouble()) >= HUGE;
        }
    }

    private static final StructuralHash KIND = StructuralHash.of("linear");

    private static final double HUGE = 0x1p16;

    /** Sums longer than this are not flattened into another sum, or adding one term at a time would copy quadratically much. */
    private static final int FLATTENED = 64;

    private static final Comparator<Term> BY_CONTENT = (a, b) -> a.expression.compareTo(b.expression);

    private final List<Term> terms;
    private final List<Expr> expressions;

    private LinearCombination(Shape shape, List<Term> terms) {
        super(shape, hash(terms));
        this.terms = terms;
        Expr[] each = new Expr[terms.size()];
        for (int i = 0; i < each.length; i++) {
            each[i] = terms.get(i).expression;
        }
        this.expressions = List.of(each);
    }

    private static StructuralHash hash(List<Term> terms) {
        StructuralHash hash = KIND.copy().with(terms.size());
        for (int i = 0; i < terms.size(); i++) {
            hash.with(terms.get(i).coefficient.hashCode()).with(terms.get(i).expression);
        }
        return hash;
    }

    /** The sum of terms, all of one shape: like terms merged, nested sums flattened, a single term with coefficient 1 itself. */
    public static Expr of(Shape shape, List<Term> summands) {
        List<Term> terms = new ArrayList<>(summands.size() + 2);
        for (int i = 0; i < summands.size(); i++) {
            add(terms, summands.get(i).coefficient, summands.get(i).expression, shape);
        }
        if (terms.size() > 1) {
            terms.sort(BY_CONTENT);
            merge(terms);
        }
        boolean vanishes = false;
        for (Term each : terms) {
            if (each.coefficient.isZero()) {
                vanishes = true;
                if (Constant.isNonFinite(each.expression)) {
                    return Constant.notANumber(shape);
                }
            }
        }
        if (vanishes) {
            terms.removeIf(each -> each.coefficient.isZero());
        }
        if (terms.isEmpty()) {
            return Constant.of(Rational.ZERO, shape);
        }
        if (terms.size() == 1) {
            Term only = terms.get(0);
            if (only.coefficient.isOne()) {
                return only.expression;
            }
            if (Constant.isRational(only.expression, Rational.ONE)) {
                return Constant.of(only.coefficient, shape);
            }
        }
        Rational content = terms.get(0).coefficient.abs();
        if (terms.size() > 1 && !content.isOne() && sameMagnitude(terms, content)) {
            List<Term> units = new ArrayList<>(terms.size());
            for (Term each : terms) {
                units.add(new Term(each.coefficient.signum() > 0 ? Rational.ONE : Rational.MINUS_ONE, each.expression));
            }
            Expr sum = Interner.intern(new LinearCombination(shape, List.copyOf(units)));
            return Interner.intern(new LinearCombination(shape, List.of(new Term(content, sum))));
        }
        return Interner.intern(new LinearCombination(shape, List.copyOf(terms)));
    }

    /** One term times a number, the most frequent sum of all. */
    static Expr scaled(Rational coefficient, Expr expression) {
        if (coefficient.isOne()) {
            return expression;
        }
        boolean single = !coefficient.isZero() && !(expression instanceof Constant);
        if (single && expression instanceof LinearCombination sum) {
            if (sum.isScaling()) {
                Term only = sum.terms.get(0);
                return scaled(coefficient.times(only.coefficient), only.expression);
            }
            boolean isContent = coefficient.signum() > 0 && sameMagnitude(sum.terms, Rational.ONE);
            single = isContent || sum.terms.size() > FLATTENED;
        }
        List<Term> terms = List.of(new Term(coefficient, expression));
        return single
                ? Interner.intern(new LinearCombination(expression.shape(), terms))
                : of(expression.shape(), terms);
    }

    /** Like terms stand side by side: each group becomes its first. */
    private static void merge(List<Term> sorted) {
        int kept = 0;
        for (int i = 1; i < sorted.size(); i++) {
            Term last = sorted.get(kept);
            Term next = sorted.get(i);
            if (last.expression == next.expression) {
                sorted.set(kept, new Term(last.coefficient.plus(next.coefficient), last.expression));
            } else {
                sorted.set(++kept, next);
            }
        }
        sorted.subList(kept + 1, sorted.size()).clear();
    }

    private static boolean sameMagnitude(List<Term> terms, Rational content) {
        for (int i = 0; i < terms.size(); i++) {
            if (!terms.get(i).coefficient.abs().equals(content)) {
                return false;
            }
        }
        return true;
    }

    private static void add(List<Term> terms, Rational coefficient, Expr expression, Shape shape) {
        if (expression.shape().surelyDiffersFrom(shape)) {
            throw new IllegalArgumentException("a term of shape " + expression.shape() + " in a sum of shape " + shape);
        }
        if (expression instanceof LinearCombination inner && inner.terms.size() <= FLATTENED) {
            // at most one level deeper: only a scaling has a sum as its term
            for (int i = 0; i < inner.terms.size(); i++) {
                Term each = inner.terms.get(i);
                add(terms, coefficient.times(each.coefficient), each.expression, shape);
            }
        } else if (expression instanceof Constant constant
                && constant.rational().isPresent()) {
            terms.add(new Term(coefficient.times(constant.rational().get()), Constant.of(Rational.ONE, shape)));
        } else {
            terms.add(new Term(coefficient, expression));
        }
    }

    /**
     * The terms in the order in which they are added: huge coefficients first. They most often cancel each other, as in
     * {@code scores + (1 - mask) * -1e10}, and added later they would first swallow digits of the rest.
     */
    public List<Term> summands() {
        if (terms.stream().noneMatch(Term::isHuge)) {
            return terms;
        }
        return terms.stream()
                .sorted(Comparator.comparing(Term::isHuge).reversed())
                .toList();
    }

    public List<Term> terms() {
        return terms;
    }

    /** Whether terms are added and terms are subtracted: with all signs turned it is as long. */
    public boolean isDifference() {
        return !isScaling()
                && terms.stream().anyMatch(each -> each.coefficient.signum() > 0)
                && terms.stream().anyMatch(each -> each.coefficient.signum() < 0);
    }

    /** Whether this only scales one term. */
    public boolean isScaling() {
        return terms.size() == 1;
    }

    /**
     * Whether the first term in structural order is subtracted: of a sum and its negative exactly one is. Never of a sum that is too long to be
     * flattened: its negative is a scaling, and taking the sign out would go on forever.
     */
    public boolean isNegative() {
        return terms.size() <= FLATTENED && terms.get(0).coefficient.signum() < 0;
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
        if (isScaling() && arguments.get(0).shape().equals(shape())) {
            return scaled(terms.get(0).coefficient, arguments.get(0));
        }
        List<Term> changed = new ArrayList<>(terms.size());
        for (int i = 0; i < terms.size(); i++) {
            changed.add(new Term(terms.get(i).coefficient, arguments.get(i)));
        }
        return of(shape(), changed);
    }

    @Override
    boolean sameContent(Expr other) {
        LinearCombination that = (LinearCombination) other;
        boolean same = same(expressions, that.expressions);
        for (int i = 0; same && i < terms.size(); i++) {
            same = terms.get(i).coefficient.equals(that.terms.get(i).coefficient);
        }
        return same && shape().equals(other.shape());
    }

    @Override
    int inferFacts() {
        boolean nonnegative = true;
        boolean integers = true;
        boolean positive = false;
        for (int i = 0; i < terms.size(); i++) {
            Term each = terms.get(i);
            nonnegative &= each.coefficient.signum() > 0 && each.expression.is(Fact.NONNEGATIVE);
            integers &= each.coefficient.isInteger() && each.expression.is(Fact.INTEGER);
            positive |= each.expression.is(Fact.POSITIVE);
        }
        int facts = nonnegative ? (positive ? Fact.POSITIVE.closedBits() : Fact.NONNEGATIVE.bit()) : 0;
        if (isScaling() && terms.get(0).expression.is(Fact.NONZERO)) {
            facts |= Fact.NONZERO.bit();
        }
        if (integers) {
            facts |= Fact.INTEGER.bit();
        }
        if (isOneMinusUnit()) {
            facts |= Fact.UNIT.closedBits();
        }
        if (rank() >= 2 && equalsItsTranspose()) {
            facts |= Fact.SYMMETRIC.bit();
        }
        return facts;
    }

    private boolean all(Predicate<Term> condition) {
        for (Term each : terms) {
            if (!condition.test(each)) {
                return false;
            }
        }
        return true;
    }

    private boolean isOneMinusUnit() {
        return terms.size() == 2
                && terms.stream().anyMatch(LinearCombination::isOne)
                && all(each ->
                        isOne(each) || (each.coefficient.equals(Rational.MINUS_ONE) && each.expression.is(Fact.UNIT)));
    }

    private static boolean isOne(Term term) {
        return term.coefficient.isOne() && Constant.isRational(term.expression, Rational.ONE);
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
