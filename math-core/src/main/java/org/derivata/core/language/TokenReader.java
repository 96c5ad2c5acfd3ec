package org.derivata.core.language;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.Token;
import org.derivata.core.diagnostic.Diagnostic;
import org.derivata.core.diagnostic.Source;
import org.derivata.core.diagnostic.Span;
import org.derivata.core.language.grammar.MathLexer;
import org.derivata.core.language.grammar.MathParser;

/** Reads a whole text into tokens and statements, as the grammar's head comment says, and finds how deep it nests. */
final class TokenReader {

    /** What kind of statement a line is, told by its first {@code :} or {@code =} outside brackets. */
    enum Kind {
        DECLARATION,
        DEFINITION,
        FUNCTION,
        FORMULA
    }

    /** Tokens {@code start} (inclusive) to {@code end} (exclusive; the separator or the end of the text). */
    record Line(Kind kind, int start, int end) {}

    private static final Set<String> ROLES = Set.of("input", "target", "param");

    private final Source source;
    private final String text;
    private final TextStream characters;
    private final MathLexer lexer;
    private final List<Token> tokens = new ArrayList<>();
    private final List<Line> lines = new ArrayList<>();
    /** Told only when asked for: ten thousand bad characters would be ten thousand texts. */
    private final Map<Integer, Supplier<Diagnostic>> problems = new HashMap<>();

    private final Set<String> shadowed = new HashSet<>();
    private final Nesting nesting;

    private int lineStart;
    private Kind kind = Kind.FORMULA;

    private TokenReader(Source source, Limits limits) {
        this.source = source;
        this.text = source.text();
        this.characters = new TextStream(text);
        this.lexer = new MathLexer(characters);
        this.nesting = new Nesting(source, limits.depth());
        lexer.removeErrorListeners();
    }

    /** Reads the text; refuses it when it nests too deep. What else is wrong waits in {@link #problem}. */
    static TokenReader read(Source source, Limits limits) {
        TokenReader reader = new TokenReader(source, limits);
        reader.readAll();
        return reader;
    }

    Tokens stream() {
        return new Tokens(tokens, lexer);
    }

    List<Token> tokens() {
        return tokens;
    }

    List<Line> lines() {
        return lines;
    }

    /** How deep the text nests. */
    int depth() {
        return nesting.deepest();
    }

    /** What is wrong with an {@code ERROR} token. */
    Diagnostic problem(int token) {
        Supplier<Diagnostic> problem = problems.get(token);
        if (problem == null) {
            throw new IllegalStateException("no problem at token " + token);
        }
        Diagnostic told = problem.get();
        Token at = tokens.get(token);
        return told.source() == null ? told.at(source, SurfaceBuilder.span(at)) : told;
    }

    private void readAll() {
        while (true) {
            CommonToken token = (CommonToken) lexer.nextToken();
            if (token.getStartIndex() >= text.length()) {
                token.setType(Token.EOF);
                token.setStopIndex(text.length() - 1);
                endLine();
                add(token);
                return;
            }
            switch (token.getType()) {
                case MathParser.SEPARATOR -> separator(token);
                case MathParser.NAME -> name(token);
                case MathParser.NUMBER -> number(token);
                case MathParser.QUOTE -> quote(token);
                case MathParser.LEFT, MathParser.LEFT_SQUARE -> open(token);
                case MathParser.RIGHT, MathParser.RIGHT_SQUARE -> close(token);
                case MathParser.ASSIGN -> assign(token);
                case MathParser.AUGMENT -> augment(token);
                case MathParser.COLON -> colon(token);
                case MathParser.FOREIGN -> problem(token, () -> Hints.foreign(token.getText()));
                case MathParser.UNKNOWN ->
                    problem(token, () -> Hints.character(token.getText().codePointAt(0)));
                default -> {
                    nesting.pass(token, previousType());
                    add(token);
                }
            }
        }
    }

    private void add(CommonToken token) {
        token.setTokenIndex(tokens.size());
        tokens.add(token);
    }

    private void problem(CommonToken token, Supplier<Diagnostic> diagnostic) {
        token.setType(MathParser.ERROR);
        add(token);
        problems.put(token.getTokenIndex(), diagnostic);
    }

    private int previousType() {
        return tokens.isEmpty() ? Token.EOF : tokens.get(tokens.size() - 1).getType();
    }

    /** Whether a token stands right behind the one before it, without a blank. */
    private boolean touchesPrevious(Token token) {
        return !tokens.isEmpty() && tokens.get(tokens.size() - 1).getStopIndex() + 1 == token.getStartIndex();
    }

    private void separator(CommonToken token) {
        if (!nesting.insideBrackets()) {
            endLine();
            nesting.pass(token, previousType());
            add(token);
            lineStart = tokens.size();
        } else if (token.getText().equals(";")) {
            add(token);
        }
    }

    private void endLine() {
        int end = tokens.size();
        if (end > lineStart) {
            if (kind == Kind.DECLARATION && end > lineStart + 1) {
                markRole(tokens.get(lineStart), tokens.get(lineStart + 1));
            }
            lines.add(new Line(kind, lineStart, end));
        }
        lineStart = end;
        kind = Kind.FORMULA;
    }

    private static void markRole(Token first, Token second) {
        if (first.getType() == MathParser.NAME
                && second.getType() == MathParser.NAME
                && ROLES.contains(first.getText())) {
            ((CommonToken) first).setType(MathParser.ROLE);
        }
    }

    private void name(CommonToken token) {
        String name = token.getText();
        if (previousType() == MathParser.NUMBER && touchesPrevious(token)) {
            Token number = tokens.get(tokens.size() - 1);
            problem(token, () -> Hints.letterAfterNumber(source, number, name));
            return;
        }
        int strange = Hints.firstStrangeLetter(name);
        if (strange >= 0) {
            int offset = token.getStartIndex() + strange;
            int letter = name.codePointAt(strange);
            problem(
                    token,
                    () -> Hints.character(letter).at(source, new Span(offset, offset + Character.charCount(letter))));
            return;
        }
        if (previousType() == MathParser.DOT && tokens.size() >= 2 && !name.equals("T")) {
            CommonToken before = (CommonToken) tokens.get(tokens.size() - 2);
            if (before.getType() == MathParser.NAME && opensDottedName(before)) {
                tokens.remove(tokens.size() - 1);
                before.setText(before.getText() + "." + name);
                before.setStopIndex(token.getStopIndex());
                return;
            }
        }
        if (!isAscii(name)) {
            token.setText(Normalizer.normalize(name, Normalizer.Form.NFC));
        }
        nesting.pass(token, previousType());
        add(token);
    }

    private boolean opensDottedName(Token name) {
        boolean attribute =
                name.getTokenIndex() > 0 && tokens.get(name.getTokenIndex() - 1).getType() == MathParser.DOT;
        String whole = name.getText();
        int dot = whole.indexOf('.');
        String first = dot < 0 ? whole : whole.substring(0, dot);
        return !attribute && DottedNames.isPrefix(first) && !shadowed.contains(first);
    }

    private static boolean isAscii(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (name.charAt(i) >= 128) {
                return false;
            }
        }
        return true;
    }

    private void number(CommonToken token) {
        if (touchesPrevious(token) && previousType() == MathParser.NUMBER) {
            problem(token, Hints::secondPoint);
            return;
        }
        // no literal this short without an exponent reaches 1.8e308
        int length = token.getStopIndex() - token.getStartIndex() + 1;
        if (length > 300 || hasExponent(token)) {
            String digits = token.getText();
            if (Double.isInfinite(Double.parseDouble(digits))) {
                problem(token, () -> Hints.tooLarge(digits));
                return;
            }
        }
        nesting.pass(token, previousType());
        add(token);
    }

    private boolean hasExponent(Token number) {
        for (int i = number.getStartIndex(); i <= number.getStopIndex(); i++) {
            if (text.charAt(i) == 'e' || text.charAt(i) == 'E') {
                return true;
            }
        }
        return false;
    }

    private void quote(CommonToken token) {
        char mark = text.charAt(token.getStartIndex());
        if (mark == '\'' && touchesPrevious(token) && endsOperand(previousType())) {
            token.setType(MathParser.TRANSPOSE);
            nesting.pass(token, previousType());
            add(token);
            return;
        }
        int from = token.getStartIndex() + 1;
        int end = from;
        while (end < text.length() && text.charAt(end) != mark && text.charAt(end) != '\n') {
            end++;
        }
        if (end == text.length() || text.charAt(end) != mark) {
            problem(token, () -> Hints.openQuote(mark));
            return;
        }
        token.setType(MathParser.TEXT);
        token.setStopIndex(end);
        token.setText(text.substring(from, end));
        characters.seek(end + 1);
        nesting.pass(token, previousType());
        add(token);
    }

    static boolean endsOperand(int type) {
        return switch (type) {
            case MathParser.NAME,
                    MathParser.NUMBER,
                    MathParser.TEXT,
                    MathParser.RIGHT,
                    MathParser.RIGHT_SQUARE,
                    MathParser.SUPERSCRIPT,
                    MathParser.TRANSPOSE -> true;
            default -> false;
        };
    }

    private void open(CommonToken token) {
        boolean call = token.getType() == MathParser.LEFT && previousType() == MathParser.NAME;
        nesting.open(token, previousType(), call);
        add(token);
    }

    private void close(CommonToken token) {
        Token opener = nesting.close(token);
        boolean round = token.getType() == MathParser.RIGHT;
        if (opener == null) {
            problem(token, () -> Hints.strayBracket(token.getText()));
        } else if (opener.getType() != (round ? MathParser.LEFT : MathParser.LEFT_SQUARE)) {
            problem(token, () -> Hints.wrongBracket(source, opener, token.getText()));
        } else {
            add(token);
        }
    }

    private void colon(CommonToken token) {
        if (kind == Kind.FORMULA && !nesting.insideBrackets()) {
            kind = Kind.DECLARATION;
            shadowNames();
        }
        nesting.pass(token, previousType());
        add(token);
    }

    private void assign(CommonToken token) {
        if (nesting.insideCall()) {
            markKeyword();
        } else if (kind == Kind.FORMULA && !nesting.insideBrackets() && tokens.size() > lineStart) {
            boolean call =
                    tokens.size() > lineStart + 1 && tokens.get(lineStart + 1).getType() == MathParser.LEFT;
            kind = call ? Kind.FUNCTION : Kind.DEFINITION;
            shadowNames();
        }
        nesting.pass(token, previousType());
        add(token);
    }

    private void augment(CommonToken token) {
        boolean changesName = kind == Kind.FORMULA
                && !nesting.insideBrackets()
                && tokens.size() == lineStart + 1
                && previousType() == MathParser.NAME;
        if (!changesName) {
            problem(token, () -> Hints.foreign(token.getText()));
            return;
        }
        kind = Kind.DEFINITION;
        shadowNames();
        nesting.pass(token, previousType());
        add(token);
    }

    private void markKeyword() {
        int last = tokens.size() - 1;
        int before = tokens.get(last - 1).getType();
        if (tokens.get(last).getType() == MathParser.NAME
                && (before == MathParser.LEFT || before == MathParser.COMMA)) {
            ((CommonToken) tokens.get(last)).setType(MathParser.KEYWORD);
        }
    }

    /** What a text declares or defines is its own: with {@code F: [n, n]} declared, {@code F.sum()} is a method of {@code F}. */
    private void shadowNames() {
        for (int i = lineStart; i < tokens.size(); i++) {
            if (tokens.get(i).getType() == MathParser.NAME
                    && DottedNames.isPrefix(tokens.get(i).getText())) {
                shadowed.add(tokens.get(i).getText());
            }
        }
    }
}
