package org.derivata.nn.data;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import org.derivata.core.diagnostic.DataException;
import org.derivata.core.diagnostic.Diagnostic;
import org.derivata.core.diagnostic.Source;
import org.derivata.core.diagnostic.Span;

/**
 * Points into a text that is too large to keep: it is read again up to the line at fault.
 *
 * <p>The {@link Source} of such a diagnostic holds that line alone, after as many line breaks as there are lines before
 * it, so that line and column are those of the file.
 */
final class TextLines {

    /** Opens the text from its start. */
    interface Opener {
        Reader open() throws IOException;
    }

    private final String name;
    private final Opener opener;

    TextLines(String name, Opener opener) {
        this.name = name;
        this.opener = opener;
    }

    String name() {
        return name;
    }

    Reader open() throws IOException {
        return opener.open();
    }

    /** An error about a whole line, counted from 1. */
    DataException atLine(Diagnostic diagnostic, long line) {
        String text = line(line);
        return at(diagnostic, line, text, new Span(0, text.length()));
    }

    /** An error about one field of the record that starts at a line; a missing field is the place after the line. */
    DataException atField(Diagnostic diagnostic, long line, int field, char separator) {
        String text = line(line);
        return at(diagnostic, line, text, field(text, field, separator));
    }

    DataException at(Diagnostic diagnostic, long line, String text, Span inLine) {
        int before = (int) Math.min(line - 1, Integer.MAX_VALUE / 4);
        Source source = new Source(name, "\n".repeat(before) + text);
        return new DataException(diagnostic.at(source, new Span(before + inLine.start(), before + inLine.end())));
    }

    private String line(long line) {
        try (BufferedReader reader = new BufferedReader(open())) {
            String text = reader.readLine();
            for (long i = 1; i < line && text != null; i++) {
                text = reader.readLine();
            }
            return text == null ? "" : text;
        } catch (IOException gone) {
            // The error to report is the one found before; its place is all that is lost.
            return "";
        }
    }

    private static Span field(String line, int wanted, char separator) {
        boolean quoted = false;
        int start = 0;
        int field = 0;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == separator && !quoted) {
                if (field == wanted) {
                    return trimmed(line, start, i);
                }
                field++;
                start = i + 1;
            }
        }
        return field == wanted ? trimmed(line, start, line.length()) : new Span(line.length(), line.length());
    }

    private static Span trimmed(String line, int from, int to) {
        int start = from;
        int end = to;
        while (start < end && Character.isWhitespace(line.charAt(start))) {
            start++;
        }
        while (end > start && Character.isWhitespace(line.charAt(end - 1))) {
            end--;
        }
        return new Span(start, end);
    }
}
