package org.derivata.nn.kernel;

import org.jspecify.annotations.Nullable;

/**
 * Functions of many numbers at a time: by vector instructions where a {@link FunctionProvider} offers them, else one by one.
 *
 * <p>A result is within 3 units in the last place of the operator's own function, or, where it is to be rounded to float32, within 1e-10, and depends on
 * its number alone, not on where it stands. What is computed in float32 throughout says itself how exact it is.
 */
public interface BlockFunctions {

    /** From so many numbers on they are used: shorter work keeps the bits of the operators, which generated code without loops has too. */
    int LEAST = 64;

    /** Rows shorter than this have their exponentials taken together: vectors would find too little in each. */
    int LEAST_ROW = 32;

    /** Those of this JVM, looked for once. */
    static BlockFunctions fastest() {
        return PlainFunctions.FASTEST;
    }

    /** Whether work on so many numbers uses other functions than the operators' own. */
    static boolean areUsed(int count) {
        return of(count) != PlainFunctions.PLAIN;
    }

    /** Those for work on so many numbers in all. */
    static BlockFunctions of(int count) {
        return count < LEAST ? PlainFunctions.PLAIN : fastest();
    }

    /** The same for results that are rounded to float32, if wanted: within 1e-10. */
    static BlockFunctions of(int count, boolean narrow) {
        return narrow && count >= LEAST ? PlainFunctions.NARROW : of(count);
    }

    /** The loop of an elementary operator of one operand, or null where the operator's own is as fast. */
    @Nullable
    ElementLoop loop(String operator);

    /**
     * The loop of a function of one operand on float32 alone, within a unit in the last place of float32, or null where there is none. {@code out} may be
     * {@code a} where the places are the same.
     */
    @Nullable
    FloatLoop floatLoop(String operator);

    /** The same of a row of at least {@link #LEAST_ROW} numbers, within two units; {@code out} is another array. */
    @Nullable
    FloatLoop floatRow(GroupFunction function);

    /** {@code out[to + i] = exp(a[from + i] - shift)}; {@code out} may be {@code a} where the places are the same. */
    void exponentials(double[] a, int from, int count, double shift, double[] out, int to);

    /** The greatest of some numbers, as {@link Math#max} has it: negative infinity of none, and no number where one is none. */
    double max(double[] a, int from, int count);

    /** Copies float32 as float64. */
    void widen(float[] a, int from, int count, double[] out, int to);

    /** Rounds float64 to float32. */
    void narrow(double[] a, int from, int count, float[] out, int to);
}
