package org.derivata.core.diagnostic;

import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong, in the user's terms.
 *
 * @param code stable, dotted, lower case, as {@code shape.matmul}; {@code docs/errors/} has a page for each
 * @param message what is wrong, one sentence without a final full stop
 * @param help what to do about it, one line; null when the message says it already
 * @param clash the two sides that disagree (dimensions or shapes), or null
 * @param source the text at fault, or null when there is none (a value given through the API)
 * @param span the place in {@code source}; meaningless without one
 */
public record Diagnostic(
        String code,
        String message,
        @Nullable String help,
        @Nullable Clash clash,
        @Nullable Source source,
        Span span) {

    /** The two sides that disagree, left and right, as they are shown to the user. */
    public record Clash(String left, String right) {}

    public static Diagnostic of(String code, String message) {
        return new Diagnostic(code, message, null, null, null, Span.NONE);
    }

    public Diagnostic help(String text) {
        return new Diagnostic(code, message, text, clash, source, span);
    }

    public Diagnostic clash(Object left, Object right) {
        return new Diagnostic(code, message, help, new Clash(left.toString(), right.toString()), source, span);
    }

    public Diagnostic at(Source where, Span place) {
        return new Diagnostic(code, message, help, clash, where, place);
    }

    /** Offset of the place in the text, counted from 0. */
    public int offset() {
        return span.start();
    }

    /** Line of the place, counted from 1; 0 without a source. */
    public int line() {
        return source == null ? 0 : source.line(span.start());
    }

    /** Column of the place, counted from 1; 0 without a source. */
    public int column() {
        return source == null ? 0 : source.column(span.start());
    }

    /**
     * The whole message as a person reads it: message and code, the line of the text with a caret under the place, the help.
     */
    public String render() {
        StringBuilder out = new StringBuilder(message).append(" [").append(code).append(']');
        if (source != null) {
            out.append("\n  ")
                    .append(source.name())
                    .append(':')
                    .append(line())
                    .append(':')
                    .append(column());
            appendExcerpt(out, source);
        }
        if (help != null) {
            out.append("\n  help: ").append(help);
        }
        return out.toString();
    }

    private void appendExcerpt(StringBuilder out, Source where) {
        Excerpt excerpt = Excerpt.of(where, span);
        out.append("\n    ").append(excerpt.line());
        out.append("\n    ").append(" ".repeat(excerpt.indent())).append("^".repeat(excerpt.width()));
    }
}
