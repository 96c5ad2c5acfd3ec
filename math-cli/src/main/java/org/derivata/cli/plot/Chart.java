package org.derivata.cli.plot;

import java.util.Arrays;
import java.util.List;

/**
 * Curves over one axis.
 *
 * @param name what the horizontal axis is called
 * @param x where the curves were computed, ascending
 * @param curves the values there
 */
public record Chart(String name, double[] x, List<Curve> curves) {

    /** A value far beyond the middle half, by this many times its height, belongs to a pole and would flatten everything else. */
    private static final double FAR = 10;

    private static final double MARGIN = 0.05;

    /** A curve: its values, NaN where it has none. */
    public record Curve(String label, double[] y) {}

    /** Ends of an axis. */
    record Range(double from, double to) {

        /** Where a value lies, 0 to 1. */
        double place(double value) {
            return (value - from) / (to - from);
        }

        boolean holds(double value) {
            return value >= from && value <= to;
        }
    }

    Range horizontal() {
        return new Range(x[0], x[x.length - 1]);
    }

    /** What is shown of the values: all of them, but for what shoots up beside a pole. */
    Range vertical() {
        double[] finite = curves.stream()
                .flatMapToDouble(each -> Arrays.stream(each.y))
                .filter(Double::isFinite)
                .sorted()
                .toArray();
        if (finite.length == 0) {
            return new Range(-1, 1);
        }
        double low = finite[finite.length / 4];
        double high = finite[(3 * finite.length - 1) / 4];
        double reach = FAR * (high - low);
        double from = Arrays.stream(finite)
                .filter(each -> each >= low - reach)
                .findFirst()
                .orElse(low);
        double to =
                Arrays.stream(finite).filter(each -> each <= high + reach).max().orElse(high);
        double margin = to > from ? MARGIN * (to - from) : Math.max(1, Math.abs(to)) * 0.5;
        return new Range(from - margin, to + margin);
    }
}
