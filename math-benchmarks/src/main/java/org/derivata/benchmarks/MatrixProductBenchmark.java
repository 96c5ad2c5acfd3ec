package org.derivata.benchmarks;

import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.derivata.nn.kernel.MatrixMultiplier;
import org.derivata.nn.kernel.MultiplierTable;
import org.ojalgo.OjAlgoUtils;
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

/** How fast is our product of dense matrices beside ojAlgo's? Both write into an array that is there already. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class MatrixProductBenchmark {

    /** Rows of the left, shared size, columns of the right. */
    @Param({"64x64x64", "256x256x256", "32x784x128", "784x32x128", "512x512x512"})
    String sizes;

    private final ExecutorService executor = Executors.newFixedThreadPool(2);
    private final MatrixMultiplier single = MultiplierTable.standard();
    private final MatrixMultiplier threaded = MultiplierTable.standard(executor, 2);
    private int m;
    private int k;
    private int n;
    private double[] a;
    private double[] b;
    private double[] c;
    private R064Store left;
    private R064Store right;
    private R064Store product;

    @Setup
    public void fill() {
        OjAlgoUtils.limitThreadsTo(1);
        String[] parts = sizes.split("x");
        m = Integer.parseInt(parts[0]);
        k = Integer.parseInt(parts[1]);
        n = Integer.parseInt(parts[2]);
        a = new SplittableRandom(1).doubles((long) m * k).toArray();
        b = new SplittableRandom(2).doubles((long) k * n).toArray();
        c = new double[m * n];
        left = R064Store.FACTORY.make(m, k);
        right = R064Store.FACTORY.make(k, n);
        product = R064Store.FACTORY.make(m, n);
        for (int i = 0; i < a.length; i++) {
            left.set(i / k, i % k, a[i]);
        }
        for (int i = 0; i < b.length; i++) {
            right.set(i / n, i % n, b[i]);
        }
        ours();
        ojAlgo();
        for (int i = 0; i < c.length; i++) {
            if (Math.abs(c[i] - product.doubleValue(i / n, i % n)) > 1e-9) {
                throw new IllegalStateException("the two products differ");
            }
        }
    }

    @TearDown
    public void end() {
        executor.shutdown();
    }

    @Benchmark
    public double[] ours() {
        single.multiply(m, n, k, 1, a, 0, false, b, 0, false, 0, c, 0);
        return c;
    }

    @Benchmark
    public double[] oursOnTwoThreads() {
        threaded.multiply(m, n, k, 1, a, 0, false, b, 0, false, 0, c, 0);
        return c;
    }

    /** Held to one thread, or it would take more by itself when it finds the matrices large enough. */
    @Benchmark
    public R064Store ojAlgo() {
        product.fillByMultiplying(left, right);
        return product;
    }
}
