package org.derivata.core.print;

import org.derivata.core.surface.Program;
import org.derivata.core.surface.Syntax;

/** Writes surface trees of any depth in linear time, without using stack for their depth. Immutable, for use by many threads. */
public interface Printer {

    String print(Syntax expression);

    /** All statements of a program, a line each. */
    String print(Program program);
}
