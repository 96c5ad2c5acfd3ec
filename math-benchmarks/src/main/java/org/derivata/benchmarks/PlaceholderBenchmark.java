package org.derivata.benchmarks;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

@State(Scope.Benchmark)
public class PlaceholderBenchmark {
    double x = 0.5;

    @Benchmark
    public double tanh() {
        return Math.tanh(x);
    }
}
