package org.derivata.cli;

import org.derivata.symbolic.Formula;

/** How formulas are printed; the constants are spelled as options spell them. */
enum Format {
    text,
    unicode,
    latex;

    String print(Formula formula) {
        return switch (this) {
            case text -> formula.toString();
            case unicode -> formula.toUnicode();
            case latex -> formula.toLatex();
        };
    }
}
