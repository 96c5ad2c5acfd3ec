package org.derivata.symbolic;

import java.util.LinkedHashMap;
import java.util.Map;
import org.derivata.core.array.Array;
import org.derivata.core.diagnostic.Diagnostic;
import org.derivata.core.diagnostic.EvaluationException;

/** Values as users have them, as arrays. */
public final class Inputs {

    private Inputs() {}

    /** Each value as an array: numbers, {@code double[]}, {@code double[][]} and arrays. */
    public static Map<String, Array> arrays(Map<String, ?> values) {
        Map<String, Array> arrays = new LinkedHashMap<>();
        values.forEach((name, value) -> arrays.put(name, array(name, value)));
        return arrays;
    }

    private static Array array(String name, Object value) {
        if (value instanceof Array array) {
            return array;
        } else if (value instanceof Number number) {
            return Array.scalar(number.doubleValue());
        } else if (value instanceof double[] vector) {
            return Array.of(vector, vector.length);
        } else if (value instanceof double[][] rows) {
            return Array.matrix(rows);
        }
        throw new EvaluationException(Diagnostic.of(
                        "value.type",
                        "the value of " + name + " is a " + value.getClass().getSimpleName())
                .help("give a number, a double[], a double[][] or an Array"));
    }
}
