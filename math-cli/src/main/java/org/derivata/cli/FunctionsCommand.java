package org.derivata.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code math functions}. */
@Command(
        name = "functions",
        description = "Lists the functions of the language, or tells about one.",
        sortOptions = false,
        footerHeading = "%nExample:%n",
        footer = "  math functions softmax")
final class FunctionsCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Parameters(arity = "0..1", paramLabel = "NAME", description = "A function; without one, all are listed.")
    private String name = "";

    @Option(names = "--markdown", description = "Print the page docs/operators.md.")
    private boolean markdown;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    boolean help;

    FunctionsCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        FunctionList functions = FunctionList.standard();
        if (markdown) {
            terminal.out().print(functions.page());
        } else if (name.isEmpty()) {
            functions.lines().forEach(terminal.out()::println);
        } else {
            functions.describe(name).forEach(terminal.out()::println);
        }
        return ExitCode.DONE;
    }
}
