package org.derivata.core.diagnostic;

import java.util.List;

/** A formula cannot be given a value: an input is missing or of the wrong shape; codes {@code value.*}. */
public final class EvaluationException extends MathException {

    private static final long serialVersionUID = 1L;

    public EvaluationException(Diagnostic diagnostic) {
        this(List.of(diagnostic));
    }

    public EvaluationException(List<Diagnostic> diagnostics) {
        super(diagnostics);
    }

    @Override
    MathException with(List<Diagnostic> located) {
        return new EvaluationException(located);
    }
}
