package org.derivata.nn.compile;

import org.derivata.nn.kernel.ElementLoop;
import org.derivata.nn.kernel.Strides;

/** One piece of work on a block of a region. */
interface BlockWork {

    /**
     * Works on the block of {@code count} entries from {@code start} on.
     *
     * @param bound the region's operands
     */
    void run(double[][] bound, Memory memory, int start, int count);

    /** Copies the block of an input into a register. */
    record Load(Value value, Strides strides, int register) implements BlockWork {
        @Override
        public void run(double[][] bound, Memory memory, int start, int count) {
            memory.load(value, strides, start, count, bound[register]);
        }
    }

    /** Applies a function to registers. */
    record Compute(ElementLoop loop, ElementLoop narrowLoop, int target, int a, int b, int c) implements BlockWork {
        @Override
        public void run(double[][] bound, Memory memory, int start, int count) {
            (memory.isNarrow() ? narrowLoop : loop).run(count, bound[target], bound[a], bound[b], bound[c]);
        }
    }

    /** Copies a register to its place in a result. */
    record Store(int register, Value value) implements BlockWork {
        @Override
        public void run(double[][] bound, Memory memory, int start, int count) {
            memory.store(bound[register], value, start, count);
        }
    }

    /** Adds a register to sums. */
    record Sum(int register, RegionSum sum, boolean split) implements BlockWork {
        @Override
        public void run(double[][] bound, Memory memory, int start, int count) {
            sum.add(bound[register], memory, start, count, split);
        }
    }
}
