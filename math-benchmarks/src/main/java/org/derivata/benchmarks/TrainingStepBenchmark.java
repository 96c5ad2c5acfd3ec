package org.derivata.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.derivata.core.array.Array;
import org.derivata.core.expr.Expr;
import org.derivata.nn.compile.Compiler;
import org.derivata.nn.compile.Engine;
import org.derivata.nn.compile.Precision;
import org.derivata.nn.compile.Program;
import org.derivata.nn.compile.Workspace;
import org.derivata.symbolic.Formula;
import org.ojalgo.ann.ArtificialNeuralNetwork;
import org.ojalgo.ann.NetworkBuilder;
import org.ojalgo.ann.NetworkTrainer;
import org.ojalgo.data.DataBatch;
import org.ojalgo.matrix.store.R064Store;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How long does one step of gradient descent take? Ours is derived from the typed loss and compiled; the peers are ojAlgo's own network with
 * its own backpropagation, and DJL's trainer over PyTorch. All have relu, softmax, cross-entropy and a fixed rate, and start from random
 * weights; all but ojAlgo compute the loss as well.
 *
 * <p>Sampled, because the machine is rarely quiet: compare medians, or the fastest of each.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 3, time = 2)
@Fork(1)
public class TrainingStepBenchmark {

    private static final double RATE = 0.01;

    /** Units of each layer, and rows after the x. */
    @Param({"784-128-10x32", "784-128-10x256", "784-512-256-10x128"})
    String network;

    /** Threads for us and for DJL; ojAlgo decides for itself. */
    @Param({"1", "2"})
    int threads;

    private final Map<String, Array> data = new LinkedHashMap<>();
    private final ExecutorService executor = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task);
        thread.setDaemon(true);
        return thread;
    });
    private int rows;
    private int[] units;

    @Setup
    public void prepare() {
        String[] parts = network.split("x");
        rows = Integer.parseInt(parts[1]);
        units = Arrays.stream(parts[0].split("-")).mapToInt(Integer::parseInt).toArray();
        data.putAll(data(units, rows));
    }

    /** Random rows, classes and weights for a network of layers. */
    static Map<String, Array> data(int[] units, int rows) {
        Map<String, Array> data = new LinkedHashMap<>();
        SplittableRandom random = new SplittableRandom(3);
        data.put("X", random(random, 1, rows, units[0]));
        int classes = units[units.length - 1];
        double[] oneHot = new double[rows * classes];
        for (int i = 0; i < rows; i++) {
            oneHot[i * classes + random.nextInt(classes)] = 1;
        }
        data.put("Y", Array.of(oneHot, rows, classes));
        for (int layer = 1; layer < units.length; layer++) {
            data.put("W" + layer, random(random, 1 / Math.sqrt(units[layer - 1]), units[layer - 1], units[layer]));
            data.put("b" + layer, Array.full(0, units[layer]));
        }
        return data;
    }

    @TearDown
    public void end() {
        executor.shutdown();
    }

    private static Array random(SplittableRandom random, double scale, int rows, int columns) {
        return Array.of(random.doubles((long) rows * columns, -scale, scale).toArray(), rows, columns);
    }

    /** A program in its workspace, inputs bound. */
    @State(Scope.Benchmark)
    public static class Ours {

        @Param({"COMPILED float32", "COMPILED float64", "OJALGO float64"})
        String program;

        private Workspace workspace;

        @Setup
        public void compile(TrainingStepBenchmark task) {
            String[] parts = program.split(" ");
            Engine engine = Engine.valueOf(parts[0]);
            Compiler compiler =
                    Compiler.of(engine).precision(Precision.named(parts[1]).orElseThrow());
            boolean parallel = engine == Engine.COMPILED && task.threads > 1;
            Compiler threaded = parallel ? compiler.threads(task.executor, task.threads) : compiler;
            workspace = step(task.units, task.rows, threaded).newWorkspace();
            task.data.forEach(workspace::set);
        }
    }

    /** A step of gradient descent: loss, gradients and updates of a network of layers. */
    static Program step(int[] units, int rows, Compiler compiler) {
        StringBuilder declarations = new StringBuilder("X: [n, d0]; Y: [n, d" + (units.length - 1) + "] one_hot");
        String layers = "X";
        List<String> parameters = new ArrayList<>();
        Map<String, Integer> sizes = new LinkedHashMap<>(Map.of("n", rows, "d0", units[0]));
        for (int layer = 1; layer < units.length; layer++) {
            declarations.append(
                    String.format(Locale.ROOT, "; W%d: [d%d, d%d]; b%d: [d%d]", layer, layer - 1, layer, layer, layer));
            layers = (layer == 1 ? layers : "relu(" + layers + ")") + " @ W" + layer + " + b" + layer;
            parameters.addAll(List.of("W" + layer, "b" + layer));
            sizes.put("d" + layer, units[layer]);
        }
        Formula loss = Formula.given(declarations.toString()).parse("cross_entropy(" + layers + ", Y)");
        Map<String, Expr> outputs = new LinkedHashMap<>();
        Map<String, String> feedback = new LinkedHashMap<>();
        outputs.put("loss", loss.stabilize().expression());
        loss.gradients(parameters).forEach((name, gradient) -> {
            Formula before = Formula.variable(name, gradient.shape());
            outputs.put("new " + name, before.minus(gradient.times(RATE)).expression());
            feedback.put("new " + name, name);
        });
        return compiler.compile(outputs, sizes, feedback);
    }

    /** ojAlgo's network and its batches. */
    @State(Scope.Benchmark)
    public static class OjAlgoNetwork {

        private NetworkTrainer trainer;
        private DataBatch inputs;
        private DataBatch targets;

        @Setup
        public void build(TrainingStepBenchmark task) {
            int[] units = task.units;
            NetworkBuilder builder = ArtificialNeuralNetwork.builder(R064Store.FACTORY, units[0]);
            for (int layer = 1; layer < units.length; layer++) {
                builder.layer(
                        units[layer],
                        layer < units.length - 1
                                ? ArtificialNeuralNetwork.Activator.RELU
                                : ArtificialNeuralNetwork.Activator.SOFTMAX);
            }
            trainer = builder.get()
                    .newTrainer(task.rows)
                    .error(ArtificialNeuralNetwork.Error.CROSS_ENTROPY)
                    .rate(RATE);
            inputs = trainer.newInputBatch();
            targets = trainer.newOutputBatch();
            for (int i = 0; i < task.rows; i++) {
                inputs.addRow(task.row("X", i));
                targets.addRow(task.row("Y", i));
            }
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

    /** DJL's trainer. */
    @State(Scope.Benchmark)
    public static class PyTorch {

        private PyTorchNetwork network;

        @Setup
        public void build(TrainingStepBenchmark task) {
            double[] features =
                    java.util.Objects.requireNonNull(task.data.get("X")).data();
            double[] classes =
                    java.util.Objects.requireNonNull(task.data.get("Y")).data();
            network = new PyTorchNetwork(task.threads, task.rows, task.units, RATE, features, classes);
        }

        @TearDown
        public void close() {
            network.close();
        }
    }

    @Benchmark
    public double ours(Ours ours) {
        ours.workspace.program().run(ours.workspace);
        return ours.workspace.scalar("loss");
    }

    @Benchmark
    public NetworkTrainer ojAlgo(OjAlgoNetwork peer) {
        peer.trainer.train(peer.inputs, peer.targets);
        return peer.trainer;
    }

    @Benchmark
    public float djl(PyTorch peer) {
        return peer.network.step();
    }
}
