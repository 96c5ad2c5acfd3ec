package org.derivata.symbolic.derivation;

import java.util.ArrayList;
import java.util.List;
import org.derivata.core.expr.Expr;
import org.derivata.core.expr.Variable;

/**
 * Derivatives that stand in a formula before they are worked out, {@code d/dx(sin(x))} or {@code dL/du1}. In the core graph each is a variable named by
 * one character of the private use area, so that notation and printers place it like any factor; whoever prints puts the derivative there.
 */
final class Marks {

    /** So many different derivatives can stand in one derivation. */
    static final int MOST = 6000;

    private static final char FIRST = '\uE000';

    /** A derivative to be worked out, by a variable or an intermediate value. */
    sealed interface Mark {
        /** {@code d/dx(of)}. */
        record OfExpression(Expr of, Variable by) implements Mark {}

        /** {@code d name/d by}. */
        record OfName(String name, Variable by) implements Mark {}
    }

    private final List<Mark> marks = new ArrayList<>();

    /** A variable that stands for a derivative; its shape is that of what it is taken by. */
    Variable variable(Mark mark) {
        int known = marks.indexOf(mark);
        if (known < 0) {
            known = marks.size();
            marks.add(mark);
        }
        Variable by = mark instanceof Mark.OfName name ? name.by : ((Mark.OfExpression) mark).by;
        return Variable.of(String.valueOf((char) (FIRST + known)), by.shape());
    }

    static boolean isMark(char letter) {
        return letter >= FIRST && letter < FIRST + MOST;
    }

    Mark at(char letter) {
        return marks.get(letter - FIRST);
    }
}
