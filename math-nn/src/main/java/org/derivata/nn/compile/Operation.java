package org.derivata.nn.compile;

import java.util.List;

/** An operation with one result. Those that are not {@linkplain ElementOperation elementwise} are steps by themselves. */
abstract class Operation {

    private final List<View> reads;
    private final Value result;

    Operation(List<View> reads, int count) {
        this.reads = List.copyOf(reads);
        this.result = Value.computed(count, this);
    }

    final List<View> arguments() {
        return reads;
    }

    final Value result() {
        return result;
    }

    /** Whether every run computes the same: then it is done once for each workspace. */
    final boolean isFixed() {
        return fixed;
    }

    private boolean fixed;

    /** Finds out whether this depends on constants alone; called once after construction. */
    final Operation settled() {
        fixed = reads.stream().allMatch(each -> each.value().isFixed());
        return this;
    }
}
