package org.derivata.core.language;

import org.antlr.v4.runtime.ANTLRErrorStrategy;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Token;

/** Leaves the parser at the first token that does not fit; the words are found elsewhere, from the tokens around it. */
final class StopAtFirstError implements ANTLRErrorStrategy {

    /** The parser's next token does not fit. */
    static final class Stop extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Stop() {
            super(null, null, false, false);
        }
    }

    @Override
    public void reset(Parser parser) {
        // no state
    }

    @Override
    public Token recoverInline(Parser parser) {
        throw new Stop();
    }

    @Override
    public void recover(Parser parser, RecognitionException error) {
        throw new Stop();
    }

    @Override
    public void sync(Parser parser) {
        // the next match finds the same token; looking ahead for it would cost a third of the time
    }

    @Override
    public boolean inErrorRecoveryMode(Parser parser) {
        return false;
    }

    @Override
    public void reportMatch(Parser parser) {
        // no state
    }

    @Override
    public void reportError(Parser parser, RecognitionException error) {
        throw new Stop();
    }
}
