package org.derivata.nn.compile;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Neighbouring steps on few numbers. Each costs more to start than to do, so once they have run for a while they become one
 * generated method without loops, or several where it would be too long for HotSpot. The bits stay the same.
 */
final class SmallSteps implements Work {

    /** Up to so many numbers a result is small: of more, a loop that HotSpot vectorises is as fast. */
    private static final int MADE = 48;

    /** Numbers that are read, and operations, of a small step. */
    private static final int READ = 256;

    private static final int OPERATIONS = 512;

    private final List<Step> steps;
    private final Work interpreted;

    private final Set<Value> outputs;

    /** The last step of the whole plan that reads a value. */
    private final Map<Value, Integer> lastRead;

    /** Where the first step stands in the plan. */
    private final int first;

    private final long effort;

    /** How the steps run from the moment on when they repaid code of their own; not before. */
    private @Nullable Work settled;

    private List<String> notes = List.of();

    /** Operations on numbers until then. Threads may race: code may be generated twice, or later. */
    private long patience;

    private SmallSteps(List<Step> steps, Set<Value> outputs, Map<Value, Integer> lastRead, int first) {
        this.steps = List.copyOf(steps);
        this.interpreted = new Sequence(steps);
        this.outputs = outputs;
        this.lastRead = lastRead;
        this.first = first;
        this.effort = steps.stream().mapToLong(Step::effort).sum();
        this.patience = GeneratedClass.stepPatience();
    }

    /** The steps of a program in float64 with those on few numbers joined. */
    static List<Work> join(List<Step> steps, Set<Value> outputs) {
        Map<Value, Integer> lastRead = new IdentityHashMap<>();
        for (int at = 0; at < steps.size(); at++) {
            for (View each : steps.get(at).reads()) {
                lastRead.put(each.value(), at);
            }
        }
        List<Work> works = new ArrayList<>();
        for (int from = 0; from < steps.size(); ) {
            int to = from;
            while (to < steps.size() && isSmall(steps.get(to))) {
                to++;
            }
            works.add(to == from ? steps.get(to++) : new SmallSteps(steps.subList(from, to), outputs, lastRead, from));
            from = to;
        }
        return works;
    }

    private static boolean isSmall(Step step) {
        return step.flops() <= OPERATIONS
                && step.writes().stream().allMatch(each -> each.count() <= MADE)
                && step.reads().stream().allMatch(each -> each.value().count() <= READ);
    }

    @Override
    public void run(Memory memory) {
        Work known = settled;
        if (known == null) {
            patience -= effort;
            known = patience > 0 ? interpreted : generate();
        }
        known.run(memory);
    }

    private Work generate() {
        List<Work> parts = new ArrayList<>();
        List<String> told = new ArrayList<>();
        int from = 0;
        while (from < steps.size()) {
            int to = unroll(new Unrolling(), from, steps.size());
            Work code = null;
            while (to > from && code == null) {
                code = write(from, to);
                to = code == null ? from + (to - from) / 2 : to;
            }
            if (code != null) {
                told.add(range(first + from + 1, first + to) + " in one generated method");
            }
            parts.add(code == null ? steps.get(from) : code);
            from = Math.max(to, from + 1);
        }
        notes = List.copyOf(told);
        Work generated = parts.size() == 1 ? parts.get(0) : new Sequence(parts);
        settled = generated;
        return generated;
    }

    /** Steps as one method; null where that cannot be. */
    private @Nullable Work write(int from, int to) {
        Unrolling unrolling = new Unrolling();
        unroll(unrolling, from, to);
        List<Value> stored = steps.subList(from, to).stream()
                .flatMap(step -> step.writes().stream())
                .filter(each -> outputs.contains(each) || lastRead.getOrDefault(each, -1) >= first + to)
                .toList();
        Work code = GeneratedClass.<Work>orElse(() -> UnrolledWriter.write(unrolling, stored), interpreted);
        return code == interpreted ? null : code;
    }

    /** Unrolls steps while they can be; the step behind the last that was. */
    private int unroll(Unrolling unrolling, int from, int end) {
        int to = from;
        while (to < end && steps.get(to).unroll(unrolling)) {
            to++;
        }
        return to;
    }

    private static String range(int from, int to) {
        return from == to ? "step " + from : "steps " + from + " to " + to;
    }

    /** What a plan says of generated code. */
    List<String> notes() {
        return notes;
    }
}
