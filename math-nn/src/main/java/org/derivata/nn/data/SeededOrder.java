package org.derivata.nn.data;

import java.util.SplittableRandom;

/**
 * Shuffles by seed, the same on every machine and Java version.
 *
 * <p>Uses only the 64-bit outputs of {@link SplittableRandom} (SplitMix64; Steele, Lea, Flood, "Fast splittable
 * pseudorandom number generators", 2014), since its bounded integers have changed between Java versions; tests pin the
 * results. A bound takes the high half of a product without rejection (Lemire, 2019): the bias is below n / 2^63.
 */
final class SeededOrder {

    private SeededOrder() {}

    /** A generator for one of many numbered purposes under one seed. */
    static SplittableRandom generator(long seed, long stream) {
        return new SplittableRandom(new SplittableRandom(seed).nextLong() ^ new SplittableRandom(~stream).nextLong());
    }

    static void shuffle(int[] order, SplittableRandom random) {
        for (int i = order.length - 1; i > 0; i--) {
            int j = (int) Math.multiplyHigh(random.nextLong() >>> 1, (i + 1L) << 1);
            int moved = order[i];
            order[i] = order[j];
            order[j] = moved;
        }
    }
}
