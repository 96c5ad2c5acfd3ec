package org.derivata.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.derivata.cli.jsonl.Responses;
import org.derivata.cli.question.Question;
import org.derivata.cli.question.Solver;
import org.derivata.symbolic.Formula;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code math taylor}. */
@Command(
        name = "taylor",
        description = "Prints the Taylor polynomial of a formula about a point, with exact coefficients.",
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {"  math taylor \"exp(x) * sin(x)\" --at x=0 --order 5", "  math taylor \"log(x)\" --at x=a --order 2"
        })
final class TaylorCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin
    private final FormulaOptions formula = new FormulaOptions();

    @Option(
            names = "--at",
            paramLabel = "NAME=POINT",
            required = true,
            description = "The variable and the point, as in x=0, x=pi/2 or x=a.")
    private String at = "";

    @Option(names = "--order", paramLabel = "N", description = "The highest power (default: 5).")
    private int order = 5;

    @Option(names = "--format", paramLabel = "FORMAT", description = Format.ALL)
    private Format format = Format.text;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    boolean help;

    TaylorCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        String[] parts = at.split("=", 2);
        if (parts.length < 2 || parts[1].isBlank()) {
            throw formula.usage("--at wants NAME=POINT, as in x=0, but is '" + at + "'");
        }
        Question question = formula.question(terminal);
        Formula point = Solver.formula(question.text(parts[1].strip()));
        Formula polynomial = Solver.formula(question).algebra().taylor(parts[0].strip(), point, order);
        terminal.out().println(formula.json() ? Responses.text(polynomial) : format.print(polynomial, "f"));
        return ExitCode.DONE;
    }
}
