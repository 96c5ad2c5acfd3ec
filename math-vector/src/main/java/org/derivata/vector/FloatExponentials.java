package org.derivata.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
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
    static final float ORDINARY = 86;

    /** Beyond this exponentials are 0 and infinity. */
    private static final float MOST = 104;

    /** From here on tanh is 1 to the last bit. */
    private static final float FLAT = 10;

    private static final float P0 = 0.5f;
    private static final float P1 = 0.16666535f;
    private static final float P2 = 0.041667238f;
    private static final float P3 = 0.00836751f;
    private static final float P4 = 0.0013863756f;

    static final FloatFunction EXP = new FloatFunction(
            FloatExponentials::exp, ORDINARY, (numbers, at) -> ofDifferences(numbers, at, 0, numbers, at));

    static final FloatFunction SIGMOID =
            new FloatFunction(FloatExponentials::sigmoid, ORDINARY, FloatExponentials::sigmoidBeyond);

    static final FloatFunction TANH =
            new FloatFunction(FloatExponentials::tanh, Float.POSITIVE_INFINITY, (numbers, at) -> {});

    private FloatExponentials() {}

    private static FloatVector exp(FloatVector x) {
        FloatVector shifted = shifted(x);
        FloatVector fraction = fraction(reduced(x, shifted));
        return fraction.add(1)
                .reinterpretAsInts()
                .add(shifted.reinterpretAsInts().lanewise(VectorOperators.LSHL, FRACTION))
                .reinterpretAsFloats();
    }

    /** {@code exp(a - b)} where that is an ordinary number, with what is rounded off the difference. */
    static FloatVector ofDifference(FloatVector a, FloatVector b) {
        FloatVector difference = a.sub(b);
        FloatVector subtracted = difference.sub(a);
        FloatVector rest = a.sub(difference.sub(subtracted)).sub(subtracted.add(b));
        FloatVector shifted = shifted(difference);
        FloatVector fraction = fraction(reduced(difference, shifted).add(rest));
        return fraction.add(1)
                .reinterpretAsInts()
                .add(shifted.reinterpretAsInts().lanewise(VectorOperators.LSHL, FRACTION))
                .reinterpretAsFloats();
    }

    /**
     * {@code out[to + i] = exp(a[from + i] - b)} for any numbers, as many as a vector has: {@code 2**n} in two factors, since it may be out of range where the
     * result is not. The same as above where exponentials are ordinary. All written out, and too long for HotSpot to inline (FreqInlineSize): beside the
     * ordinary way it would make both too long for vectors.
     */
    static void ofDifferences(float[] a, int from, float b, float[] out, int to) {
        FloatVector x = FloatVector.fromArray(SPECIES, a, from);
        FloatVector subtrahend = FloatVector.broadcast(SPECIES, b);
        FloatVector difference = x.sub(subtrahend);
        FloatVector subtracted = difference.sub(x);
        FloatVector rest = x.sub(difference.sub(subtracted)).sub(subtracted.add(subtrahend));
        rest = FloatVector.zero(SPECIES).blend(rest, difference.abs().compare(VectorOperators.LE, MOST));
        VectorMask<Float> vanishes = difference.compare(VectorOperators.LT, -MOST);
        FloatVector clamped = difference
                .blend(0, vanishes)
                .reinterpretAsInts()
                .and(Integer.MAX_VALUE)
                .min(Float.floatToRawIntBits(MOST))
                .or(difference.reinterpretAsInts().and(Integer.MIN_VALUE))
                .reinterpretAsFloats();
        FloatVector shifted =
                clamped.fma(FloatVector.broadcast(SPECIES, LOG2E), FloatVector.broadcast(SPECIES, ROUNDING));
        FloatVector n = shifted.sub(ROUNDING);
        FloatVector r = n.fma(FloatVector.broadcast(SPECIES, -LN2_HIGH), clamped);
        r = n.fma(FloatVector.broadcast(SPECIES, -LN2_LOW), r).add(rest);
        FloatVector p = r.fma(FloatVector.broadcast(SPECIES, P4), FloatVector.broadcast(SPECIES, P3));
        p = p.fma(r, FloatVector.broadcast(SPECIES, P2));
        p = p.fma(r, FloatVector.broadcast(SPECIES, P1));
        p = p.fma(r, FloatVector.broadcast(SPECIES, P0));
        p = p.mul(r).fma(r, r).add(1);
        IntVector exponent = shifted.reinterpretAsInts().sub(Float.floatToRawIntBits(ROUNDING));
        IntVector half = exponent.lanewise(VectorOperators.ASHR, 1);
        FloatVector power = half.lanewise(VectorOperators.LSHL, FRACTION)
                .add(Float.floatToRawIntBits(1))
                .reinterpretAsFloats();
        FloatVector result = exponent.sub(half)
                .lanewise(VectorOperators.LSHL, FRACTION)
                .add(p.reinterpretAsInts())
                .reinterpretAsFloats()
                .mul(power);
        result.blend(0, vanishes)
                .blend(difference, difference.compare(VectorOperators.NE, difference))
                .intoArray(out, to);
    }

    /** Below the ordinary numbers the exponential itself, above them 1. */
    private static void sigmoidBeyond(float[] numbers, int at) {
        ofDifferences(numbers, at, 0, numbers, at);
        FloatVector power = FloatVector.fromArray(SPECIES, numbers, at);
        power.blend(1, power.compare(VectorOperators.GT, 1)).intoArray(numbers, at);
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
        return polynomial(r).fma(r, r);
    }

    /** {@code r p(r)}, so that {@code 1 + r + r**2 p(r)} is within 4e-9 of {@code exp(r)} (Remez exchange). */
    private static FloatVector polynomial(FloatVector r) {
        FloatVector p = r.fma(FloatVector.broadcast(SPECIES, P4), FloatVector.broadcast(SPECIES, P3));
        p = p.fma(r, FloatVector.broadcast(SPECIES, P2));
        p = p.fma(r, FloatVector.broadcast(SPECIES, P1));
        p = p.fma(r, FloatVector.broadcast(SPECIES, P0));
        return p.mul(r);
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

    /** {@code (exp(2x) - 1) / (exp(2x) + 1)} of the size, and the sign, which a zero keeps. */
    private static FloatVector tanh(FloatVector x) {
        FloatVector one = FloatVector.broadcast(SPECIES, 1);
        FloatVector size = x.reinterpretAsInts()
                .and(Integer.MAX_VALUE)
                .min(Float.floatToRawIntBits(FLAT))
                .reinterpretAsFloats();
        FloatVector y = size.add(size);
        FloatVector shifted = shifted(y);
        FloatVector power = power(shifted);
        FloatVector r = reduced(y, shifted);
        FloatVector polynomial = polynomial(r);
        FloatVector fraction = polynomial.fma(r, r);
        FloatVector lost = polynomial.fma(r, r.sub(fraction));
        FloatVector below = power.sub(1);
        FloatVector above = power.add(1);
        FloatVector dividend = power.fma(fraction, below);
        FloatVector divisor = power.fma(fraction, above);
        FloatVector lostAbove = power.fma(lost, power.fma(fraction, below.sub(dividend)));
        FloatVector lostBelow = power.fma(fraction, above.sub(divisor)).add(power.sub(above.sub(1)));
        FloatVector reciprocal = one.div(divisor);
        FloatVector quotient = dividend.mul(reciprocal);
        FloatVector negated = quotient.neg();
        FloatVector remainder =
                negated.fma(lostBelow, negated.fma(divisor, dividend)).add(lostAbove);
        return remainder
                .fma(reciprocal, quotient)
                .reinterpretAsInts()
                .or(x.reinterpretAsInts().and(Integer.MIN_VALUE))
                .reinterpretAsFloats();
    }
}
