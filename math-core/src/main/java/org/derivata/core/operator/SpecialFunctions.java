package org.derivata.core.operator;

/** Functions of one number that the JDK lacks. */
final class SpecialFunctions {

    private SpecialFunctions() {}

    /** {@code log(1 + exp(x))}, the larger part taken out so that nothing overflows. */
    static double softplus(double x) {
        return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
    }
}
