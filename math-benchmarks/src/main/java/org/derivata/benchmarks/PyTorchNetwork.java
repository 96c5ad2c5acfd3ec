package org.derivata.benchmarks;

import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.GradientCollector;
import ai.djl.training.Trainer;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;

/** The same network and step through DJL's trainer and its PyTorch engine, in float32, which is what it is made for. */
final class PyTorchNetwork implements AutoCloseable {

    private final Model model;
    private final Trainer trainer;
    private final NDArray inputs;
    private final NDArray classes;

    /** Must be the first in its process to touch DJL: the number of threads is read once. */
    PyTorchNetwork(int threads, int rows, int[] units, double rate, double[] features, double[] oneHot) {
        this(
                threads,
                rows,
                units,
                rate,
                features,
                classes(rows, units[units.length - 1], oneHot),
                Loss.softmaxCrossEntropyLoss());
    }

    private PyTorchNetwork(
            int threads, int rows, int[] units, double rate, double[] features, float[] target, Loss loss) {
        System.setProperty("ai.djl.pytorch.num_threads", Integer.toString(threads));
        System.setProperty("ai.djl.pytorch.num_interop_threads", "1");
        model = Model.newInstance("peer", "PyTorch");
        SequentialBlock block = new SequentialBlock();
        for (int layer = 1; layer < units.length; layer++) {
            block.add(Linear.builder().setUnits(units[layer]).build());
            if (layer < units.length - 1) {
                block.add(Activation::relu);
            }
        }
        model.setBlock(block);
        trainer = model.newTrainer(new DefaultTrainingConfig(loss)
                .optOptimizer(Optimizer.sgd()
                        .setLearningRateTracker(Tracker.fixed((float) rate))
                        .build()));
        trainer.initialize(new Shape(rows, units[0]));
        NDManager manager = trainer.getManager();
        inputs = manager.create(floats(features), new Shape(rows, units[0]));
        classes = target.length == rows && units[units.length - 1] == 1
                ? manager.create(target, new Shape(rows, 1))
                : manager.create(target);
    }

    /** A logistic regression on one thread. */
    static PyTorchNetwork logistic(int rows, int columns, double rate, double[] features, double[] target) {
        return new PyTorchNetwork(
                1, rows, new int[] {columns, 1}, rate, features, floats(target), Loss.sigmoidBinaryCrossEntropyLoss());
    }

    private static float[] floats(double[] numbers) {
        float[] floats = new float[numbers.length];
        for (int i = 0; i < numbers.length; i++) {
            floats[i] = (float) numbers[i];
        }
        return floats;
    }

    private static float[] classes(int rows, int count, double[] oneHot) {
        float[] labels = new float[rows];
        for (int i = 0; i < oneHot.length; i++) {
            labels[i / count] += oneHot[i] == 1 ? i % count : 0;
        }
        return labels;
    }

    /** Forward, loss, backward, update; the loss. */
    float step() {
        try (NDManager manager = trainer.getManager().newSubManager()) {
            inputs.tempAttach(manager);
            classes.tempAttach(manager);
            float value;
            try (GradientCollector collector = trainer.newGradientCollector()) {
                NDArray loss = trainer.getLoss().evaluate(new NDList(classes), trainer.forward(new NDList(inputs)));
                collector.backward(loss);
                value = loss.getFloat();
            }
            trainer.step();
            return value;
        }
    }

    @Override
    public void close() {
        trainer.close();
        model.close();
    }
}
