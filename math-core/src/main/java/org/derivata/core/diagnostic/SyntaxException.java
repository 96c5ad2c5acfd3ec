package org.derivata.core.diagnostic;

import java.util.List;

/** The text is not in the language: codes {@code syntax.*} and {@code number.*}. */
public final class SyntaxException extends MathException {

    private static final long serialVersionUID = 1L;

    public SyntaxException(Diagnostic diagnostic) {
        this(List.of(diagnostic));
    }

    public SyntaxException(List<Diagnostic> diagnostics) {
        super(diagnostics);
    }

    @Override
    MathException with(List<Diagnostic> located) {
        return new SyntaxException(located);
    }
}
