package org.derivata.nn.compile;

import java.util.Arrays;
import org.derivata.nn.kernel.StraightLine;
import org.derivata.nn.kernel.Sums;

/**
 * How one sum of a region gathers its numbers: into the result itself, or, in a region cut into parts, into sums of each
 * part, which are joined in the order of the parts. So the bits depend on sizes and never on threads.
 *
 * @param sum what is summed, and where it goes
 * @param rows whether rows are summed, else columns
 * @param period the length of a row that is summed, or the number of columns
 * @param part numbers in a part of the region; all of them where it has only one
 * @param base where the sums of the first part stand
 */
record RegionSum(SumOperation sum, boolean rows, int period, int part, int base) {

    /** Which operation's results are summed. */
    Value operand() {
        return sum.source().value();
    }

    Value value() {
        return sum.result();
    }

    /** Numbers that the sums of one part take. */
    int width() {
        return rows ? (part - 1) / period + 2 : period;
    }

    /** The array that gathers the sums. */
    double[] sums(Memory memory, boolean split) {
        return split ? memory.partials() : memory.array(value());
    }

    /**
     * Makes the sums of a part ready to be added to, place by place.
     *
     * @return where the sum of row 0, or of column 0, would stand in their array
     */
    int begin(Memory memory, int start, int end, boolean split) {
        int offset = split ? base + start / part * width() : 0;
        int first = rows ? start / period : 0;
        int after = rows ? (end - 1) / period + 1 : period;
        int origin = split ? offset - first : 0;
        // what is added to it stays as it is, even -0.0
        Arrays.fill(sums(memory, split), origin + first, origin + after, -0.0);
        return origin;
    }

    /** Adds a block of the operand, which starts at a place of it. */
    void add(double[] block, Memory memory, int place, int count, boolean split) {
        int start = split ? place / part * part : 0;
        double[] sums = sums(memory, split);
        int offset = split ? base + place / part * width() : 0;
        if (rows) {
            Sums.addRows(block, place, count, period, start, sums, offset);
        } else {
            Sums.addColumns(block, place, count, period, start, sums, offset);
        }
    }

    /** The sums of a region in one part as code. */
    void unroll(Unrolling unrolling) {
        StraightLine code = unrolling.code();
        int[] numbers = unrolling.of(operand());
        int[] made = new int[value().count()];
        for (int i = 0; i < made.length; i++) {
            if (rows) {
                made[i] = Sums.run(code, Arrays.copyOfRange(numbers, i * period, (i + 1) * period));
            } else {
                made[i] = numbers[i];
                for (int at = i + period; at < numbers.length; at += period) {
                    made[i] = code.add(made[i], numbers[at]);
                }
            }
        }
        unrolling.set(value(), made);
    }

    /** Joins the sums of all parts of {@code count} numbers. */
    void join(Memory memory, int count) {
        double[] sums = memory.partials();
        double[] out = memory.array(value());
        for (int start = 0, offset = base; start < count; start += part, offset += width()) {
            int end = Math.min(start + part, count);
            if (rows) {
                Sums.joinRows(sums, offset, start, end, period, out);
            } else {
                Sums.joinColumns(sums, offset, start, end, period, out);
            }
        }
    }
}
