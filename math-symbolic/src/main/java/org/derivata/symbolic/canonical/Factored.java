package org.derivata.symbolic.canonical;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.derivata.core.diagnostic.Diagnostic;
import org.derivata.core.diagnostic.LimitException;
import org.derivata.core.expr.Algebra;
import org.derivata.core.expr.Expr;
import org.derivata.core.operator.Rational;
import org.derivata.core.shape.Shape;

/**
 * Expressions as products of powers of polynomials that cannot be factored over the rational numbers; whatever is no sum, product or power is an
 * unknown. Each unknown but the first is replaced by a power of the first so high that no two monomials meet (L. Kronecker, 1882); what then divides
 * is searched among products of the factors in one unknown.
 */
public final class Factored {

    private static final int HIGHEST_DEGREE = 160;

    private final Polynomial polynomial;

    private final Map<Expr, Unknown> unknowns = new LinkedHashMap<>();

    /**
     * How an unknown takes part in the polynomial.
     *
     * @param place the power of the single unknown that stands for its first power
     * @param step the number that its exponents are divided by to be whole
     * @param degree its highest whole exponent
     */
    private record Unknown(int place, Rational step, int degree) {}

    private Factored(Polynomial polynomial) {
        this.polynomial = polynomial;
        int place = 1;
        for (Expr atom : atoms()) {
            Rational step = Rational.ONE;
            Rational highest = Rational.ZERO;
            for (Monomial each : polynomial.terms().keySet()) {
                Rational exponent = each.exponent(atom);
                highest = exponent.compareTo(highest) > 0 ? exponent : highest;
                step = Rational.of(
                        step.numerator(),
                        step.denominator()
                                .multiply(exponent.denominator())
                                .divide(step.denominator().gcd(exponent.denominator())));
            }
            Rational degree = highest.dividedBy(step);
            if (!degree.isInt() || (long) place * (degree.intValue() + 1L) > HIGHEST_DEGREE) {
                throw tooLong();
            }
            unknowns.put(atom, new Unknown(place, step, degree.intValue()));
            place *= degree.intValue() + 1;
        }
    }

    private TreeSet<Expr> atoms() {
        TreeSet<Expr> atoms = new TreeSet<>();
        polynomial.terms().keySet().forEach(each -> atoms.addAll(each.atoms()));
        return atoms;
    }

    /**
     * The expression in factors; a fraction is reduced and has its dividend and its divisor in factors.
     *
     * @throws LimitException {@code limit.expansion} when there are too many terms, or too many ways to combine them
     */
    public static Expr of(Expr root) {
        Quotient quotient = CommonDenominator.quotient(root)
                .or(() -> CommonDenominator.quotient(MultipliedOut.of(root)))
                .orElseThrow(Factored::tooLong);
        Map<Polynomial, Integer> factors = new LinkedHashMap<>();
        quotient.factors()
                .forEach((factor, exponent) -> irreducible(factor)
                        .forEach((part, multiplicity) -> factors.merge(part, exponent * multiplicity, Integer::sum)));
        Shape shape = root.shape();
        List<Expr> product = new ArrayList<>();
        product.add(quotient.monomial().expression(shape));
        factors.forEach(
                (factor, exponent) -> product.add(Algebra.power(factor.expression(shape), Rational.of(exponent))));
        return Algebra.scale(quotient.coefficient(), Algebra.product(shape, product));
    }

    /** The factors; of a homogeneous polynomial those that it has where an unknown is 1, made homogeneous again. */
    private static Map<Polynomial, Integer> irreducible(Polynomial polynomial) {
        Optional<Expr> last = polynomial.isHomogeneous()
                ? polynomial.leadingMonomial().atoms().stream().reduce((a, b) -> b)
                : Optional.empty();
        if (last.isEmpty()) {
            return new Factored(polynomial).irreducible();
        }
        Map<Polynomial, Integer> homogeneous = new LinkedHashMap<>();
        irreducible(polynomial.without(last.get()))
                .forEach((factor, multiplicity) ->
                        homogeneous.put(factor.homogeneous(last.get()).primitive(), multiplicity));
        return homogeneous;
    }

    private Map<Polynomial, Integer> irreducible() {
        Univariate single = single();
        if (single.degree() < 1) {
            return Map.of(polynomial, 1);
        }
        Map<Univariate, Integer> factors = IrreducibleFactors.of(single).orElseThrow(Factored::tooLong);
        Map<Polynomial, Integer> irreducible = new LinkedHashMap<>();
        if (unknowns.size() == 1) {
            factors.forEach((factor, multiplicity) -> irreducible.put(spread(factor), multiplicity));
            return irreducible;
        }
        List<Univariate> images = new ArrayList<>();
        factors.forEach((factor, multiplicity) -> images.addAll(Collections.nCopies(multiplicity, factor)));
        Recombination.of(polynomial, images, (rest, some) -> product(some), Factored::quotient)
                .orElseThrow(Factored::tooLong)
                .forEach(each -> irreducible.merge(each, 1, Integer::sum));
        return irreducible;
    }

    private Polynomial product(List<Univariate> images) {
        Univariate product = Univariate.of(BigInteger.ONE, Univariate.NONE);
        for (Univariate each : images) {
            product = product.times(each);
        }
        return spread(product);
    }

    /** A product of images may stand for a monomial, which divides nothing here: what all terms share was taken out. */
    private static Optional<Polynomial> quotient(Polynomial dividend, Polynomial divisor) {
        return divisor.isMonomial() ? Optional.empty() : dividend.dividedBy(divisor);
    }

    /** The polynomial with all unknowns replaced by powers of one. */
    private Univariate single() {
        BigInteger[] coefficients = new BigInteger[HIGHEST_DEGREE + 1];
        Arrays.fill(coefficients, BigInteger.ZERO);
        polynomial.terms().forEach((monomial, coefficient) -> {
            int power = 0;
            for (Map.Entry<Expr, Unknown> each : unknowns.entrySet()) {
                Unknown unknown = each.getValue();
                power +=
                        monomial.exponent(each.getKey()).dividedBy(unknown.step).intValue() * unknown.place;
            }
            coefficients[power] = coefficient.numerator();
        });
        return Univariate.of(coefficients, Univariate.NONE);
    }

    /** The other way: each power of the single unknown as the monomial that it stands for. */
    private Polynomial spread(Univariate single) {
        Polynomial sum = Polynomial.ZERO;
        for (int power = 0; power <= single.degree(); power++) {
            Monomial monomial = Monomial.ONE;
            int rest = power;
            for (Map.Entry<Expr, Unknown> each : unknowns.entrySet()) {
                Expr atom = each.getKey();
                int base = each.getValue().degree + 1;
                Rational exponent = each.getValue().step.times(Rational.of(rest % base));
                monomial = exponent.isZero() ? monomial : monomial.times(Monomial.of(atom, exponent));
                rest /= base;
            }
            sum = sum.plus(Polynomial.of(Rational.of(single.coefficient(power), BigInteger.ONE), monomial));
        }
        return sum.primitive();
    }

    private static LimitException tooLong() {
        return new LimitException(
                Diagnostic.of("limit.expansion", "this has too many terms, or too high powers, to be factored")
                        .help("factor a part of it, or keep the sum as it is"));
    }
}
