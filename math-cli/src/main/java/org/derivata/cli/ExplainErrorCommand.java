package org.derivata.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import org.derivata.core.language.Suggestion;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code math explain-error}. */
@Command(
        name = "explain-error",
        description = "Prints the page about an error code, or the list of all codes.",
        sortOptions = false,
        footerHeading = "%nExample:%n",
        footer = "  math explain-error shape.matmul")
final class ExplainErrorCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Parameters(
            arity = "0..1",
            paramLabel = "CODE",
            description = "The code in brackets behind a message; without one, all are listed.")
    private String code = "";

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    boolean help;

    ExplainErrorCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        String plain = code.replaceAll("[\\[\\]]", "").trim();
        List<String> codes = page("codes.txt").lines().toList();
        if (plain.isEmpty()) {
            codes.forEach(terminal.out()::println);
            return ExitCode.DONE;
        }
        if (!codes.contains(plain)) {
            terminal.err()
                    .println("math explain-error: there is no code " + plain
                            + Suggestion.nearest(plain, codes)
                                    .map(each -> "; did you mean " + each + "?")
                                    .orElse("; math explain-error alone lists all codes"));
            return ExitCode.WRONG_INPUT;
        }
        terminal.out().print(page(plain + ".md"));
        return ExitCode.DONE;
    }

    private static String page(String name) throws IOException {
        try (InputStream in = ExplainErrorCommand.class.getResourceAsStream("errors/" + name)) {
            return in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
