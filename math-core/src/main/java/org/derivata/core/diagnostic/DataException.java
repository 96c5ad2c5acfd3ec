package org.derivata.core.diagnostic;

import java.util.List;

/** A file or table cannot be used: codes {@code data.*}, {@code model.*}, {@code checkpoint.*}. */
public final class DataException extends MathException {

    private static final long serialVersionUID = 1L;

    public DataException(Diagnostic diagnostic) {
        this(List.of(diagnostic));
    }

    public DataException(List<Diagnostic> diagnostics) {
        super(diagnostics);
    }

    @Override
    MathException with(List<Diagnostic> located) {
        return new DataException(located);
    }
}
