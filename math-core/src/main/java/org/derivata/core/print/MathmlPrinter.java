package org.derivata.core.print;

import org.derivata.core.surface.Program;
import org.derivata.core.surface.Statement;
import org.derivata.core.surface.Syntax;

/**
 * Writes presentation MathML: one {@code math} element that any browser shows as it stands. A program is a column, a statement a row.
 */
public final class MathmlPrinter implements Printer {

    private static final String OPEN = "<math xmlns=\"http://www.w3.org/1998/Math/MathML\" display=\"block\">";
    private static final MathmlRule RULE = new MathmlRule();

    @Override
    public String print(Syntax expression) {
        return OPEN + row(expression) + "</math>";
    }

    private static String row(Syntax expression) {
        return new Unrolling(RULE, "<mrow><mo>(</mo>", "<mo>)</mo></mrow>")
                .node(expression)
                .finish();
    }

    @Override
    public String print(Program program) {
        StringBuilder rows = new StringBuilder();
        for (Statement each : program.statements()) {
            if (each instanceof Statement.Expression expression) {
                rows.append("<mtr><mtd>").append(row(expression.value())).append("</mtd></mtr>");
            } else if (each instanceof Statement.Definition definition) {
                rows.append("<mtr><mtd>")
                        .append(TypesetName.of(definition.name().name()).mathml())
                        .append("<mo>=</mo>")
                        .append(row(definition.value()))
                        .append("</mtd></mtr>");
            }
        }
        boolean single =
                program.statements().size() == 1 && program.statements().get(0) instanceof Statement.Expression;
        return single
                ? print(((Statement.Expression) program.statements().get(0)).value())
                : OPEN + "<mtable>" + rows + "</mtable></math>";
    }
}
