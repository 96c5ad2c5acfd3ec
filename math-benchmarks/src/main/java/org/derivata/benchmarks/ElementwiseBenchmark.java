package org.derivata.benchmarks;

import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.derivata.nn.compile.Compiler;
import org.derivata.nn.compile.Program;
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
 * and out of it; a region in which the exponential dominates; one that reads a row and a column for each entry of a
 * matrix; and a weighted sum of squares. One thread, float64. The result stays in the workspace, as that of the loop stays in its array.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "-Xmx2g")
public class ElementwiseBenchmark {

    private static final int COLUMNS = 100;

    static final String ARITHMETIC = "((a*b + c) * (a - b) / (c + 3) - b*c) * (a + 2) + sqrt(c)";

    private static final Map<String, String> FORMULAS = Map.of(
            "arithmetic", ARITHMETIC,
            "exponential", "exp(a) * b + c",
            "broadcast", "(a * row + column) * (b - row) / (2 + column)",
            "sum", "sum((a - b)**2 * c)");

    @Param({"arithmetic", "exponential", "broadcast", "sum"})
    String work;

    @Param({"10000", "10000000"})
    int count;

    private Workspace workspace;
    private double[] a;
    private double[] b;
    private double[] c;
    private double[] row;
    private double[] column;
    private double[] out;

    /** The results of both are compared before anything is measured. */
    @Setup
    public void compile() {
        SplittableRandom random = new SplittableRandom(7);
        int rows = count / COLUMNS;
        a = random.doubles(count, -1, 1).toArray();
        b = random.doubles(count, -1, 1).toArray();
        c = random.doubles(count, 1, 2).toArray();
        row = random.doubles(COLUMNS, -1, 1).toArray();
        column = random.doubles(rows, 1, 2).toArray();
        out = new double[work.equals("sum") ? 1 : count];
        Formula formula = Formula.given("a, b, c: [n, k]; row: [k]; column: [n, 1]")
                .parse(Objects.requireNonNull(FORMULAS.get(work)));
        Program program = Compiler.standard().compile(formula.expression(), Map.of("n", rows, "k", COLUMNS));
        workspace = program.newWorkspace();
        Map<String, double[]> inputs = Map.of("a", a, "b", b, "c", c, "row", row, "column", column);
        program.inputs().forEach(name -> workspace.set(name, Objects.requireNonNull(inputs.get(name))));
        handWritten();
        ours();
        double[] ours = workspace.output("result").data();
        for (int i = 0; i < out.length; i++) {
            if (!(Math.abs(ours[i] - out[i]) <= 1e-12 * Math.max(1, Math.abs(out[i])))) {
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
        switch (work) {
            case "arithmetic" -> arithmetic(a, b, c, out);
            case "exponential" -> exponential(a, b, c, out);
            case "broadcast" -> broadcast(a, b, row, column, out);
            default -> out[0] = sum(a, b, c);
        }
        return out;
    }

    private static void arithmetic(double[] a, double[] b, double[] c, double[] out) {
        for (int i = 0; i < out.length; i++) {
            double x = a[i];
            double y = b[i];
            double z = c[i];
            out[i] = ((x * y + z) * (x - y) / (z + 3) - y * z) * (x + 2) + Math.sqrt(z);
        }
    }

    private static void exponential(double[] a, double[] b, double[] c, double[] out) {
        for (int i = 0; i < out.length; i++) {
            out[i] = Math.exp(a[i]) * b[i] + c[i];
        }
    }

    private static void broadcast(double[] a, double[] b, double[] row, double[] column, double[] out) {
        for (int i = 0, at = 0; i < column.length; i++) {
            double y = column[i];
            for (int j = 0; j < row.length; j++, at++) {
                out[at] = (a[at] * row[j] + y) * (b[at] - row[j]) / (2 + y);
            }
        }
    }

    private static double sum(double[] a, double[] b, double[] c) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            double difference = a[i] - b[i];
            sum += difference * difference * c[i];
        }
        return sum;
    }
}
