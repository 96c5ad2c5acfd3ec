package org.derivata.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.derivata.cli.jsonl.Responses;
import org.derivata.cli.question.Simplification;
import org.derivata.symbolic.Formula;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code math simplify}. */
@Command(
        name = "simplify",
        description = "Prints a formula in a shorter form of the same value.",
        sortOptions = false,
        footerHeading = "%nExample:%n",
        footer = "  math simplify \"log(exp(x)) + 0 * y\" --assume \"x > 0\"")
final class SimplifyCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin
    private final FormulaOptions formula = new FormulaOptions();

    @Option(
            names = "--assume",
            paramLabel = "FACTS",
            description = "What may be taken for granted, as in \"x > 0 and invertible(A)\".")
    private List<String> assume = new ArrayList<>();

    @Option(names = "--strict", description = "Never give a value where the formula has none, as x / x at 0.")
    private boolean strict;

    @Option(names = "--format", paramLabel = "FORMAT", description = Format.ALL)
    private Format format = Format.text;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    boolean help;

    SimplifyCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        Formula simple = Simplification.of(formula.question(terminal), String.join(" and ", assume), strict);
        terminal.out().println(formula.json() ? Responses.text(simple) : format.print(simple, "f"));
        return ExitCode.DONE;
    }
}
