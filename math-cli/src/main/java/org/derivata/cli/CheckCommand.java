package org.derivata.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.derivata.cli.jsonl.Responses;
import org.derivata.cli.question.Question;
import org.derivata.cli.question.Solver;
import org.derivata.core.array.Array;
import org.derivata.symbolic.Formula;
import org.derivata.symbolic.check.GradientCheck;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code math check}. */
@Command(
        name = "check",
        description = "Compares gradients with differences of the formula's values, entry by entry:"
                + " its own, or one that you wrote.",
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  math check \"x**2 * sin(x)\" --let x=1.5",
            "  math check \"sum((x - y)**2)\" --gradient \"x = x - y\" --let \"x=[1, 2]; y=[0, 1]\"",
            "",
            "Exit code 1 tells that a gradient is wrong."
        })
final class CheckCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin
    private final FormulaOptions formula = new FormulaOptions();

    @Option(
            names = "--let",
            paramLabel = "NAME=VALUE",
            description = "The point: a value for each variable, as for math eval.")
    private List<String> values = new ArrayList<>();

    @Option(
            names = "--gradient",
            paramLabel = "NAME=FORMULA",
            description = "A gradient that you wrote, as in \"x = 2 * x\", to be checked instead of our own.")
    private List<String> written = new ArrayList<>();

    @Option(
            names = "--wrt",
            paramLabel = "NAME",
            description = "By which variables (default: all); several with commas.")
    private @Nullable List<String> wrt;

    @Option(
            names = "--step",
            paramLabel = "NUMBER",
            description = "How far the two points of a difference lie from the point (default: 1e-6).")
    private double step = GradientCheck.standard().step();

    @Option(names = "--atol", paramLabel = "NUMBER", description = "What an entry may be off by (default: 1e-5).")
    private double absolute = GradientCheck.standard().absolute();

    @Option(
            names = "--rtol",
            paramLabel = "NUMBER",
            description = "The same as a part of the difference (default: 1e-3).")
    private double relative = GradientCheck.standard().relative();

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    boolean help;

    CheckCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        if (!(step > 0 && absolute >= 0 && relative >= 0)) {
            throw formula.usage("--step must be positive, --atol and --rtol must not be negative");
        }
        Map<String, Array> point = Values.read(values);
        Question question = formula.question(terminal).inputs(point);
        Formula checked = Solver.formula(question);
        Map<String, Formula> mine = written(question);
        Map<String, Formula> ours = checked.gradients(mine.isEmpty() ? names(checked) : mine.keySet());
        if (!point.keySet().containsAll(checked.variables().keySet())) {
            throw Values.missing(checked.variables().values(), point.keySet());
        }
        Values.requireKnown(point.keySet(), question, values);
        GradientCheck.Report report =
                new GradientCheck(step, absolute, relative).check(checked, mine.isEmpty() ? ours : mine, point);
        terminal.out().println(formula.json() ? Responses.text(report) : report);
        if (!report.passed() && !formula.json() && !mine.isEmpty()) {
            ours.forEach((name, right) -> terminal.out().println("  d/d " + name + " should be " + right));
        }
        return report.passed() ? ExitCode.DONE : ExitCode.FAILED;
    }

    private Collection<String> names(Formula checked) {
        return wrt == null ? checked.variables().keySet() : FormulaOptions.names(wrt);
    }

    private Map<String, Formula> written(Question question) {
        if (wrt != null && !written.isEmpty()) {
            throw formula.usage("--gradient says by which variable; leave out --wrt");
        }
        Map<String, Formula> gradients = new LinkedHashMap<>();
        for (String each : written) {
            String[] parts = each.split("=", 2);
            if (parts.length < 2) {
                throw formula.usage("--gradient wants NAME=FORMULA, as in \"x = 2 * x\", but is '" + each + "'");
            }
            Formula gradient = Solver.formula(question.text(parts[1].strip()));
            if (gradients.put(parts[0].strip(), gradient) != null) {
                throw formula.usage("there are two gradients by " + parts[0].strip());
            }
        }
        return gradients;
    }
}
