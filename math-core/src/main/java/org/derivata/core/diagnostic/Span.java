package org.derivata.core.diagnostic;

/**
 * A stretch of a text: characters {@code start} (inclusive) to {@code end} (exclusive), counted from 0 in UTF-16 units.
 *
 * <p>An empty span ({@code start == end}) is a place between two characters, such as the end of the text.
 */
public record Span(int start, int end) {

    /** The span of something that was not typed by a person (derived expressions, built formulas). */
    public static final Span NONE = new Span(0, 0);

    public Span {
        if (start < 0 || end < start) {
            throw new IllegalArgumentException("span " + start + ".." + end);
        }
    }

    /** The smallest span holding both. */
    public Span to(Span other) {
        return new Span(Math.min(start, other.start), Math.max(end, other.end));
    }
}
