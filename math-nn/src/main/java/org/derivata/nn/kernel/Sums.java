package org.derivata.nn.kernel;

import java.util.Arrays;

/**
 * Sums in a fixed order that depends on sizes alone: runs of {@value #BLOCK} numbers by four partial sums, which lets a
 * processor add four at a time, and the runs one after another.
 */
public final class Sums {

    /** Numbers in a block of elementwise work, and in a run of a sum. */
    public static final int BLOCK = 1024;

    /** Numbers in a part of elementwise work that threads share: some ten microseconds' work. */
    public static final int PART = 8 * BLOCK;

    private Sums() {}

    /** The sum of {@code count} numbers from {@code from} on; 0 for none. */
    public static double run(double[] a, int from, int count) {
        double total = 0;
        for (int done = 0; done < count; done += BLOCK) {
            total += block(a, from + done, Math.min(BLOCK, count - done));
        }
        return total;
    }

    /** The sum of at most {@value #BLOCK} numbers. */
    static double block(double[] a, int from, int count) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int end = from + count;
        int i = from;
        for (; i + 4 <= end; i += 4) {
            s0 += a[i];
            s1 += a[i + 1];
            s2 += a[i + 2];
            s3 += a[i + 3];
        }
        double total = (s0 + s1) + (s2 + s3);
        for (; i < end; i++) {
            total += a[i];
        }
        return total;
    }

    /** The sum of at most {@value #BLOCK} numbers of a code, as {@link #run} takes it. */
    public static int run(StraightLine code, int... numbers) {
        int zero = code.constant(0);
        int[] partial = {zero, zero, zero, zero};
        int fours = numbers.length & ~3;
        for (int i = 0; i < fours; i++) {
            partial[i & 3] = code.add(partial[i & 3], numbers[i]);
        }
        int total = code.add(code.add(partial[0], partial[1]), code.add(partial[2], partial[3]));
        for (int i = fours; i < numbers.length; i++) {
            total = code.add(total, numbers[i]);
        }
        return total;
    }

    /**
     * Adds a piece of a larger array, from a place in it on, to sums of {@code rowLength} numbers each; the piece stands at
     * the start of {@code piece}. A sum starts anew with the first number of its row, or with the first that counts.
     *
     * @param start the first place that counts, 0 or where a part of the array begins
     * @param offset where the sum of the row of {@code start} stands in {@code sums}
     */
    public static void addRows(
            double[] piece, int place, int count, int rowLength, int start, double[] sums, int offset) {
        int first = start / rowLength - offset;
        for (int done = 0; done < count; ) {
            int row = (place + done) / rowLength - first;
            int column = (place + done) % rowLength;
            int length = Math.min(rowLength - column, count - done);
            double sum = run(piece, done, length);
            sums[row] = column == 0 || place + done == start ? sum : sums[row] + sum;
            done += length;
        }
    }

    /** Joins what {@link #addRows} gathered of the places {@code start} to {@code end} with what earlier places gave. */
    public static void joinRows(double[] sums, int offset, int start, int end, int rowLength, double[] out) {
        int first = start / rowLength;
        for (int row = first; row <= (end - 1) / rowLength; row++) {
            double sum = sums[offset + row - first];
            out[row] = row * rowLength >= start ? sum : out[row] + sum;
        }
    }

    /**
     * Adds a piece of a larger array to the sums of its columns; the first number of a column that counts sets its sum.
     *
     * @param start the first place that counts, 0 or where a part of the array begins
     * @param offset where the sum of the first column stands in {@code sums}
     */
    public static void addColumns(
            double[] piece, int place, int count, int columns, int start, double[] sums, int offset) {
        for (int done = 0; done < count; ) {
            int at = place + done;
            int column = at % columns;
            int length = Math.min(columns - column, count - done);
            int target = offset + column;
            if (at < start + columns) {
                length = Math.min(length, start + columns - at);
                System.arraycopy(piece, done, sums, target, length);
            } else if (done == 0 && target == 0) {
                for (int i = 0; i < length; i++) {
                    sums[i] += piece[i];
                }
            } else {
                for (int i = 0; i < length; i++) {
                    sums[target + i] += piece[done + i];
                }
            }
            done += length;
        }
    }

    /** Joins what {@link #addColumns} gathered of the places {@code start} to {@code end} with what earlier places gave. */
    public static void joinColumns(double[] sums, int offset, int start, int end, int columns, double[] out) {
        for (int at = start; at < Math.min(end, start + columns); at++) {
            int column = at % columns;
            double sum = sums[offset + column];
            out[column] = at < columns ? sum : out[column] + sum;
        }
    }

    /**
     * Sums over a rectangle for each place of another: {@code out[i]} is the sum of {@code a} at {@code kept} place
     * {@code i} plus every place of {@code summed}.
     *
     * @param scratch at least as long as the fastest axis of {@code kept}
     */
    public static void strided(double[] a, Strides kept, Strides summed, double[] out, double[] scratch) {
        int inner = kept.innerSize();
        if (summed.isRun()) {
            for (int i = 0; i < kept.count(); i++) {
                out[i] = summed.count() == 0 ? 0 : run(a, kept.at(i) + summed.at(0), summed.count());
            }
        } else if (kept.innerStep() == 1 && inner > 1) {
            for (int i = 0; i < kept.count(); i += inner) {
                columns(a, kept.at(i), inner, summed, out, i, scratch);
            }
        } else {
            for (int i = 0; i < kept.count(); i++) {
                out[i] = general(a, kept.at(i), summed);
            }
        }
    }

    private static void columns(
            double[] a, int from, int columns, Strides summed, double[] out, int to, double[] scratch) {
        double[] sums = scratch;
        Arrays.fill(sums, 0, columns, 0);
        for (int k = 0; k < summed.count(); k++) {
            int row = from + summed.at(k);
            for (int j = 0; j < columns; j++) {
                sums[j] += a[row + j];
            }
        }
        System.arraycopy(sums, 0, out, to, columns);
    }

    private static double general(double[] a, int from, Strides summed) {
        double sum = 0;
        int inner = summed.innerSize();
        int step = summed.innerStep();
        for (int k = 0; k < summed.count(); k += inner) {
            for (int j = 0, at = from + summed.at(k); j < inner; j++, at += step) {
                sum += a[at];
            }
        }
        return sum;
    }

    /** One sum of {@link #strided} as code, from the numbers in their order. */
    public static int strided(StraightLine code, Strides summed, int... numbers) {
        if (summed.isRun()) {
            return run(code, numbers);
        }
        int sum = code.constant(0);
        for (int each : numbers) {
            sum = code.add(sum, each);
        }
        return sum;
    }
}
