package org.derivata.nn.model;

import org.derivata.nn.data.Dataset;

/**
 * A way to train a model, such as {@code org.derivata.nn.training.TrainingOptions}.
 *
 * @param <R> what comes out
 */
@FunctionalInterface
public interface Trainer<R> {

    /**
     * Trains the model, which itself stays as it is.
     *
     * @throws org.derivata.core.diagnostic.MathException when the data do not fit the model
     */
    R train(Model model, Dataset data);
}
