package org.derivata.nn.compile;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A slot for each value. Values of equal count and precision that are not needed at the same time share one; a region may write over an
 * input that it is the last to read.
 */
final class BufferPlan {

    private final List<Step> steps;
    private final Set<Value> pinned = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Map<Value, Integer> lastRead = new IdentityHashMap<>();
    private final Map<Kind, Deque<Integer>> free = new HashMap<>();
    private final List<Kind> slots = new ArrayList<>();
    private final List<Value> constants = new ArrayList<>();

    /** Result by the input that it is written back to and whose array it may take over. */
    private final Map<Value, Value> feedback;

    private final Set<Value> inPlace = Collections.newSetFromMap(new IdentityHashMap<>());

    /** What an array is: the values that may lie in it have as many numbers and are kept as they are. */
    private record Kind(int count, boolean wide) {

        static Kind of(Value value) {
            return new Kind(value.count(), value.isWide());
        }
    }

    BufferPlan(List<Step> steps, List<Value> inputs, List<Value> outputs, Map<Value, Value> feedback) {
        this.steps = steps;
        this.feedback = feedback;
        pinned.addAll(outputs);
        inputs.forEach(each -> each.place(slot(each)));
        for (int at = 0; at < steps.size(); at++) {
            for (View each : steps.get(at).reads()) {
                lastRead.put(each.value(), at);
            }
        }
        for (int at = 0; at < steps.size(); at++) {
            place(at);
        }
    }

    private int slot(Value value) {
        slots.add(Kind.of(value));
        return slots.size() - 1;
    }

    private void place(int at) {
        Step step = steps.get(at);
        for (View each : step.reads()) {
            if (each.value().isConstant() && each.value().slot() < 0) {
                each.value().place(slot(each.value()));
                constants.add(each.value());
            }
        }
        Set<Value> taken = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Value result : step.writes()) {
            if (!takeInput(step, at, result, taken) && !takeArgument(step, at, result, taken)) {
                result.place(reuse(result));
            }
        }
        Set<Value> released = Collections.newSetFromMap(new IdentityHashMap<>());
        for (View each : step.reads()) {
            Value value = each.value();
            if (isFreeAfter(value, at) && !taken.contains(value) && released.add(value)) {
                release(value);
            }
        }
        for (Value result : step.writes()) {
            if (!lastRead.containsKey(result) && isFreeAfter(result, at)) {
                release(result);
            }
        }
    }

    private int reuse(Value result) {
        Deque<Integer> spare = free.get(Kind.of(result));
        // a fixed value stays, so it takes no slot that others have used: it would be overwritten before the first run
        Integer known = spare == null || result.isFixed() ? null : spare.pollLast();
        return known != null ? known : slot(result);
    }

    private void release(Value value) {
        free.computeIfAbsent(Kind.of(value), unused -> new ArrayDeque<>()).add(value.slot());
    }

    private boolean isFreeAfter(Value value, int at) {
        return value.producer() != null
                && !value.isFixed()
                && !pinned.contains(value)
                && lastRead.getOrDefault(value, at) == at;
    }

    /** A result that is fed back into an input takes the input's own array, if nothing reads that any more. */
    private boolean takeInput(Step step, int at, Value result, Set<Value> taken) {
        for (Map.Entry<Value, Value> each : feedback.entrySet()) {
            Value input = each.getKey();
            boolean free = each.getValue() == result
                    && !result.isFixed()
                    && lastRead.getOrDefault(input, -1) <= at
                    && !taken.contains(input);
            if (free && (lastRead.getOrDefault(input, -1) < at || step.canReplace(input, result))) {
                result.place(input.slot());
                inPlace.add(input);
                taken.add(input);
                return true;
            }
        }
        return false;
    }

    private boolean takeArgument(Step step, int at, Value result, Set<Value> taken) {
        for (View each : step.reads()) {
            Value value = each.value();
            if (isFreeAfter(value, at)
                    && Kind.of(value).equals(Kind.of(result))
                    && !result.isFixed()
                    && !taken.contains(value)
                    && step.canReplace(value, result)) {
                result.place(value.slot());
                taken.add(value);
                return true;
            }
        }
        return false;
    }

    /** The length of the array in each slot. */
    int[] counts() {
        return slots.stream().mapToInt(Kind::count).toArray();
    }

    /** Whether the array in a slot is of float64 in a program of any precision. */
    boolean isWide(int slot) {
        return slots.get(slot).wide;
    }

    List<Value> constants() {
        return constants;
    }

    /** Whether an input's array is overwritten by the result that is fed back, so that nothing is left to copy. */
    boolean isInPlace(Value input) {
        return inPlace.contains(input);
    }
}
