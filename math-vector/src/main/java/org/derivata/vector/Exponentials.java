package org.derivata.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * The exponential and what is made of it. With {@code x = n log(2) + r} and {@code |r| <= log(2) / 2}, {@code exp(x)} is {@code 2**n exp(r)}, and
 * {@code exp(r)} a polynomial: {@code 1 + r + r**2 p(r)}, where {@code p} of degree 9 has the least error relative to {@code exp(r)} (3.7e-18; Remez
 * exchange). No result is more than one unit in the last place off, those of {@code tanh} and {@code softplus} three.
 *
 * <p>HotSpot inlines no method of ours into one that has grown long (NodeCountInliningCutoff), and makes an object of each vector that it passes to a method.
 * So whoever is called comes early, and the rest is written out.
 */
final class Exponentials {

    private static final double LOG2E = 1.4426950408889634;

    /** The first 32 bits of log(2), of which multiples by n are exact, and the rest. */
    private static final double LN2_HIGH = 0x1.62e42feep-1;

    private static final double LN2_LOW = 1.9082149292705877e-10;

    /** Added to a number, it leaves the nearest integer in the last bits. */
    private static final double ROUNDING = 0x1.8p52;

    private static final int FRACTION = 52;

    /** Up to here {@code 2**n} is an ordinary number, and so is the result. */
    private static final double ORDINARY = 707;

    /** Beyond these the results are 0 and infinity. */
    private static final double LEAST = -746;

    private static final double MOST = 710;

    /** From here on tanh is 1 to the last bit. */
    private static final double FLAT = 22;

    private static final double P0 = 0.5000000000000011;
    private static final double P1 = 0.16666666666666413;
    private static final double P2 = 0.04166666666653025;
    private static final double P3 = 0.008333333333494355;
    private static final double P4 = 0.0013888888943602467;
    private static final double P5 = 0.00019841269506742663;
    private static final double P6 = 2.4801493130432253e-05;
    private static final double P7 = 2.755758628793313e-06;
    private static final double P8 = 2.763023622174204e-07;
    private static final double P9 = 2.5000069362498683e-08;

    private static final double LN2 = 0.6931471805599453;

    private static final double Q0 = 0.5000000067648329;
    private static final double Q1 = 0.1666666586932615;
    private static final double Q2 = 0.041666295070073925;
    private static final double Q3 = 0.008333497022078024;
    private static final double Q4 = 0.001394465044178515;
    private static final double Q5 = 0.00019790349233464116;

    private Exponentials() {}

    static DoubleVector exp(DoubleVector x) {
        return exp(x, false);
    }

    /** Within 6e-11, for results that are rounded to float32. */
    static DoubleVector narrowExp(DoubleVector x) {
        return exp(x, true);
    }

    private static DoubleVector exp(DoubleVector x, boolean narrow) {
        if (!x.abs().compare(VectorOperators.LE, ORDINARY).allTrue()) {
            return anyExp(x, narrow);
        }
        DoubleVector shifted = shifted(x);
        DoubleVector fraction = narrow ? narrowFraction(x, shifted) : fraction(x, shifted);
        return fraction.add(1)
                .reinterpretAsLongs()
                .add(shifted.reinterpretAsLongs().lanewise(VectorOperators.LSHL, FRACTION))
                .reinterpretAsDoubles();
    }

    /** The same for all numbers: {@code 2**n} in two factors, since it may be out of range where the result is not. */
    private static DoubleVector anyExp(DoubleVector x, boolean narrow) {
        DoubleVector clamped = x.max(LEAST).min(MOST);
        DoubleVector shifted = shifted(clamped);
        DoubleVector fraction = narrow ? narrowFraction(clamped, shifted) : fraction(clamped, shifted);
        DoubleVector n = shifted.sub(ROUNDING);
        DoubleVector half = n.mul(0.5).add(ROUNDING);
        DoubleVector rest = n.sub(half.sub(ROUNDING)).add(ROUNDING);
        DoubleVector one = DoubleVector.broadcast(x.species(), 1);
        DoubleVector result = fraction.add(1).mul(times(one, half)).mul(times(one, rest));
        // not a number, whatever its bits
        return result.blend(x, x.compare(VectorOperators.NE, x));
    }

    /** The nearest integer of {@code x / log(2)}, with {@link #ROUNDING} added. */
    private static DoubleVector shifted(DoubleVector x) {
        return x.fma(DoubleVector.broadcast(x.species(), LOG2E), DoubleVector.broadcast(x.species(), ROUNDING));
    }

    /** {@code exp(r) - 1}. */
    private static DoubleVector fraction(DoubleVector x, DoubleVector shifted) {
        var species = x.species();
        DoubleVector n = shifted.sub(ROUNDING);
        DoubleVector r = n.fma(DoubleVector.broadcast(species, -LN2_HIGH), x);
        r = n.fma(DoubleVector.broadcast(species, -LN2_LOW), r);
        DoubleVector p = r.fma(DoubleVector.broadcast(species, P9), DoubleVector.broadcast(species, P8));
        p = p.fma(r, DoubleVector.broadcast(species, P7));
        p = p.fma(r, DoubleVector.broadcast(species, P6));
        p = p.fma(r, DoubleVector.broadcast(species, P5));
        p = p.fma(r, DoubleVector.broadcast(species, P4));
        p = p.fma(r, DoubleVector.broadcast(species, P3));
        p = p.fma(r, DoubleVector.broadcast(species, P2));
        p = p.fma(r, DoubleVector.broadcast(species, P1));
        p = p.fma(r, DoubleVector.broadcast(species, P0));
        return p.mul(r).fma(r, r);
    }

    /** The same within 6e-11: {@code p} of degree 5, and log(2) in one part. */
    private static DoubleVector narrowFraction(DoubleVector x, DoubleVector shifted) {
        var species = x.species();
        DoubleVector r = shifted.sub(ROUNDING).fma(DoubleVector.broadcast(species, -LN2), x);
        DoubleVector p = r.fma(DoubleVector.broadcast(species, Q5), DoubleVector.broadcast(species, Q4));
        p = p.fma(r, DoubleVector.broadcast(species, Q3));
        p = p.fma(r, DoubleVector.broadcast(species, Q2));
        p = p.fma(r, DoubleVector.broadcast(species, Q1));
        p = p.fma(r, DoubleVector.broadcast(species, Q0));
        return p.mul(r).fma(r, r);
    }

    /** Adds {@code n} to the exponent of an ordinary number. */
    private static DoubleVector times(DoubleVector x, DoubleVector shifted) {
        LongVector exponent = shifted.reinterpretAsLongs().lanewise(VectorOperators.LSHL, FRACTION);
        return x.reinterpretAsLongs().add(exponent).reinterpretAsDoubles();
    }

    /** By {@code exp(-2 |x|) - 1}, which keeps its digits near 0. */
    static DoubleVector tanh(DoubleVector x) {
        DoubleVector y = x.abs().min(FLAT).mul(-2);
        DoubleVector shifted = shifted(y);
        DoubleVector power = times(DoubleVector.broadcast(x.species(), 1), shifted);
        DoubleVector fraction = fraction(y, shifted);
        DoubleVector decay = power.fma(fraction, power.sub(1));
        DoubleVector size = decay.neg().div(decay.add(2));
        VectorMask<Double> negative = x.compare(VectorOperators.LT, 0);
        DoubleVector result = size.blend(size.neg(), negative);
        // a zero keeps its sign, and what is no number its bits
        return result.blend(x, x.compare(VectorOperators.EQ, 0).or(x.compare(VectorOperators.NE, x)));
    }

    static DoubleVector sigmoid(DoubleVector x) {
        DoubleVector one = DoubleVector.broadcast(x.species(), 1);
        return one.div(exp(x.neg(), false).add(1));
    }

    /** For results that are rounded to float32. */
    static DoubleVector narrowSigmoid(DoubleVector x) {
        DoubleVector one = DoubleVector.broadcast(x.species(), 1);
        return one.div(exp(x.neg(), true).add(1));
    }

    /** {@code log(1 + exp(x))} as the operator has it. */
    static DoubleVector softplus(DoubleVector x) {
        return exp(x.abs().neg()).lanewise(VectorOperators.LOG1P).add(x.max(0));
    }
}
