package org.derivata.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.derivata.cli.plot.Chart;
import org.derivata.cli.plot.SvgChart;
import org.derivata.cli.plot.TextChart;
import org.derivata.cli.question.Curves;
import org.derivata.cli.question.Question;
import org.derivata.core.array.Array;
import org.derivata.core.diagnostic.Diagnostic;
import org.derivata.symbolic.Formula;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code math plot}. */
@Command(
        name = "plot",
        description = "Draws a formula over one of its variables: with characters, or as an SVG picture.",
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  math plot \"x**2 * sin(x)\" --over x=-5..5",
            "  math plot \"exp(-a * x) * cos(x)\" --over x=0..4*pi --let a=0.2 --derivative -o wave.svg"
        })
final class PlotCommand implements Callable<Integer> {

    private static final int FEWEST = 2;
    private static final int MOST = 100_000;

    private final Terminal terminal;

    @Mixin
    private final FormulaOptions formula = new FormulaOptions();

    @Option(
            names = "--over",
            paramLabel = "NAME=FROM..TO",
            required = true,
            description = "The variable of the horizontal axis and its ends, as in x=-5..5 or t=0..2*pi.")
    private String over = "";

    @Option(names = "--let", paramLabel = "NAME=VALUE", description = "The values of the other variables.")
    private List<String> values = new ArrayList<>();

    @Option(names = "--derivative", description = "Draws the derivative too.")
    private boolean derivative;

    @Option(names = "--points", paramLabel = "N", description = "At how many points to compute (default: 601).")
    private int points = 601;

    @Option(
            names = {"-o", "--out"},
            paramLabel = "FILE",
            description = "Write an SVG picture instead.")
    private @Nullable Path out;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    boolean help;

    PlotCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        if (points < FEWEST || points > MOST) {
            throw formula.usage("--points is " + points + ", but a curve has from " + FEWEST + " to " + MOST);
        }
        String name = over.split("=", 2)[0].strip();
        double[] x = axis();
        Map<String, Array> point = new LinkedHashMap<>(Values.read(values));
        Question typed = formula.question(terminal);
        Values.requireKnown(point.keySet(), typed, values);
        if (!Values.mentions(typed.text(), name)) {
            throw formula.usage("--over goes along " + name + ", which the formula has not");
        }
        if (point.put(name, Array.scalar(x[0])) != null) {
            throw formula.usage("--over goes along " + name + "; leave out --let " + name + "=...");
        }
        Question question = typed.inputs(point);
        Chart chart = new Chart(name, x, Curves.of(question, name, x, derivative));
        if (out == null) {
            terminal.out().print(TextChart.of(chart, terminal.width() - 1));
        } else {
            TextFile.write(
                    out, SvgChart.of(chart), Diagnostic.of("plot.out", "the picture cannot be written to " + out));
            terminal.out().println("wrote " + out);
        }
        return ExitCode.DONE;
    }

    private double[] axis() {
        String[] ends = over.contains("=") ? over.split("=", 2)[1].split("\\.\\.", -1) : new String[0];
        if (ends.length != 2) {
            throw formula.usage("--over wants NAME=FROM..TO, as in x=-5..5, but is '" + over + "'");
        }
        double from = end(ends[0]);
        double to = end(ends[1]);
        if (!(from < to) || Double.isInfinite(to - from)) {
            throw formula.usage("--over must go from a number up to a larger one, but goes from " + NumberText.of(from)
                    + " to " + NumberText.of(to));
        }
        double[] x = new double[points];
        for (int i = 0; i < points; i++) {
            x[i] = from + (to - from) * i / (points - 1);
        }
        return x;
    }

    private double end(String text) {
        Formula end = Formula.parse(text.strip());
        if (!end.variables().isEmpty() || end.shape().rank() > 0) {
            throw formula.usage("an end of --over is a number, as in x=-5..5 or t=0..2*pi, but one is '" + text + "'");
        }
        return end.value(Map.of());
    }
}
