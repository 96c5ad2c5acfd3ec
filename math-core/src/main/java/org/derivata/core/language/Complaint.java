package org.derivata.core.language;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.antlr.v4.runtime.Token;
import org.derivata.core.diagnostic.Diagnostic;
import org.derivata.core.diagnostic.Source;
import org.derivata.core.diagnostic.Span;
import org.derivata.core.language.TokenReader.Kind;
import org.derivata.core.language.TokenReader.Line;
import org.derivata.core.language.grammar.MathParser;
import org.jspecify.annotations.Nullable;

/** Puts into words why a token does not fit where it stands, from the tokens around it. */
final class Complaint {

    private static final String TOKEN = "syntax.unexpected_token";
    private static final String CALL_OR_PRODUCT =
            "a product is written with *, as in a * b; a call with brackets, as in f(x)";

    private static final List<String> ROLES = List.of("input", "target", "param");

    private static final Map<String, String> OTHER_ROLES = Map.of(
            "parameter", "param", "parameters", "param", "weight", "param", "output", "target", "label", "target");

    private static final Map<String, String> WORDS = Map.of(
            "lambda", "a function is defined on a line of its own, as in f(x) = x**2",
            "def", "a function is defined as in f(x) = x**2",
            "if", "a choice is written a if condition else b",
            "let", "a definition needs no word before it, as in y = x**2",
            "return", "leave it out: the last expression is the result",
            "import", "leave the line out: np., scipy. and the like are understood without it",
            "from", "leave the line out: np., scipy. and the like are understood without it",
            "for", "there are no loops: functions work on whole arrays, as in sum(x**2)",
            "while", "there are no loops: functions work on whole arrays, as in sum(x**2)",
            "print", "leave it out: the last expression is the result");

    private final Source source;
    private final List<Token> tokens;
    private final Line line;
    private final int index;
    private final Token found;
    private final @Nullable Token before;
    private final @Nullable Token opener;

    private Complaint(Source source, List<Token> tokens, Line line, int index) {
        this.source = source;
        this.tokens = tokens;
        this.line = line;
        this.index = index;
        this.found = tokens.get(index);
        this.before = index > line.start() ? tokens.get(index - 1) : null;
        this.opener = openBracket();
    }

    static Diagnostic about(Source source, TokenReader reader, Line line, int index) {
        Token found = reader.tokens().get(index);
        if (found.getType() == MathParser.ERROR) {
            return reader.problem(index);
        }
        return new Complaint(source, reader.tokens(), line, index).diagnose();
    }

    /** The innermost bracket that is open where the token stands. */
    private @Nullable Token openBracket() {
        Deque<Token> open = new ArrayDeque<>();
        for (int i = line.start(); i < index; i++) {
            switch (tokens.get(i).getType()) {
                case MathParser.LEFT, MathParser.LEFT_SQUARE -> open.push(tokens.get(i));
                case MathParser.RIGHT, MathParser.RIGHT_SQUARE -> open.poll();
                default -> {}
            }
        }
        return open.peek();
    }

    private Diagnostic diagnose() {
        Diagnostic diagnostic;
        if (found.getType() == Token.EOF || found.getType() == MathParser.SEPARATOR) {
            diagnostic = atEnd();
        } else if (before == null) {
            diagnostic = atStart();
        } else if (TokenReader.endsOperand(before.getType())) {
            diagnostic = afterOperand(before);
        } else {
            diagnostic = valueMissing(before);
        }
        int start = found.getStartIndex();
        int end = found.getType() == Token.EOF ? start : found.getStopIndex() + 1;
        return diagnostic.at(source, new Span(start, end));
    }

    private Diagnostic atEnd() {
        boolean semicolon =
                found.getType() == MathParser.SEPARATOR && found.getText().equals(";");
        if (semicolon && opener != null) {
            return Diagnostic.of(TOKEN, "`;` stands inside a bracket")
                    .help(
                            opener.getType() == MathParser.LEFT_SQUARE
                                    ? "a matrix is written row by row, as in [[1, 2], [3, 4]]"
                                    : openHelp(opener));
        }
        String what = found.getType() == Token.EOF ? "the text" : semicolon ? "the statement" : "the line";
        if (opener != null) {
            return end(what + " ends inside a bracket").help(openHelp(opener));
        }
        if (before == null) {
            return end(what + " ends before a formula").help("write one, as in sum((X @ w - y)**2)");
        }
        if (TokenReader.endsOperand(before.getType())) {
            return end(what + " ends too early").help(kindHelp());
        }
        Diagnostic missing = end(what + " ends after `" + shown(before) + "`, where something should follow");
        if (found.getType() == MathParser.SEPARATOR && !semicolon) {
            return missing.help("a formula goes on in the next line only inside brackets: put it in ( )");
        }
        return missing.help("add it, or remove the `" + shown(before) + "`");
    }

    private static Diagnostic end(String message) {
        return Diagnostic.of("syntax.unexpected_end", message);
    }

    private Diagnostic atStart() {
        if (line.kind() == Kind.DEFINITION || line.kind() == Kind.FUNCTION) {
            return leftSide();
        }
        return Diagnostic.of(TOKEN, "a statement cannot start with " + describe(found))
                .help(WORDS.getOrDefault(found.getText(), "a value belongs before it, or it can be removed"));
    }

    private Diagnostic leftSide() {
        if (found.getType() == MathParser.LEFT_SQUARE) {
            return Diagnostic.of(TOKEN, "an entry of an array cannot be given a value")
                    .help("arrays never change: define a new one, with where(condition, new, x) or concat(...)");
        }
        return Diagnostic.of(
                        TOKEN,
                        "only a name, as in `H = ...`, or a function, as in `f(x) = ...`, can be defined; found "
                                + describe(found))
                .help(leftSideHelp());
    }

    private String leftSideHelp() {
        if (found.getType() == MathParser.COMMA && opener == null) {
            return "one line defines one name: write a = ... and b = ... on lines of their own";
        }
        return WORDS.getOrDefault(tokens.get(line.start()).getText(), "two sides are compared with ==");
    }

    private Diagnostic afterOperand(Token operand) {
        boolean head = index < marker();
        if (head && line.kind() == Kind.DEFINITION) {
            return leftSide();
        }
        if (head && line.kind() == Kind.DECLARATION && opener == null) {
            return Diagnostic.of(TOKEN, describe(found) + " does not fit before the `:` of a declaration")
                    .help(declarationHelp(tokens.get(line.start()).getText()));
        }
        String message = switch (found.getType()) {
            case MathParser.ASSIGN -> "`=` cannot stand here";
            case MathParser.COMMA -> "`,` stands outside brackets";
            case MathParser.COLON -> "`:` cannot stand here";
            case MathParser.DOT, MathParser.ELLIPSIS -> "`" + shown(found) + "` cannot stand here";
            default -> describe(found) + " directly follows " + describe(operand);
        };
        return Diagnostic.of(TOKEN, message).help(afterOperandHelp(operand));
    }

    private String declarationHelp(String first) {
        String word = WORDS.get(first);
        if (word != null) {
            return word;
        }
        boolean second = index == line.start() + 1 && found.getType() == MathParser.NAME;
        Optional<String> role = second
                ? Optional.ofNullable(OTHER_ROLES.get(first)).or(() -> Suggestion.nearest(first, ROLES))
                : Optional.empty();
        return role.map(each -> "did you mean " + each + " " + shown(found) + ": ...?")
                .orElse("names are declared as in X, Z: [n, d]; slices stand in square brackets");
    }

    private String afterOperandHelp(Token operand) {
        String word = WORDS.getOrDefault(operand.getText(), WORDS.get(found.getText()));
        if (word != null) {
            return word;
        }
        if (opener != null && source.line(opener.getStartIndex()) < source.line(found.getStartIndex())) {
            return openHelp(opener);
        }
        switch (found.getType()) {
            case MathParser.ASSIGN -> {
                return opener == null || opener.getType() != MathParser.LEFT
                        ? "a comparison is written with ==; one line defines one name"
                        : "a comparison is written with ==; a named argument as in sum(x, axis=1)";
            }
            case MathParser.COMMA -> {
                return "statements are separated by ; or a line break";
            }
            case MathParser.COLON -> {
                return "slices stand in square brackets, as in x[1:3]; a shape behind names, as in X: [n, d]";
            }
            default -> {}
        }
        if (line.start() == index - 1 && operand.getText().matches("input|target|param")) {
            return "a role needs a shape behind the name, as in input X: [n, d]";
        }
        if (isDerivative(operand)) {
            return "write the function itself: its derivatives are asked for separately";
        }
        if (operand.getType() == MathParser.NAME && found.getType() == MathParser.NAME) {
            return "write " + Hints.shorten(operand.getText()) + " * " + Hints.shorten(found.getText())
                    + " for a product, " + Hints.shorten(operand.getText()) + "(" + Hints.shorten(found.getText())
                    + ") for a call";
        }
        return startsOperand(found) ? CALL_OR_PRODUCT : "an operator, or the end of the formula, fits here";
    }

    /** The {@code dx} of {@code d/dx}. */
    private boolean isDerivative(Token operand) {
        return index >= line.start() + 3
                && operand.getText().matches("d[a-zA-Z]\\w*")
                && tokens.get(index - 2).getText().equals("/")
                && tokens.get(index - 3).getText().equals("d");
    }

    private Diagnostic valueMissing(Token previous) {
        if (previous.getType() == MathParser.DOT) {
            return Diagnostic.of(TOKEN, "`.` is followed by " + describe(found))
                    .help("a name belongs behind a dot, as in X.T or x.sum()");
        }
        if (line.kind() == Kind.DECLARATION && index <= marker() + 1) {
            return Diagnostic.of(TOKEN, describe(found) + " does not fit in a declaration")
                    .help("a shape stands in square brackets: X: [n, d], or s: [] for a single number");
        }
        if (line.kind() == Kind.FUNCTION && index < marker()) {
            return Diagnostic.of(TOKEN, describe(found) + " cannot be a parameter")
                    .help(
                            "parameters are names, as in f(x, s=1) = ...; a value is defined without brackets, as in a = ...");
        }
        if (previous.getType() == MathParser.LEFT && found.getType() == MathParser.RIGHT) {
            return Diagnostic.of("syntax.empty", "there is nothing between these brackets")
                    .help("put a value into them, or remove them");
        }
        return Diagnostic.of(TOKEN, "a value is missing between `" + shown(previous) + "` and `" + shown(found) + "`")
                .help(missingHelp(previous));
    }

    private String missingHelp(Token previous) {
        if (opener != null && source.line(opener.getStartIndex()) < source.line(found.getStartIndex())) {
            return openHelp(opener);
        }
        boolean closing = found.getType() == MathParser.RIGHT || found.getType() == MathParser.RIGHT_SQUARE;
        boolean opening = previous.getType() == MathParser.LEFT || previous.getType() == MathParser.LEFT_SQUARE;
        return closing
                ? "put a value there, or remove the `" + shown(previous) + "`"
                : opening
                        ? "put a value there, or remove the `" + shown(found) + "`"
                        : "put a value there, or remove one of the two";
    }

    /** The index of the {@code :} or {@code =} that told the kind of the statement; -1 for a formula. */
    private int marker() {
        List<Integer> wanted = line.kind() == Kind.DECLARATION
                ? List.of(MathParser.COLON)
                : List.of(MathParser.ASSIGN, MathParser.AUGMENT);
        int depth = 0;
        for (int i = line.start(); line.kind() != Kind.FORMULA && i < line.end(); i++) {
            int type = tokens.get(i).getType();
            if (type == MathParser.LEFT || type == MathParser.LEFT_SQUARE) {
                depth++;
            } else if (type == MathParser.RIGHT || type == MathParser.RIGHT_SQUARE) {
                depth--;
            } else if (wanted.contains(type) && depth == 0) {
                return i;
            }
        }
        return -1;
    }

    private String kindHelp() {
        return line.kind() == Kind.DECLARATION ? "a shape stands in square brackets, as in X: [n, d]" : CALL_OR_PRODUCT;
    }

    private String openHelp(Token bracket) {
        String right = bracket.getType() == MathParser.LEFT ? ")" : "]";
        return "add `" + right + "`: the `" + bracket.getText() + "` opened at "
                + Hints.place(source, bracket.getStartIndex()) + " is not closed before this";
    }

    private static boolean startsOperand(Token token) {
        return switch (token.getType()) {
            case MathParser.NAME, MathParser.NUMBER, MathParser.TEXT, MathParser.LEFT, MathParser.LEFT_SQUARE -> true;
            default -> false;
        };
    }

    private static String describe(Token token) {
        return switch (token.getType()) {
            case MathParser.NUMBER -> "the number `" + shown(token) + "`";
            case MathParser.TEXT -> "the text \"" + shown(token) + "\"";
            default -> "`" + shown(token) + "`";
        };
    }

    private static String shown(Token token) {
        return Hints.shorten(token.getText());
    }
}
