package org.derivata.cli;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import org.derivata.core.array.Array;

/** Numbers as this language writes them, in the fewest digits that read back, and arrays as nested brackets in columns. */
final class NumberText {

    private static final double MOST_PLAIN = 1e16;
    private static final double LEAST_PLAIN = 1e-5;

    /** Below it doubles have fewer than 15 digits. */
    private static final double LEAST_PRECISE = 1e-290;

    private static final int SURE_DIGITS = 15;
    private static final int ALL_DIGITS = 17;

    private NumberText() {}

    static String of(double value) {
        if (Double.isNaN(value)) {
            return "nan";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "inf" : "-inf";
        }
        if (value == 0) {
            return 1 / value < 0 ? "-0" : "0";
        }
        BigDecimal shortest = shortest(value);
        double size = Math.abs(value);
        if (size >= LEAST_PLAIN && size < MOST_PLAIN) {
            return shortest.toPlainString();
        }
        String digits = shortest.unscaledValue().abs().toString();
        int exponent = digits.length() - 1 - shortest.scale();
        return (value < 0 ? "-" : "")
                + digits.charAt(0)
                + (digits.length() > 1 ? "." + digits.substring(1) : "")
                + "e"
                + exponent;
    }

    /** {@code Double.toString} of Java 17 sometimes has a digit too many. */
    private static BigDecimal shortest(double value) {
        BigDecimal exact = new BigDecimal(value);
        for (int digits = Math.abs(value) < LEAST_PRECISE ? 1 : SURE_DIGITS; digits < ALL_DIGITS; digits++) {
            BigDecimal rounded = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
            if (rounded.doubleValue() == value) {
                return rounded.stripTrailingZeros();
            }
        }
        return exact.round(new MathContext(ALL_DIGITS, RoundingMode.HALF_EVEN)).stripTrailingZeros();
    }

    /** Numbers of one column end below each other; rows stand on lines of their own. */
    static String of(Array array) {
        if (array.rank() == 0) {
            return of(array.scalar());
        }
        int columns = array.size(array.rank() - 1);
        String[] cells = new String[array.count()];
        int[] widths = new int[columns];
        for (int i = 0; i < cells.length; i++) {
            cells[i] = of(array.data()[i]);
            widths[i % columns] = Math.max(widths[i % columns], cells[i].length());
        }
        StringBuilder out = new StringBuilder();
        append(out, array, cells, array.rank() == 1 ? new int[columns] : widths, 0, 0, cells.length);
        return out.toString();
    }

    private static void append(
            StringBuilder out, Array array, String[] cells, int[] widths, int axis, int start, int count) {
        int size = array.size(axis);
        int inner = size == 0 ? 0 : count / size;
        boolean last = axis == array.rank() - 1;
        out.append('[');
        for (int i = 0; i < size; i++) {
            if (last) {
                out.append(i == 0 ? "" : ", ")
                        .append(" ".repeat(Math.max(0, widths[i] - cells[start + i].length())))
                        .append(cells[start + i]);
            } else {
                if (i > 0) {
                    out.append(',').append("\n".repeat(array.rank() - 1 - axis)).append(" ".repeat(axis + 1));
                }
                append(out, array, cells, widths, axis + 1, start + i * inner, inner);
            }
        }
        out.append(']');
    }
}
