package org.derivata.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.derivata.core.diagnostic.Diagnostic;
import org.derivata.core.diagnostic.MathException;
import org.derivata.core.language.Limits;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code math repl}. */
@Command(
        name = "repl",
        description = "Reads formulas line by line and answers each; remembers what was declared and defined.",
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {"  math repl", "  printf 'x = 2\\nx**2\\n' | math repl"})
final class ReplCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec command;

    @Option(names = "--trusted", description = "Lift the limits on the size of arrays and derivatives.")
    private boolean trusted;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    boolean help;

    ReplCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        Session session = new Session(limits());
        return terminal.interactive() ? new LineEditor(terminal, session, this::complaint).run() : runPiped(session);
    }

    /** Whoever types here types for himself: only what would exhaust the machine by a slip of the finger is held back. */
    private Limits limits() {
        Limits strangers = Limits.defaults();
        return trusted
                ? Limits.trusted()
                : Limits.trusted().withElements(strangers.elements()).withDerivedNodes(strangers.derivedNodes());
    }

    private int runPiped(Session session) throws IOException {
        BufferedReader lines = new BufferedReader(terminal.in());
        int code = ExitCode.DONE;
        String line = lines.readLine();
        while (line != null && !session.isOver()) {
            StringBuilder input = new StringBuilder(line);
            line = lines.readLine();
            while (line != null && Session.isUnfinished(input.toString())) {
                input.append('\n').append(line);
                line = lines.readLine();
            }
            try {
                session.enter(input.toString(), terminal.out()::println);
            } catch (RuntimeException | StackOverflowError | OutOfMemoryError wrong) {
                terminal.out().flush();
                terminal.err().println(complaint(wrong));
                code = ExitCode.WRONG_INPUT;
            }
        }
        return code;
    }

    /** What is wrong, as the session's user reads it. */
    private String complaint(Throwable wrong) {
        if (wrong instanceof MathException known) {
            return CommandHelp.render(known, command.commandLine());
        }
        if (wrong instanceof RuntimeException) {
            return "an unexpected failure, a defect of Derivata: " + wrong;
        }
        return Diagnostic.of("limit.memory", "this needs more memory than there is")
                .help("make it smaller, or start Java with a larger heap (-Xmx)")
                .render();
    }
}
