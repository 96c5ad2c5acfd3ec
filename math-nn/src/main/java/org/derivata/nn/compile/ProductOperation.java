package org.derivata.nn.compile;

import java.util.List;
import org.derivata.nn.kernel.MatrixMultiplier;
import org.derivata.nn.kernel.MultiplierTable;
import org.derivata.nn.kernel.Strides;

/** A matrix product, or a batch of them: {@code result[i] = factor * left[i] @ right[i]}, operands transposed in place. */
final class ProductOperation extends StepOperation {

    /** An operand: where its matrices start, and whether they lie transposed. */
    record Side(View view, Strides starts, boolean transposed) {}

    private final MatrixMultiplier multiplier;
    private final Side left;
    private final Side right;
    private final int rows;
    private final int columns;
    private final int inner;
    private final int batch;
    private double factor;

    ProductOperation(
            MatrixMultiplier multiplier,
            Side left,
            Side right,
            int batch,
            int rows,
            int columns,
            int inner,
            double factor) {
        super(List.of(left.view, right.view), Math.multiplyExact(batch, Math.multiplyExact(rows, columns)));
        // chosen once: the sizes never change
        this.multiplier = multiplier instanceof MultiplierTable table ? table.choose(rows, columns, inner) : multiplier;
        this.left = left;
        this.right = right;
        this.batch = batch;
        this.rows = rows;
        this.columns = columns;
        this.inner = inner;
        this.factor = factor;
    }

    /** Multiplies the result by a number; only before the program is made. */
    void scaleBy(double number) {
        factor *= number;
    }

    @Override
    public void run(Memory memory) {
        if (!memory.isNarrow()) {
            compute(memory);
            return;
        }
        float[] a = memory.floats(left.view.value());
        float[] b = memory.floats(right.view.value());
        float[] c = memory.floats(result());
        for (int i = 0; i < batch; i++) {
            multiplier.multiply(
                    rows,
                    columns,
                    inner,
                    factor,
                    a,
                    left.starts.at(i),
                    left.transposed,
                    b,
                    right.starts.at(i),
                    right.transposed,
                    0,
                    c,
                    i * rows * columns);
        }
    }

    @Override
    void compute(Memory memory) {
        double[] a = memory.array(left.view.value());
        double[] b = memory.array(right.view.value());
        double[] c = memory.array(result());
        for (int i = 0; i < batch; i++) {
            multiplier.multiply(
                    rows,
                    columns,
                    inner,
                    factor,
                    a,
                    left.starts.at(i),
                    left.transposed,
                    b,
                    right.starts.at(i),
                    right.transposed,
                    0,
                    c,
                    i * rows * columns);
        }
    }

    @Override
    public String describe(PlanNames names) {
        String scale = factor == 1 ? "" : PlanNames.number(factor) + " * ";
        return target(names) + scale + side(left, names) + " @ " + side(right, names)
                + (batch == 1 ? "" : ", " + batch + " times");
    }

    private static String side(Side side, PlanNames names) {
        return names.of(side.view.value()) + (side.transposed ? ".T" : "");
    }

    @Override
    public String kernel() {
        String name = multiplier.name();
        return (name.equals("ojalgo") ? "ojAlgo" : name) + " " + rows + "x" + inner + " @ " + inner + "x" + columns;
    }

    @Override
    public double flops() {
        return 2.0 * batch * rows * columns * inner;
    }
}
