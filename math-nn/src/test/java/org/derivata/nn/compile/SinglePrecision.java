package org.derivata.nn.compile;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.derivata.core.array.Array;

/** What a program in float32 must agree with: the same formula in float64 on the same, rounded, numbers. */
final class SinglePrecision {

    /** Beyond this, or below its inverse, float32 has no numbers or few digits. */
    private static final double LARGEST = 1e30;

    private SinglePrecision() {}

    static Map<String, Array> rounded(Map<String, Array> inputs) {
        Map<String, Array> rounded = new HashMap<>();
        inputs.forEach((name, array) -> rounded.put(
                name,
                Array.of(Arrays.stream(array.data()).map(each -> (float) each).toArray(), array.shape())));
        return rounded;
    }

    static void requireClose(Array got, Array expected, double tolerance, String what) {
        double[] reference = expected.data();
        double size = Arrays.stream(reference)
                .filter(each -> Math.abs(each) < LARGEST)
                .map(Math::abs)
                .reduce(1, Math::max);
        for (int i = 0; i < reference.length; i++) {
            boolean beyond = !(Math.abs(reference[i]) < LARGEST);
            if (!beyond && !(Math.abs(got.data()[i] - reference[i]) <= tolerance * size)) {
                throw new AssertionError(what + ", entry " + i + ": " + got.data()[i] + " instead of " + reference[i]);
            }
        }
    }
}
