package org.derivata.nn.compile;

import org.jspecify.annotations.Nullable;

/** An array that a program reads or computes: an input, a constant, or the result of an operation. */
final class Value {

    private final int count;
    private final String name;
    private final double @Nullable [] constant;
    private final @Nullable Operation producer;

    /** The sizes of what it holds; set once, by the list of operations. */
    private int[] sizes;

    private boolean wide;

    /** Where the array stands in a workspace; set once, by the buffer plan. */
    private int slot = -1;

    private Value(int count, String name, double @Nullable [] constant, @Nullable Operation producer) {
        this.count = count;
        this.sizes = new int[] {count};
        this.name = name;
        this.constant = constant;
        this.producer = producer;
    }

    static Value input(String name, int count) {
        return new Value(count, name, null, null);
    }

    static Value constant(double[] data) {
        return new Value(data.length, "", data, null);
    }

    static Value computed(int count, Operation producer) {
        return new Value(count, "", null, producer);
    }

    /** How many numbers it holds. */
    int count() {
        return count;
    }

    /** The name of an input, else empty. */
    String name() {
        return name;
    }

    boolean isInput() {
        return producer == null && constant == null;
    }

    boolean isConstant() {
        return constant != null;
    }

    /** Whether this is one number that is known already. */
    boolean isNumber() {
        return constant != null && constant.length == 1;
    }

    double number() {
        return data()[0];
    }

    /** The numbers of a constant. */
    double[] data() {
        if (constant == null) {
            throw new IllegalStateException("not a constant");
        }
        return constant;
    }

    /** What computes it; null for inputs and constants. */
    @Nullable
    Operation producer() {
        return producer;
    }

    /** Whether it is the same in every run. */
    boolean isFixed() {
        return producer == null ? constant != null : producer.isFixed();
    }

    /** The sizes of the array that it holds row-major, for people; users read it in any shape. */
    int[] sizes() {
        return sizes;
    }

    void shape(int... those) {
        sizes = those;
    }

    /** Keeps it in float64 in programs of any precision, for those who go on computing with it. */
    void keepWide() {
        wide = true;
    }

    boolean isWide() {
        return wide;
    }

    /** Bytes that it takes. */
    double bytes(Precision precision) {
        return (double) count * (wide ? Precision.FLOAT64 : precision).bytes();
    }

    int slot() {
        return slot;
    }

    void place(int where) {
        slot = where;
    }
}
