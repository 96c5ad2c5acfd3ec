package org.derivata.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.derivata.cli.plot.Chart;
import org.derivata.cli.plot.SvgChart;
import org.derivata.core.array.Array;
import org.derivata.nn.compile.Compiler;
import org.derivata.nn.compile.Precision;
import org.derivata.nn.compile.Program;
import org.derivata.nn.compile.Workspace;

/**
 * How do time and memory of a training step grow with rows, units and layers? Measures networks of several sizes on one thread in float32, prints a row for each and
 * draws them into {@code docs/guide/images}.
 */
final class Growth {

    private static final Path IMAGES = Path.of("docs", "guide", "images");
    private static final int UNITS = 128;
    private static final int ROWS = 64;
    private static final int BYTES = 4;

    /** Nanoseconds that each size is run before it counts, and then again. */
    private static final long WARM = 1_200_000_000L;

    private static final long STRETCH = 100_000_000L;
    private static final int STRETCHES = 7;

    /** A network: units of its layers, and rows of a step. */
    private record Network(int rows, int... units) {}

    private Growth() {}

    static void draw() throws IOException {
        Files.createDirectories(IMAGES);
        draw(
                "rows",
                "rows of a step of 784-128-10",
                n -> new Network(n, 784, UNITS, 10),
                16,
                32,
                64,
                128,
                192,
                256,
                384,
                512);
        draw(
                "units",
                "units in the hidden layer of 784-units-10, 64 rows",
                n -> new Network(ROWS, 784, n, 10),
                32,
                64,
                128,
                192,
                256,
                384,
                512);
        draw("layers", "hidden layers of 128 units, 64 rows", Growth::deep, 1, 2, 3, 4, 6, 8, 10, 12);
    }

    private static Network deep(int layers) {
        int[] units = new int[layers + 2];
        Arrays.fill(units, UNITS);
        units[layers + 1] = 10;
        return new Network(ROWS, units);
    }

    private static void draw(String name, String axis, IntFunction<Network> networks, int... sizes) throws IOException {
        double[] times = new double[sizes.length];
        double[] memories = new double[sizes.length];
        for (int i = 0; i < sizes.length; i++) {
            Network network = networks.apply(sizes[i]);
            Program program = TrainingStepBenchmark.step(
                    network.units, network.rows, Compiler.standard().precision(Precision.FLOAT32));
            Workspace workspace = program.newWorkspace();
            TrainingStepBenchmark.data(network.units, network.rows).forEach(workspace::set);
            times[i] = milliseconds(workspace);
            memories[i] = megabytes(program);
            System.out.printf(Locale.ROOT, "| %s | %d | %.3f ms | %.2f MB |%n", name, sizes[i], times[i], memories[i]);
        }
        double[] x = Arrays.stream(sizes).asDoubleStream().toArray();
        Chart chart = new Chart(
                axis,
                x,
                List.of(
                        new Chart.Curve("milliseconds a step", times),
                        new Chart.Curve("a straight line through its ends", line(x, times)),
                        new Chart.Curve("megabytes of inputs, parameters and buffers", memories)));
        Files.writeString(IMAGES.resolve("growth-" + name + ".svg"), SvgChart.of(chart));
    }

    /** The median of some stretches, in processor time, since other work on the machine must not count. */
    private static double milliseconds(Workspace workspace) {
        run(workspace, WARM);
        return IntStream.range(0, STRETCHES)
                .mapToDouble(each -> run(workspace, STRETCH))
                .sorted()
                .toArray()[STRETCHES / 2];
    }

    private static double run(Workspace workspace, long nanoseconds) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long start = threads.getCurrentThreadCpuTime();
        long now = start;
        int runs = 0;
        for (; now < start + nanoseconds; runs++) {
            workspace.program().run(workspace);
            now = threads.getCurrentThreadCpuTime();
        }
        return (now - start) / 1e6 / runs;
    }

    private static double megabytes(Program program) {
        long inputs = program.inputs().stream()
                .mapToLong(each -> Array.count(program.inputShape(each)))
                .sum();
        return (inputs + program.bufferCount()) * BYTES / 1e6;
    }

    private static double[] line(double[] x, double[] y) {
        int last = x.length - 1;
        double slope = (y[last] - y[0]) / (x[last] - x[0]);
        return Arrays.stream(x).map(each -> y[0] + slope * (each - x[0])).toArray();
    }
}
