package org.derivata.nn.compile;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.derivata.nn.kernel.Sums;

/** Blocks filled with one number each, shared by all regions of a program that read it. */
final class ConstantBlocks {

    private final Map<Key, double[]> blocks = new HashMap<>();

    private record Key(long bits, int length) {}

    double[] of(double number, int count) {
        int length = Math.min(count, Sums.BLOCK);
        return blocks.computeIfAbsent(new Key(Double.doubleToRawLongBits(number), length), unused -> {
            double[] block = new double[length];
            Arrays.fill(block, number);
            return block;
        });
    }
}
