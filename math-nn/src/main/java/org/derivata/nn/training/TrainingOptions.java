package org.derivata.nn.training;

import org.derivata.core.diagnostic.ArgumentException;
import org.derivata.core.diagnostic.Diagnostic;
import org.derivata.nn.compile.Compiler;
import org.derivata.nn.data.Dataset;
import org.derivata.nn.model.Model;
import org.derivata.nn.model.Trainer;
import org.derivata.nn.optimizer.Optimizer;

/**
 * How a model is trained. Immutable: {@code TrainingOptions.defaults().epochs(50).seed(7)}.
 *
 * @param optimizer how parameters move
 * @param epochs passes over the training rows, at least 0
 * @param batchSize rows a step, at least 1; the last batch of an epoch has what is left
 * @param seed decides the start of the parameters, the rows held out, and the order of rows: the same seed, the same result, bit for bit
 * @param heldOut the share of rows kept from training to measure it, at least 0 and less than 1
 * @param standardize whether features are shifted and scaled to mean 0 and deviation 1, as measured on the training rows; the trained model
 *     does the same to whatever it is given
 * @param listener is told of progress
 * @param compiler makes the programs
 */
public record TrainingOptions(
        Optimizer optimizer,
        int epochs,
        int batchSize,
        long seed,
        double heldOut,
        boolean standardize,
        TrainingListener listener,
        Compiler compiler)
        implements Trainer<TrainedModel> {

    public TrainingOptions {
        require(epochs >= 0, "epochs is " + epochs, "it is at least 0");
        require(batchSize >= 1, "the batch size is " + batchSize, "it is at least 1");
        require(heldOut >= 0 && heldOut < 1, "the share held out is " + heldOut, "it is at least 0 and less than 1");
    }

    private static void require(boolean holds, String message, String help) {
        if (!holds) {
            throw new ArgumentException(
                    Diagnostic.of("training.options", message).help(help));
        }
    }

    /** Adam at rate 0.005, 30 epochs of batches of 32, seed 42, a fifth of the rows held out, features as they are, in silence. */
    public static TrainingOptions defaults() {
        return new TrainingOptions(
                Optimizer.adam(0.005), 30, 32, 42, 0.2, false, TrainingListener.NONE, Compiler.standard());
    }

    @Override
    public TrainedModel train(Model model, Dataset data) {
        return new Training(model, data, this).run();
    }

    public TrainingOptions optimizer(Optimizer other) {
        return new TrainingOptions(other, epochs, batchSize, seed, heldOut, standardize, listener, compiler);
    }

    public TrainingOptions epochs(int number) {
        return new TrainingOptions(optimizer, number, batchSize, seed, heldOut, standardize, listener, compiler);
    }

    public TrainingOptions batchSize(int rows) {
        return new TrainingOptions(optimizer, epochs, rows, seed, heldOut, standardize, listener, compiler);
    }

    public TrainingOptions seed(long other) {
        return new TrainingOptions(optimizer, epochs, batchSize, other, heldOut, standardize, listener, compiler);
    }

    public TrainingOptions heldOut(double share) {
        return new TrainingOptions(optimizer, epochs, batchSize, seed, share, standardize, listener, compiler);
    }

    public TrainingOptions standardize(boolean wanted) {
        return new TrainingOptions(optimizer, epochs, batchSize, seed, heldOut, wanted, listener, compiler);
    }

    public TrainingOptions listener(TrainingListener other) {
        return new TrainingOptions(optimizer, epochs, batchSize, seed, heldOut, standardize, other, compiler);
    }

    public TrainingOptions compiler(Compiler other) {
        return new TrainingOptions(optimizer, epochs, batchSize, seed, heldOut, standardize, listener, other);
    }
}
