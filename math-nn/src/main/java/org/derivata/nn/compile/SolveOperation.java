package org.derivata.nn.compile;

import java.util.List;
import org.derivata.core.array.Array;
import org.derivata.nn.kernel.Factors;
import org.derivata.nn.kernel.Strides;

/** Linear systems with factored matrices, or with their transposes; right sides are read where they lie. */
final class SolveOperation extends StepOperation {

    private final FactorOperation factors;
    private final boolean transposed;
    private final View right;
    private final Strides places;
    private final int columns;

    SolveOperation(FactorOperation factors, boolean transposed, View right, int columns) {
        super(List.of(View.whole(factors.result(), factors.result().count()), right), right.count());
        this.factors = factors;
        this.transposed = transposed;
        this.right = right;
        this.places = right.strides();
        this.columns = columns;
    }

    @Override
    public int scratch() {
        return factors.factors().scratch();
    }

    @Override
    void compute(Memory memory) {
        double[] f = memory.array(factors.result());
        double[] x = memory.array(result());
        Factors kernel = factors.factors();
        double[] scratch = memory.frame().scratch();
        places.read(memory.array(right.value()), 0, places.count(), x, 0);
        for (int i = 0; i < factors.batch(); i++) {
            kernel.solve(columns, transposed, f, i * kernel.count(), x, i * factors.size() * columns, scratch);
        }
    }

    @Override
    public boolean canReplace(Value input, Value result) {
        return input == right.value() && right.isWhole();
    }

    @Override
    public String describe(PlanNames names) {
        return target(names) + "solve(" + names.of(factors.matrix()) + (transposed ? ".T, " : ", ") + names.of(right)
                + ") by " + names.of(factors.result());
    }

    @Override
    public String kernel() {
        return "factors " + factors.size() + "x" + factors.size() + ", " + Array.count(factors.batch(), columns)
                + (factors.batch() * columns == 1 ? " column" : " columns");
    }

    @Override
    public double flops() {
        return 2.0 * factors.batch() * factors.size() * factors.size() * columns;
    }
}
