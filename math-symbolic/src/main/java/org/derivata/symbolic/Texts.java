package org.derivata.symbolic;

import org.derivata.core.language.Library;
import org.derivata.core.print.LatexPrinter;
import org.derivata.core.print.Printer;
import org.derivata.core.print.TextPrinter;
import org.derivata.core.print.UnicodePrinter;

/** The printers a formula has. */
final class Texts {

    static final Printer TEXT = new TextPrinter();
    static final Printer UNICODE = new UnicodePrinter();

    private Texts() {}

    static Printer latex(Library library) {
        return new LatexPrinter(name -> library.latex(name).orElse(null));
    }
}
