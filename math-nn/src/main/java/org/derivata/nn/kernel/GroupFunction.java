package org.derivata.nn.kernel;

import java.util.Arrays;
import java.util.Map;
import org.derivata.core.operator.Operator;
import org.derivata.core.operator.Reductions;
import org.jspecify.annotations.Nullable;

/** What a reduction or a normalisation does to one group of numbers, as the reference does it but for the order of sums. */
public enum GroupFunction {
    MAX("max", true),
    MIN("min", true),
    LOGSUMEXP("logsumexp", true),
    SOFTMAX("softmax", false),
    LOG_SOFTMAX("log_softmax", false);

    private static final Map<String, GroupFunction> BY_NAME =
            Map.of("max", MAX, "min", MIN, "logsumexp", LOGSUMEXP, "softmax", SOFTMAX, "log_softmax", LOG_SOFTMAX);

    private final String text;
    private final boolean reduces;

    GroupFunction(String text, boolean reduces) {
        this.text = text;
        this.reduces = reduces;
    }

    /** The function of an operator of the standard library, or null when it is none of these. */
    public static @Nullable GroupFunction of(Operator operator) {
        GroupFunction found = BY_NAME.get(operator.name());
        boolean standard = found != null
                && operator.attributes().values().containsKey("axes")
                && Reductions.ALL.stream()
                        .anyMatch(each -> each.name().equals(operator.name())
                                && each.with("axes", operator.attributes().integers("axes"))
                                        .equals(operator));
        return standard ? found : null;
    }

    /** The name in the language. */
    public String text() {
        return text;
    }

    /** Whether a group becomes one number; otherwise it keeps its size. */
    public boolean reduces() {
        return reduces;
    }

    /**
     * Applies the function to some groups of an array.
     *
     * @param fromGroup the first group
     * @param toGroup the one behind the last
     * @param kept where groups start, in the order of the result
     * @param grouped the places of a group, from its start
     * @param outKept where results of a normalisation go, as {@code kept}; in the same rectangle of {@code out}
     * @param scratch {@link #scratch} numbers
     * @param functions those for all groups
     */
    public void run(
            int fromGroup,
            int toGroup,
            double[] a,
            Strides kept,
            Strides grouped,
            double[] out,
            Strides outKept,
            Strides outGrouped,
            double[] scratch,
            BlockFunctions functions) {
        int size = grouped.count();
        if (this == SOFTMAX
                && size < BlockFunctions.LEAST_ROW
                && areRows(kept, grouped)
                && areRows(outKept, outGrouped)) {
            int rows = Sums.BLOCK / BlockFunctions.LEAST_ROW;
            for (int row = fromGroup; row < toGroup; row += rows) {
                softmaxOfRows(Math.min(rows, toGroup - row), size, a, kept.at(row), out, outKept.at(row), functions);
            }
            return;
        }
        for (int group = fromGroup; group < toGroup; group++) {
            int start = kept.at(group);
            double[] values = a;
            int from = start;
            if (grouped.isRun()) {
                from += grouped.at(0);
            } else {
                from = 0;
                values = scratch;
                gather(a, start, grouped, scratch);
            }
            if (reduces) {
                out[group] = reduce(values, from, size, scratch, functions);
                continue;
            }
            int target = outKept.at(group);
            if (outGrouped.isRun()) {
                normalize(values, from, size, out, target + outGrouped.at(0), scratch, functions);
            } else {
                normalize(values, from, size, scratch, 0, scratch, functions);
                scatter(scratch, outGrouped, out, target);
            }
        }
    }

    /** Numbers of scratch memory for groups of a size: one gathered, and its exponentials. */
    public static int scratch(int size) {
        return 2 * size;
    }

    /** Whether groups lie one after another, each from its first number to its last. */
    private static boolean areRows(Strides kept, Strides grouped) {
        return grouped.isRun() && grouped.at(0) == 0 && kept.rank() == 1 && kept.innerStep() == grouped.count();
    }

    /** All exponentials of some rows at once, since rows may be shorter than vectors. */
    private static void softmaxOfRows(
            int rows, int size, double[] a, int from, double[] out, int to, BlockFunctions functions) {
        for (int row = 0; row < rows; row++) {
            int offset = row * size;
            double max = functions.max(a, from + offset, size);
            for (int i = offset; i < offset + size; i++) {
                out[to + i] = a[from + i] - max;
            }
        }
        functions.exponentials(out, to, rows * size, 0, out, to);
        for (int row = 0; row < rows; row++) {
            scale(out, to + row * size, size);
        }
    }

    private static void gather(double[] a, int start, Strides grouped, double[] target) {
        int inner = grouped.innerSize();
        int step = grouped.innerStep();
        for (int i = 0; i < grouped.count(); i += inner) {
            for (int j = 0, at = start + grouped.at(i); j < inner; j++, at += step) {
                target[i + j] = a[at];
            }
        }
    }

    private static void scatter(double[] values, Strides grouped, double[] out, int start) {
        int inner = grouped.innerSize();
        int step = grouped.innerStep();
        for (int i = 0; i < grouped.count(); i += inner) {
            for (int j = 0, at = start + grouped.at(i); j < inner; j++, at += step) {
                out[at] = values[i + j];
            }
        }
    }

    private double reduce(double[] a, int from, int count, double[] scratch, BlockFunctions functions) {
        return switch (this) {
            case MAX -> functions.max(a, from, count);
            case MIN -> min(a, from, count);
            default -> logSumExp(a, from, count, scratch, functions);
        };
    }

    private void normalize(
            double[] a, int from, int count, double[] out, int to, double[] scratch, BlockFunctions functions) {
        if (this == SOFTMAX) {
            functions.exponentials(a, from, count, functions.max(a, from, count), out, to);
            scale(out, to, count);
        } else {
            double total = logSumExp(a, from, count, scratch, functions);
            for (int i = 0; i < count; i++) {
                out[to + i] = a[from + i] - total;
            }
        }
    }

    private static double min(double[] a, int from, int count) {
        double max = Double.NEGATIVE_INFINITY;
        for (int i = from; i < from + count; i++) {
            max = Math.max(max, -a[i]);
        }
        return -max;
    }

    private static double logSumExp(double[] a, int from, int count, double[] scratch, BlockFunctions functions) {
        double max = functions.max(a, from, count);
        if (Double.isInfinite(max)) {
            return max;
        }
        functions.exponentials(a, from, count, max, scratch, count);
        return max + Math.log(Sums.run(scratch, count, count));
    }

    private static void scale(double[] a, int from, int count) {
        double scale = 1 / Sums.run(a, from, count);
        for (int i = from; i < from + count; i++) {
            a[i] *= scale;
        }
    }

    /** The function of one group as straight-line code: one number, or one for each. */
    public int[] expand(StraightLine code, int... numbers) {
        return switch (this) {
            case MAX -> new int[] {max(code, numbers)};
            case MIN -> {
                int[] negated = Arrays.stream(numbers).map(code::negate).toArray();
                yield new int[] {code.negate(max(code, negated))};
            }
            case LOGSUMEXP -> new int[] {logSumExp(code, numbers)};
            case SOFTMAX -> {
                int[] powers = exponentials(code, max(code, numbers), numbers);
                int scale = code.divide(code.constant(1), Sums.run(code, powers));
                yield Arrays.stream(powers)
                        .map(each -> code.multiply(each, scale))
                        .toArray();
            }
            case LOG_SOFTMAX -> {
                int total = logSumExp(code, numbers);
                yield Arrays.stream(numbers)
                        .map(each -> code.subtract(each, total))
                        .toArray();
            }
        };
    }

    private static int max(StraightLine code, int[] numbers) {
        int max = code.constant(Double.NEGATIVE_INFINITY);
        for (int each : numbers) {
            max = code.call(Callee.MAXIMUM, max, each);
        }
        return max;
    }

    private static int[] exponentials(StraightLine code, int max, int[] numbers) {
        return Arrays.stream(numbers)
                .map(each -> code.call(Callee.EXP, code.subtract(each, max)))
                .toArray();
    }

    private static int logSumExp(StraightLine code, int[] numbers) {
        int max = max(code, numbers);
        int sum = Sums.run(code, exponentials(code, max, numbers));
        int isInfinite = code.call(Callee.EQUAL, code.call(Callee.ABS, max), code.constant(Double.POSITIVE_INFINITY));
        return code.call(Callee.WHERE, isInfinite, max, code.add(max, code.call(Callee.LOG, sum)));
    }
}
