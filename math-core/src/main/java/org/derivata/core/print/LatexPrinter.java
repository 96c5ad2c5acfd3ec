package org.derivata.core.print;

import java.util.function.Function;
import org.derivata.core.surface.Program;
import org.derivata.core.surface.Syntax;
import org.jspecify.annotations.Nullable;

/**
 * Writes LaTeX for math mode, with commands of amsmath only ({@code \operatorname}, {@code cases}, {@code bmatrix}).
 *
 * <p>Quotients are fractions, products stand side by side where nothing can be misread, {@code exp} of little is a power of e. What shapes
 * would tell (entry by entry or matrix product) is not known here: in a chain that has both, {@code *} is a dot.
 */
public final class LatexPrinter implements Printer {

    private final LatexRule rule;

    /**
     * With the LaTeX of functions by name, null for a name it does not know.
     *
     * @param templates either a command, {@code \tanh}, that is put before the bracketed arguments, or a whole form with {@code #1},
     *     {@code #2} for the arguments, {@code \sqrt{#1}}, {@code {#1}^{-1}}
     */
    public LatexPrinter(Function<String, @Nullable String> templates) {
        this.rule = new LatexRule(templates);
    }

    @Override
    public String print(Syntax expression) {
        return rule.print(expression);
    }

    @Override
    public String print(Program program) {
        return rule.print(program);
    }
}
