package org.derivata.nn.compile;

import java.util.List;
import org.derivata.nn.kernel.OjAlgoFunction;

/** The sum of all numbers of a value, through ojAlgo. */
final class OjAlgoSum extends StepOperation {

    OjAlgoSum(View whole) {
        super(List.of(whole), 1);
    }

    @Override
    void compute(Memory memory) {
        memory.array(result())[0] =
                OjAlgoFunction.sum(memory.array(arguments().get(0).value()));
    }

    @Override
    public String describe(PlanNames names) {
        return target(names) + "sum(" + names.of(arguments().get(0)) + ")";
    }

    @Override
    public String kernel() {
        return "ojAlgo sum";
    }

    @Override
    public double flops() {
        return arguments().get(0).count();
    }
}
