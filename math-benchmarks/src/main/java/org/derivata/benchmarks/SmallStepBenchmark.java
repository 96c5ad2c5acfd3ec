package org.derivata.benchmarks;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does a step cost where there is hardly anything to compute? A logistic regression on four rows of two features: loss,
 * gradient, update. The peers are the loop that one would write by hand, and DJL's trainer over PyTorch.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class SmallStepBenchmark {

    private static final double RATE = 0.01;
    private static final double[] FEATURES = {0, 0, 0, 1, 1, 0, 1, 1};
    private static final double[] TARGET = {0, 1, 1, 1};

    private Workspace workspace;
    private final double[] weights = {0.1, -0.2};
    private double bias = 0.05;

    @Setup
    public void compile() {
        Formula loss =
                Formula.given("X: [n, d]; y: [n]; w: [d]; b: []").parse("binary_cross_entropy(sigmoid(X @ w + b), y)");
        Map<String, Expr> outputs = new LinkedHashMap<>();
        Map<String, String> feedback = new LinkedHashMap<>();
        outputs.put("loss", loss.stabilize().expression());
        loss.gradients(List.of("w", "b")).forEach((name, gradient) -> {
            Formula before = Formula.variable(name, gradient.shape());
            outputs.put("new " + name, before.minus(gradient.times(RATE)).expression());
            feedback.put("new " + name, name);
        });
        workspace = Compiler.standard()
                .compile(outputs, Map.of("n", 4, "d", 2), feedback)
                .newWorkspace();
        workspace.set("X", Array.of(FEATURES, 4, 2));
        workspace.set("y", Array.of(TARGET, 4));
        workspace.set("w", Array.of(weights.clone(), 2));
        workspace.set("b", Array.scalar(bias));
        for (int i = 0; i < 3; i++) {
            double expected = handWritten();
            double got = ours();
            if (Math.abs(expected - got) > 1e-12) {
                throw new IllegalStateException("the two losses differ: " + expected + " and " + got);
            }
        }
    }

    @Benchmark
    public double ours() {
        workspace.program().run(workspace);
        return workspace.scalar("loss");
    }

    /** As a careful person writes it, without overflow. */
    @Benchmark
    public double handWritten() {
        double loss = 0;
        double slope0 = 0;
        double slope1 = 0;
        double slopeBias = 0;
        for (int i = 0; i < 4; i++) {
            double z = FEATURES[2 * i] * weights[0] + FEATURES[2 * i + 1] * weights[1] + bias;
            double small = Math.exp(-Math.abs(z));
            loss += Math.max(z, 0) + Math.log1p(small) - TARGET[i] * z;
            double residual = (z >= 0 ? 1 / (1 + small) : small / (1 + small)) - TARGET[i];
            slope0 += residual * FEATURES[2 * i];
            slope1 += residual * FEATURES[2 * i + 1];
            slopeBias += residual;
        }
        weights[0] -= RATE * slope0 / 4;
        weights[1] -= RATE * slope1 / 4;
        bias -= RATE * slopeBias / 4;
        return loss / 4;
    }

    /** DJL's trainer. */
    @State(Scope.Benchmark)
    public static class PyTorch {

        private PyTorchNetwork network;

        @Setup
        public void build() {
            network = PyTorchNetwork.logistic(4, 2, RATE, FEATURES, TARGET);
        }

        @TearDown
        public void close() {
            network.close();
        }
    }

    @Benchmark
    public float djl(PyTorch peer) {
        return peer.network.step();
    }
}
