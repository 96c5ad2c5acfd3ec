package org.derivata.core.diagnostic;

import java.util.List;

/** A limit for untrusted text was reached: codes {@code limit.*}. */
public final class LimitException extends MathException {

    private static final long serialVersionUID = 1L;

    public LimitException(Diagnostic diagnostic) {
        this(List.of(diagnostic));
    }

    public LimitException(List<Diagnostic> diagnostics) {
        super(diagnostics);
    }

    @Override
    MathException with(List<Diagnostic> located) {
        return new LimitException(located);
    }
}
