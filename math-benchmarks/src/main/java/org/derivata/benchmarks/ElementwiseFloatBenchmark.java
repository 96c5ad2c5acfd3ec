package org.derivata.benchmarks;

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
import org.openjdk.jmh.annotations.Warmup;

/**
 * The twelve operations of {@link ElementwiseBenchmark} on numbers kept in float32. A program computes in float64 and rounds its
 * results, and so does the loop beside it; another loop computes in float32, which rounds after each operation.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "-Xmx2g")
public class ElementwiseFloatBenchmark {

    @Param({"10000", "10000000"})
    int count;

    private Workspace workspace;
    private float[] a;
    private float[] b;
    private float[] c;
    private float[] out;

    /** The results are the same to the bit as those of the loop in float64. */
    @Setup
    public void compile() {
        SplittableRandom random = new SplittableRandom(7);
        a = new float[count];
        b = new float[count];
        c = new float[count];
        out = new float[count];
        for (int i = 0; i < count; i++) {
            a[i] = (float) random.nextDouble(-1, 1);
            b[i] = (float) random.nextDouble(-1, 1);
            c[i] = (float) random.nextDouble(1, 2);
        }
        workspace = Compiler.standard()
                .precision(Precision.FLOAT32)
                .compile(
                        Formula.given("a, b, c: [n]")
                                .parse(ElementwiseBenchmark.ARITHMETIC)
                                .expression(),
                        Map.of("n", count))
                .newWorkspace();
        workspace.set("a", a).set("b", b).set("c", c);
        handWritten();
        ours();
        double[] ours = workspace.output("result").data();
        for (int i = 0; i < count; i++) {
            if (ours[i] != out[i]) {
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
    public float[] handWritten() {
        inDoubles(a, b, c, out);
        return out;
    }

    @Benchmark
    public float[] handWrittenInFloats() {
        inFloats(a, b, c, out);
        return out;
    }

    private static void inDoubles(float[] a, float[] b, float[] c, float[] out) {
        for (int i = 0; i < out.length; i++) {
            double x = a[i];
            double y = b[i];
            double z = c[i];
            out[i] = (float) (((x * y + z) * (x - y) / (z + 3) - y * z) * (x + 2) + Math.sqrt(z));
        }
    }

    private static void inFloats(float[] a, float[] b, float[] c, float[] out) {
        for (int i = 0; i < out.length; i++) {
            float x = a[i];
            float y = b[i];
            float z = c[i];
            out[i] = ((x * y + z) * (x - y) / (z + 3) - y * z) * (x + 2) + (float) Math.sqrt(z);
        }
    }
}
