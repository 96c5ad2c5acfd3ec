package org.derivata.core.language;

import java.util.List;
import org.derivata.core.diagnostic.ArgumentException;
import org.derivata.core.diagnostic.Diagnostic;
import org.derivata.core.diagnostic.LimitException;
import org.derivata.core.diagnostic.MathException;
import org.derivata.core.diagnostic.SyntaxException;

/** Carries a diagnosis out of a statement, so that the next statement can be read too. */
final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Diagnostic diagnostic;

    Refusal(Diagnostic diagnostic) {
        super(null, null, false, false);
        this.diagnostic = diagnostic;
    }

    Diagnostic diagnostic() {
        return diagnostic;
    }

    /** The error of the family that the first diagnosis belongs to. */
    static MathException exception(List<Diagnostic> diagnostics) {
        String code = diagnostics.get(0).code();
        if (code.startsWith("limit.")) {
            return new LimitException(diagnostics);
        }
        return code.startsWith("keyword.") ? new ArgumentException(diagnostics) : new SyntaxException(diagnostics);
    }
}
