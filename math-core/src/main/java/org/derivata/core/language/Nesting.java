package org.derivata.core.language;

import java.util.ArrayDeque;
import java.util.Deque;
import org.antlr.v4.runtime.Token;
import org.derivata.core.diagnostic.Diagnostic;
import org.derivata.core.diagnostic.LimitException;
import org.derivata.core.diagnostic.Source;
import org.derivata.core.diagnostic.Span;
import org.derivata.core.language.grammar.MathTextParser;
import org.jspecify.annotations.Nullable;

/**
 * Follows the brackets of a text, token by token, and refuses it where it nests too deep.
 *
 * <p>What makes the tree deep without a bracket counts too: postfixes in a row, {@code else} branches, signs of exponents.
 */
final class Nesting {

    private static final class Level {

        private final @Nullable Token opener;
        private final int depth;
        private final boolean call;
        private int postfixes;
        private int branches;

        Level(@Nullable Token opener, int depth, boolean call) {
            this.opener = opener;
            this.depth = depth;
            this.call = call;
        }

        int depth() {
            return depth + postfixes + branches;
        }
    }

    private final Source source;
    private final int limit;
    private final Deque<Level> levels = new ArrayDeque<>();
    private Level current = new Level(null, 0, false);
    private int deepest;

    Nesting(Source source, int limit) {
        this.source = source;
        this.limit = limit;
    }

    int deepest() {
        return deepest;
    }

    boolean insideBrackets() {
        return current.opener != null;
    }

    boolean insideCall() {
        return current.call;
    }

    void open(Token bracket, int previous, boolean call) {
        if (TokenReader.endsOperand(previous) && !call) {
            current.postfixes++;
        }
        levels.push(current);
        current = new Level(bracket, current.depth() + 1, call);
        check(bracket);
    }

    /** The opening bracket that is closed, or null when none is open. */
    @Nullable Token close() {
        Token opener = current.opener;
        if (opener != null) {
            current = levels.pop();
        }
        return opener;
    }

    void pass(Token token, int previous) {
        switch (token.getType()) {
            case MathTextParser.NUMBER, MathTextParser.TEXT, MathTextParser.DOT -> {}
            case MathTextParser.NAME -> {
                if (previous == MathTextParser.DOT) {
                    current.postfixes++;
                    check(token);
                }
            }
            case MathTextParser.TRANSPOSE -> {
                current.postfixes++;
                check(token);
            }
            case MathTextParser.COMMA, MathTextParser.SEPARATOR, MathTextParser.COLON, MathTextParser.ASSIGN -> {
                current.postfixes = 0;
                current.branches = 0;
            }
            case MathTextParser.ELSE -> {
                current.postfixes = 0;
                current.branches++;
                check(token);
            }
            default -> {
                current.postfixes = 0;
                if (previous == MathTextParser.POWER) {
                    current.branches++;
                    check(token);
                }
            }
        }
    }

    private void check(Token token) {
        int depth = current.depth();
        deepest = Math.max(deepest, depth);
        if (depth > limit) {
            throw new LimitException(Diagnostic.of(
                            "limit.depth", "this formula nests deeper than " + limit + " levels, the limit for its depth")
                    .help("define parts of it under names of their own, or raise the limit: Limits.withDepth(" + depth
                            + ") and more, or Limits.trusted() for your own text")
                    .at(source, new Span(token.getStartIndex(), token.getStopIndex() + 1)));
        }
    }
}
