package org.derivata.nn.compile;

import java.util.List;
import org.derivata.nn.kernel.Sums;

/**
 * The work of a region as one generated loop over its entries, or over the rows of a matrix and the entries of each. Arrays are read and written where
 * they lie, or, where {@link LoopBuilder} finds that better, all of them block by block in registers.
 */
final class GeneratedRegion implements RegionWork {

    /**
     * An array of the loop.
     *
     * @param value what it holds, or where it goes
     * @param register the register that stands for it, -1 for the value's own array
     */
    record Operand(Value value, int register) {}

    /** The same number for all entries: one place of a value. */
    record Single(Value value, int place) {}

    private final FusedLoop loop;
    private final Operand[] operands;
    private final Single[] singles;
    private final BlockWork[] before;
    private final BlockWork[] after;
    private final Value[] summed;

    /** The sums that the loop takes itself; their arrays follow the operands. */
    private final RegionSum[] sums;

    private final int count;
    private final int part;

    /** Whether places are counted from the start of a block, not of the array. */
    private final boolean inRegisters;

    /** Whether there is work before or after the loop, which wants its operands too. */
    private final boolean inBlocks;

    GeneratedRegion(
            RegionBody body,
            FusedLoop loop,
            List<Operand> operands,
            List<Single> singles,
            List<BlockWork> before,
            List<BlockWork> after,
            List<RegionSum> sums,
            boolean inRegisters) {
        this.loop = loop;
        this.operands = operands.toArray(new Operand[0]);
        this.singles = singles.toArray(new Single[0]);
        this.before = before.toArray(new BlockWork[0]);
        this.after = after.toArray(new BlockWork[0]);
        this.summed = body.sums().stream().map(RegionSum::value).toArray(Value[]::new);
        this.sums = sums.toArray(new RegionSum[0]);
        this.count = body.count();
        this.part = body.part();
        this.inRegisters = inRegisters;
        this.inBlocks = !before.isEmpty() || !after.isEmpty();
    }

    @Override
    public Value[] writtenWhole() {
        return summed;
    }

    @Override
    public void part(Memory memory, int index, Memory.Frame frame) {
        double[][] bound = frame.bound();
        Object[] arrays = frame.arrays();
        double[] numbers = frame.numbers();
        for (int i = 0; i < operands.length; i++) {
            Operand each = operands[i];
            arrays[i] = each.register < 0 ? memory.data(each.value) : frame.register(each.register);
            if (inBlocks) {
                bound[i] = arrays[i] instanceof double[] doubles ? doubles : bound[i];
            }
        }
        for (int i = 0; i < singles.length; i++) {
            numbers[i] = memory.at(singles[i].value, singles[i].place);
        }
        int from = index * part;
        int to = Math.min(from + part, count);
        for (int i = 0; i < sums.length; i++) {
            arrays[operands.length + i] = sums[i].sums(memory, part < count);
            frame.offsets()[i] = sums[i].begin(memory, from, to, part < count);
        }
        int block = inRegisters ? Sums.BLOCK : part;
        for (int start = from; start < to; start += block) {
            int length = Math.min(block, to - start);
            for (BlockWork each : before) {
                each.run(bound, memory, start, length);
            }
            int first = inRegisters ? 0 : start;
            loop.run(arrays, numbers, frame.offsets(), first, first + length);
            for (BlockWork each : after) {
                each.run(bound, memory, start, length);
            }
        }
    }
}
