package org.derivata.nn.compile;

import java.util.List;
import java.util.stream.IntStream;
import org.derivata.core.array.Array;
import org.derivata.nn.kernel.BlockFunctions;
import org.derivata.nn.kernel.FloatLoop;
import org.derivata.nn.kernel.GroupFunction;
import org.derivata.nn.kernel.Strides;
import org.derivata.nn.kernel.Sums;
import org.jspecify.annotations.Nullable;

/** A maximum, minimum, logsumexp or softmax over some axes. */
final class GroupOperation extends StepOperation implements Memory.Parts {

    private final GroupFunction function;
    private final List<Integer> axes;
    private final Strides kept;
    private final Strides grouped;
    private final Strides outKept;
    private final Strides outGrouped;

    /** What is done to rows of float32 as they are, where there is such a function; else null. */
    private final @Nullable FloatLoop floats;

    /** Whether a part reads and writes numbers that lie together, so that threads may also share the way from float32 and back. */
    private final boolean inRows;

    GroupOperation(GroupFunction function, View source, List<Integer> axes) {
        super(
                List.of(source),
                function.reduces() ? kept(0, source.sizes(), source, axes).count() : source.count());
        this.function = function;
        this.axes = axes;
        int[] rowMajor = View.rowMajor(source.sizes());
        this.kept = kept(source.offset(), source.steps(), source, axes);
        this.grouped = grouped(source.steps(), source, axes);
        this.outKept = kept(0, rowMajor, source, axes);
        this.outGrouped = grouped(rowMajor, source, axes);
        this.inRows = source.isWhole() && grouped.isRun() && outGrouped.isRun();
        this.floats = inRows && !function.reduces() && grouped.count() >= BlockFunctions.LEAST_ROW
                ? BlockFunctions.of(source.count(), true).floatRow(function)
                : null;
    }

    private static Strides kept(int offset, int[] steps, View source, List<Integer> axes) {
        boolean[] flags = flags(source.rank(), axes);
        return Strides.of(
                offset, SumOperation.select(source.sizes(), flags, false), SumOperation.select(steps, flags, false));
    }

    private static Strides grouped(int[] steps, View source, List<Integer> axes) {
        boolean[] flags = flags(source.rank(), axes);
        return Strides.of(0, SumOperation.select(source.sizes(), flags, true), SumOperation.select(steps, flags, true));
    }

    private static boolean[] flags(int rank, List<Integer> axes) {
        boolean[] flags = new boolean[rank];
        axes.forEach(axis -> flags[axis] = true);
        return flags;
    }

    /** The sizes of the result. */
    int[] sizes() {
        int[] sizes = arguments().get(0).sizes();
        return function.reduces()
                ? IntStream.range(0, sizes.length)
                        .filter(axis -> !axes.contains(axis))
                        .map(axis -> sizes[axis])
                        .toArray()
                : sizes;
    }

    @Override
    public int scratch() {
        return GroupFunction.scratch(grouped.count());
    }

    @Override
    public int parts() {
        return Math.max(1, (kept.count() - 1) / partGroups() + 1);
    }

    /** Groups in a part. */
    private int partGroups() {
        // a function of a number takes longer than what a region does with it
        return Math.max(1, Sums.PART / 8 / Math.max(1, grouped.count()));
    }

    @Override
    public void run(Memory memory) {
        if (inRows) {
            compute(memory);
        } else {
            super.run(memory);
        }
    }

    @Override
    void compute(Memory memory) {
        if (floats != null && areNarrow(memory)) {
            memory.share(parts(), this);
            return;
        }
        // in float32 the copies are made here, before threads ask for them
        memory.array(arguments().get(0).value());
        memory.array(result());
        memory.share(parts(), this);
    }

    private boolean areNarrow(Memory memory) {
        return memory.isNarrow() && !arguments().get(0).value().isWide() && !result().isWide();
    }

    @Override
    public void part(Memory memory, int part, Memory.Frame frame) {
        int from = part * partGroups();
        int to = Math.min(from + partGroups(), kept.count());
        int size = grouped.count();
        Value value = arguments().get(0).value();
        if (floats != null && areNarrow(memory)) {
            for (int start = from * size; start < to * size; start += size) {
                floats.run(memory.floats(value), start, size, memory.floats(result()), start);
            }
            return;
        }
        BlockFunctions functions = BlockFunctions.of(kept.count() * size, memory.isNarrow());
        if (inRows) {
            memory.widen(value, from * size, (to - from) * size);
        }
        function.run(
                from,
                to,
                memory.array(value),
                kept,
                grouped,
                memory.array(result()),
                outKept,
                outGrouped,
                frame.scratch(),
                functions);
        if (inRows) {
            int width = function.reduces() ? 1 : size;
            memory.narrow(result(), from * width, (to - from) * width);
        }
    }

    @Override
    public boolean unroll(Unrolling unrolling) {
        if (BlockFunctions.areUsed(kept.count() * grouped.count())) {
            return false;
        }
        int[] numbers = unrolling.of(arguments().get(0).value());
        int[] made = new int[result().count()];
        for (int group = 0; group < kept.count(); group++) {
            int start = kept.at(group);
            int[] each = IntStream.range(0, grouped.count())
                    .map(k -> numbers[start + grouped.at(k)])
                    .toArray();
            int[] results = function.expand(unrolling.code(), each);
            for (int k = 0; k < results.length; k++) {
                made[function.reduces() ? group : outKept.at(group) + outGrouped.at(k)] = results[k];
            }
        }
        unrolling.set(result(), made);
        return true;
    }

    @Override
    public String describe(PlanNames names) {
        View source = arguments().get(0);
        String axis = axes.size() == source.rank() ? "" : ", axis=" + SumOperation.axisText(axes);
        return target(names) + function.text() + "(" + names.of(source) + axis + ")";
    }

    @Override
    public String kernel() {
        return (grouped.isRun() ? "rows" : "gathered groups") + " of " + grouped.count();
    }

    @Override
    public double flops() {
        return (double) Array.count(arguments().get(0).sizes()) * (function.reduces() ? 2 : 4);
    }
}
