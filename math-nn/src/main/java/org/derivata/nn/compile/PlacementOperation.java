package org.derivata.nn.compile;

import java.util.Arrays;
import java.util.List;
import org.derivata.nn.kernel.Strides;

/** Copies of views into places of one array, zeros elsewhere: stacking, and writing onto a diagonal. */
final class PlacementOperation extends StepOperation {

    private final String text;
    private final boolean fills;
    private final Strides[] from;
    private final Strides[] to;

    /**
     * @param text how a plan calls it
     * @param targets for each source its places in the result
     */
    PlacementOperation(String text, List<View> sources, List<Strides> targets, int count) {
        super(sources, count);
        this.text = text;
        this.from = sources.stream().map(View::strides).toArray(Strides[]::new);
        this.to = targets.toArray(new Strides[0]);
        this.fills = Arrays.stream(to).mapToInt(Strides::count).sum() < count;
    }

    @Override
    public int scratch() {
        return Arrays.stream(to)
                .filter(each -> !each.isRun())
                .mapToInt(Strides::count)
                .max()
                .orElse(0);
    }

    @Override
    void compute(Memory memory) {
        double[] out = memory.array(result());
        if (fills) {
            Arrays.fill(out, 0);
        }
        for (int i = 0; i < from.length; i++) {
            if (from[i].count() == 0) {
                continue;
            }
            double[] source = memory.array(arguments().get(i).value());
            if (to[i].isRun()) {
                from[i].read(source, 0, from[i].count(), out, to[i].at(0));
            } else {
                from[i].read(source, 0, from[i].count(), memory.frame().scratch(), 0);
                to[i].write(memory.frame().scratch(), 0, out);
            }
        }
    }

    @Override
    public boolean unroll(Unrolling unrolling) {
        int[] made = new int[result().count()];
        Arrays.fill(made, unrolling.code().constant(0));
        for (int i = 0; i < from.length; i++) {
            int[] numbers = unrolling.of(arguments().get(i));
            for (int k = 0; k < numbers.length; k++) {
                made[to[i].at(k)] = numbers[k];
            }
        }
        unrolling.set(result(), made);
        return true;
    }

    @Override
    public String describe(PlanNames names) {
        return target(names) + text + "("
                + String.join(", ", arguments().stream().map(names::of).toList()) + ")";
    }

    @Override
    public String kernel() {
        return "copy";
    }

    @Override
    public double flops() {
        return 0;
    }
}
