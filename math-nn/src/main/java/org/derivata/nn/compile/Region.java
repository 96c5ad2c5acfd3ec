package org.derivata.nn.compile;

import java.util.List;
import java.util.Map;
import org.derivata.nn.kernel.Sums;
import org.jspecify.annotations.Nullable;

/** Elementwise operations of one count, run together block by block, with the sums that follow them. */
final class Region implements Step {

    /** What a run costs beside its numbers, as so many numbers an operation. */
    static final int START = 50;

    private final RegionBody body;
    private final List<View> reads;
    private final List<Value> writes;
    private final Map<Value, Map<Value, Boolean>> replaceable;
    private final int partials;
    private final int parts;
    private final InterpretedRegion interpreted;

    /** Whether vectors compute some of its functions: a loop of its own would do them one by one, and in other bits. */
    private final boolean byVectors;

    /** How the region runs on float32 where it is one function of one array; else null. */
    private final @Nullable RegionWork inFloats;

    /** How the region runs from the moment on when it repaid a class of its own; not before. */
    private @Nullable RegionWork settled;

    /** Operations on numbers until then. Threads may race: a region may be generated twice, or a run later. */
    private long patience;

    Region(
            RegionBody body,
            List<View> reads,
            List<Value> writes,
            Map<Value, Map<Value, Boolean>> replaceable,
            InterpretedRegion interpreted,
            int partials) {
        this.body = body;
        this.reads = reads;
        this.writes = writes;
        this.replaceable = replaceable;
        this.interpreted = interpreted;
        this.partials = partials;
        this.parts = body.count() == 0 ? 1 : (body.count() - 1) / body.part() + 1;
        this.byVectors =
                body.operations().stream().anyMatch(each -> each.function().isByVectors(body.count()));
        this.inFloats = FloatRegion.of(body);
        this.settled = byVectors ? interpreted : null;
        this.patience = GeneratedClass.patience();
    }

    @Override
    public List<View> reads() {
        return reads;
    }

    @Override
    public List<Value> writes() {
        return writes;
    }

    @Override
    public int scratch() {
        return 0;
    }

    @Override
    public int parts() {
        return parts;
    }

    /** Numbers that the sums of its parts take. */
    int partials() {
        return partials;
    }

    /** How many operands it has at most. */
    int operands() {
        return Math.max(interpreted.operands(), reads.size() + writes.size());
    }

    /** How many registers it needs at most. */
    int registers() {
        return Math.max(interpreted.registers(), reads.size() + writes.size());
    }

    /** The length of its blocks. */
    int block() {
        return Math.min(body.count(), Sums.BLOCK);
    }

    @Override
    public boolean canReplace(Value input, Value result) {
        return replaceable.getOrDefault(input, Map.of()).containsKey(result);
    }

    @Override
    public void run(Memory memory) {
        RegionWork work = work(memory.isNarrow());
        for (Value each : work.readWhole()) {
            memory.widen(each);
        }
        memory.share(parts, work);
        if (parts > 1) {
            for (RegionSum each : body.sums()) {
                each.join(memory, body.count());
            }
        }
        for (Value each : work.writtenWhole()) {
            memory.narrow(each);
        }
    }

    private RegionWork work(boolean narrow) {
        RegionWork known = narrow && inFloats != null ? inFloats : settled;
        if (known != null) {
            return known;
        }
        patience -= effort();
        if (patience > 0) {
            return interpreted;
        }
        RegionWork generated = GeneratedClass.<RegionWork>orElse(() -> LoopBuilder.build(body, narrow), interpreted);
        settled = generated;
        return generated;
    }

    @Override
    public long effort() {
        return (long) body.operations().size() * (body.count() + START);
    }

    @Override
    public boolean unroll(Unrolling unrolling) {
        if (byVectors) {
            return false;
        }
        for (ElementOperation each : body.operations()) {
            List<int[]> arguments = each.arguments().stream().map(unrolling::of).toList();
            int[] made = new int[body.count()];
            for (int i = 0; i < made.length; i++) {
                int b = arguments.size() > 1 ? arguments.get(1)[i] : -1;
                int c = arguments.size() > 2 ? arguments.get(2)[i] : -1;
                made[i] = each.function()
                        .expansion()
                        .expand(unrolling.code(), arguments.get(0)[i], b, c);
            }
            unrolling.set(each.result(), made);
        }
        body.sums().forEach(each -> each.unroll(unrolling));
        return true;
    }

    @Override
    public String describe(PlanNames names) {
        return RegionText.of(body, writes, names);
    }

    @Override
    public String kernel() {
        int count = body.count();
        String what = settled instanceof GeneratedRegion ? "generated " : "fused ";
        String blocks = count > Sums.BLOCK ? ", " + ((count - 1) / Sums.BLOCK + 1) + " blocks" : "";
        String vectors = byVectors ? ", functions by vectors" : "";
        return what + body.operations().size() + (body.sums().isEmpty() ? "" : " + sum") + vectors + blocks;
    }

    @Override
    public double flops() {
        return (double) body.count() * (body.operations().size() + body.sums().size());
    }
}
