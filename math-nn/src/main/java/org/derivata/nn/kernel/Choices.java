package org.derivata.nn.kernel;

/**
 * Comparisons and choices as numbers, 1 for true: the declared functions of these operators as methods that generated code calls.
 *
 * <p>Choices are made between integers. Between doubles HotSpot makes them with a jump, and of the signs of a layer's numbers the processor foresees
 * half: a comparison takes 5 ns instead of 0.7.
 */
public final class Choices {

    private Choices() {}

    public static double less(double a, double b) {
        int holds = a < b ? 1 : 0;
        return holds;
    }

    public static double lessEqual(double a, double b) {
        int holds = a <= b ? 1 : 0;
        return holds;
    }

    public static double greater(double a, double b) {
        int holds = a > b ? 1 : 0;
        return holds;
    }

    public static double greaterEqual(double a, double b) {
        int holds = a >= b ? 1 : 0;
        return holds;
    }

    public static double equal(double a, double b) {
        int holds = a == b ? 1 : 0;
        return holds;
    }

    public static double notEqual(double a, double b) {
        int holds = a != b ? 1 : 0;
        return holds;
    }

    public static double where(double condition, double a, double b) {
        long chosen = condition != 0 ? -1L : 0L;
        return Double.longBitsToDouble(
                (chosen & Double.doubleToRawLongBits(a)) | (~chosen & Double.doubleToRawLongBits(b)));
    }

    /** {@code exp(x)}, which {@code decay = exp(-abs(x))} is for negative numbers: what a sigmoid and a softplus share. */
    public static double exp(double x, double decay) {
        return x <= 0 ? decay : Math.exp(x);
    }

    public static double and(double a, double b) {
        int holds = a != 0 && b != 0 ? 1 : 0;
        return holds;
    }

    public static double or(double a, double b) {
        int holds = a != 0 || b != 0 ? 1 : 0;
        return holds;
    }

    public static double not(double x) {
        int holds = x == 0 ? 1 : 0;
        return holds;
    }
}
