package org.derivata.core.diagnostic;

import java.util.List;

/** A derivative does not exist or is not known: codes {@code derivative.*}. */
public final class DerivativeException extends MathException {

    private static final long serialVersionUID = 1L;

    public DerivativeException(Diagnostic diagnostic) {
        this(List.of(diagnostic));
    }

    public DerivativeException(List<Diagnostic> diagnostics) {
        super(diagnostics);
    }

    @Override
    MathException with(List<Diagnostic> located) {
        return new DerivativeException(located);
    }
}
