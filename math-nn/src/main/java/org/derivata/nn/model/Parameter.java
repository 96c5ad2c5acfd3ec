package org.derivata.nn.model;

import org.derivata.core.array.Array;
import org.derivata.core.expr.Variable;

/**
 * What training changes: a variable whose sizes are all integers, and how it starts.
 *
 * @param variable as it stands in the formulas
 * @param initializer its values before the first step
 */
public record Parameter(Variable variable, Initializer initializer) {

    public String name() {
        return variable.name();
    }

    public int[] shape() {
        return variable.shape().evaluate(java.util.Map.of());
    }

    /** How many numbers it has. */
    public int count() {
        return Array.count(shape());
    }

    /** A new array with the values before the first step; the same for the same seed, whatever other parameters there are. */
    public Array start(long seed) {
        return initializer.values(shape(), seed, name());
    }
}
