package org.derivata.core.print;

import org.derivata.core.surface.Program;
import org.derivata.core.surface.Syntax;

/**
 * Writes the language itself, with the fewest brackets: what it prints parses to the same tree, up to the places of its parts.
 *
 * <p>{@code 2 * X.T @ (X @ w - y)}: blanks around binary operators except {@code **}. Linear in the size of the tree, whatever its depth.
 */
public final class TextPrinter implements Printer {

    private static final TextRule RULE = new TextRule();

    @Override
    public String print(Syntax expression) {
        return RULE.print(expression);
    }

    @Override
    public String print(Program program) {
        return RULE.print(program);
    }
}
