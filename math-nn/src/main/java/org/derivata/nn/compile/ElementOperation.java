package org.derivata.nn.compile;

import java.util.List;
import org.derivata.nn.kernel.ElementFunction;

/** A function applied entry by entry to views of one shape. */
final class ElementOperation extends Operation {

    private final ElementFunction function;

    ElementOperation(ElementFunction function, List<View> arguments) {
        super(arguments, arguments.get(0).count());
        this.function = function;
    }

    ElementFunction function() {
        return function;
    }
}
