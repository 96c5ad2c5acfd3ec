package org.derivata.benchmarks;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.derivata.symbolic.Formula;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Does time grow linearly with the length of a chain of operations? The time for one operation is to stay flat. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 1)
@Measurement(iterations = 1)
@Fork(value = 1, jvmArgs = "-Xmx2g")
public class LongChainBenchmark {

    @Param({"1000", "10000", "100000"})
    int operations;

    private int round;
    private Formula chain;
    private Formula derivative;

    @Setup(Level.Trial)
    public void makeChain() {
        chain = chain(0);
        derivative = chain.derivative("x");
    }

    private Formula chain(int number) {
        Formula x = Formula.variable("x");
        for (int i = 0; i < operations / 2; i++) {
            x = Formula.call("tanh", x).plus(0.001 * number + 0.1);
        }
        return x;
    }

    /** Other numbers each time: an equal chain that still lives would be found instead of built. */
    private Formula freshChain() {
        round++;
        return chain(round);
    }

    @Benchmark
    public Formula build() {
        return freshChain();
    }

    /** A new chain each time, so this is the time of {@link #build} and of the derivative. */
    @Benchmark
    public Formula buildAndDifferentiate() {
        return freshChain().derivative("x");
    }

    @Benchmark
    public Formula simplify() {
        return chain.simplify();
    }

    @Benchmark
    public String printDerivative() {
        return derivative.toString();
    }

    @Benchmark
    public double evaluateDerivative() {
        return derivative.value(Map.of("x", 0.5));
    }
}
