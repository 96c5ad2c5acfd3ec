package org.derivata.symbolic.canonical;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BinaryOperator;
import org.derivata.core.expr.Algebra;
import org.derivata.core.expr.Expr;
import org.derivata.core.operator.Rational;
import org.derivata.core.shape.Shape;

/**
 * A product of powers of atoms, which are expressions nobody looks into; exponents are any rationals but 0. Ordered lexicographically, so that the
 * order survives multiplication.
 */
record Monomial(TreeMap<Expr, Rational> exponents) implements Comparable<Monomial> {

    static final Monomial ONE = new Monomial(new TreeMap<>());

    static Monomial of(Expr atom, Rational exponent) {
        TreeMap<Expr, Rational> exponents = new TreeMap<>();
        exponents.put(atom, exponent);
        return new Monomial(exponents);
    }

    Collection<Expr> atoms() {
        return exponents.keySet();
    }

    /** The sum of all exponents. */
    Rational degree() {
        return exponents.values().stream().reduce(Rational.ZERO, Rational::plus);
    }

    Rational exponent(Expr atom) {
        return exponents.getOrDefault(atom, Rational.ZERO);
    }

    private Monomial combine(Monomial other, BinaryOperator<Rational> operation) {
        TreeSet<Expr> atoms = new TreeSet<>(exponents.keySet());
        atoms.addAll(other.exponents.keySet());
        TreeMap<Expr, Rational> combined = new TreeMap<>();
        for (Expr each : atoms) {
            Rational exponent = operation.apply(exponent(each), other.exponent(each));
            if (!exponent.isZero()) {
                combined.put(each, exponent);
            }
        }
        return new Monomial(combined);
    }

    Monomial times(Monomial other) {
        if (isOne() || other.isOne()) {
            return isOne() ? other : this;
        }
        return combine(other, Rational::plus);
    }

    Monomial dividedBy(Monomial other) {
        return other.isOne() ? this : combine(other, Rational::minus);
    }

    /** The least exponent of each atom. */
    Monomial common(Monomial other) {
        return combine(other, (a, b) -> a.compareTo(b) <= 0 ? a : b);
    }

    Monomial power(Rational exponent) {
        TreeMap<Expr, Rational> powers = new TreeMap<>();
        exponents.forEach((atom, own) -> powers.put(atom, own.times(exponent)));
        return new Monomial(powers);
    }

    boolean isOne() {
        return exponents.isEmpty();
    }

    boolean hasNegative() {
        return exponents.values().stream().anyMatch(each -> each.signum() < 0);
    }

    boolean hasRoots() {
        return exponents.values().stream().anyMatch(each -> !each.isInteger());
    }

    /** An atom that is no longer one: the square of a root of a sum is that sum. */
    Optional<Map.Entry<Expr, Rational>> wholeSum(List<Expr> sums) {
        return exponents.entrySet().stream()
                .filter(each -> each.getValue().compareTo(Rational.ONE) >= 0 && sums.contains(each.getKey()))
                .findFirst();
    }

    Expr expression(Shape shape) {
        List<Expr> factors = new ArrayList<>();
        exponents.forEach((atom, exponent) -> factors.add(Algebra.power(atom, exponent)));
        return Algebra.fill(Algebra.product(shape, factors), shape);
    }

    @Override
    public int compareTo(Monomial other) {
        Iterator<Map.Entry<Expr, Rational>> own = exponents.entrySet().iterator();
        Iterator<Map.Entry<Expr, Rational>> others = other.exponents.entrySet().iterator();
        while (own.hasNext() && others.hasNext()) {
            Map.Entry<Expr, Rational> a = own.next();
            Map.Entry<Expr, Rational> b = others.next();
            int byAtom = a.getKey().compareTo(b.getKey());
            if (byAtom != 0) {
                // the later atom's side has exponent 0 of the earlier one
                return byAtom < 0 ? a.getValue().signum() : -b.getValue().signum();
            }
            int byExponent = a.getValue().compareTo(b.getValue());
            if (byExponent != 0) {
                return byExponent;
            }
        }
        return own.hasNext()
                ? own.next().getValue().signum()
                : others.hasNext() ? -others.next().getValue().signum() : 0;
    }
}
