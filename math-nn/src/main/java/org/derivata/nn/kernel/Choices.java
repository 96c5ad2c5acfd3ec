package org.derivata.nn.kernel;

/** Comparisons and choices as numbers, 1 for true: the declared functions of these operators as methods that generated code calls. */
public final class Choices {

    private Choices() {}

    public static double less(double a, double b) {
        return a < b ? 1 : 0;
    }

    public static double lessEqual(double a, double b) {
        return a <= b ? 1 : 0;
    }

    public static double greater(double a, double b) {
        return a > b ? 1 : 0;
    }

    public static double greaterEqual(double a, double b) {
        return a >= b ? 1 : 0;
    }

    public static double equal(double a, double b) {
        return a == b ? 1 : 0;
    }

    public static double notEqual(double a, double b) {
        return a != b ? 1 : 0;
    }

    public static double where(double condition, double a, double b) {
        return condition != 0 ? a : b;
    }

    /** {@code exp(x)}, which {@code decay = exp(-abs(x))} is for negative numbers: what a sigmoid and a softplus share. */
    public static double exp(double x, double decay) {
        return x <= 0 ? decay : Math.exp(x);
    }

    public static double and(double a, double b) {
        return a != 0 && b != 0 ? 1 : 0;
    }

    public static double or(double a, double b) {
        return a != 0 || b != 0 ? 1 : 0;
    }

    public static double not(double x) {
        return x == 0 ? 1 : 0;
    }
}
