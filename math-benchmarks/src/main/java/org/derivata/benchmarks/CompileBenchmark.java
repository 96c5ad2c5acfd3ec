package org.derivata.benchmarks;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.derivata.core.expr.Expr;
import org.derivata.nn.compile.Compiler;
import org.derivata.nn.compile.Workspace;
import org.derivata.nn.model.Model;
import org.derivata.symbolic.Formula;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How long from a text to a program that can run? A network for handwritten digits, with its gradients and updates, by everything there is on the way:
 * read, stabilised, differentiated, simplified, compiled, its memory made. The names are new each time, so that no node is known from the last.
 */
@State(Scope.Benchmark)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class CompileBenchmark {

    private static final int ROWS = 32;
    private static final String TEXT = """
            input X: [n, 64]
            target Y: [n, 10] one_hot

            param W1: [64, 64] = he_normal
            param b1: [64] = zeros
            param W2: [64, 10] = he_normal
            param b2: [10] = zeros

            Z = X / 16 @ W1 + b1
            H = relu(Z)
            scores = H @ W2 + b2

            loss = cross_entropy(scores, Y)
            """;

    private int run;

    private Workspace compiled() {
        run++;
        Model model = Model.parse("digits", TEXT.replaceAll("\\b([XYWbZH][12]?)\\b", "$1_" + run));
        Map<String, Expr> outputs = new LinkedHashMap<>();
        Map<String, String> feedback = new LinkedHashMap<>();
        outputs.put("loss", model.loss().stabilize().expression());
        model.gradients().forEach((name, gradient) -> {
            Formula before = Formula.variable(name, gradient.shape());
            outputs.put(
                    "new " + name, before.minus(gradient.stabilize().times(0.1)).expression());
            feedback.put("new " + name, name);
        });
        return Compiler.standard().compile(outputs, Map.of("n", ROWS), feedback).newWorkspace();
    }

    @Benchmark
    @BenchmarkMode(Mode.AverageTime)
    @Warmup(iterations = 15, time = 2)
    @Measurement(iterations = 5, time = 1)
    @Fork(1)
    public Workspace warm() {
        return compiled();
    }

    /** The first thing that a JVM does, once it runs. */
    @Benchmark
    @BenchmarkMode(Mode.SingleShotTime)
    @Warmup(iterations = 0)
    @Measurement(iterations = 1)
    @Fork(7)
    public Workspace cold() {
        return compiled();
    }
}
