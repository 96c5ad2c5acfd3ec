package org.derivata.cli;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.derivata.cli.jsonl.Responses;
import org.derivata.cli.question.Derivatives;
import org.derivata.cli.question.Question;
import org.derivata.symbolic.Formula;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code math diff}. */
@Command(
        name = "diff",
        description = "Prints the derivative of a formula.",
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  math diff \"x**2 * sin(x)\"",
            "  math diff \"sum((X @ w - y)**2)\" --wrt w --shape \"X: [n, d]; w: [d]; y: [n]\""
        })
final class DiffCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin
    private final FormulaOptions formula = new FormulaOptions();

    @Option(
            names = "--wrt",
            paramLabel = "NAME",
            description = "By which variable; several with commas. Needless when there is just one.")
    private @Nullable List<String> wrt;

    @Option(names = "--order", paramLabel = "N", description = "How often to differentiate (default: 1).")
    private int order = 1;

    @Option(names = "--jacobian", description = "Differentiate an array: its axes, then the variable's.")
    private boolean jacobian;

    @Option(names = "--strict", description = "Never give a value where the derivative has none, as x / x at 0.")
    private boolean strict;

    @Option(names = "--format", paramLabel = "FORMAT", description = Format.ALL)
    private Format format = Format.text;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    boolean help;

    DiffCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        if (order < 1) {
            throw formula.usage("--order is " + order + ", but it counts derivatives: 1, 2, ...");
        }
        Question question = formula.question(terminal)
                .wrt(FormulaOptions.names(wrt))
                .order(order)
                .jacobian(jacobian);
        Map<String, Formula> found = Derivatives.of(question, strict);
        List<String> conditions = Derivatives.conditions(found);
        if (!conditions.isEmpty() && !formula.json() && format != Format.json) {
            terminal.err().println("holds for " + String.join(", ", conditions));
        }
        if (formula.json() || format == Format.json) {
            terminal.out().println(Responses.text(found));
        } else {
            boolean several = found.size() > 1;
            found.forEach((name, derivative) -> terminal.out()
                    .println((several && !format.isCode() ? name + ": " : "")
                            + format.print(derivative, several ? "f_" + name : "f")));
        }
        return ExitCode.DONE;
    }
}
