package org.derivata.nn.compile;

import org.derivata.nn.kernel.FloatLoop;
import org.jspecify.annotations.Nullable;

/**
 * The work of a region that is one function of one array, in a program in float32: from the array to the result, without float64 on the way.
 *
 * @param loop the function
 * @param from its operand, read as a whole
 * @param to its result
 * @param count the numbers of each
 * @param part numbers in a part
 */
record FloatRegion(FloatLoop loop, Value from, Value to, int count, int part) implements RegionWork {

    /** A region's work in this way, or null where it cannot be done so. */
    static @Nullable FloatRegion of(RegionBody body) {
        ElementOperation first = body.operations().get(0);
        View from = first.arguments().get(0);
        FloatLoop loop = first.function().floatLoop(body.count());
        boolean fits = body.operations().size() == 1
                && body.sums().isEmpty()
                && from.isWhole()
                && !from.value().isWide()
                && !first.result().isWide();
        return fits && loop != null
                ? new FloatRegion(loop, from.value(), first.result(), body.count(), body.part())
                : null;
    }

    @Override
    public void part(Memory memory, int index, Memory.Frame frame) {
        int start = index * part;
        loop.run(memory.floats(from), start, Math.min(part, count - start), memory.floats(to), start);
    }
}
