package org.derivata.core.diagnostic;

import java.util.List;

/** A name means nothing here, or two things: codes {@code name.*}. */
public final class NameException extends MathException {

    private static final long serialVersionUID = 1L;

    public NameException(Diagnostic diagnostic) {
        this(List.of(diagnostic));
    }

    public NameException(List<Diagnostic> diagnostics) {
        super(diagnostics);
    }

    @Override
    MathException with(List<Diagnostic> located) {
        return new NameException(located);
    }
}
