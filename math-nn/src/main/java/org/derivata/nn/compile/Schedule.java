package org.derivata.nn.compile;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** An order of steps in which every value is computed just before it is wanted, depth first from the outputs. */
final class Schedule {

    private Schedule() {}

    /** The steps that the outputs need, arguments first; fixed steps before all others. */
    static List<Step> of(Collection<Step> steps, List<Value> outputs) {
        Map<Value, Step> producers = new IdentityHashMap<>();
        steps.forEach(step -> step.writes().forEach(value -> producers.put(value, step)));
        List<Step> order = new ArrayList<>();
        Set<Step> entered = Collections.newSetFromMap(new IdentityHashMap<>());
        Set<Step> left = Collections.newSetFromMap(new IdentityHashMap<>());
        List<Step> stack = new ArrayList<>();
        for (Value output : outputs) {
            push(producers.get(output), entered, stack);
            while (!stack.isEmpty()) {
                Step top = stack.get(stack.size() - 1);
                if (entered.add(top)) {
                    List<View> reads = top.reads();
                    for (int i = reads.size() - 1; i >= 0; i--) {
                        push(producers.get(reads.get(i).value()), entered, stack);
                    }
                } else {
                    stack.remove(stack.size() - 1);
                    if (left.add(top)) {
                        order.add(top);
                    }
                }
            }
        }
        List<Step> sorted =
                new ArrayList<>(order.stream().filter(Schedule::isFixed).toList());
        order.stream().filter(step -> !isFixed(step)).forEach(sorted::add);
        return sorted;
    }

    private static void push(@org.jspecify.annotations.Nullable Step step, Set<Step> entered, List<Step> stack) {
        if (step != null && !entered.contains(step)) {
            stack.add(step);
        }
    }

    static boolean isFixed(Step step) {
        return step.writes().stream().allMatch(Value::isFixed);
    }
}
