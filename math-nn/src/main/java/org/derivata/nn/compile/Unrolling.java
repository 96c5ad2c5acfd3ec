package org.derivata.nn.compile;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.derivata.nn.kernel.StraightLine;
import org.derivata.nn.kernel.Strides;

/** Steps on few numbers as straight-line code: each entry of each value is a number of the code by itself. */
final class Unrolling {

    /** An entry that is read: where it lies in a workspace, and among how many. */
    record Place(int slot, int index, int count) {}

    private final StraightLine code = new StraightLine();
    private final Map<Value, int[]> numbers = new IdentityHashMap<>();
    private final List<Place> inputs = new ArrayList<>();

    StraightLine code() {
        return code;
    }

    /** The inputs of the code by their numbers. */
    List<Place> inputs() {
        return inputs;
    }

    /** The numbers of a value, which come from outside unless they were set. */
    int[] of(Value value) {
        return numbers.computeIfAbsent(value, this::outside);
    }

    private int[] outside(Value value) {
        int[] made = new int[value.count()];
        for (int i = 0; i < made.length; i++) {
            if (value.isConstant()) {
                made[i] = code.constant(value.data()[i]);
            } else {
                made[i] = code.input(inputs.size());
                inputs.add(new Place(value.slot(), i, made.length));
            }
        }
        return made;
    }

    /** The numbers of a view in its order. */
    int[] of(View view) {
        int[] all = of(view.value());
        Strides strides = view.strides();
        int[] picked = new int[view.count()];
        for (int i = 0; i < picked.length; i++) {
            picked[i] = all[strides.at(i)];
        }
        return picked;
    }

    /** What a step computes. */
    void set(Value value, int[] made) {
        numbers.put(value, made);
    }
}
