package org.derivata.core.language;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.derivata.core.array.Array;
import org.derivata.core.diagnostic.Diagnostic;
import org.derivata.core.diagnostic.MathException;
import org.derivata.core.evaluate.ReferenceEvaluator;
import org.derivata.core.expr.Variable;
import org.derivata.core.shape.Dimension;
import org.derivata.core.shape.Shape;

/** Texts evaluated and texts refused, for tests of the language. */
final class Texts {

    private Texts() {}

    /** The value of a text whose names have these values, each declared with its plain shape. */
    static Array value(String text, Map<String, Array> values) {
        Map<String, Variable> variables = new HashMap<>();
        values.forEach((name, array) -> variables.put(
                name,
                Variable.of(
                        name,
                        new Shape(Arrays.stream(array.shape())
                                .mapToObj(Dimension::of)
                                .toList()))));
        Elaboration read = Elaboration.of(text, Library.standard(), variables, Limits.defaults());
        return ReferenceEvaluator.evaluate(read.requireResult(), values);
    }

    /** What is wrong with a text. */
    static Diagnostic refusal(String text) {
        MathException refused = catchThrowableOfType(
                MathException.class,
                () -> Elaboration.of(text, Library.standard(), Map.of(), Limits.defaults())
                        .requireResult());
        if (refused == null) {
            throw new AssertionError("not refused: " + text);
        }
        return refused.diagnostic();
    }
}
