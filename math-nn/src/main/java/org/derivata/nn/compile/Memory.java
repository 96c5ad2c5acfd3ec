package org.derivata.nn.compile;

import java.util.Arrays;
import java.util.Objects;
import org.derivata.nn.kernel.BlockFunctions;
import org.derivata.nn.kernel.ParallelParts;
import org.derivata.nn.kernel.Strides;
import org.jspecify.annotations.Nullable;

/**
 * The arrays of one workspace: values by their slots, scratch memory, and registers for blocks of elementwise work.
 *
 * <p>In float32 values lie in arrays of it. Registers are float64 in both precisions, and work that knows only float64 finds
 * in {@link #array} a copy to compute with: it widens what it reads first and narrows what it wrote afterwards.
 */
final class Memory {

    private final Precision precision;
    private final int[] counts;

    /** The values in float64; in float32 copies, made when first asked for. */
    private final double[] @Nullable [] doubles;

    /** The values in float32; nothing in float64. */
    private final float[] @Nullable [] floats;

    private final Frame[] frames;
    private final double[] partials;
    private final @Nullable ParallelParts crew;
    private final Shared shared = new Shared();

    /** What one thread needs to itself. */
    static final class Frame {

        private final double[] scratch;
        private final double[] @Nullable [] registers;
        private final int block;
        private final double[][] bound;
        private final Object[] arrays;
        private final double[] numbers;
        private final int[] offsets;

        private Frame(Size size) {
            this.scratch = new double[size.scratch];
            this.registers = new double[size.registers][];
            this.block = size.block;
            this.bound = new double[size.operands][];
            this.arrays = new Object[size.operands];
            this.numbers = new double[size.operands];
            this.offsets = new int[size.operands];
        }

        double[] scratch() {
            return scratch;
        }

        /** A block of numbers, made when it is first asked for. */
        double[] register(int index) {
            double[] register = registers[index];
            return register != null ? register : (registers[index] = new double[block]);
        }

        /** The operands of a running region: registers of its own, or whole arrays where nothing needs copying. */
        double[][] bound() {
            return bound;
        }

        /** The same for generated code, where values in float32 are arrays of it. */
        Object[] arrays() {
            return arrays;
        }

        /** Operands of generated code that are one number each. */
        double[] numbers() {
            return numbers;
        }

        /** Where the sums of generated code stand. */
        int[] offsets() {
            return offsets;
        }
    }

    /** The most that any step needs: numbers of scratch, registers and their length, operands, partial sums, parts. */
    record Size(int scratch, int registers, int block, int operands, int partials, int parts) {}

    /** Work in parts of a fixed size, which threads may share. */
    interface Parts {
        void part(Memory memory, int part, Frame frame);
    }

    /** Passes parts on, without an object for each piece of work. */
    private final class Shared implements ParallelParts.Work {

        private @Nullable Parts work;

        @Override
        public void part(int part, int member) {
            Objects.requireNonNull(work).part(Memory.this, part, frames[member]);
        }
    }

    Memory(Precision precision, int[] counts, Size size, @Nullable ParallelParts crew) {
        this.crew = size.parts > 1 ? crew : null;
        this.frames = new Frame[this.crew == null ? 1 : Math.min(this.crew.threads(), size.parts)];
        Arrays.setAll(frames, unused -> new Frame(size));
        this.partials = new double[size.partials];
        this.precision = precision;
        this.counts = counts;
        this.doubles = new double[counts.length][];
        this.floats = new float[counts.length][];
    }

    /** Does numbered parts, shared among threads where there are several. */
    void share(int parts, Parts work) {
        if (crew == null || parts == 1) {
            for (int part = 0; part < parts; part++) {
                work.part(this, part, frames[0]);
            }
            return;
        }
        shared.work = work;
        crew.run(parts, shared);
    }

    /** Whether values lie in float32. */
    boolean isNarrow() {
        return precision == Precision.FLOAT32;
    }

    /** The value in float64: the value itself, or in float32 its copy. */
    double[] array(Value value) {
        double[] array = doubles[value.slot()];
        return array != null ? array : copyOf(value.slot());
    }

    private double[] copyOf(int slot) {
        if (!isNarrow()) {
            throw new IllegalStateException("nothing is bound to slot " + slot);
        }
        double[] made = new double[counts[slot]];
        doubles[slot] = made;
        return made;
    }

    /** The arrays by slots, in a program in float64. */
    double[] @Nullable [] doubles() {
        return doubles;
    }

    /** The value in float32, in a program of that precision. */
    float[] floats(Value value) {
        float[] array = floats[value.slot()];
        if (array == null) {
            throw new IllegalStateException("nothing is bound to slot " + value.slot());
        }
        return array;
    }

    /** Brings the copy of a value up to date; nothing to do in float64. */
    void widen(Value value) {
        widen(value, 0, value.count());
    }

    /** The same for some of its numbers. */
    void widen(Value value, int from, int count) {
        if (isNarrow() && !value.isWide()) {
            BlockFunctions.of(count).widen(floats(value), from, count, array(value), from);
        }
    }

    /** Rounds the copy of a value into the value; nothing to do in float64. */
    void narrow(Value value) {
        narrow(value, 0, value.count());
    }

    /** The same for some of its numbers. */
    void narrow(Value value, int from, int count) {
        if (isNarrow() && !value.isWide()) {
            BlockFunctions.of(count).narrow(array(value), from, count, floats(value), from);
        }
    }

    private static void narrow(double[] from, float[] to, int target, int count) {
        BlockFunctions.of(count).narrow(from, 0, count, to, target);
    }

    /** One number of a value. */
    double at(Value value, int place) {
        return isNarrow() ? floats(value)[place] : array(value)[place];
    }

    /** Reads a block of a view into a register. */
    void load(Value value, Strides strides, int place, int count, double[] register) {
        if (isNarrow()) {
            strides.read(floats(value), place, count, register, 0);
        } else {
            strides.read(array(value), place, count, register, 0);
        }
    }

    /** Writes a register to its place in a value. */
    void store(double[] register, Value value, int place, int count) {
        if (isNarrow()) {
            narrow(register, floats(value), place, count);
        } else {
            System.arraycopy(register, 0, array(value), place, count);
        }
    }

    /** Copies a whole value. */
    void copy(Value from, Value to) {
        if (isNarrow()) {
            System.arraycopy(floats(from), 0, floats(to), 0, from.count());
        } else {
            System.arraycopy(array(from), 0, array(to), 0, from.count());
        }
    }

    /** Gives a slot an array of its own; a wide one is of float64 in any precision. */
    void allocate(int slot, boolean wide) {
        if (isNarrow() && !wide) {
            floats[slot] = new float[counts[slot]];
        } else {
            doubles[slot] = new double[counts[slot]];
        }
    }

    /** Puts numbers into a slot: the array itself in float64, a rounded copy in float32. */
    void put(int slot, double[] array) {
        if (!isNarrow()) {
            doubles[slot] = array;
            return;
        }
        if (floats[slot] == null) {
            allocate(slot, false);
        }
        narrow(array, floats[slot], 0, array.length);
    }

    /** Puts an array itself into a slot of a program in float32. */
    void put(int slot, float[] array) {
        floats[slot] = array;
    }

    /** The array in which a value lies, of either kind. */
    Object data(Value value) {
        return isNarrow() ? floats(value) : array(value);
    }

    /** The array in which a value lies, of either kind; null when nothing is there. */
    @Nullable
    Object data(int slot) {
        return isNarrow() ? floats[slot] : doubles[slot];
    }

    /** What the calling thread has to itself. */
    Frame frame() {
        return frames[0];
    }

    /** Sums of the parts of a region, until they are joined. */
    double[] partials() {
        return partials;
    }

    int slots() {
        return counts.length;
    }
}
