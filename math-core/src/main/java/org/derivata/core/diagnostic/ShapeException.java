package org.derivata.core.diagnostic;

import java.util.List;

/** Shapes do not fit together: codes {@code shape.*}. */
public final class ShapeException extends MathException {

    private static final long serialVersionUID = 1L;

    public ShapeException(Diagnostic diagnostic) {
        this(List.of(diagnostic));
    }

    public ShapeException(List<Diagnostic> diagnostics) {
        super(diagnostics);
    }

    @Override
    MathException with(List<Diagnostic> located) {
        return new ShapeException(located);
    }
}
