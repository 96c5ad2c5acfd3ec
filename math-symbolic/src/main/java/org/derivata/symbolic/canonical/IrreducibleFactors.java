package org.derivata.symbolic.canonical;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * The irreducible factors of a polynomial in one unknown with whole coefficients: factors without squares, their factors modulo a prime so large that
 * no coefficient of a factor is lost, and products of these that divide (J. von zur Gathen and J. Gerhard, Modern Computer Algebra, algorithms 14.8,
 * 14.21 and 15.2).
 */
final class IrreducibleFactors {

    private final BigInteger prime;
    private final Random random = new Random(20261127);

    private IrreducibleFactors(BigInteger prime) {
        this.prime = prime;
    }

    /**
     * The factors, each with its multiplicity; their product is the polynomial.
     *
     * @param polynomial primitive, of degree 1 at least
     * @return empty when too many products would have to be tried
     */
    static Optional<Map<Univariate, Integer>> of(Univariate polynomial) {
        Map<Univariate, Integer> factors = new LinkedHashMap<>();
        // what a gcd with the derivative takes away, again and again, has multiplicity 1, 2, ... (Yun)
        Univariate repeated = polynomial.gcd(polynomial.derivative());
        Univariate once = polynomial.dividedExactly(repeated).orElseThrow();
        for (int multiplicity = 1; once.degree() > 0; multiplicity++) {
            Univariate more = once.gcd(repeated);
            Univariate exactly = once.dividedExactly(more).orElseThrow();
            if (exactly.degree() > 0) {
                Optional<List<Univariate>> irreducible = withoutSquares(exactly);
                if (irreducible.isEmpty()) {
                    return Optional.empty();
                }
                for (Univariate each : irreducible.get()) {
                    factors.put(each, multiplicity);
                }
            }
            once = more;
            repeated = repeated.dividedExactly(more).orElseThrow();
        }
        return Optional.of(factors);
    }

    private static Optional<List<Univariate>> withoutSquares(Univariate polynomial) {
        if (polynomial.degree() == 1) {
            return Optional.of(List.of(polynomial));
        }
        // Mignotte: no coefficient of a factor is larger than (n + 1)^(1/2) * 2^n * height
        int degree = polynomial.degree();
        BigInteger bound = polynomial
                .height()
                .multiply(BigInteger.valueOf(degree + 1L))
                .shiftLeft(degree + 1)
                .multiply(polynomial.leading());
        BigInteger prime = bound.nextProbablePrime();
        while (polynomial
                        .modulo(prime)
                        .gcd(polynomial.modulo(prime).derivative())
                        .degree()
                > 0) {
            prime = prime.nextProbablePrime();
        }
        List<Univariate> modular =
                new IrreducibleFactors(prime).modular(polynomial.modulo(prime).primitive());
        return Recombination.of(polynomial, modular, IrreducibleFactors::lifted, Univariate::dividedExactly);
    }

    /** The product of modular factors as it would have to be if it came from a factor of the polynomial. */
    private static Univariate lifted(Univariate polynomial, List<Univariate> modular) {
        Univariate product = Univariate.of(polynomial.leading(), modular.get(0).modulus());
        for (Univariate each : modular) {
            product = product.times(each);
        }
        return product.lifted().primitive();
    }

    /** The irreducible factors modulo the prime of a polynomial without squares. */
    private List<Univariate> modular(Univariate polynomial) {
        List<Univariate> factors = new ArrayList<>();
        Univariate rest = polynomial;
        Univariate unknown = Univariate.unknown(prime);
        Frobenius frobenius = new Frobenius(polynomial, prime);
        Univariate power = unknown;
        for (int degree = 1; 2 * degree <= rest.degree(); degree++) {
            power = frobenius.of(power);
            Univariate product = rest.gcd(power.minus(unknown));
            if (product.degree() > 0) {
                split(product, degree, factors);
                rest = rest.divided(product)[0];
            }
        }
        if (rest.degree() > 0) {
            factors.add(rest);
        }
        return factors;
    }

    /** A product of factors of the same degree, taken apart: half of all residues are squares modulo each factor (Cantor and Zassenhaus). */
    private void split(Univariate product, int degree, List<Univariate> factors) {
        List<Univariate> open = new ArrayList<>(List.of(product));
        while (!open.isEmpty()) {
            Univariate now = open.remove(open.size() - 1);
            if (now.degree() == degree) {
                factors.add(now);
                continue;
            }
            BigInteger[] drawn = new BigInteger[now.degree()];
            for (int i = 0; i < drawn.length; i++) {
                drawn[i] = new BigInteger(prime.bitLength(), random);
            }
            Frobenius frobenius = new Frobenius(now, prime);
            Univariate power = Univariate.of(drawn, prime);
            Univariate norm = power;
            for (int i = 1; i < degree; i++) {
                power = frobenius.of(power);
                norm = norm.times(power).remainder(now);
            }
            Univariate square = norm.power(prime.shiftRight(1), now);
            Univariate part = now.gcd(square.minus(Univariate.of(BigInteger.ONE, prime)));
            if (part.degree() > 0 && part.degree() < now.degree()) {
                open.add(part);
                open.add(now.divided(part)[0]);
            } else {
                open.add(now);
            }
        }
    }

    /** Raising to the power of the prime modulo a polynomial, which is linear: a sum of multiples of powers computed once. */
    private static final class Frobenius {

        private final List<Univariate> powers = new ArrayList<>();

        Frobenius(Univariate divisor, BigInteger prime) {
            Univariate first = Univariate.unknown(prime).power(prime, divisor);
            Univariate power = Univariate.of(BigInteger.ONE, prime);
            for (int i = 0; i < divisor.degree(); i++) {
                powers.add(power);
                power = power.times(first).remainder(divisor);
            }
        }

        Univariate of(Univariate value) {
            Univariate result = powers.get(0).times(value.coefficient(0));
            for (int i = 1; i <= value.degree(); i++) {
                result = result.plus(powers.get(i).times(value.coefficient(i)));
            }
            return result;
        }
    }
}
