package org.derivata.nn.kernel;

import org.jspecify.annotations.Nullable;

/**
 * An elementwise operation that a program can run.
 *
 * @param text how a plan shows it, with {@code #1}, {@code #2}, {@code #3} for the operands
 * @param arity the number of operands, 1 to 3
 * @param loop the operation on blocks
 * @param vectors faster loops for longer blocks, as {@link BlockFunctions} has them, or null
 * @param expansion the same as straight-line code, to the bit
 */
public record ElementFunction(
        String text, int arity, ElementLoop loop, @Nullable Vectors vectors, Expansion expansion) {

    /** Loops by vectors for results in float64, for those that are rounded to float32, and from float32 to float32. */
    record Vectors(
            ElementLoop exact, ElementLoop narrow, @Nullable FloatLoop floats) {

        /** Those of an elementary operator, where there are any. */
        static @Nullable Vectors of(String operator) {
            ElementLoop exact = BlockFunctions.fastest().loop(operator);
            ElementLoop narrow = PlainFunctions.NARROW.loop(operator);
            return exact == null || narrow == null
                    ? null
                    : new Vectors(exact, narrow, PlainFunctions.NARROW.floatLoop(operator));
        }
    }

    ElementFunction(String text, int arity, ElementLoop loop, Expansion expansion) {
        this(text, arity, loop, null, expansion);
    }

    /** Writes the operation into code. */
    @FunctionalInterface
    public interface Expansion {
        /** The number of the result; operands that the operation does not have are -1. */
        int expand(StraightLine code, int a, int b, int c);
    }

    /** Whether work on so many numbers is done by vectors. */
    public boolean isByVectors(int count) {
        return vectors != null && BlockFunctions.areUsed(count);
    }

    /** The loop for work on so many numbers in all. */
    public ElementLoop loop(int count) {
        return vectors != null && isByVectors(count) ? vectors.exact : loop;
    }

    /** The same for results that are rounded to float32. */
    public ElementLoop narrowLoop(int count) {
        return vectors != null && isByVectors(count) ? vectors.narrow : loop;
    }

    /** The loop on float32 alone for work on so many numbers, or null where there is none. */
    public @Nullable FloatLoop floatLoop(int count) {
        return vectors != null && isByVectors(count) ? vectors.floats : null;
    }

    /** The operation on single numbers: what constants are folded with, so that folding never changes a bit. */
    public double apply(double... operands) {
        double[] a = {operands[0]};
        double[] b = {operands.length > 1 ? operands[1] : 0};
        double[] c = {operands.length > 2 ? operands[2] : 0};
        double[] out = new double[1];
        loop.run(1, out, a, b, c);
        return out[0];
    }

    /** The text with the operands' own texts in it. */
    public String text(String... operands) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char next = text.charAt(i);
            if (next == '#') {
                i++;
                out.append(operands[text.charAt(i) - '1']);
            } else {
                out.append(next);
            }
        }
        return out.toString();
    }
}
