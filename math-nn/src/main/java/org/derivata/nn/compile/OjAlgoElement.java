package org.derivata.nn.compile;

import java.util.List;
import org.derivata.nn.kernel.ElementFunction;
import org.derivata.nn.kernel.OjAlgoFunction;

/** An elementwise function through ojAlgo, which allocates a few small objects a run. */
final class OjAlgoElement extends StepOperation {

    private final ElementFunction function;
    private final OjAlgoFunction kernel;

    OjAlgoElement(ElementFunction function, OjAlgoFunction kernel, List<View> wholes) {
        super(wholes, wholes.get(0).count());
        this.function = function;
        this.kernel = kernel;
    }

    @Override
    void compute(Memory memory) {
        List<View> operands = arguments();
        double[] first = memory.array(operands.get(0).value());
        double[] second = operands.size() > 1 ? memory.array(operands.get(1).value()) : first;
        kernel.run(first, second, memory.array(result()));
    }

    @Override
    public String describe(PlanNames names) {
        return target(names) + function.text(arguments().stream().map(names::of).toArray(String[]::new));
    }

    @Override
    public String kernel() {
        return "ojAlgo elementwise";
    }

    @Override
    public double flops() {
        return result().count();
    }
}
