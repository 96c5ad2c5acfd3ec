package org.derivata.nn.training;

import java.time.Duration;

/** Told how training goes, on the thread that trains; what it throws stops the training. */
public interface TrainingListener {

    /** Hears nothing. */
    TrainingListener NONE = new TrainingListener() {};

    /** After each step. */
    default void batch(Progress progress) {}

    /** After each epoch. */
    default void epoch(Epoch epoch, int epochs) {}

    /**
     * How far an epoch is.
     *
     * @param epoch counted from 1
     * @param epochs how many there will be
     * @param batch the number of steps of this epoch that are done
     * @param batches how many steps an epoch has
     * @param loss the mean over the rows of this epoch so far
     * @param accuracy the share of those rows predicted right; NaN where the target is a number and not a class
     * @param elapsed since training began
     */
    record Progress(
            int epoch, int epochs, int batch, int batches, double loss, double accuracy, Duration elapsed) {}
}
