package org.derivata.cli.plot;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Round numbers on an axis: multiples of 1, 2 or 5 times a power of ten. */
final class Ticks {

    private static final double[] ROUND = {1, 2, 5, 10};

    /** Ends of an axis are rarely exact multiples. */
    private static final double SLACK = 1e-9;

    private Ticks() {}

    /** The round numbers between two ends, at most one more than wanted. */
    static List<BigDecimal> between(double from, double to, int wanted) {
        double rough = (to - from) / wanted;
        int exponent = (int) Math.floor(Math.log10(rough));
        BigDecimal step = BigDecimal.ONE;
        for (double each : ROUND) {
            step = BigDecimal.valueOf(each).scaleByPowerOfTen(exponent);
            if (step.doubleValue() >= rough * (1 - SLACK)) {
                break;
            }
        }
        double size = step.doubleValue();
        List<BigDecimal> ticks = new ArrayList<>();
        for (long i = (long) Math.ceil(from / size - SLACK); i <= Math.floor(to / size + SLACK); i++) {
            ticks.add(step.multiply(BigDecimal.valueOf(i)));
        }
        return ticks;
    }

    /** A tick as one reads it: plain, or in powers of ten where plain digits are many. */
    static String text(BigDecimal tick) {
        BigDecimal shortest = tick.stripTrailingZeros();
        String plain = shortest.toPlainString();
        return plain.length() <= 7
                ? plain
                : shortest.toString().replace("E+", "e").replace("E", "e");
    }
}
