package org.derivata.nn.metric;

import java.util.Arrays;
import org.derivata.core.array.Array;
import org.derivata.core.diagnostic.Diagnostic;
import org.derivata.core.diagnostic.ShapeException;

/**
 * Scores of predictions against targets, one number or one small table each.
 *
 * <p>Shapes that differ are a {@link ShapeException} {@code shape.metric}; no rows at all give NaN, as a mean of
 * nothing
 * does in NumPy.
 */
public final class Metrics {

    private Metrics() {}

    /**
     * The share of rows whose largest score is the labelled class, 0 to 1.
     *
     * @param scores [n, k]: probabilities, logits or any scores; of equal scores the first counts, a NaN counts as
     * largest
     * @param oneHot [n, k]: a single 1 in each row
     */
    public static double accuracy(Array scores, Array oneHot) {
        check(scores, oneHot, 2);
        int rows = scores.size(0);
        int hits = 0;
        for (int row = 0; row < rows; row++) {
            if (argmax(scores, row) == argmax(oneHot, row)) {
                hits++;
            }
        }
        return (double) hits / rows;
    }

    /**
     * Counts [k, k]: element (i, j) is the number of rows of class i that were predicted as class j.
     *
     * @param scores [n, k]
     * @param oneHot [n, k]
     */
    public static Array confusionMatrix(Array scores, Array oneHot) {
        check(scores, oneHot, 2);
        int classes = scores.size(1);
        double[] counts = new double[classes * classes];
        for (int row = 0; row < scores.size(0); row++) {
            counts[argmax(oneHot, row) * classes + argmax(scores, row)]++;
        }
        return Array.of(counts, classes, classes);
    }

    /** The mean of squared differences, in the target's unit squared; any shape. */
    public static double meanSquaredError(Array predicted, Array target) {
        check(predicted, target, -1);
        return squaredError(predicted, target) / target.count();
    }

    /**
     * The coefficient of determination, 1 minus squared error over the target's variation: 1 is perfect, 0 is as good
     * as
     * always predicting the mean, negative is worse. A constant target gives 1 when met exactly, else minus infinity.
     */
    public static double rSquared(Array predicted, Array target) {
        check(predicted, target, -1);
        double mean = 0;
        for (double value : target.data()) {
            mean += value;
        }
        mean /= target.count();
        double variation = 0;
        for (double value : target.data()) {
            variation += (value - mean) * (value - mean);
        }
        double error = squaredError(predicted, target);
        return error == 0 && target.count() > 0 ? 1 : 1 - error / variation;
    }

    private static double squaredError(Array predicted, Array target) {
        double sum = 0;
        for (int i = 0; i < target.count(); i++) {
            double difference = predicted.data()[i] - target.data()[i];
            sum += difference * difference;
        }
        return sum;
    }

    private static int argmax(Array matrix, int row) {
        int columns = matrix.size(1);
        int start = row * columns;
        int best = 0;
        for (int column = 1; column < columns; column++) {
            double value = matrix.data()[start + column];
            double largest = matrix.data()[start + best];
            if (value > largest || (Double.isNaN(value) && !Double.isNaN(largest))) {
                best = column;
            }
        }
        return best;
    }

    private static void check(Array predicted, Array target, int rank) {
        boolean same = Arrays.equals(predicted.shape(), target.shape());
        boolean ranked = rank < 0 || (predicted.rank() == rank && predicted.size(rank - 1) > 0);
        if (!same || !ranked) {
            String left = Arrays.toString(predicted.shape());
            String right = Arrays.toString(target.shape());
            Diagnostic wrong = Diagnostic.of(
                            "shape.metric", "cannot compare predictions " + left + " with targets " + right)
                    .clash(left, right);
            throw new ShapeException(wrong.help(
                    same ? "both must be [rows, classes], with at least one class" : "both must have the same shape"));
        }
    }
}
