package org.derivata.cli.jsonl;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import org.derivata.core.diagnostic.ArgumentException;
import org.derivata.core.diagnostic.Diagnostic;
import org.derivata.core.diagnostic.LimitException;
import org.jspecify.annotations.Nullable;

/** Answers one line for each line, in order, as soon as it can, until the requests end. */
public final class JsonLines {

    /** Characters of a line; a million numbers fit. */
    private static final int LONGEST_LINE = 1 << 26;

    private final BufferedReader requests;
    private final Writer responses;

    public JsonLines(Reader requests, Writer responses) {
        this.requests = new BufferedReader(requests, 1 << 16);
        this.responses = responses;
    }

    /** Answers to the end. */
    public void run() throws IOException {
        long number = 1;
        for (String answer = answer(number); answer != null; answer = answer(++number)) {
            responses.write(answer);
            responses.write('\n');
            // whoever waits for this answer before asking on would wait for ever
            if (!requests.ready()) {
                responses.flush();
            }
        }
        responses.flush();
    }

    private @Nullable String answer(long number) throws IOException {
        try {
            String line = readLine();
            return line == null ? null : Responses.of(line, number);
        } catch (ArgumentException | LimitException tooLong) {
            return Responses.text(tooLong.diagnostic());
        }
    }

    private @Nullable String readLine() throws IOException {
        StringBuilder line = new StringBuilder();
        boolean any = false;
        boolean tooLong = false;
        for (int next = requests.read(); next >= 0; next = requests.read()) {
            any = true;
            if (next == '\n') {
                break;
            }
            if (line.length() >= LONGEST_LINE) {
                tooLong = true;
                line.setLength(0);
            }
            if (!tooLong) {
                line.append((char) next);
            }
        }
        if (tooLong) {
            throw new LimitException(
                    Diagnostic.of("limit.request", "a request is longer than " + LONGEST_LINE + " characters")
                            .help("give large arrays in several requests"));
        }
        return any ? line.toString() : null;
    }
}
