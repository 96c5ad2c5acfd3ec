package org.derivata.core.print;

import java.util.List;
import java.util.Map;
import org.derivata.core.expr.Expr;
import org.derivata.core.expr.Variable;

/** Writes an expression as a function of another language, complete and ready to run. Immutable, for use by many threads. */
public interface FunctionPrinter {

    /**
     * What is to be written.
     *
     * @param name the function's name
     * @param parameters the function's parameters in order; the expression has no other variables
     * @param order where the author first wrote a sub-expression
     * @param names the author's names for sub-expressions
     */
    record Listing(
            String name,
            Expr expression,
            List<Variable> parameters,
            Map<Expr, Integer> order,
            Map<Expr, String> names) {}

    /**
     * The function's source.
     *
     * @throws org.derivata.core.diagnostic.ArgumentException {@code print.unsupported} for an operator that the language has no counterpart of
     */
    String print(Listing listing);
}
