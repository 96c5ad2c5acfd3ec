package org.derivata.nn.compile;

import java.util.List;
import java.util.stream.IntStream;
import org.derivata.core.array.Array;
import org.derivata.nn.kernel.Strides;
import org.derivata.nn.kernel.Sums;

/** The sum of a view over some of its axes; the others remain in order. */
final class SumOperation extends StepOperation {

    private final boolean[] summed;
    private final int[] keptSizes;
    private final Strides kept;
    private final Strides gone;

    SumOperation(View source, boolean[] summed) {
        super(List.of(source), Array.count(select(source.sizes(), summed, false)));
        this.summed = summed;
        this.keptSizes = select(source.sizes(), summed, false);
        this.kept = Strides.of(source.offset(), keptSizes, select(source.steps(), summed, false));
        this.gone = Strides.of(0, select(source.sizes(), summed, true), select(source.steps(), summed, true));
    }

    static int[] select(int[] all, boolean[] flags, boolean wanted) {
        return IntStream.range(0, all.length)
                .filter(axis -> flags[axis] == wanted)
                .map(axis -> all[axis])
                .toArray();
    }

    int[] keptSizes() {
        return keptSizes;
    }

    View source() {
        return arguments().get(0);
    }

    /** Whether the summed axes are the last ones: each row of {@link #period} numbers has one sum. */
    boolean sumsRows() {
        return isSplit(true);
    }

    /** Whether the summed axes are the first ones: each of {@link #period} columns has one sum. */
    boolean sumsColumns() {
        return isSplit(false);
    }

    private boolean isSplit(boolean last) {
        boolean seen = false;
        for (int axis = 0; axis < summed.length; axis++) {
            if (source().sizes()[axis] == 1) {
                continue;
            }
            if (summed[axis] != last) {
                if (seen) {
                    return false;
                }
            } else {
                seen = true;
            }
        }
        return true;
    }

    /** The length of a row that is summed, or the number of columns. */
    int period() {
        return sumsRows() ? gone.count() : kept.count();
    }

    @Override
    public int scratch() {
        return kept.innerSize();
    }

    @Override
    void compute(Memory memory) {
        Sums.strided(
                memory.array(source().value()),
                kept,
                gone,
                memory.array(result()),
                memory.frame().scratch());
    }

    @Override
    public boolean unroll(Unrolling unrolling) {
        int[] numbers = unrolling.of(source().value());
        int[] made = new int[kept.count()];
        for (int i = 0; i < made.length; i++) {
            int start = kept.at(i);
            int[] each = IntStream.range(0, gone.count())
                    .map(k -> numbers[start + gone.at(k)])
                    .toArray();
            made[i] = Sums.strided(unrolling.code(), gone, each);
        }
        unrolling.set(result(), made);
        return true;
    }

    @Override
    public String describe(PlanNames names) {
        return target(names) + describeSum(names.of(source()));
    }

    String describeSum(String operand) {
        List<Integer> axes = IntStream.range(0, summed.length)
                .filter(axis -> summed[axis])
                .boxed()
                .toList();
        return "sum(" + operand + (axes.size() == summed.length ? "" : ", axis=" + axisText(axes)) + ")";
    }

    static String axisText(List<Integer> axes) {
        return axes.size() == 1
                ? axes.get(0).toString()
                : axes.toString().replace('[', '(').replace(']', ')');
    }

    @Override
    public String kernel() {
        return "sum";
    }

    @Override
    public double flops() {
        return source().count();
    }
}
