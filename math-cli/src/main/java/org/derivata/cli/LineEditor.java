package org.derivata.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jline.reader.EOFError;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStyle;

/** A session at a terminal: editing, history and completion, all by JLine. */
final class LineEditor {

    /** Kept strongly: a logger's level is forgotten with it. JLine would report there that a history cannot be written. */
    private static final Logger LOG = Logger.getLogger("org.jline");

    private static final String PROMPT = "math> ";

    private final Terminal terminal;
    private final Session session;
    private final Function<Throwable, String> complaint;

    /** An editor that tells what is wrong in the given words. */
    LineEditor(Terminal terminal, Session session, Function<Throwable, String> complaint) {
        this.terminal = terminal;
        this.session = session;
        this.complaint = complaint;
        LOG.setLevel(Level.OFF);
    }

    /** Reads until the end; a wrong line does not make the session a failure. */
    int run() throws IOException {
        // "exec" asks stty, and needs no native library; where there is none, lines are read without editing
        try (var device = TerminalBuilder.builder().provider("exec").dumb(true).build()) {
            LineReader reader = reader(LineReaderBuilder.builder().terminal(device));
            PrintWriter out = device.writer();
            out.println("Type a formula; :help shows what else there is, Ctrl-D ends.");
            while (!session.isOver()) {
                try {
                    session.enter(reader.readLine(styled(PROMPT, AttributedStyle.BOLD)), out::println);
                } catch (UserInterruptException cancelled) {
                    continue;
                } catch (EndOfFileException end) {
                    break;
                } catch (RuntimeException | StackOverflowError | OutOfMemoryError wrong) {
                    String[] lines = complaint.apply(wrong).split("\n", 2);
                    out.println(styled(lines[0], AttributedStyle.DEFAULT.foreground(AttributedStyle.RED))
                            + (lines.length > 1 ? "\n" + lines[1] : ""));
                }
                out.flush();
            }
        }
        return ExitCode.DONE;
    }

    private LineReader reader(LineReaderBuilder builder) {
        LineReader reader = builder.parser(this::parse)
                .completer((unused, line, candidates) -> candidates.addAll(Completion.of(session, line)))
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                .option(LineReader.Option.HISTORY_TIMESTAMPED, false)
                .variable(LineReader.SECONDARY_PROMPT_PATTERN, "  ... ")
                .build();
        Path history = Path.of(System.getProperty("user.home"), ".derivata_history");
        boolean writable = Files.exists(history)
                ? Files.isRegularFile(history) && Files.isReadable(history) && Files.isWritable(history)
                : Files.isWritable(history.getParent());
        if (writable) {
            reader.setVariable(LineReader.HISTORY_FILE, history);
        }
        try {
            reader.getHistory().attach(reader);
        } catch (UncheckedIOException noText) {
            reader.getVariables().remove(LineReader.HISTORY_FILE);
        }
        return reader;
    }

    /** A line goes on while brackets are open; words are what completion completes. */
    private ParsedLine parse(String line, int cursor, Parser.ParseContext context) {
        if (context == Parser.ParseContext.ACCEPT_LINE && Session.isUnfinished(line)) {
            throw new EOFError(-1, -1, "a bracket is open");
        }
        return Completion.word(line, cursor);
    }

    private String styled(String text, AttributedStyle style) {
        return terminal.colours() ? new AttributedString(text, style).toAnsi() : text;
    }
}
