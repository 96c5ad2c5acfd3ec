package org.derivata.core.diagnostic;

import java.util.List;

/** A function was called with the wrong arguments: codes {@code arity}, {@code keyword.*}, {@code type}. */
public final class ArgumentException extends MathException {

    private static final long serialVersionUID = 1L;

    public ArgumentException(Diagnostic diagnostic) {
        this(List.of(diagnostic));
    }

    public ArgumentException(List<Diagnostic> diagnostics) {
        super(diagnostics);
    }

    @Override
    MathException with(List<Diagnostic> located) {
        return new ArgumentException(located);
    }
}
