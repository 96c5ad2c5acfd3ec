package org.derivata.nn.training;

import org.derivata.core.array.Array;
import org.derivata.nn.metric.Metrics;

/** When a row counts as predicted right. */
enum Accuracy {
    /** The largest score is that of the class. */
    CLASSES {
        @Override
        double of(Array prediction, Array target) {
            return Metrics.accuracy(prediction, target);
        }
    },
    /** The probability is on the side of one half where the target, 0 or 1, is. */
    YES_OR_NO {
        @Override
        double of(Array prediction, Array target) {
            double[] p = prediction.data();
            double[] y = target.data();
            int right = 0;
            for (int row = 0; row < y.length; row++) {
                // both comparisons are false for NaN, which is never right
                right += y[row] == 1 ? (p[row] > 0.5 ? 1 : 0) : (p[row] <= 0.5 ? 1 : 0);
            }
            return (double) right / y.length;
        }
    },
    /** The target is a number, or there is none. */
    NONE {
        @Override
        double of(Array prediction, Array target) {
            return Double.NaN;
        }
    };

    /** The share of rows predicted right; NaN where that means nothing. */
    abstract double of(Array prediction, Array target);

    /** The one that suits a target. */
    static Accuracy suiting(Array target) {
        if (target.rank() == 2 && target.size(1) > 1) {
            return CLASSES;
        }
        for (double each : target.data()) {
            if (each != 0 && each != 1) {
                return NONE;
            }
        }
        return YES_OR_NO;
    }
}
