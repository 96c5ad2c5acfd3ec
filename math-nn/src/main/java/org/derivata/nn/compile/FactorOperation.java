package org.derivata.nn.compile;

import java.util.List;
import org.derivata.nn.kernel.Factors;

/** The triangular factors of square matrices, for everything that is computed of them; in float64 also where values are float32. */
final class FactorOperation extends StepOperation {

    private final int batch;
    private final int size;
    private final Factors kernel;
    private final boolean definite;

    /** @param definite whether the matrices are probably positive definite */
    FactorOperation(View whole, int batch, int size, Factors kernel, boolean definite) {
        super(List.of(whole), Math.multiplyExact(batch, kernel.count()));
        this.batch = batch;
        this.size = size;
        this.kernel = kernel;
        this.definite = definite;
        result().keepWide();
    }

    View matrix() {
        return arguments().get(0);
    }

    int batch() {
        return batch;
    }

    int size() {
        return size;
    }

    /** What reads the factors. */
    Factors factors() {
        return kernel;
    }

    @Override
    public int scratch() {
        return kernel.scratch();
    }

    @Override
    void compute(Memory memory) {
        double[] a = memory.array(matrix().value());
        double[] factors = memory.array(result());
        for (int i = 0; i < batch; i++) {
            kernel.factor(
                    definite,
                    a,
                    i * size * size,
                    factors,
                    i * kernel.count(),
                    memory.frame().scratch());
        }
    }

    @Override
    public String describe(PlanNames names) {
        return target(names) + "factor(" + names.of(matrix()) + ")";
    }

    @Override
    public String kernel() {
        return (definite ? "Cholesky or LU " : "LU ") + size + "x" + size;
    }

    @Override
    public double flops() {
        double cube = (double) size * size * size;
        return batch * (definite ? cube : 2 * cube) / 3;
    }
}
