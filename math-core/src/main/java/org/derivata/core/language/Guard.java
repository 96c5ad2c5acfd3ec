package org.derivata.core.language;

import java.util.Map;
import org.derivata.core.diagnostic.Diagnostic;
import org.derivata.core.diagnostic.ShapeException;
import org.derivata.core.diagnostic.Source;
import org.derivata.core.diagnostic.Span;
import org.derivata.core.shape.Dimension;

/**
 * Two sizes that a text needs to be equal and that nothing proves equal: checked when names get sizes.
 *
 * @param place where the text needs it
 */
public record Guard(Dimension left, Dimension right, Source source, Span place) {

    /** Refuses sizes under which the two differ, as {@code shape.guard} at the place that needs them equal. */
    public void check(Map<String, Integer> sizes) {
        long leftSize = left.evaluate(sizes);
        long rightSize = right.evaluate(sizes);
        if (leftSize != rightSize) {
            throw new ShapeException(Diagnostic.of(
                            "shape.guard",
                            left + " = " + leftSize + " and " + right + " = " + rightSize + " must be equal here")
                    .clash(left + " = " + leftSize, right + " = " + rightSize)
                    .help("the formula uses " + left + " and " + right
                            + " as one size; declare both with one name, or give data that agree")
                    .at(source, place));
        }
    }
}
