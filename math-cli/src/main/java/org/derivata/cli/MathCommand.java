package org.derivata.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code math} itself: what there is. */
@Command(
        name = "math",
        synopsisSubcommandLabel = "COMMAND",
        description = "Type the formula; read its derivative; trust it; train with it.",
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  math diff \"x**2 * sin(x)\"",
            "  math eval \"x**2 * sin(x)\" --let x=1.5",
            "  math train math-examples/models/digits.math",
            "",
            "math COMMAND --help tells more. --stacktrace anywhere shows where an unexpected failure comes from."
        })
final class MathCommand implements Callable<Integer> {

    private final Main main;

    @Option(
            names = {"-h", "--help"},
            description = "Show this help.")
    boolean help;

    @Option(
            names = {"-V", "--version"},
            description = "Show the version.")
    private boolean version;

    MathCommand(Main main) {
        this.main = main;
    }

    @Override
    public Integer call() {
        return version ? main.run("version") : main.help();
    }
}
