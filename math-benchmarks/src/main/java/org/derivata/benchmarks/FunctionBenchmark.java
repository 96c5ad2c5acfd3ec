package org.derivata.benchmarks;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.derivata.nn.compile.Compiler;
import org.derivata.nn.compile.Precision;
import org.derivata.nn.compile.Workspace;
import org.derivata.symbolic.Formula;
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

/** How fast are exponentials and what is made of them, of 100,000 numbers, beside a loop of {@link Math#exp} and PyTorch? */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class FunctionBenchmark {

    private static final int COUNT = 100_000;

    /** A function of each number, or softmax of rows with so many columns. */
    @Param({"exp", "sigmoid", "tanh", "softmax 10", "softmax 1000"})
    String function;

    @Param({"FLOAT64", "FLOAT32"})
    Precision precision;

    /** Threads for us and for PyTorch. */
    @Param({"1", "2"})
    int threads;

    private Workspace workspace;
    private double[] numbers;
    private double[] out;
    private NDManager manager;
    private NDArray array;

    @Setup
    public void prepare() {
        numbers = new SplittableRandom(11).doubles(COUNT, -4, 4).toArray();
        float[] rounded = new float[COUNT];
        for (int i = 0; i < COUNT; i++) {
            rounded[i] = (float) numbers[i];
        }
        out = new double[COUNT];
        int columns = columns();
        String text = columns == 0 ? function + "(x)" : "softmax(x, axis=1)";
        workspace = Compiler.standard()
                .precision(precision)
                .threads(threads)
                .compile(
                        Formula.given(columns == 0 ? "x: [n]" : "x: [n, " + columns + "]")
                                .parse(text)
                                .expression(),
                        Map.of("n", columns == 0 ? COUNT : COUNT / columns))
                .newWorkspace();
        boolean narrow = precision == Precision.FLOAT32;
        if (narrow) {
            workspace.set("x", rounded);
        } else {
            workspace.set("x", numbers);
        }
        System.setProperty("ai.djl.pytorch.num_threads", Integer.toString(threads));
        System.setProperty("ai.djl.pytorch.num_interop_threads", "1");
        manager = NDManager.newBaseManager();
        Shape shape = columns == 0 ? new Shape(COUNT) : new Shape(COUNT / columns, columns);
        array = narrow ? manager.create(rounded, shape) : manager.create(numbers, shape);
    }

    private int columns() {
        String[] words = function.split(" ");
        return words.length == 1 ? 0 : Integer.parseInt(words[1]);
    }

    @TearDown
    public void close() {
        manager.close();
    }

    @Benchmark
    public Workspace ours() {
        workspace.program().run(workspace);
        return workspace;
    }

    @Benchmark
    public void djl() {
        NDArray result = switch (function) {
            case "exp" -> array.exp();
            case "sigmoid" -> array.getNDArrayInternal().sigmoid();
            case "tanh" -> array.tanh();
            default -> array.softmax(1);
        };
        result.close();
    }

    /** What any of them takes at least with the functions of Java: an exponential of each number. */
    @Benchmark
    public double[] handWritten() {
        for (int i = 0; i < COUNT; i++) {
            out[i] = Math.exp(numbers[i]);
        }
        return out;
    }
}
