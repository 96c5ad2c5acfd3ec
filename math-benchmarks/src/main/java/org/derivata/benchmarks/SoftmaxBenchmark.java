package org.derivata.benchmarks;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.derivata.core.array.Array;
import org.derivata.core.expr.Expr;
import org.derivata.nn.compile.Compiler;
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
import org.openjdk.jmh.annotations.Warmup;

/**
 * How fast is work along rows beside the fused loop that one would write by hand? Softmax; softmax cross-entropy with its
 * gradient; layer normalisation. 256 rows, one thread, float64.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class SoftmaxBenchmark {

    private static final int ROWS = 256;

    @Param({"softmax", "cross_entropy", "layer_norm"})
    String work;

    @Param({"10", "1000"})
    int columns;

    private Workspace workspace;
    private double[] z;
    private double[] y;
    private double[] out;

    @Setup
    public void compile() {
        SplittableRandom random = new SplittableRandom(5);
        z = random.doubles((long) ROWS * columns, -3, 3).toArray();
        y = new double[z.length];
        out = new double[z.length];
        for (int row = 0; row < ROWS; row++) {
            y[row * columns + random.nextInt(columns)] = 1;
        }
        Map<String, Expr> outputs = new LinkedHashMap<>();
        switch (work) {
            case "softmax" -> outputs.put("out", formula("softmax(Z, axis=1)").expression());
            case "layer_norm" ->
                outputs.put(
                        "out",
                        formula("(Z - mean(Z, axis=1, keepdims=1)) / sqrt(var(Z, axis=1, keepdims=1) + 1e-5)")
                                .expression());
            default -> {
                Formula formula = formula("cross_entropy(Z, Y)");
                outputs.put("loss", formula.stabilize().expression());
                outputs.put("out", formula.gradient("Z").expression());
            }
        }
        workspace = Compiler.standard()
                .compile(outputs, Map.of("n", ROWS, "k", columns))
                .newWorkspace();
        workspace.set("Z", Array.of(z, ROWS, columns));
        if (work.equals("cross_entropy")) {
            workspace.set("Y", Array.of(y, ROWS, columns));
        }
        handWritten();
        double[] ours = ours().data();
        for (int i = 0; i < out.length; i++) {
            if (Math.abs(out[i] - ours[i]) > 1e-12) {
                throw new IllegalStateException("results differ: " + out[i] + " and " + ours[i]);
            }
        }
    }

    private static Formula formula(String text) {
        return Formula.given("Z: [n, k]; Y: [n, k] one_hot").parse(text);
    }

    @Benchmark
    public Array ours() {
        workspace.program().run(workspace);
        return workspace.output("out");
    }

    @Benchmark
    public double handWritten() {
        return switch (work) {
            case "softmax" -> softmax();
            case "layer_norm" -> layerNorm();
            default -> crossEntropy();
        };
    }

    private double softmax() {
        for (int from = 0; from < z.length; from += columns) {
            double max = z[from];
            for (int i = from + 1; i < from + columns; i++) {
                max = Math.max(max, z[i]);
            }
            double sum = 0;
            for (int i = from; i < from + columns; i++) {
                double e = Math.exp(z[i] - max);
                out[i] = e;
                sum += e;
            }
            double scale = 1 / sum;
            for (int i = from; i < from + columns; i++) {
                out[i] *= scale;
            }
        }
        return out[0];
    }

    private double crossEntropy() {
        double total = 0;
        for (int from = 0; from < z.length; from += columns) {
            double max = z[from];
            for (int i = from + 1; i < from + columns; i++) {
                max = Math.max(max, z[i]);
            }
            double sum = 0;
            double right = 0;
            for (int i = from; i < from + columns; i++) {
                double e = Math.exp(z[i] - max);
                out[i] = e;
                sum += e;
                right += y[i] * z[i];
            }
            total += Math.log(sum) + max - right;
            double scale = 1 / sum;
            for (int i = from; i < from + columns; i++) {
                out[i] = (out[i] * scale - y[i]) / ROWS;
            }
        }
        return total / ROWS;
    }

    private double layerNorm() {
        for (int from = 0; from < z.length; from += columns) {
            double sum = 0;
            for (int i = from; i < from + columns; i++) {
                sum += z[i];
            }
            double mean = sum / columns;
            double squares = 0;
            for (int i = from; i < from + columns; i++) {
                squares += (z[i] - mean) * (z[i] - mean);
            }
            double scale = 1 / Math.sqrt(squares / columns + 1e-5);
            for (int i = from; i < from + columns; i++) {
                out[i] = (z[i] - mean) * scale;
            }
        }
        return out[0];
    }
}
