package org.derivata.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The exponential in float32 and what is made of it, as {@link Exponentials} has them in float64. A result is the nearest number of float32 or one beside it.
 * To that end the sums that follow an exponential keep what they round off, and a quotient is corrected by its remainder.
 *
 * <p>As there, whoever is called comes early, and the rest is written out.
 */
final class FloatExponentials {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

    private static final float LOG2E = 1.442695f;

    /** The first 15 bits of log(2), of which multiples by n are exact, and the rest. */
    private static final float LN2_HIGH = 0x1.62e4p-1f;

    private static final float LN2_LOW = 1.4286068e-6f;

    /** Added to a number, it leaves the nearest integer in the last bits. */
    private static final float ROUNDING = 0x1.8p23f;

    private static final int FRACTION = 23;

    /** Up to here exponentials are ordinary numbers, and their reciprocals. */
    private static final float ORDINARY = 86;

    /** Below this an exponential is 0. */
    private static final float LEAST = -104;

    /** From here on tanh is 1 to the last bit. */
    private static final float FLAT = 9.1f;

    // within 3e-9 of (exp(r) - 1 - r) / r**2 times r**2
    private static final float P0 = 0.5f;
    private static final float P1 = 0.16666665f;
    private static final float P2 = 0.041665796f;
    private static final float P3 = 0.008333452f;
    private static final float P4 = 0.0013981999f;
    private static final float P5 = 0.00019875691f;

    static final FloatFunction EXP =
            new FloatFunction(FloatExponentials::exp, ORDINARY, x -> x < LEAST ? 0 : (float) Math.exp(x));

    static final FloatFunction SIGMOID = new FloatFunction(
            FloatExponentials::sigmoid, ORDINARY, x -> x > 0 ? 1 : x < LEAST ? 0 : (float) (1 / (1 + Math.exp(-x))));

    static final FloatFunction TANH =
            new FloatFunction(FloatExponentials::tanh, FLAT, x -> Float.isNaN(x) ? x : Math.signum(x));

    private FloatExponentials() {}

    private static FloatVector exp(FloatVector x) {
        FloatVector shifted = shifted(x);
        FloatVector fraction = fraction(reduced(x, shifted));
        return fraction.add(1)
                .reinterpretAsInts()
                .add(shifted.reinterpretAsInts().lanewise(VectorOperators.LSHL, FRACTION))
                .reinterpretAsFloats();
    }

    /** {@code exp(x + rest)}, where {@code rest} is less than half a unit in the last place of {@code x}. */
    static FloatVector ofDifference(FloatVector x, FloatVector rest) {
        FloatVector shifted = shifted(x);
        FloatVector fraction = fraction(reduced(x, shifted).add(rest));
        return fraction.add(1)
                .reinterpretAsInts()
                .add(shifted.reinterpretAsInts().lanewise(VectorOperators.LSHL, FRACTION))
                .reinterpretAsFloats();
    }

    /** What is left of a difference that was rounded: the difference and this are {@code a - b} to the last bit. */
    static FloatVector rest(FloatVector a, FloatVector b, FloatVector difference) {
        FloatVector subtracted = difference.sub(a);
        return a.sub(difference.sub(subtracted)).sub(subtracted.add(b));
    }

    /** Beyond {@link #ORDINARY}: the exponential of a difference. */
    static float ofDifference(float a, float b) {
        double x = (double) a - b;
        return x < LEAST ? 0 : (float) Math.exp(x);
    }

    static boolean isOrdinary(float x) {
        return Math.abs(x) <= ORDINARY;
    }

    /** Whether exponentials of all lanes are ordinary. */
    static boolean areOrdinary(FloatVector x) {
        return x.abs().compare(VectorOperators.LE, ORDINARY).allTrue();
    }

    private static FloatVector shifted(FloatVector x) {
        return x.fma(FloatVector.broadcast(SPECIES, LOG2E), FloatVector.broadcast(SPECIES, ROUNDING));
    }

    /** {@code x - n log(2)}. */
    private static FloatVector reduced(FloatVector x, FloatVector shifted) {
        FloatVector n = shifted.sub(ROUNDING);
        return n.fma(FloatVector.broadcast(SPECIES, -LN2_LOW), n.fma(FloatVector.broadcast(SPECIES, -LN2_HIGH), x));
    }

    /** {@code 2**n}. */
    private static FloatVector power(FloatVector shifted) {
        return shifted.reinterpretAsInts()
                .lanewise(VectorOperators.LSHL, FRACTION)
                .add(Float.floatToRawIntBits(1))
                .reinterpretAsFloats();
    }

    /** {@code exp(r) - 1}. */
    private static FloatVector fraction(FloatVector r) {
        FloatVector p = r.fma(FloatVector.broadcast(SPECIES, P5), FloatVector.broadcast(SPECIES, P4));
        p = p.fma(r, FloatVector.broadcast(SPECIES, P3));
        p = p.fma(r, FloatVector.broadcast(SPECIES, P2));
        p = p.fma(r, FloatVector.broadcast(SPECIES, P1));
        p = p.fma(r, FloatVector.broadcast(SPECIES, P0));
        return p.mul(r).fma(r, r);
    }

    /** {@code 1 / (1 + exp(-x))}, where {@code exp(-x)} is a power of two and a fraction of it. */
    private static FloatVector sigmoid(FloatVector x) {
        FloatVector one = FloatVector.broadcast(SPECIES, 1);
        FloatVector y = x.neg();
        FloatVector shifted = shifted(y);
        FloatVector power = power(shifted);
        FloatVector fraction = fraction(reduced(y, shifted));
        FloatVector above = power.add(1);
        FloatVector sum = power.fma(fraction, above);
        FloatVector lost = power.fma(fraction, above.sub(sum)).add(power.sub(above.sub(1)));
        FloatVector quotient = one.div(sum);
        FloatVector negated = quotient.neg();
        FloatVector remainder = negated.fma(lost, negated.fma(sum, one));
        return quotient.fma(remainder, quotient);
    }

    /** {@code (exp(2x) - 1) / (exp(2x) + 1)}. */
    private static FloatVector tanh(FloatVector x) {
        FloatVector one = FloatVector.broadcast(SPECIES, 1);
        FloatVector y = x.add(x);
        FloatVector shifted = shifted(y);
        FloatVector power = power(shifted);
        FloatVector fraction = fraction(reduced(y, shifted));
        FloatVector below = power.sub(1);
        FloatVector above = power.add(1);
        FloatVector dividend = power.fma(fraction, below);
        FloatVector divisor = power.fma(fraction, above);
        FloatVector lostAbove = power.fma(fraction, below.sub(dividend));
        FloatVector lostBelow = power.fma(fraction, above.sub(divisor)).add(power.sub(above.sub(1)));
        FloatVector reciprocal = one.div(divisor);
        FloatVector quotient = dividend.mul(reciprocal);
        FloatVector negated = quotient.neg();
        FloatVector remainder =
                negated.fma(lostBelow, negated.fma(divisor, dividend)).add(lostAbove);
        // a zero keeps its sign
        return remainder
                .fma(reciprocal, quotient)
                .reinterpretAsInts()
                .or(x.reinterpretAsInts().and(Integer.MIN_VALUE))
                .reinterpretAsFloats();
    }
}
