package org.derivata.nn.kernel;

import java.util.Optional;

/** Offers a multiplier from outside, found by {@link java.util.ServiceLoader}: a native BLAS, when its module is there. */
public interface MultiplierProvider {

    /** The multiplier, or nothing when this machine lacks what it needs. Asked once. */
    Optional<MatrixMultiplier> find();

    /** Whether a product of these sizes is faster this way than by {@link BlockedMultiplier}. */
    boolean suits(int m, int n, int k);
}
