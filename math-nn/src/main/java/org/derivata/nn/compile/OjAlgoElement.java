package org.derivata.nn.compile;

import java.util.List;
import org.derivata.nn.kernel.ElementFunction;
import org.jspecify.annotations.Nullable;

/** An elementwise function that ojAlgo has, through ojAlgo. */
final class OjAlgoElement {

    private OjAlgoElement() {}

    static @Nullable Operation of(ElementFunction function, List<View> arguments) {
        return null;
    }
}
