package org.derivata.symbolic.canonical;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.derivata.core.expr.Expr;
import org.derivata.core.expr.LinearCombination;
import org.derivata.core.expr.LinearCombination.Term;
import org.derivata.core.operator.Rational;
import org.derivata.core.shape.Shape;
import org.jspecify.annotations.Nullable;

/** A sum of monomials with rational coefficients, none of them zero. Immutable. */
final class Polynomial {

    /** Polynomials beyond this many terms are nobody's shorter form. */
    static final int MOST_TERMS = 64;

    static final Polynomial ZERO = new Polynomial(new TreeMap<>());
    static final Polynomial ONE = of(Rational.ONE, Monomial.ONE);

    private final TreeMap<Monomial, Rational> terms;
    private int hash;

    private Polynomial(TreeMap<Monomial, Rational> terms) {
        this.terms = terms;
    }

    static Polynomial of(Rational coefficient, Monomial monomial) {
        TreeMap<Monomial, Rational> terms = new TreeMap<>();
        if (!coefficient.isZero()) {
            terms.put(monomial, coefficient);
        }
        return new Polynomial(terms);
    }

    boolean isZero() {
        return terms.isEmpty();
    }

    private boolean isOne() {
        return isMonomial() && leadingCoefficient().isOne() && leadingMonomial().isOne();
    }

    boolean isMonomial() {
        return terms.size() == 1;
    }

    int size() {
        return terms.size();
    }

    Map<Monomial, Rational> terms() {
        return Collections.unmodifiableMap(terms);
    }

    Rational leadingCoefficient() {
        return terms.lastEntry().getValue();
    }

    Monomial leadingMonomial() {
        return terms.lastKey();
    }

    Polynomial plus(Polynomial other) {
        if (isZero() || other.isZero()) {
            return isZero() ? other : this;
        }
        Sum sum = new Sum(this);
        sum.add(other);
        return sum.polynomial();
    }

    /** A sum in the making: each polynomial is added in the time that it takes alone, however long the sum is by then. */
    static final class Sum {

        private final TreeMap<Monomial, Rational> terms;

        Sum(Polynomial first) {
            this.terms = new TreeMap<>(first.terms);
        }

        void add(Polynomial more) {
            more.terms.forEach((monomial, coefficient) -> terms.merge(monomial, coefficient, Polynomial::plus));
        }

        int size() {
            return terms.size();
        }

        /** What was added so far; nothing is to be added after it. */
        Polynomial polynomial() {
            return new Polynomial(terms);
        }
    }

    /** Null where nothing is left, which removes a term from a map. */
    private static @Nullable Rational plus(Rational a, Rational b) {
        Rational sum = a.plus(b);
        return sum.isZero() ? null : sum;
    }

    Polynomial minus(Polynomial other) {
        return plus(other.times(Rational.MINUS_ONE, Monomial.ONE));
    }

    Polynomial times(Rational factor, Monomial monomial) {
        if (factor.isOne() && monomial.isOne()) {
            return this;
        }
        TreeMap<Monomial, Rational> product = new TreeMap<>();
        terms.forEach((own, coefficient) -> product.put(own.times(monomial), coefficient.times(factor)));
        return new Polynomial(product);
    }

    /** The product; empty when it has too many terms. */
    Optional<Polynomial> times(Polynomial other) {
        if ((long) size() * other.size() > MOST_TERMS * 4L) {
            return Optional.empty();
        }
        Polynomial product = timesAll(other);
        return product.size() <= MOST_TERMS ? Optional.of(product) : Optional.empty();
    }

    /** The product, however many terms it has. */
    Polynomial timesAll(Polynomial other) {
        if (isOne() || other.isOne()) {
            return isOne() ? other : this;
        }
        TreeMap<Monomial, Rational> product = new TreeMap<>();
        terms.forEach((left, a) ->
                other.terms.forEach((right, b) -> product.merge(left.times(right), a.times(b), Polynomial::plus)));
        return new Polynomial(product);
    }

    Optional<Polynomial> power(int exponent) {
        Optional<Polynomial> power = Optional.of(ONE);
        for (int i = 0; i < exponent && power.isPresent(); i++) {
            power = power.get().times(this);
        }
        return power;
    }

    /** The largest monomial that divides all terms, exponents possibly negative. */
    Monomial content() {
        Monomial common = leadingMonomial();
        for (Monomial each : terms.keySet()) {
            common = common.common(each);
        }
        return common;
    }

    /** The number that leaves coprime integers, the leading one positive. */
    Rational numericContent() {
        boolean units = true;
        for (Rational each : terms.values()) {
            units = units && each.abs().isOne();
        }
        if (units) {
            return leadingCoefficient();
        }
        BigInteger numerators = BigInteger.ZERO;
        BigInteger denominators = BigInteger.ONE;
        for (Rational each : terms.values()) {
            numerators = numerators.gcd(each.numerator());
            denominators = denominators.multiply(each.denominator()).divide(denominators.gcd(each.denominator()));
        }
        Rational content = Rational.of(numerators, denominators);
        return leadingCoefficient().signum() < 0 ? content.negate() : content;
    }

    boolean isHomogeneous() {
        return terms.keySet().stream().map(Monomial::degree).distinct().count() == 1;
    }

    /** Where an atom is 1. */
    Polynomial without(Expr atom) {
        Polynomial sum = ZERO;
        for (Map.Entry<Monomial, Rational> each : terms.entrySet()) {
            sum = sum.plus(of(each.getValue(), each.getKey().without(atom)));
        }
        return sum;
    }

    /** Each monomial times a power of an atom that gives all of them the same degree, the highest that is there. */
    Polynomial homogeneous(Expr atom) {
        Rational highest = terms.keySet().stream()
                .map(Monomial::degree)
                .max(Rational::compareTo)
                .orElse(Rational.ZERO);
        Polynomial sum = ZERO;
        for (Map.Entry<Monomial, Rational> each : terms.entrySet()) {
            Rational missing = highest.minus(each.getKey().degree());
            Monomial monomial = missing.isZero() ? each.getKey() : each.getKey().times(Monomial.of(atom, missing));
            sum = sum.plus(of(each.getValue(), monomial));
        }
        return sum;
    }

    /** With coprime integers as coefficients, the leading one positive. */
    Polynomial primitive() {
        return times(numericContent().reciprocal(), Monomial.ONE);
    }

    /** The exact quotient of polynomials without negative exponents; empty when something remains. */
    Optional<Polynomial> dividedBy(Polynomial divisor) {
        Polynomial quotient = ZERO;
        Polynomial rest = this;
        for (int step = 0; !rest.isZero(); step++) {
            Monomial monomial = rest.leadingMonomial().dividedBy(divisor.leadingMonomial());
            if (monomial.hasNegative() || step > MOST_TERMS || rest.size() > MOST_TERMS) {
                return Optional.empty();
            }
            Rational coefficient = rest.leadingCoefficient().dividedBy(divisor.leadingCoefficient());
            quotient = quotient.plus(of(coefficient, monomial));
            rest = rest.minus(divisor.times(coefficient, monomial));
        }
        return Optional.of(quotient);
    }

    /** The polynomial of which this is a power; empty when it is none. Term by term, as one takes a root by hand. */
    Optional<Polynomial> root(int degree) {
        Monomial leading = leadingMonomial().power(Rational.of(1, degree));
        Optional<Rational> coefficient = root(leadingCoefficient(), degree);
        if (leading.hasRoots() || coefficient.isEmpty()) {
            return Optional.empty();
        }
        Polynomial root = of(coefficient.get(), leading);
        Rational scale = Rational.of(degree).times(coefficient.get().power(degree - 1));
        Monomial divisor = leading.power(Rational.of(degree - 1));
        for (int step = 0; step <= size(); step++) {
            Polynomial rest = root.power(degree).map(this::minus).orElse(this);
            if (rest.isZero()) {
                return Optional.of(root);
            }
            Monomial next = rest.leadingMonomial().dividedBy(divisor);
            if (next.hasNegative() || next.compareTo(root.terms.firstKey()) >= 0) {
                return Optional.empty();
            }
            root = root.plus(of(rest.leadingCoefficient().dividedBy(scale), next));
        }
        return Optional.empty();
    }

    private static Optional<Rational> root(Rational value, int degree) {
        if (value.signum() <= 0) {
            return Optional.empty();
        }
        Rational root = Rational.of(
                BigInteger.valueOf(Math.round(Math.pow(value.numerator().doubleValue(), 1.0 / degree))),
                BigInteger.valueOf(Math.round(Math.pow(value.denominator().doubleValue(), 1.0 / degree))));
        return root.power(degree).equals(value) ? Optional.of(root) : Optional.empty();
    }

    /** The same with the powers of roots of sums, where they are whole, multiplied out. */
    Optional<Polynomial> reduced(Map<Expr, Polynomial> sums) {
        Polynomial reduced = this;
        if (sums.isEmpty()) {
            return Optional.of(this);
        }
        for (int round = 0; round < MOST_TERMS; round++) {
            Optional<Monomial> reducible = reduced.terms.keySet().stream()
                    .filter(each -> each.wholeSum(sums).isPresent())
                    .findFirst();
            if (reducible.isEmpty()) {
                return Optional.of(reduced);
            }
            Monomial monomial = reducible.get();
            Expr sum = monomial.wholeSum(sums).orElseThrow();
            Rational coefficient = Objects.requireNonNull(reduced.terms.get(monomial));
            Polynomial expanded = Objects.requireNonNull(sums.get(sum))
                    .times(coefficient, monomial.dividedBy(Monomial.of(sum, Rational.ONE)));
            reduced = reduced.minus(of(coefficient, monomial)).plus(expanded);
            if (reduced.size() > MOST_TERMS) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    Expr expression(Shape shape) {
        List<Term> sum = new ArrayList<>();
        terms.forEach((monomial, coefficient) -> sum.add(new Term(coefficient, monomial.expression(shape))));
        return LinearCombination.of(shape, sum);
    }

    @Override
    public boolean equals(Object other) {
        return this == other || (other instanceof Polynomial that && terms.equals(that.terms));
    }

    @Override
    public int hashCode() {
        if (hash == 0) {
            hash = terms.hashCode();
        }
        return hash;
    }

    @Override
    public String toString() {
        return terms.toString();
    }
}
