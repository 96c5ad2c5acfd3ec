package org.derivata.cli;

import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.Map;

/** Runs the command inside the test. */
final class CommandLines {

    private CommandLines() {}

    /** What a run left behind. */
    record Run(int code, String out, String err) {

        /** Both streams, for commands that fail. */
        String all() {
            return out + err;
        }
    }

    static Run run(String... arguments) {
        return runWith("", false, Map.of(), arguments);
    }

    static Run runWith(String input, boolean interactive, Map<String, String> environment, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Terminal terminal = new Terminal(
                new StringReader(input), new PrintWriter(out), new PrintWriter(err), interactive, environment);
        int code = new Main(terminal).run(arguments);
        terminal.out().flush();
        terminal.err().flush();
        return new Run(
                code, out.toString().replace("\r\n", "\n"), err.toString().replace("\r\n", "\n"));
    }
}
