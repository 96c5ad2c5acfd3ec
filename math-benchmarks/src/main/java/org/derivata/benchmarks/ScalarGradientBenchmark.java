package org.derivata.benchmarks;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.derivata.nn.compile.Compiler;
import org.derivata.nn.compile.DifferentiableFunction;
import org.derivata.symbolic.Formula;
import org.hipparchus.analysis.differentiation.Gradient;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What does E3 cost with its derivatives by the three weights, beside reverse mode written by hand and Hipparchus? */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 400, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 200, timeUnit = TimeUnit.MILLISECONDS)
@Fork(1)
@OperationsPerInvocation(ScalarGradientBenchmark.POINTS)
public class ScalarGradientBenchmark {

    static final int POINTS = 64;

    private final double[] gradient = new double[3];
    private double[][] points = {};
    private DifferentiableFunction function =
            Compiler.standard().scalarGradient(Formula.parse("a"), List.of("a"), List.of("a"));

    @Setup
    public void prepare() {
        ScalarTask task = ScalarTask.E3;
        Random random = new Random(3);
        points = new double[POINTS][task.variables().size()];
        for (double[] point : points) {
            Arrays.setAll(point, i -> 0.2 + random.nextDouble());
        }
        function = Compiler.standard()
                .scalarGradient(Formula.parse(task.text()), task.variables(), List.of("w", "v", "b"));
    }

    @Benchmark
    public double ours() {
        double sum = 0;
        for (double[] each : points) {
            sum += function.value(each, gradient) + gradient[0] + gradient[1] + gradient[2];
        }
        return sum;
    }

    @Benchmark
    public double reverseMode() {
        double sum = 0;
        for (double[] each : points) {
            sum += ScalarTask.logisticReverse(each, gradient) + gradient[0] + gradient[1] + gradient[2];
        }
        return sum;
    }

    @Benchmark
    public double hipparchus() {
        double sum = 0;
        for (double[] each : points) {
            Gradient w = Gradient.variable(3, 0, each[0]);
            Gradient v = Gradient.variable(3, 1, each[1]);
            Gradient b = Gradient.variable(3, 2, each[2]);
            Gradient z = w.multiply(each[3]).add(v.multiply(each[4])).add(b);
            Gradient s = z.negate().exp().add(1).reciprocal();
            Gradient value =
                    s.log().multiply(each[5]).add(s.negate().add(1).log().multiply(1 - each[5]));
            double[] found = value.getGradient();
            sum += value.getValue() + found[0] + found[1] + found[2];
        }
        return sum;
    }
}
