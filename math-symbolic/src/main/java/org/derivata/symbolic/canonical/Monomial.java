package org.derivata.symbolic.canonical;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BinaryOperator;
import org.derivata.core.expr.Algebra;
import org.derivata.core.expr.Expr;
import org.derivata.core.operator.Rational;
import org.derivata.core.shape.Shape;

/**
 * A product of powers of atoms, which are expressions nobody looks into; exponents are any rationals but 0. Ordered lexicographically, so that the
 * order survives multiplication. Immutable.
 */
final class Monomial implements Comparable<Monomial> {

    static final Monomial ONE = new Monomial(new Expr[0], new Rational[0]);

    /** In their order, with the exponent of each. */
    private final Expr[] atoms;

    private final Rational[] exponents;
    private final int hash;

    private Monomial(Expr[] atoms, Rational[] exponents) {
        this.atoms = atoms;
        this.exponents = exponents;
        this.hash = 31 * Arrays.hashCode(atoms) + Arrays.hashCode(exponents);
    }

    static Monomial of(Expr atom, Rational exponent) {
        return new Monomial(new Expr[] {atom}, new Rational[] {exponent});
    }

    List<Expr> atoms() {
        return List.of(atoms);
    }

    /** The other atoms. */
    Monomial without(Expr atom) {
        Rational exponent = exponent(atom);
        return exponent.isZero() ? this : dividedBy(of(atom, exponent));
    }

    /** The sum of all exponents. */
    Rational degree() {
        return Arrays.stream(exponents).reduce(Rational.ZERO, Rational::plus);
    }

    Rational exponent(Expr atom) {
        int place = Arrays.binarySearch(atoms, atom);
        return place < 0 ? Rational.ZERO : exponents[place];
    }

    /** Both merged in order, an atom that one of them lacks having exponent 0 there. */
    private Monomial combine(Monomial other, BinaryOperator<Rational> operation) {
        Expr[] merged = new Expr[atoms.length + other.atoms.length];
        Rational[] combined = new Rational[merged.length];
        int count = 0;
        int own = 0;
        int others = 0;
        while (own < atoms.length || others < other.atoms.length) {
            int order = own == atoms.length
                    ? 1
                    : others == other.atoms.length ? -1 : atoms[own].compareTo(other.atoms[others]);
            Expr atom = order <= 0 ? atoms[own] : other.atoms[others];
            Rational exponent = operation.apply(
                    order <= 0 ? exponents[own] : Rational.ZERO, order >= 0 ? other.exponents[others] : Rational.ZERO);
            own += order <= 0 ? 1 : 0;
            others += order >= 0 ? 1 : 0;
            if (!exponent.isZero()) {
                merged[count] = atom;
                combined[count++] = exponent;
            }
        }
        return count == 0 ? ONE : new Monomial(Arrays.copyOf(merged, count), Arrays.copyOf(combined, count));
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
        return equals(other) ? this : combine(other, (a, b) -> a.compareTo(b) <= 0 ? a : b);
    }

    Monomial power(Rational exponent) {
        if (exponent.isOne() || isOne()) {
            return this;
        }
        Rational[] powers = new Rational[exponents.length];
        for (int i = 0; i < powers.length; i++) {
            powers[i] = exponents[i].times(exponent);
        }
        return new Monomial(atoms, powers);
    }

    boolean isOne() {
        return atoms.length == 0;
    }

    boolean hasNegative() {
        for (Rational each : exponents) {
            if (each.signum() < 0) {
                return true;
            }
        }
        return false;
    }

    boolean hasRoots() {
        for (Rational each : exponents) {
            if (!each.isInteger()) {
                return true;
            }
        }
        return false;
    }

    /** An atom that is no longer one: the square of a root of a sum is that sum. */
    Optional<Expr> wholeSum(Map<Expr, Polynomial> sums) {
        for (int i = 0; i < atoms.length; i++) {
            if (exponents[i].compareTo(Rational.ONE) >= 0 && sums.containsKey(atoms[i])) {
                return Optional.of(atoms[i]);
            }
        }
        return Optional.empty();
    }

    Expr expression(Shape shape) {
        List<Expr> factors = new ArrayList<>(atoms.length);
        for (int i = 0; i < atoms.length; i++) {
            factors.add(Algebra.power(atoms[i], exponents[i]));
        }
        return Algebra.fill(Algebra.product(shape, factors), shape);
    }

    @Override
    public int compareTo(Monomial other) {
        int shorter = Math.min(atoms.length, other.atoms.length);
        for (int i = 0; i < shorter; i++) {
            int byAtom = atoms[i].compareTo(other.atoms[i]);
            if (byAtom != 0) {
                // the later atom's side has exponent 0 of the earlier one
                return byAtom < 0 ? exponents[i].signum() : -other.exponents[i].signum();
            }
            int byExponent = exponents[i].compareTo(other.exponents[i]);
            if (byExponent != 0) {
                return byExponent;
            }
        }
        return shorter < atoms.length
                ? exponents[shorter].signum()
                : shorter < other.atoms.length ? -other.exponents[shorter].signum() : 0;
    }

    @Override
    public boolean equals(Object other) {
        return this == other
                || (other instanceof Monomial that
                        && hash == that.hash
                        && Arrays.equals(atoms, that.atoms)
                        && Arrays.equals(exponents, that.exponents));
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        return Arrays.toString(atoms) + " to " + Arrays.toString(exponents);
    }
}
