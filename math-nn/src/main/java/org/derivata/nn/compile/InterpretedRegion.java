package org.derivata.nn.compile;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.derivata.nn.kernel.Sums;

/** The work of a region block by block: one loop after another over registers. */
final class InterpretedRegion implements RegionWork {

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

    /** Numbers in a part; all where there is only one. */
    private final int part;

    private final Binding[] bindings;
    private final BlockWork[] work;
    private final Value[] readWhole;
    private final Value[] writtenWhole;

    InterpretedRegion(
            int count, int part, List<Value> writes, List<Binding> bindings, List<BlockWork> work, List<Value> sums) {
        this.count = count;
        this.part = part;
        this.bindings = bindings.toArray(new Binding[0]);
        this.work = work.toArray(new BlockWork[0]);
        this.readWhole = wholes().filter(each -> !writes.contains(each)).toArray(Value[]::new);
        this.writtenWhole =
                Stream.concat(wholes().filter(writes::contains), sums.stream()).toArray(Value[]::new);
    }

    private Stream<Value> wholes() {
        return Arrays.stream(bindings)
                .filter(Binding.Direct.class::isInstance)
                .map(each -> ((Binding.Direct) each).value)
                .distinct();
    }

    @Override
    public Value[] readWhole() {
        return readWhole;
    }

    @Override
    public Value[] writtenWhole() {
        return writtenWhole;
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
        Arrays.fill(register, 0, Math.min(count, Sums.BLOCK), memory.at(repeated.value, 0));
        return register;
    }
}
