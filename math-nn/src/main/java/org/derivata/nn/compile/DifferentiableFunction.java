package org.derivata.nn.compile;

/** A number with its partial derivatives, compiled by {@link Compiler#scalarGradient}. Immutable, safe for use by many threads. */
public interface DifferentiableFunction extends ScalarFunction {

    /**
     * The value and the partial derivatives: what they share is computed once.
     *
     * @param x a number for each variable, in the order they were asked for
     * @param gradient receives the partial derivatives, in the order they were asked for; may be {@code x} itself
     * @throws org.derivata.core.diagnostic.EvaluationException {@code value.shape} when an array has another length
     */
    double value(double[] x, double[] gradient);
}
