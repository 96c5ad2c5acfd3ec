package org.derivata.core.language;

import org.antlr.v4.runtime.Token;
import org.derivata.core.diagnostic.Diagnostic;
import org.derivata.core.diagnostic.LimitException;
import org.derivata.core.diagnostic.Source;
import org.derivata.core.diagnostic.Span;
import org.derivata.core.language.grammar.MathParser;
import org.jspecify.annotations.Nullable;

/**
 * Follows the brackets of a text, token by token, and refuses it where it nests too deep, before anything descends into it.
 *
 * <p>What makes the tree deep without a bracket counts too: postfixes in a row (known only behind a bracket, so heights are passed outwards
 * when it closes), {@code else} branches, signs of exponents.
 */
final class Nesting {

    /** What stands between two brackets, or outside all. */
    private static final class Level {

        private final @Nullable Level outer;
        private final @Nullable Token opener;
        private final boolean call;
        /** Levels around this one. */
        private final int depth;
        /** Branches begun in this level: they hold all that follows in it. */
        private int branches;
        /** Levels within the operand at hand. */
        private int operand;
        /** Levels within the whole. */
        private int height;

        Level(@Nullable Level outer, @Nullable Token opener, boolean call, int depth) {
            this.outer = outer;
            this.opener = opener;
            this.call = call;
            this.depth = depth;
        }
    }

    private final Source source;
    private final int limit;
    private Level current = new Level(null, null, false, 0);
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
            current.operand++;
        }
        current = new Level(current, bracket, call, current.depth + current.branches + 1);
        grow(bracket);
    }

    /** The opening bracket that is closed by this one, or null when none is open. */
    @Nullable
    Token close(Token bracket) {
        Level closed = current;
        if (closed.outer != null) {
            current = closed.outer;
            current.operand = Math.max(current.operand, closed.height + 1);
            grow(bracket);
        }
        return closed.opener;
    }

    /** Any token that is not a bracket. */
    void pass(Token token, int previous) {
        switch (token.getType()) {
            case MathParser.NUMBER, MathParser.TEXT, MathParser.DOT -> {}
            case MathParser.NAME -> {
                if (previous == MathParser.DOT) {
                    current.operand++;
                    grow(token);
                }
            }
            case MathParser.TRANSPOSE, MathParser.SUPERSCRIPT -> {
                current.operand++;
                grow(token);
            }
            case MathParser.COMMA, MathParser.SEPARATOR, MathParser.COLON, MathParser.ASSIGN -> {
                current.operand = 0;
                current.branches = 0;
            }
            default -> {
                current.operand = 0;
                if (token.getType() == MathParser.ELSE || previous == MathParser.POWER) {
                    current.branches++;
                    grow(token);
                }
            }
        }
    }

    private void grow(Token token) {
        current.height = Math.max(current.height, current.branches + current.operand);
        int depth = current.depth + current.height;
        deepest = Math.max(deepest, depth);
        if (depth > limit) {
            throw new LimitException(Diagnostic.of(
                            "limit.depth",
                            "this formula nests deeper than " + limit + " levels, the limit for its depth")
                    .help("define parts of it under names of their own, or raise the limit with Limits.withDepth(n);"
                            + " Limits.trusted() has none, for your own text")
                    .at(source, new Span(token.getStartIndex(), token.getStopIndex() + 1)));
        }
    }
}
