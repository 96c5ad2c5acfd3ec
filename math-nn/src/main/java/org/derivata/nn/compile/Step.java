package org.derivata.nn.compile;

import java.util.List;

/** One piece of work in a program: what it reads and writes, and how a plan tells of it. */
interface Step extends Work {

    /** Everything it reads, each place it is read. */
    List<View> reads();

    /** What it computes. */
    List<Value> writes();

    /** How many numbers of scratch memory it needs. */
    int scratch();

    /** How many parts its work has that threads may share. */
    default int parts() {
        return 1;
    }

    /** Operations on numbers that a run is worth while it is interpreted. */
    default long effort() {
        return (long) flops() + Region.START;
    }

    /**
     * Writes the same work as straight-line code, to the bit; only asked of steps on few numbers.
     *
     * @return whether it has such a form
     */
    default boolean unroll(Unrolling unrolling) {
        return false;
    }

    /** Whether a result may take the array of an input: whoever reads an entry of the input has read it when it is overwritten. */
    default boolean canReplace(Value input, Value result) {
        return false;
    }

    /** The formula as a plan shows it, with the names of values. */
    String describe(PlanNames names);

    /** Who does it: a kernel's name. */
    String kernel();

    /** Floating-point operations, roughly; each function counts as one. */
    double flops();
}
