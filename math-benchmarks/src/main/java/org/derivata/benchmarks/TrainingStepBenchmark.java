package org.derivata.benchmarks;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.derivata.core.array.Array;
import org.derivata.core.expr.Expr;
import org.derivata.nn.compile.Compiler;
import org.derivata.nn.compile.Engine;
import org.derivata.nn.compile.Program;
import org.derivata.nn.compile.Workspace;
import org.derivata.symbolic.Formula;
import org.ojalgo.ann.ArtificialNeuralNetwork;
import org.ojalgo.ann.NetworkTrainer;
import org.ojalgo.data.DataBatch;
import org.ojalgo.matrix.store.R064Store;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How long does one step of gradient descent take, for a network of 784, 128 and 10 units and 32 rows? Ours is derived from the typed loss and
 * compiled; the peer is ojAlgo's own network with its own backpropagation. Both have relu, softmax, cross-entropy and a fixed rate, and start
 * from random weights; ours computes the loss as well.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class TrainingStepBenchmark {

    private static final int ROWS = 32;
    private static final int FEATURES = 784;
    private static final int HIDDEN = 128;
    private static final int CLASSES = 10;
    private static final double RATE = 0.01;
    private static final String DECLARATIONS = "X: [n, d]; Y: [n, k] one_hot; W1: [d, h]; b1: [h]; W2: [h, k]; b2: [k]";

    private final Map<String, Array> data = new LinkedHashMap<>();
    private Program program;
    private Workspace workspace;
    private Program ojAlgoProgram;
    private Workspace ojAlgoWorkspace;
    private NetworkTrainer trainer;
    private DataBatch inputs;
    private DataBatch targets;

    @Setup
    public void prepare() {
        SplittableRandom random = new SplittableRandom(3);
        data.put("X", random(random, 1, ROWS, FEATURES));
        double[] classes = new double[ROWS * CLASSES];
        for (int i = 0; i < ROWS; i++) {
            classes[i * CLASSES + random.nextInt(CLASSES)] = 1;
        }
        data.put("Y", Array.of(classes, ROWS, CLASSES));
        data.put("W1", random(random, 0.05, FEATURES, HIDDEN));
        data.put("b1", Array.full(0, HIDDEN));
        data.put("W2", random(random, 0.1, HIDDEN, CLASSES));
        data.put("b2", Array.full(0, CLASSES));
        program = compiled(Engine.COMPILED);
        workspace = program.newWorkspace();
        data.forEach(workspace::set);
        ojAlgoProgram = compiled(Engine.OJALGO);
        ojAlgoWorkspace = ojAlgoProgram.newWorkspace();
        data.forEach(ojAlgoWorkspace::set);
        preparePeer();
    }

    private static Array random(SplittableRandom random, double scale, int rows, int columns) {
        return Array.of(random.doubles((long) rows * columns, -scale, scale).toArray(), rows, columns);
    }

    private static Program compiled(Engine engine) {
        Formula loss = Formula.given(DECLARATIONS).parse("cross_entropy(relu(X @ W1 + b1) @ W2 + b2, Y)");
        List<String> parameters = List.of("W1", "b1", "W2", "b2");
        Map<String, Expr> outputs = new LinkedHashMap<>();
        Map<String, String> feedback = new LinkedHashMap<>();
        outputs.put("loss", loss.stabilize().expression());
        loss.gradients(parameters).forEach((name, gradient) -> {
            Formula before = Formula.variable(name, gradient.shape());
            outputs.put("new " + name, before.minus(gradient.times(RATE)).expression());
            feedback.put("new " + name, name);
        });
        return Compiler.of(engine)
                .compile(outputs, Map.of("n", ROWS, "d", FEATURES, "h", HIDDEN, "k", CLASSES), feedback);
    }

    private void preparePeer() {
        trainer = ArtificialNeuralNetwork.builder(R064Store.FACTORY, FEATURES)
                .layer(HIDDEN, ArtificialNeuralNetwork.Activator.RELU)
                .layer(CLASSES, ArtificialNeuralNetwork.Activator.SOFTMAX)
                .get()
                .newTrainer(ROWS)
                .error(ArtificialNeuralNetwork.Error.CROSS_ENTROPY)
                .rate(RATE);
        inputs = trainer.newInputBatch();
        targets = trainer.newOutputBatch();
        for (int i = 0; i < ROWS; i++) {
            inputs.addRow(row("X", i));
            targets.addRow(row("Y", i));
        }
    }

    private R064Store row(String name, int index) {
        Array array = java.util.Objects.requireNonNull(data.get(name));
        R064Store row = R064Store.FACTORY.make(1, array.size(1));
        for (int j = 0; j < array.size(1); j++) {
            row.set(0, j, array.get(index, j));
        }
        return row;
    }

    @Benchmark
    public double ours() {
        program.run(workspace);
        return workspace.scalar("loss");
    }

    /** The same program with every product and function that ojAlgo has done by ojAlgo. */
    @Benchmark
    public double oursOverOjAlgo() {
        ojAlgoProgram.run(ojAlgoWorkspace);
        return ojAlgoWorkspace.scalar("loss");
    }

    @Benchmark
    public NetworkTrainer ojAlgo() {
        trainer.train(inputs, targets);
        return trainer;
    }
}
