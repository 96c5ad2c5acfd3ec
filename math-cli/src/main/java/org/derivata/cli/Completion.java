package org.derivata.cli;

import java.util.ArrayList;
import java.util.List;
import org.derivata.core.language.Function;
import org.jline.reader.Candidate;
import org.jline.reader.ParsedLine;

/** What a word may go on to: a directive, a name of the session, a function with its signature and what it does. */
final class Completion {

    /** The word that the cursor stands in or behind, of a whole input. */
    private record Word(String line, int start, int cursor) implements ParsedLine {

        @Override
        public String word() {
            int end = cursor;
            while (end < line.length() && isWord(line.charAt(end))) {
                end++;
            }
            return line.substring(start, end);
        }

        @Override
        public int wordCursor() {
            return cursor - start;
        }

        @Override
        public int wordIndex() {
            return 0;
        }

        @Override
        public List<String> words() {
            return List.of(word());
        }
    }

    private static final List<Function> FUNCTIONS =
            List.copyOf(FunctionList.standard().functions());

    private Completion() {}

    /** The word at a place of a line. */
    static ParsedLine word(String line, int cursor) {
        int start = cursor;
        while (start > 0 && isWord(line.charAt(start - 1))) {
            start--;
        }
        return new Word(line, start, cursor);
    }

    /** A prefix and a method's operand belong to the word, and so does the colon that begins a directive. */
    private static boolean isWord(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '.' || c == ':';
    }

    /** Everything a word could be; the line reader picks what fits. */
    static List<Candidate> of(Session session, ParsedLine line) {
        String word = line.word();
        List<Candidate> found = new ArrayList<>();
        if (word.startsWith(":")) {
            for (Directive each : Directive.values()) {
                found.add(candidate(each.word(), each.usage(), each.summary(), true));
            }
            return found;
        }
        String before = word.substring(0, word.lastIndexOf('.') + 1);
        for (Function each : FUNCTIONS) {
            found.add(candidate(before + each.name() + "(", each.signature(), each.summary(), false));
        }
        if (before.isEmpty()) {
            session.names().forEach((name, words) -> found.add(candidate(name.replace(")", ""), name, words, false)));
        }
        return found;
    }

    private static Candidate candidate(String value, String shown, String about, boolean complete) {
        return new Candidate(value, shown, null, about, null, null, complete);
    }
}
