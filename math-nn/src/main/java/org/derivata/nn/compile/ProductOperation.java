package org.derivata.nn.compile;

import java.util.List;
import org.derivata.nn.kernel.MatrixMultiplier;
import org.derivata.nn.kernel.MultiplierTable;
import org.derivata.nn.kernel.Strides;
import org.jspecify.annotations.Nullable;

/**
 * A matrix product, or a batch of them: {@code result[i] = kept * addend[i] + factor * left[i] @ right[i]}, operands
 * transposed in place.
 */
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
    private final @Nullable View addend;
    private final double kept;
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
        this(multiplier, left, right, batch, rows, columns, inner, factor, null, 0);
    }

    private ProductOperation(
            MatrixMultiplier multiplier,
            Side left,
            Side right,
            int batch,
            int rows,
            int columns,
            int inner,
            double factor,
            @Nullable View addend,
            double kept) {
        super(
                addend == null ? List.of(left.view, right.view) : List.of(left.view, right.view, addend),
                Math.multiplyExact(batch, Math.multiplyExact(rows, columns)));
        // chosen once: the sizes never change
        this.multiplier = multiplier instanceof MultiplierTable table ? table.choose(rows, columns, inner) : multiplier;
        this.left = left;
        this.right = right;
        this.batch = batch;
        this.rows = rows;
        this.columns = columns;
        this.inner = inner;
        this.factor = factor;
        this.addend = addend;
        this.kept = kept;
    }

    /**
     * {@code number * view} plus {@code times} this product, as one operation: the product is not stored by itself. Null where
     * the view is an operand, or something is added already.
     */
    @Nullable
    ProductOperation plus(View view, double number, double times) {
        boolean apart = view.value() != left.view.value() && view.value() != right.view.value();
        return apart && addend == null
                ? new ProductOperation(
                        multiplier, left, right, batch, rows, columns, inner, factor * times, view, number)
                : null;
    }

    @Override
    public boolean canReplace(Value input, Value outcome) {
        return addend != null && input == addend.value();
    }

    private void placeAddend(Memory memory) {
        if (addend != null && addend.value().slot() != result().slot()) {
            memory.copy(addend.value(), result());
        }
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
        placeAddend(memory);
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
                    kept,
                    c,
                    i * rows * columns);
        }
    }

    @Override
    void compute(Memory memory) {
        double[] a = memory.array(left.view.value());
        double[] b = memory.array(right.view.value());
        double[] c = memory.array(result());
        placeAddend(memory);
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
                    kept,
                    c,
                    i * rows * columns);
        }
    }

    @Override
    public boolean unroll(Unrolling unrolling) {
        int[] made = addend == null
                ? new int[result().count()]
                : unrolling.of(addend.value()).clone();
        for (int i = 0; i < batch; i++) {
            if (!multiplier.expand(
                    unrolling.code(),
                    rows,
                    columns,
                    inner,
                    factor,
                    unrolling.of(left.view.value()),
                    left.starts.at(i),
                    left.transposed,
                    unrolling.of(right.view.value()),
                    right.starts.at(i),
                    right.transposed,
                    kept,
                    made,
                    i * rows * columns)) {
                return false;
            }
        }
        unrolling.set(result(), made);
        return true;
    }

    @Override
    public String describe(PlanNames names) {
        boolean minus = addend != null && factor < 0;
        String sum = addend == null ? "" : times(kept) + names.of(addend) + (minus ? " - " : " + ");
        return target(names) + sum + times(minus ? -factor : factor) + side(left, names) + " @ " + side(right, names)
                + (batch == 1 ? "" : ", " + batch + " times");
    }

    private static String times(double number) {
        return number == 1 ? "" : PlanNames.number(number) + " * ";
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
