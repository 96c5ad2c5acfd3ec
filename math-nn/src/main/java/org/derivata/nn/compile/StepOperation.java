package org.derivata.nn.compile;

import java.util.List;

/** An operation that runs by itself. */
abstract class StepOperation extends Operation implements Step {

    StepOperation(List<View> reads, int count) {
        super(reads, count);
    }

    @Override
    public final List<View> reads() {
        return arguments();
    }

    @Override
    public final List<Value> writes() {
        return List.of(result());
    }

    @Override
    public int scratch() {
        return 0;
    }

    @Override
    public void run(Memory memory) {
        List<View> reads = arguments();
        for (int i = 0; i < reads.size(); i++) {
            memory.widen(reads.get(i).value());
        }
        compute(memory);
        memory.narrow(result());
    }

    /** Computes in float64. */
    abstract void compute(Memory memory);

    /** The name of the result, for descriptions. */
    final String target(PlanNames names) {
        return names.of(result()) + " = ";
    }
}
