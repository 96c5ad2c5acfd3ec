package org.derivata.nn.compile;

/** The arrays of one workspace: values by their slots, scratch memory, and registers for blocks of elementwise work. */
final class Memory {

    private final double[][] arrays;
    private final double[] scratch;
    private final double[][] registers;
    private final double[][] bound;

    Memory(int slots, int scratch, int registers, int bound, int block) {
        this.arrays = new double[slots][];
        this.scratch = new double[scratch];
        this.registers = new double[registers][block];
        this.bound = new double[bound][];
    }

    double[] array(Value value) {
        return arrays[value.slot()];
    }

    double[] array(int slot) {
        return arrays[slot];
    }

    void put(int slot, double[] array) {
        arrays[slot] = array;
    }

    double[] scratch() {
        return scratch;
    }

    double[] register(int index) {
        return registers[index];
    }

    /** The operands of a running region: registers of its own, or whole arrays where nothing needs copying. */
    double[][] bound() {
        return bound;
    }

    int slots() {
        return arrays.length;
    }
}
