package org.derivata.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.derivata.cli.jsonl.Responses;
import org.derivata.cli.question.Question;
import org.derivata.cli.question.Solver;
import org.derivata.symbolic.Explanation;
import org.derivata.symbolic.Formula;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code math explain}. */
@Command(
        name = "explain",
        description =
                "Shows how a formula is understood, what is done to it before it is evaluated, and what can go wrong.",
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  math explain \"log(1 + exp(x)) + log(y)\"",
            "  math explain \"x @ A @ x\" --shape \"x: [n]; A: [n, n]\" --wrt x"
        })
final class ExplainCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin
    private final FormulaOptions formula = new FormulaOptions();

    @Option(names = "--wrt", paramLabel = "NAME", description = "Explain the gradient by this variable, too.")
    private @Nullable String by;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    boolean help;

    ExplainCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        Question question = formula.question(terminal);
        Formula asked = Solver.formula(question);
        Explanation told = by == null ? asked.explain() : asked.explain(by);
        terminal.out().println(formula.json() ? Responses.text(told) : told);
        return ExitCode.DONE;
    }
}
