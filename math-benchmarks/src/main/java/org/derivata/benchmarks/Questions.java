package org.derivata.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs the benchmark of a question and prints a table, with machine and JDK, and each peer's time as a ratio. */
public final class Questions {

    private static final Map<String, List<Class<?>>> ALL = questions();

    private static final Set<String> PEERS = Set.of(
            "ojAlgo",
            "djl",
            "symja",
            "handWritten",
            "handWrittenInFloats",
            "typed",
            "written",
            "janino",
            "exp4j",
            "evalex",
            "mxParser",
            "reverseMode",
            "hipparchus");

    private Questions() {}

    private static Map<String, List<Class<?>>> questions() {
        Map<String, List<Class<?>>> all = new LinkedHashMap<>();
        all.put("chain", List.of(LongChainBenchmark.class));
        all.put("compile", List.of(CompileBenchmark.class));
        all.put("elementwise", List.of(ElementwiseBenchmark.class, ElementwiseFloatBenchmark.class));
        all.put("functions", List.of(FunctionBenchmark.class));
        all.put("parse", List.of(ParseBenchmark.class, LongTextBenchmark.class));
        all.put("product", List.of(MatrixProductBenchmark.class));
        all.put("scalar", List.of(ScalarBenchmark.class));
        all.put("scalar-gradient", List.of(ScalarGradientBenchmark.class));
        all.put("small", List.of(SmallStepBenchmark.class));
        all.put("softmax", List.of(SoftmaxBenchmark.class));
        all.put("step", List.of(TrainingStepBenchmark.class));
        all.put("symbolic", List.of(SymbolicBenchmark.class));
        return all;
    }

    /** The first argument is a question; what follows goes to JMH. */
    public static void main(String[] arguments) throws RunnerException, CommandLineOptionException, IOException {
        if (arguments.length == 1 && arguments[0].equals("growth")) {
            System.out.println("Growth, " + machine() + "\n");
            Growth.draw();
            return;
        }
        List<Class<?>> question = arguments.length == 0 ? List.of() : ALL.getOrDefault(arguments[0], List.of());
        if (question.isEmpty()) {
            System.err.println("name a question: " + String.join(", ", ALL.keySet()) + ", growth");
            System.exit(2);
            return;
        }
        List<String> rest = List.of(arguments).subList(1, arguments.length);
        for (Class<?> each : question) {
            Collection<RunResult> results = new Runner(new OptionsBuilder()
                            .parent(new CommandLineOptions(rest.toArray(new String[0])))
                            .include(each.getName() + "\\.")
                            .verbosity(VerboseMode.SILENT)
                            .build())
                    .run();
            System.out.println(each.getSimpleName() + ", " + machine() + "\n");
            table(results).forEach(row -> System.out.println("| " + String.join(" | ", row) + " |"));
            System.out.println();
        }
    }

    private static List<List<String>> table(Collection<RunResult> results) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("measured", "sizes", "time", "spread", "beside"));
        rows.add(List.of("---", "---", "---:", "---:", "---:"));
        for (RunResult each : results) {
            Result<?> result = each.getPrimaryResult();
            double low = result.getStatistics().getMin();
            double high = result.getStatistics().getMax();
            rows.add(List.of(
                    name(each.getParams()),
                    sizes(each.getParams()),
                    number(median(each)) + " " + result.getScoreUnit().replace("/op", ""),
                    number(low) + " to " + number(high),
                    beside(each, results)));
        }
        return rows;
    }

    /** The time for one operation of a chain, or how often as long the peer takes in the same run. */
    private static String beside(RunResult result, Collection<RunResult> all) {
        BenchmarkParams params = result.getParams();
        double score = median(result);
        if (PEERS.contains(name(params)) && all.stream().anyMatch(each -> !PEERS.contains(name(each.getParams())))) {
            return "";
        }
        if (params.getParamsKeys().contains("operations")) {
            double milliseconds = score / Integer.parseInt(params.getParam("operations"));
            return String.format(Locale.ROOT, "%.2f us an operation", 1000 * milliseconds);
        }
        return all.stream()
                .filter(each -> PEERS.contains(name(each.getParams()))
                        && each != result
                        && isSameTask(each.getParams(), params))
                .map(each -> String.format(
                        Locale.ROOT, "%s takes %.2f times this", name(each.getParams()), median(each) / score))
                .collect(Collectors.joining("; "));
    }

    /** A peer has no parameters that tell our variants apart. */
    private static boolean isSameTask(BenchmarkParams peer, BenchmarkParams ours) {
        return peer.getParamsKeys().stream()
                .allMatch(key ->
                        ours.getParamsKeys().contains(key) && peer.getParam(key).equals(ours.getParam(key)));
    }

    private static double median(RunResult result) {
        return result.getPrimaryResult().getStatistics().getPercentile(50);
    }

    private static String name(BenchmarkParams params) {
        return params.getBenchmark().substring(params.getBenchmark().lastIndexOf('.') + 1);
    }

    private static String sizes(BenchmarkParams params) {
        return String.join(
                ", ", params.getParamsKeys().stream().map(params::getParam).toList());
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value < 100 ? "%.2f" : "%.0f", value);
    }

    private static String machine() throws IOException {
        Path description = Path.of("/proc/cpuinfo");
        String processor = !Files.isReadable(description)
                ? System.getProperty("os.arch")
                : Files.readAllLines(description).stream()
                        .filter(each -> each.startsWith("model name"))
                        .map(each -> each.substring(each.indexOf(':') + 1).strip())
                        .findFirst()
                        .orElse(System.getProperty("os.arch"));
        return processor + ", " + Runtime.getRuntime().availableProcessors() + " processors, "
                + System.getProperty("java.vm.name") + " " + System.getProperty("java.version");
    }
}
