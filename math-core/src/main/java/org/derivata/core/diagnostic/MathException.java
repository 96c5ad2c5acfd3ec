package org.derivata.core.diagnostic;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The one family of errors that a user of Derivata can cause: each carries {@link Diagnostic}s, most often one.
 *
 * <p>The subclasses say which part of the pipeline refused, the codes say what exactly.
 */
public abstract sealed class MathException extends RuntimeException
        permits SyntaxException,
                NameException,
                ArgumentException,
                ShapeException,
                DerivativeException,
                EvaluationException,
                LimitException,
                DataException {

    private static final long serialVersionUID = 1L;

    private final transient List<Diagnostic> diagnostics;

    MathException(List<Diagnostic> diagnostics) {
        super(diagnostics.stream().map(Diagnostic::render).collect(Collectors.joining("\n\n")));
        this.diagnostics = List.copyOf(diagnostics);
    }

    /** All that is wrong, in the order of the text; never empty. */
    public List<Diagnostic> diagnostics() {
        return diagnostics;
    }

    /** The first diagnostic. */
    public Diagnostic diagnostic() {
        return diagnostics.get(0);
    }

    /** The stable code of the first diagnostic. */
    public String code() {
        return diagnostic().code();
    }

    /** The same error with a place in a text, when it has none yet. */
    public MathException at(Source source, Span span) {
        if (diagnostic().source() != null) {
            return this;
        }
        return with(diagnostics.stream().map(each -> each.at(source, span)).toList());
    }

    /** This error and others that were found with it, in the order given. */
    public MathException and(List<? extends MathException> others) {
        List<Diagnostic> all = new ArrayList<>(diagnostics);
        others.forEach(each -> all.addAll(each.diagnostics()));
        return with(all);
    }

    abstract MathException with(List<Diagnostic> located);
}
