package org.derivata.symbolic.canonical;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Optional;

/** A polynomial in one unknown, over the whole numbers or over the residues modulo a prime. Immutable. */
final class Univariate {

    /** In place of a modulus: whole numbers as they are. */
    static final BigInteger NONE = BigInteger.ZERO;

    /** The constant coefficient first, the last one not 0. */
    private final BigInteger[] coefficients;

    private final BigInteger modulus;

    private Univariate(BigInteger[] coefficients, BigInteger modulus) {
        this.coefficients = coefficients;
        this.modulus = modulus;
    }

    /** With coefficients that may have any size, the constant one first. */
    static Univariate of(BigInteger[] coefficients, BigInteger modulus) {
        BigInteger[] reduced = coefficients.clone();
        int length = 0;
        for (int i = 0; i < reduced.length; i++) {
            reduced[i] = modulus.signum() == 0 ? reduced[i] : reduced[i].mod(modulus);
            length = reduced[i].signum() == 0 ? length : i + 1;
        }
        return new Univariate(Arrays.copyOf(reduced, length), modulus);
    }

    static Univariate of(BigInteger constant, BigInteger modulus) {
        return of(new BigInteger[] {constant}, modulus);
    }

    /** The unknown itself. */
    static Univariate unknown(BigInteger modulus) {
        return of(new BigInteger[] {BigInteger.ZERO, BigInteger.ONE}, modulus);
    }

    Univariate modulo(BigInteger prime) {
        return of(coefficients, prime);
    }

    /** The whole numbers nearest to 0 that have these residues. */
    Univariate lifted() {
        BigInteger half = modulus.shiftRight(1);
        BigInteger[] lifted = new BigInteger[coefficients.length];
        for (int i = 0; i < lifted.length; i++) {
            lifted[i] = coefficients[i].compareTo(half) > 0 ? coefficients[i].subtract(modulus) : coefficients[i];
        }
        return of(lifted, NONE);
    }

    BigInteger modulus() {
        return modulus;
    }

    boolean isZero() {
        return coefficients.length == 0;
    }

    /** The highest power, -1 for 0. */
    int degree() {
        return coefficients.length - 1;
    }

    BigInteger coefficient(int power) {
        return power < coefficients.length ? coefficients[power] : BigInteger.ZERO;
    }

    BigInteger leading() {
        return coefficients[coefficients.length - 1];
    }

    /** The largest coefficient, signs aside. */
    BigInteger height() {
        return Arrays.stream(coefficients).map(BigInteger::abs).reduce(BigInteger.ZERO, BigInteger::max);
    }

    Univariate plus(Univariate other) {
        BigInteger[] sum = new BigInteger[Math.max(coefficients.length, other.coefficients.length)];
        for (int i = 0; i < sum.length; i++) {
            sum[i] = coefficient(i).add(other.coefficient(i));
        }
        return of(sum, modulus);
    }

    Univariate minus(Univariate other) {
        return plus(other.times(BigInteger.ONE.negate()));
    }

    Univariate times(BigInteger factor) {
        return of(Arrays.stream(coefficients).map(factor::multiply).toArray(BigInteger[]::new), modulus);
    }

    Univariate times(Univariate other) {
        if (isZero() || other.isZero()) {
            return new Univariate(new BigInteger[0], modulus);
        }
        BigInteger[] product = new BigInteger[degree() + other.degree() + 1];
        Arrays.fill(product, BigInteger.ZERO);
        for (int i = 0; i < coefficients.length; i++) {
            for (int j = 0; j < other.coefficients.length; j++) {
                product[i + j] = product[i + j].add(coefficients[i].multiply(other.coefficients[j]));
            }
        }
        return of(product, modulus);
    }

    Univariate derivative() {
        BigInteger[] derivative = new BigInteger[Math.max(0, degree())];
        for (int i = 0; i < derivative.length; i++) {
            derivative[i] = coefficients[i + 1].multiply(BigInteger.valueOf(i + 1L));
        }
        return of(derivative, modulus);
    }

    /** Without a common factor of the coefficients, the leading one positive; modulo a prime, with leading coefficient 1. */
    Univariate primitive() {
        if (isZero()) {
            return this;
        }
        if (modulus.signum() > 0) {
            return times(leading().modInverse(modulus));
        }
        BigInteger content = Arrays.stream(coefficients).reduce(BigInteger.ZERO, BigInteger::gcd);
        BigInteger divisor = leading().signum() < 0 ? content.negate() : content;
        return of(Arrays.stream(coefficients).map(each -> each.divide(divisor)).toArray(BigInteger[]::new), NONE);
    }

    /** Quotient and remainder; over the whole numbers of this times the power of the divisor's leading coefficient that makes it possible. */
    Univariate[] divided(Univariate divisor) {
        boolean whole = modulus.signum() == 0;
        BigInteger scale = whole ? divisor.leading() : BigInteger.ONE;
        BigInteger inverse = whole ? BigInteger.ONE : divisor.leading().modInverse(modulus);
        BigInteger[] rest = coefficients.clone();
        BigInteger[] quotient = new BigInteger[Math.max(0, degree() - divisor.degree() + 1)];
        for (int i = quotient.length - 1; i >= 0; i--) {
            BigInteger factor = rest[i + divisor.degree()].multiply(inverse);
            factor = whole ? factor : factor.mod(modulus);
            for (int j = 0; j < rest.length; j++) {
                rest[j] = rest[j].multiply(scale);
            }
            for (int j = i + 1; j < quotient.length; j++) {
                quotient[j] = quotient[j].multiply(scale);
            }
            for (int j = 0; j <= divisor.degree(); j++) {
                BigInteger next = rest[i + j].subtract(factor.multiply(divisor.coefficients[j]));
                rest[i + j] = whole ? next : next.mod(modulus);
            }
            quotient[i] = factor;
        }
        return new Univariate[] {of(quotient, modulus), of(rest, modulus)};
    }

    Univariate remainder(Univariate divisor) {
        return divided(divisor)[1];
    }

    /** The exact quotient of primitive polynomials; empty when something remains. */
    Optional<Univariate> dividedExactly(Univariate divisor) {
        Univariate[] divided = divided(divisor);
        return divided[1].isZero() ? Optional.of(divided[0].primitive()) : Optional.empty();
    }

    /** The greatest common divisor, primitive: Euclid's algorithm with pseudo-remainders, each freed of its content. */
    Univariate gcd(Univariate other) {
        Univariate a = primitive();
        Univariate b = other.primitive();
        while (!b.isZero()) {
            Univariate rest = a.degree() < b.degree() ? a : a.remainder(b).primitive();
            a = b;
            b = rest;
        }
        return a;
    }

    /** A power modulo another polynomial. */
    Univariate power(BigInteger exponent, Univariate divisor) {
        Univariate power = of(BigInteger.ONE, modulus);
        for (int bit = exponent.bitLength() - 1; bit >= 0; bit--) {
            power = power.times(power).remainder(divisor);
            power = exponent.testBit(bit) ? power.times(this).remainder(divisor) : power;
        }
        return power;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Univariate that
                && Arrays.equals(coefficients, that.coefficients)
                && modulus.equals(that.modulus);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(coefficients);
    }

    @Override
    public String toString() {
        return Arrays.toString(coefficients);
    }
}
