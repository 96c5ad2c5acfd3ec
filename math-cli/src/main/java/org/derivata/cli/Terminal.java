package org.derivata.cli;

import java.io.BufferedWriter;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Where a command reads and writes.
 *
 * @param interactive whether a person sees the output as it is written
 * @param environment the variables of the environment: {@code NO_COLOR}, {@code COLUMNS}
 */
record Terminal(Reader in, PrintWriter out, PrintWriter err, boolean interactive, Map<String, String> environment) {

    /** The property in which the launcher says whether standard output is a terminal. */
    private static final String TOLD = "math.terminal";

    private static final int USUAL_WIDTH = 80;
    private static final int NARROWEST = 20;

    /** The process's own streams, in UTF-8. */
    static Terminal ofProcess(InputStream in, PrintStream out, PrintStream err) {
        return new Terminal(
                new InputStreamReader(in, StandardCharsets.UTF_8),
                new PrintWriter(new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), 1 << 16)),
                new PrintWriter(new OutputStreamWriter(err, StandardCharsets.UTF_8), true),
                isInteractive(),
                System.getenv());
    }

    /** The launcher knows; newer versions of Java have a console even where there is no terminal. */
    private static boolean isInteractive() {
        String told = System.getProperty(TOLD);
        return told == null ? System.console() != null : Boolean.parseBoolean(told);
    }

    /** Whether colours are wanted. */
    boolean colours() {
        return interactive
                && environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !environment.getOrDefault("TERM", "").equals("dumb");
    }

    /** Characters in a line. */
    int width() {
        try {
            return Math.max(
                    NARROWEST,
                    Integer.parseInt(environment.getOrDefault("COLUMNS", "").trim()));
        } catch (NumberFormatException unknown) {
            return USUAL_WIDTH;
        }
    }
}
