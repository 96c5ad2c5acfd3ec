package org.derivata.nn.compile;

import java.util.List;
import org.derivata.nn.kernel.LinearAlgebra;

/** An inverse, a determinant or its logarithm, for each matrix of the last two axes: ojAlgo's LU, which allocates. */
final class SquareOperation extends StepOperation {

    private final String name;
    private final int size;
    private final int batch;

    SquareOperation(String name, View whole, int batch, int size) {
        super(List.of(whole), name.equals("inv") ? whole.count() : batch);
        this.name = name;
        this.size = size;
        this.batch = batch;
    }

    @Override
    void compute(Memory memory) {
        double[] a = memory.array(arguments().get(0).value());
        double[] out = memory.array(result());
        switch (name) {
            case "inv" -> LinearAlgebra.inv(batch, size, a, 0, out, 0);
            case "det" -> LinearAlgebra.det(batch, size, a, 0, out, 0);
            default -> LinearAlgebra.logdet(batch, size, a, 0, out, 0);
        }
    }

    @Override
    public String describe(PlanNames names) {
        return target(names) + name + "(" + names.of(arguments().get(0)) + ")";
    }

    @Override
    public String kernel() {
        return "ojAlgo LU " + size + "x" + size;
    }

    @Override
    public double flops() {
        double cube = (double) size * size * size;
        return batch * (name.equals("inv") ? 2 * cube : 2 * cube / 3);
    }
}
