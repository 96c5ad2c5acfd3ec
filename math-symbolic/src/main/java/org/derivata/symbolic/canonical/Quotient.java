package org.derivata.symbolic.canonical;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.derivata.core.expr.Algebra;
import org.derivata.core.expr.Expr;
import org.derivata.core.operator.Rational;
import org.derivata.core.shape.Shape;

/**
 * A number times a monomial times powers of polynomials with coprime integer coefficients and no common atom; denominators are the negative powers.
 * Kept in factors, so that what occurs above and below cancels.
 */
record Quotient(Rational coefficient, Monomial monomial, Map<Polynomial, Integer> factors) {

    private static final int HIGHEST_ROOT = 3;
    private static final int HIGHEST_POWER = 8;

    static Quotient of(Rational value) {
        return new Quotient(value, Monomial.ONE, Map.of());
    }

    static Quotient of(Expr atom, Rational exponent) {
        return new Quotient(Rational.ONE, Monomial.of(atom, exponent), Map.of());
    }

    Quotient times(Quotient other) {
        if (factors.isEmpty() || other.factors.isEmpty()) {
            Map<Polynomial, Integer> only = factors.isEmpty() ? other.factors : factors;
            return new Quotient(coefficient.times(other.coefficient), monomial.times(other.monomial), only);
        }
        Map<Polynomial, Integer> product = new LinkedHashMap<>(factors);
        other.factors.forEach((factor, exponent) -> product.merge(factor, exponent, Integer::sum));
        product.values().removeIf(each -> each == 0);
        return new Quotient(coefficient.times(other.coefficient), monomial.times(other.monomial), product);
    }

    /** An integer power; empty for 1/0, for high powers of sums and for very long numbers. */
    Optional<Quotient> power(int exponent) {
        boolean high = !factors.isEmpty() && Math.abs(exponent) > HIGHEST_POWER;
        if (high || !coefficient.hasPower(exponent)) {
            return Optional.empty();
        }
        Map<Polynomial, Integer> powers = new LinkedHashMap<>();
        factors.forEach((factor, own) -> powers.put(factor, own * exponent));
        return Optional.of(new Quotient(coefficient.power(exponent), monomial.power(Rational.of(exponent)), powers));
    }

    /**
     * The sum over the common denominator, with what cancels cancelled; empty when it has too many terms.
     *
     * @param sums the polynomials whose roots occur, by the root's base
     */
    static Optional<Quotient> sum(List<Quotient> terms, Map<Expr, Polynomial> sums) {
        Set<Polynomial> all = new LinkedHashSet<>();
        terms.forEach(each -> all.addAll(each.factors.keySet()));
        Map<Polynomial, Integer> common = new LinkedHashMap<>();
        for (Polynomial factor : all) {
            int least = Integer.MAX_VALUE;
            for (Quotient each : terms) {
                least = Math.min(least, each.factors.getOrDefault(factor, 0));
            }
            if (least != 0) {
                common.put(factor, least);
            }
        }
        Polynomial.Sum total = new Polynomial.Sum(Polynomial.ZERO);
        for (Quotient each : terms) {
            Optional<Polynomial> rest = Optional.of(Polynomial.of(each.coefficient, each.monomial));
            for (Polynomial factor : all) {
                int exponent = each.factors.getOrDefault(factor, 0) - common.getOrDefault(factor, 0);
                rest = rest.flatMap(known -> factor.power(exponent).flatMap(known::times));
            }
            if (rest.isEmpty() || rest.get().size() + total.size() > 2 * Polynomial.MOST_TERMS) {
                return Optional.empty();
            }
            total.add(rest.get());
        }
        Quotient factor = new Quotient(Rational.ONE, Monomial.ONE, common);
        return primitive(total.polynomial(), sums)
                .map(each -> each.times(factor).cancelled());
    }

    /** A polynomial as its content times what remains. */
    private static Optional<Quotient> primitive(Polynomial polynomial, Map<Expr, Polynomial> sums) {
        Rational coefficient = Rational.ONE;
        Monomial monomial = Monomial.ONE;
        Optional<Polynomial> rest = polynomial.reduced(sums);
        while (rest.isPresent()) {
            Polynomial now = rest.get();
            if (now.isZero()) {
                return Optional.of(of(Rational.ZERO));
            }
            Rational number = now.numericContent();
            Monomial content = now.content();
            coefficient = coefficient.times(number);
            monomial = monomial.times(content);
            Polynomial divided = now.times(number.reciprocal(), Monomial.ONE.dividedBy(content));
            if (divided.isMonomial()) {
                return Optional.of(new Quotient(coefficient, monomial, Map.of()));
            }
            // dividing by a negative power of a root can make the root whole again
            rest = divided.reduced(sums);
            if (rest.isPresent() && rest.get().equals(divided)) {
                return Optional.of(new Quotient(coefficient, monomial, Map.of(divided, 1)));
            }
        }
        return Optional.empty();
    }

    /** What occurs above and below the fraction line cancelled, perfect powers recognised. */
    Quotient cancelled() {
        Map<Polynomial, Integer> left = new LinkedHashMap<>(factors);
        left.values().removeIf(exponent -> exponent > 0);
        Quotient result = new Quotient(coefficient, monomial, Map.of());
        for (Map.Entry<Polynomial, Integer> each : factors.entrySet()) {
            for (int copy = 0; copy < each.getValue(); copy++) {
                result = result.times(ofPower(withoutDivisors(each.getKey(), left)));
            }
        }
        return result.times(new Quotient(Rational.ONE, Monomial.ONE, left));
    }

    private static Polynomial withoutDivisors(Polynomial polynomial, Map<Polynomial, Integer> divisors) {
        Polynomial rest = polynomial;
        for (Map.Entry<Polynomial, Integer> factor : divisors.entrySet()) {
            Optional<Polynomial> divided = rest.dividedBy(factor.getKey());
            while (factor.getValue() < 0 && divided.isPresent()) {
                rest = divided.get();
                factor.setValue(factor.getValue() + 1);
                divided = rest.dividedBy(factor.getKey());
            }
        }
        divisors.values().removeIf(exponent -> exponent == 0);
        return rest;
    }

    private static Quotient ofPower(Polynomial polynomial) {
        if (polynomial.isMonomial()) {
            return new Quotient(polynomial.leadingCoefficient(), polynomial.leadingMonomial(), Map.of());
        }
        for (int degree = HIGHEST_ROOT; degree > 1; degree--) {
            Optional<Polynomial> root = polynomial.root(degree);
            if (root.isPresent()) {
                return new Quotient(Rational.ONE, Monomial.ONE, Map.of(root.get(), degree));
            }
        }
        return new Quotient(Rational.ONE, Monomial.ONE, Map.of(polynomial, 1));
    }

    /** The polynomial that it is, when nothing stands below a fraction line. */
    Optional<Polynomial> polynomial() {
        Optional<Polynomial> product = Optional.of(Polynomial.of(coefficient, monomial));
        for (Map.Entry<Polynomial, Integer> each : factors.entrySet()) {
            product = each.getValue() < 0
                    ? Optional.empty()
                    : product.flatMap(
                            known -> each.getKey().power(each.getValue()).flatMap(known::times));
        }
        return product;
    }

    /** Terms of all its factors. */
    int size() {
        return 1 + factors.keySet().stream().mapToInt(Polynomial::size).sum();
    }

    /** Whether it is no more than a polynomial of so many terms: nothing factored, nothing cancelled. */
    boolean isPolynomialOf(int terms) {
        return monomial.isOne()
                && factors.size() == 1
                && factors.containsValue(1)
                && factors.keySet().iterator().next().size() == terms;
    }

    /** The ways to write it: numerator and denominator in factors or multiplied out, decimal fractions in a sum as they were. */
    List<Expr> forms(Shape shape) {
        Expr outside = monomial.expression(shape);
        List<Expr> forms = new ArrayList<>();
        for (Map.Entry<Polynomial, Integer> each : factors.entrySet()) {
            if (each.getValue() == 1 && !coefficient.isInteger()) {
                // 0.1 * (10 * x + 3) is x + 0.3
                Expr sum = each.getKey().times(coefficient, Monomial.ONE).expression(shape);
                Map<Polynomial, Integer> others = new LinkedHashMap<>(factors);
                others.remove(each.getKey());
                Quotient rest = new Quotient(Rational.ONE, monomial, others);
                rest.forms(shape).forEach(form -> forms.add(Algebra.multiply(sum, form)));
                break;
            }
        }
        for (Expr over : sides(shape, 1)) {
            for (Expr under : sides(shape, -1)) {
                forms.add(Algebra.scale(coefficient, Algebra.product(shape, List.of(outside, over, under))));
            }
        }
        return forms;
    }

    /** A side in factors and, where that is something else, multiplied out. */
    private List<Expr> sides(Shape shape, int sign) {
        List<Expr> sides = new ArrayList<>();
        int copies = 0;
        for (int exponent : factors.values()) {
            copies += Math.max(0, exponent * sign);
        }
        side(shape, sign, false).ifPresent(sides::add);
        if (copies > 1) {
            side(shape, sign, true).ifPresent(sides::add);
        }
        return sides;
    }

    private Optional<Expr> side(Shape shape, int sign, boolean multipliedOut) {
        List<Expr> powers = new ArrayList<>();
        Optional<Polynomial> product = Optional.of(Polynomial.ONE);
        for (Map.Entry<Polynomial, Integer> each : factors.entrySet()) {
            int exponent = each.getValue() * sign;
            if (exponent > 0) {
                powers.add(Algebra.power(each.getKey().expression(shape), Rational.of(each.getValue())));
                product = product.flatMap(known -> each.getKey().power(exponent).flatMap(known::times));
            }
        }
        return multipliedOut
                ? product.map(each -> Algebra.power(each.expression(shape), Rational.of(sign)))
                : Optional.of(Algebra.product(shape, powers));
    }
}
