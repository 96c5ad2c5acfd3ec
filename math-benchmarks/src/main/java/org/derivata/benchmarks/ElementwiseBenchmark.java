package org.derivata.benchmarks;

import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.derivata.core.array.Array;
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
 * How fast is a fused region beside the one loop that one would write by hand? Twelve operations on three vectors, in cache
 * and out of it; and a region in which the exponential dominates. One thread, float64. The result stays in the workspace,
 * as that of the loop stays in its array.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "-Xmx2g")
public class ElementwiseBenchmark {

    @Param({"arithmetic", "exponential"})
    String work;

    @Param({"10000", "10000000"})
    int count;

    private Workspace workspace;
    private double[] a;
    private double[] b;
    private double[] c;
    private double[] out;

    /** The results of both are compared before anything is measured. */
    @Setup
    public void compile() {
        SplittableRandom random = new SplittableRandom(7);
        a = random.doubles(count, -1, 1).toArray();
        b = random.doubles(count, -1, 1).toArray();
        c = random.doubles(count, 1, 2).toArray();
        out = new double[count];
        String text = work.equals("arithmetic")
                ? "((a*b + c) * (a - b) / (c + 3) - b*c) * (a + 2) + sqrt(c)"
                : "exp(a) * b + c";
        workspace = Compiler.standard()
                .compile(Formula.given("a, b, c: [n]").parse(text).expression(), Map.of("n", count))
                .newWorkspace();
        workspace.set("a", Array.of(a, count));
        workspace.set("b", Array.of(b, count));
        workspace.set("c", Array.of(c, count));
        handWritten();
        ours();
        double[] ours = workspace.output("result").data();
        for (int i = 0; i < count; i++) {
            if (!(Math.abs(ours[i] - out[i]) <= 1e-12)) {
                throw new IllegalStateException("results differ: " + ours[i] + " and " + out[i]);
            }
        }
    }

    @Benchmark
    public Workspace ours() {
        workspace.program().run(workspace);
        return workspace;
    }

    @Benchmark
    public double[] handWritten() {
        return work.equals("arithmetic") ? arithmetic() : exponential();
    }

    private double[] arithmetic() {
        for (int i = 0; i < count; i++) {
            double x = a[i];
            double y = b[i];
            double z = c[i];
            out[i] = ((x * y + z) * (x - y) / (z + 3) - y * z) * (x + 2) + Math.sqrt(z);
        }
        return out;
    }

    private double[] exponential() {
        for (int i = 0; i < count; i++) {
            out[i] = Math.exp(a[i]) * b[i] + c[i];
        }
        return out;
    }
}
