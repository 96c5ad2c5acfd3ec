package org.derivata.nn.compile;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.derivata.core.array.Array;
import org.derivata.core.operator.Operator;

/** An operator that has no kernel here, computed by its own declaration: right at once, only slower; it allocates. */
final class DeclaredOperation extends StepOperation {

    private final Operator operator;
    private final Map<String, Integer> sizes;

    DeclaredOperation(Operator operator, List<View> wholes, int count, Map<String, Integer> sizes) {
        super(wholes, count);
        this.operator = operator;
        this.sizes = sizes;
    }

    @Override
    void compute(Memory memory) {
        List<Array> values = new ArrayList<>();
        for (View each : arguments()) {
            values.add(Array.of(memory.array(each.value()), each.sizes()));
        }
        double[] out = memory.array(result());
        System.arraycopy(operator.evaluate(values, sizes).data(), 0, out, 0, out.length);
    }

    @Override
    public String describe(PlanNames names) {
        return target(names) + operator.name() + "("
                + String.join(", ", arguments().stream().map(names::of).toList()) + ")";
    }

    @Override
    public String kernel() {
        return "declaration";
    }

    @Override
    public double flops() {
        return result().count();
    }
}
