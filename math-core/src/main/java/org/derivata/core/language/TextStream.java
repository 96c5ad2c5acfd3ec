package org.derivata.core.language;

import org.antlr.v4.runtime.CharStream;
import org.antlr.v4.runtime.IntStream;
import org.antlr.v4.runtime.misc.Interval;

/**
 * The characters of a text for the lexer, indexed in UTF-16 units, so that token positions are offsets into the user's text even behind a
 * character outside the basic plane (the streams of the library count code points there).
 *
 * <p>All letters beyond ASCII look like one, and so do all marks and digits: the lexer would spend longer on setting up the classes of Unicode, at
 * every start of a JVM, than on reading. The text of a token is the user's own.
 *
 * <p>Behind the text stand line breaks that are no part of it: the lexer remembers what follows from each character, but not from the end.
 */
final class TextStream implements CharStream {

    /** Any letter; one that no keyword has. */
    private static final char LETTER = 'A';
    /** Whatever else a name may go on with, but for the digits of numbers. */
    private static final char NAME_PART = '\u2080';
    /** No token goes on with it. */
    private static final char END = '\r';

    private final String text;
    private final int size;
    private int position;

    TextStream(String text) {
        this.text = text;
        this.size = text.length();
    }

    @Override
    public void consume() {
        boolean paired = position < size && Character.isHighSurrogate(text.charAt(position));
        position += paired ? Character.charCount(text.codePointAt(position)) : 1;
    }

    @Override
    public int LA(int distance) {
        if (distance == 1) {
            if (position >= size) {
                return END;
            }
            char unit = text.charAt(position);
            return unit < 128 ? unit : representative(text.codePointAt(position));
        }
        if (distance == -1) {
            return position == 0 ? IntStream.EOF : text.codePointBefore(position);
        }
        throw new IllegalArgumentException("lookahead of " + distance);
    }

    /** The character that stands in the grammar for all that are read as this one is. */
    private static int representative(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.UPPERCASE_LETTER,
                    Character.LOWERCASE_LETTER,
                    Character.TITLECASE_LETTER,
                    Character.MODIFIER_LETTER,
                    Character.OTHER_LETTER,
                    Character.LETTER_NUMBER -> LETTER;
            case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.DECIMAL_DIGIT_NUMBER ->
                NAME_PART;
            default -> '\u2080' <= codePoint && codePoint <= '\u2089' ? NAME_PART : codePoint;
        };
    }

    @Override
    public int mark() {
        return -1;
    }

    @Override
    public void release(int marker) {
        // the whole text is at hand: there is nothing to keep for a marker
    }

    @Override
    public int index() {
        return position;
    }

    @Override
    public void seek(int index) {
        position = index;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public String getSourceName() {
        return "text";
    }

    @Override
    public String getText(Interval interval) {
        return text.substring(Math.min(interval.a, size), Math.min(interval.b + 1, size));
    }
}
