package org.derivata.nn.kernel;

/** A function of numbers in float32, from memory to memory in one pass: of each number, or of a row as a whole. */
@FunctionalInterface
public interface FloatLoop {

    /** {@code out} from {@code to} on is the function of {@code count} numbers of {@code a} from {@code from} on. */
    void run(float[] a, int from, int count, float[] out, int to);
}
