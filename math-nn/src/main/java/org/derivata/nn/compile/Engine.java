package org.derivata.nn.compile;

/** Who does the arithmetic. */
public enum Engine {
    /** Our kernels where they are faster, ojAlgo for decompositions. */
    COMPILED,
    /** ojAlgo for everything it has, products and elementwise functions too; the rest as {@link #COMPILED}. */
    OJALGO
}
