package org.derivata.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.derivata.cli.jsonl.Responses;
import org.derivata.cli.question.Solver;
import org.derivata.symbolic.Formula;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code math show}. */
@Command(
        name = "show",
        description = "Prints a formula itself, in the notation or the programming language asked for.",
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  math show \"x**2 * sin(x)\" --format latex",
            "  math show \"sum((X @ w - y)**2)\" --shape \"X: [n, d]; w: [d]; y: [n]\" --format numpy"
        })
final class ShowCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin
    private final FormulaOptions formula = new FormulaOptions();

    @Option(names = "--format", paramLabel = "FORMAT", description = Format.ALL)
    private Format format = Format.text;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    boolean help;

    ShowCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        Formula typed = Solver.formula(formula.question(terminal));
        terminal.out().println(formula.json() ? Responses.text(typed) : format.print(typed, "f"));
        return ExitCode.DONE;
    }
}
