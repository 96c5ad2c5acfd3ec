package org.derivata.testkit;

/**
 * A derivative by central differences of sixth order at two steps: trusted where both agree, which they do not at kinks, jumps and where rounding
 * wins. Coefficients: Fornberg, Generation of Finite Difference Formulas on Arbitrarily Spaced Grids, 1988.
 */
final class Differences {

    /** The value when one entry is moved: {@code offsets[0]} is the entry, {@code offsets[1]} how far. */
    @FunctionalInterface
    interface Moved {
        double at(double[] offsets);
    }

    private static final double KINK = 1e-4;
    private static final double[] COEFFICIENTS = {3.0 / 4, -3.0 / 20, 1.0 / 60};

    private final double fine;
    private final double coarse;
    private final double largest;
    private final boolean smooth;

    Differences(Moved function, int entry, double at) {
        double step = 1e-2 * Math.max(1e-2, Math.min(1, Math.abs(at)));
        double[] seen = new double[1];
        this.coarse = derivative(function, entry, step, seen);
        this.fine = derivative(function, entry, step / 2, seen);
        this.largest = seen[0] / step;
        double here = function.at(new double[] {entry, 0});
        double wide = bend(function, entry, step, here);
        double narrow = bend(function, entry, step / 2, here);
        this.smooth =
                Double.isFinite(here) && (narrow <= 0.75 * wide || narrow <= KINK * Math.max(Math.abs(fine), scale()));
    }

    /** The slope on the right less that on the left: it shrinks with the step, but at a kink. */
    private static double bend(Moved function, int entry, double step, double here) {
        double right = function.at(new double[] {entry, step});
        double left = function.at(new double[] {entry, -step});
        return Math.abs(right - 2 * here + left) / step;
    }

    private static double derivative(Moved function, int entry, double step, double[] seen) {
        double sum = 0;
        for (int k = 1; k <= COEFFICIENTS.length; k++) {
            double right = function.at(new double[] {entry, k * step});
            double left = function.at(new double[] {entry, -k * step});
            seen[0] = Math.max(seen[0], Math.max(Math.abs(left), Math.abs(right)));
            sum += COEFFICIENTS[k - 1] * (right - left);
        }
        return sum / step;
    }

    double value() {
        return fine;
    }

    /** What rounding alone may contribute, in units of the tolerance. */
    double scale() {
        return Math.max(1e-9, largest * 1e-8);
    }

    boolean areTrustworthy() {
        double scale = Math.max(Math.abs(fine), scale());
        return smooth && Double.isFinite(fine) && Math.abs(fine - coarse) <= 1e-7 * scale;
    }
}
