package org.derivata.core.diagnostic;

/**
 * The line of a text around a place, and a caret under it, as they stand on a terminal: combining marks take no column, wide letters two, and
 * what could move the cursor, change colours or turn the direction of writing is shown as a blank or as the replacement character.
 */
record Excerpt(String line, int indent, int width) {

    /** Characters shown of a line; a longer one is cut on both sides of the place. */
    private static final int WINDOW = 100;

    private static final String CUT = "…";

    /** First and last code points of letters that take two columns: Unicode's East Asian Wide and Fullwidth, in blocks. */
    private static final int[][] WIDE = {
        {0x1100, 0x115F},
        {0x2E80, 0x303E},
        {0x3041, 0xA4CF},
        {0xA960, 0xA97F},
        {0xAC00, 0xD7A3},
        {0xF900, 0xFAFF},
        {0xFE30, 0xFE6F},
        {0xFF01, 0xFF60},
        {0xFFE0, 0xFFE6},
        {0x1F300, 0x1F64F},
        {0x1F680, 0x1F6FF},
        {0x1F900, 0x1F9FF},
        {0x20000, 0x3FFFD}
    };

    static Excerpt of(Source source, Span span) {
        String line = source.lineText(span.start());
        int place = Math.min(source.column(span.start()) - 1, line.length());
        int end = Math.min(place + Math.max(0, span.end() - span.start()), line.length());
        int from = whole(line, Math.max(0, Math.min(place - WINDOW / 2, line.length() - WINDOW)));
        int to = whole(line, Math.min(line.length(), from + WINDOW));
        String left = from > 0 ? CUT : "";
        String before = shown(line, from, place);
        String after = shown(line, place, to);
        return new Excerpt(
                left + before + after + (to < line.length() ? CUT : ""),
                columns(left + before),
                Math.max(1, columns(shown(line, place, Math.min(end, to)))));
    }

    /** An index that does not tear a character apart. */
    private static int whole(String line, int index) {
        boolean inside = index > 0
                && index < line.length()
                && Character.isSurrogatePair(line.charAt(index - 1), line.charAt(index));
        return inside ? index - 1 : index;
    }

    private static String shown(String line, int from, int to) {
        StringBuilder out = new StringBuilder();
        line.substring(from, Math.max(from, to))
                .codePoints()
                .map(Excerpt::shown)
                .forEach(out::appendCodePoint);
        return out.toString();
    }

    private static int shown(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL -> ' ';
            case Character.FORMAT, Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                0xFFFD;
            default -> character;
        };
    }

    private static int columns(String text) {
        return text.codePoints().map(Excerpt::columns).sum();
    }

    private static int columns(int character) {
        int type = Character.getType(character);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) {
            return 0;
        }
        for (int[] each : WIDE) {
            if (character >= each[0] && character <= each[1]) {
                return 2;
            }
        }
        return 1;
    }
}
