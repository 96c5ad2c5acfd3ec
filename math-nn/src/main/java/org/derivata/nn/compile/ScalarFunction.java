package org.derivata.nn.compile;

/** A number that depends on numbers, compiled by {@link Compiler#scalar(org.derivata.symbolic.Formula, java.util.List)}. Immutable, safe for use by many threads. */
public interface ScalarFunction {

    /**
     * The value.
     *
     * @param x a number for each variable, in the order they were asked for
     * @throws org.derivata.core.diagnostic.EvaluationException {@code value.shape} for another number of them
     */
    double value(double... x);
}
