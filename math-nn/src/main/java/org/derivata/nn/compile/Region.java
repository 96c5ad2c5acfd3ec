package org.derivata.nn.compile;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.derivata.nn.kernel.Sums;

/** Elementwise operations of one count, run together block by block, with the sums that follow them. */
final class Region implements Step, Memory.Parts {

    /** What an operand stands for before the first block. */
    sealed interface Binding {

        /** A whole array that is no longer than a block, read or written where it is. */
        record Direct(Value value) implements Binding {}

        /** A block of one known number. */
        record Number(double[] block) implements Binding {}

        /** A register filled with the one number of a value. */
        record Repeated(Value value, int register) implements Binding {}

        /** A register. */
        record Register(int register) implements Binding {}
    }

    private final int count;
    private final List<View> reads;
    private final List<Value> writes;
    private final Map<Value, Map<Value, Boolean>> replaceable;
    private final Binding[] bindings;
    private final BlockWork[] work;

    /** Numbers in a part; all where there is only one. */
    private final int part;

    private final int partials;
    private final List<RegionSum> places;

    /** What the work reads and writes as float64 arrays. */
    private final Value[] readWhole;

    private final Value[] writtenWhole;
    private final List<ElementOperation> operations;
    private final List<SumOperation> sums;

    Region(
            int count,
            List<View> reads,
            List<Value> writes,
            Map<Value, Map<Value, Boolean>> replaceable,
            List<Binding> bindings,
            List<BlockWork> work,
            int part,
            int partials,
            List<RegionSum> places,
            List<ElementOperation> operations,
            List<SumOperation> sums) {
        this.count = count;
        this.reads = reads;
        this.writes = writes;
        this.replaceable = replaceable;
        this.bindings = bindings.toArray(new Binding[0]);
        this.work = work.toArray(new BlockWork[0]);
        this.part = part;
        this.partials = partials;
        this.places = places;
        this.operations = operations;
        this.sums = sums;
        this.readWhole = wholes().filter(each -> !writes.contains(each)).toArray(Value[]::new);
        this.writtenWhole = Stream.concat(
                        wholes().filter(writes::contains), sums.stream().map(Operation::result))
                .toArray(Value[]::new);
    }

    private Stream<Value> wholes() {
        return Arrays.stream(bindings)
                .filter(Binding.Direct.class::isInstance)
                .map(each -> ((Binding.Direct) each).value)
                .distinct();
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
        return count == 0 ? 1 : (count - 1) / part + 1;
    }

    /** Numbers that the sums of its parts take. */
    int partials() {
        return partials;
    }

    /** How many operands it has. */
    int operands() {
        return bindings.length;
    }

    /** How many registers it needs. */
    int registers() {
        int most = 0;
        for (Binding each : bindings) {
            if (each instanceof Binding.Register register) {
                most = Math.max(most, register.register + 1);
            } else if (each instanceof Binding.Repeated repeated) {
                most = Math.max(most, repeated.register + 1);
            }
        }
        return most;
    }

    /** The length of its blocks. */
    int block() {
        return Math.min(count, Sums.BLOCK);
    }

    @Override
    public boolean canReplace(Value input, Value result) {
        return replaceable.getOrDefault(input, Map.of()).containsKey(result);
    }

    @Override
    public void run(Memory memory) {
        for (Value each : readWhole) {
            memory.widen(each);
        }
        memory.share(parts(), this);
        if (part < count) {
            for (RegionSum each : places) {
                each.join(memory, count);
            }
        }
        for (Value each : writtenWhole) {
            memory.narrow(each);
        }
    }

    /** The blocks of one part. */
    @Override
    public void part(Memory memory, int index, Memory.Frame frame) {
        double[][] bound = frame.bound();
        for (int i = 0; i < bindings.length; i++) {
            bound[i] = bind(bindings[i], memory, frame);
        }
        int from = index * part;
        int to = Math.min(from + part, count);
        for (int start = from; start < to; start += Sums.BLOCK) {
            int length = Math.min(Sums.BLOCK, to - start);
            for (BlockWork each : work) {
                each.run(bound, memory, start, length);
            }
        }
    }

    private double[] bind(Binding binding, Memory memory, Memory.Frame frame) {
        if (binding instanceof Binding.Register register) {
            return frame.register(register.register);
        }
        if (binding instanceof Binding.Direct direct) {
            return memory.array(direct.value);
        }
        if (binding instanceof Binding.Number number) {
            return number.block;
        }
        Binding.Repeated repeated = (Binding.Repeated) binding;
        double[] register = frame.register(repeated.register);
        Arrays.fill(register, 0, block(), memory.first(repeated.value));
        return register;
    }

    @Override
    public String describe(PlanNames names) {
        return RegionText.of(operations, sums, writes, names);
    }

    @Override
    public String kernel() {
        String blocks = count > Sums.BLOCK ? ", " + ((count - 1) / Sums.BLOCK + 1) + " blocks" : "";
        return "fused " + operations.size() + (sums.isEmpty() ? "" : " + sum") + blocks;
    }

    @Override
    public double flops() {
        return (double) count * (operations.size() + sums.size());
    }
}
