package org.derivata.nn.compile;

/** Work on the arrays of a workspace. */
@FunctionalInterface
interface Work {

    /** Does the work; allocates nothing unless the kernel's documentation says so. */
    void run(Memory memory);
}
