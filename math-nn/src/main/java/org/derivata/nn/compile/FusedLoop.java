package org.derivata.nn.compile;

/** The operations of a region as one loop over its entries: what generated classes are. */
interface FusedLoop {

    /**
     * Computes the entries from {@code from} up to {@code to}.
     *
     * @param arrays what is read and written at the place of the entry: {@code double[]}, and {@code float[]} for values in float32
     * @param numbers what is the same for all entries
     * @param offsets for each sum where that of row 0, or of column 0, stands in its array
     */
    void run(Object[] arrays, double[] numbers, int[] offsets, int from, int to);
}
