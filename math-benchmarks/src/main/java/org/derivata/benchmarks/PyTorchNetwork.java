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
        trainer = model.newTrainer(new DefaultTrainingConfig(Loss.softmaxCrossEntropyLoss())
                .optOptimizer(Optimizer.sgd()
                        .setLearningRateTracker(Tracker.fixed((float) rate))
                        .build()));
        trainer.initialize(new Shape(rows, units[0]));
        NDManager manager = trainer.getManager();
        float[] numbers = new float[features.length];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = (float) features[i];
        }
        inputs = manager.create(numbers, new Shape(rows, units[0]));
        float[] labels = new float[rows];
        int last = units[units.length - 1];
        for (int i = 0; i < oneHot.length; i++) {
            labels[i / last] += oneHot[i] == 1 ? i % last : 0;
        }
        classes = manager.create(labels);
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
