package org.derivata.core.diagnostic;

/**
 * A text as the user gave it, with the name to show for it ({@code "formula"}, a file name).
 */
public record Source(String name, String text) {

    /** A text typed as one formula. */
    public static Source formula(String text) {
        return new Source("formula", text);
    }

    /** Line of an offset, counted from 1. */
    public int line(int offset) {
        int line = 1;
        for (int i = 0; i < Math.min(offset, text.length()); i++) {
            if (text.charAt(i) == '\n') {
                line++;
            }
        }
        return line;
    }

    /** Column of an offset in its line, counted from 1. */
    public int column(int offset) {
        return offset - lineStart(offset) + 1;
    }

    /** The text of the line that holds an offset, without its line break. */
    public String lineText(int offset) {
        int start = lineStart(offset);
        int end = text.indexOf('\n', start);
        String line = text.substring(start, end < 0 ? text.length() : end);
        return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
    }

    private int lineStart(int offset) {
        return text.lastIndexOf('\n', Math.min(offset, text.length()) - 1) + 1;
    }
}
