package org.derivata.nn.model;

import java.util.SplittableRandom;

/**
 * Random numbers by seed, the same on every machine and Java version: only the 64-bit outputs of {@link SplittableRandom}
 * (SplitMix64) are used, and {@link StrictMath}.
 */
final class SeededNumbers {

    private static final double TWO_TO_MINUS_53 = 0x1p-53;

    private final SplittableRandom random;

    /** One stream for each name under a seed, so that a new parameter leaves the start of the others as it was. */
    SeededNumbers(long seed, String name) {
        long stream = 0;
        for (int i = 0; i < name.length(); i++) {
            stream = 31 * stream + name.charAt(i);
        }
        random = new SplittableRandom(new SplittableRandom(seed).nextLong() ^ new SplittableRandom(stream).nextLong());
    }

    /** At least 0 and less than 1. */
    double uniform() {
        return (random.nextLong() >>> 11) * TWO_TO_MINUS_53;
    }

    /** Mean 0, standard deviation 1 (Box and Muller, 1958). */
    double normal() {
        double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - uniform()));
        return radius * StrictMath.cos(2 * Math.PI * uniform());
    }
}
