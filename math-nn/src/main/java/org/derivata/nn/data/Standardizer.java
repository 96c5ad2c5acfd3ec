package org.derivata.nn.data;

import org.derivata.core.array.Array;

/**
 * Shifts and scales columns to mean 0 and standard deviation 1, as measured on the training rows.
 *
 * <p>A column that is constant there becomes 0 in every row, later ones too: no scale was learnt for it.
 *
 * @param mean [d], in the unit of each column
 * @param deviation [d], the population standard deviation (divided by n); 0 for a constant column
 */
public record Standardizer(Array mean, Array deviation) {

    /** Measures the columns of a matrix [n, d] with n at least 1. */
    public static Standardizer fit(Array features) {
        int rows = features.size(0);
        int columns = features.size(1);
        double[] mean = new double[columns];
        double[] deviation = new double[columns];
        double[] x = features.data();
        for (int column = 0; column < columns; column++) {
            // A sum of equal numbers rounds, so constancy is seen by comparing, not by a deviation of exactly 0.
            boolean constant = true;
            double sum = 0;
            for (int at = column; at < x.length; at += columns) {
                sum += x[at];
                constant &= x[at] == x[column];
            }
            mean[column] = constant && rows > 0 ? x[column] : sum / rows;
            double squares = 0;
            for (int at = column; at < x.length; at += columns) {
                squares += (x[at] - mean[column]) * (x[at] - mean[column]);
            }
            deviation[column] = constant ? 0 : Math.sqrt(squares / rows);
        }
        return new Standardizer(Array.of(mean, columns), Array.of(deviation, columns));
    }

    /** The standardised copy of a matrix [n, d]. */
    public Array apply(Array features) {
        int columns = mean.count();
        if (features.rank() != 2 || features.size(1) != columns) {
            throw new IllegalArgumentException("features of another width than " + columns);
        }
        double[] out = new double[features.count()];
        for (int at = 0; at < out.length; at++) {
            int column = at % columns;
            double scale = deviation.data()[column];
            out[at] = scale == 0 ? 0 : (features.data()[at] - mean.data()[column]) / scale;
        }
        return Array.of(out, features.shape());
    }
}
