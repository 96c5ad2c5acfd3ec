package org.derivata.nn.compile;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.derivata.core.array.Array;
import org.derivata.nn.kernel.ParallelParts;
import org.jspecify.annotations.Nullable;

/**
 * A plan for computing some values together, for concrete sizes: immutable, safe for use by many threads, each with a
 * {@link Workspace} of its own.
 *
 * <p>Results are a function of the inputs alone: every sum has an order that depends on sizes, never on threads or on what
 * ran before.
 */
public final class Program {

    private final Engine engine;
    private final Precision precision;
    private final List<Step> fixed;
    private final List<Step> steps;

    /** The steps as they run: those on few numbers joined. */
    private final Work[] work;

    private final Map<String, View> inputs;
    private final Map<String, View> outputs;
    private final Feedback[] copies;
    private final Map<String, String> feedback;
    private final int[] counts;
    private final BufferPlan buffers;
    private final @Nullable ParallelParts parallel;

    /** A result to copy into an input's array at the end of a run. */
    record Feedback(Value from, Value to) {}

    Program(
            Engine engine,
            Precision precision,
            List<Step> fixed,
            List<Step> steps,
            List<? extends Work> work,
            Map<String, View> inputs,
            Map<String, View> outputs,
            List<Feedback> copies,
            Map<String, String> feedback,
            BufferPlan buffers,
            @Nullable ParallelParts parallel) {
        this.parallel = parallel;
        this.engine = engine;
        this.precision = precision;
        this.fixed = fixed;
        this.steps = steps;
        this.work = work.toArray(new Work[0]);
        this.inputs = inputs;
        this.outputs = outputs;
        this.copies = copies.toArray(new Feedback[0]);
        this.feedback = feedback;
        this.counts = buffers.counts();
        this.buffers = buffers;
    }

    public Engine engine() {
        return engine;
    }

    /** How numbers are kept. */
    public Precision precision() {
        return precision;
    }

    /** The names of the inputs that the outputs depend on, in the order of first use. */
    public Set<String> inputs() {
        return inputs.keySet();
    }

    /** The names of the outputs. */
    public Set<String> outputs() {
        return outputs.keySet();
    }

    /** The shape of an input. */
    public int[] inputShape(String name) {
        return View.find(inputs, name).sizes().clone();
    }

    /** The shape of an output. */
    public int[] outputShape(String name) {
        return View.find(outputs, name).sizes().clone();
    }

    /** Which output is written back into which input after each run: input by output. */
    public Map<String, String> feedback() {
        return feedback;
    }

    /** Numbers held by a workspace beside the inputs: all its buffers together. */
    public long bufferCount() {
        long sum = 0;
        for (int slot = inputs.size(); slot < counts.length; slot++) {
            sum += counts[slot];
        }
        return sum;
    }

    private double bufferBytes() {
        double bytes = 0;
        for (int slot = inputs.size(); slot < counts.length; slot++) {
            bytes += (double) counts[slot] * (buffers.isWide(slot) ? Precision.FLOAT64 : precision).bytes();
        }
        return bytes;
    }

    /** Memory for runs of this program, to be used by one thread at a time. */
    public Workspace newWorkspace() {
        Memory memory = new Memory(precision, counts, size(), parallel);
        for (int slot = inputs.size(); slot < counts.length; slot++) {
            memory.allocate(slot, buffers.isWide(slot));
        }
        buffers.constants().forEach(each -> memory.put(each.slot(), each.data()));
        fixed.forEach(step -> step.run(memory));
        return new Workspace(this, memory, inputs, outputs);
    }

    private Memory.Size size() {
        return new Memory.Size(
                maximum(Step::scratch),
                regions(Region::registers),
                regions(Region::block),
                regions(Region::operands),
                regions(Region::partials),
                maximum(Step::parts));
    }

    private int maximum(java.util.function.ToIntFunction<Step> property) {
        return java.util.stream.Stream.concat(fixed.stream(), steps.stream())
                .mapToInt(property)
                .max()
                .orElse(0);
    }

    private int regions(java.util.function.ToIntFunction<Region> property) {
        return maximum(step -> step instanceof Region region ? property.applyAsInt(region) : 0);
    }

    /**
     * Runs once over the inputs that the workspace holds; the outputs are in the workspace afterwards.
     *
     * @throws org.derivata.core.diagnostic.EvaluationException {@code value.missing} when an input was never set
     */
    public void run(Workspace workspace) {
        Memory memory = workspace.ready(this);
        for (Work each : work) {
            each.run(memory);
        }
        for (Feedback each : copies) {
            memory.copy(each.from, each.to);
        }
    }

    /** Sets inputs, as {@link Workspace#set(String, Array)} does, and runs; names that are no inputs are passed over. */
    public void run(Workspace workspace, Map<String, Array> values) {
        values.forEach((name, value) -> {
            if (inputs.containsKey(name)) {
                workspace.set(name, value);
            }
        });
        run(workspace);
    }

    /** Computes once in a workspace of its own; the results are the caller's. */
    public Map<String, Array> evaluate(Map<String, Array> values) {
        Workspace workspace = newWorkspace();
        run(workspace, values);
        Map<String, Array> results = new LinkedHashMap<>();
        outputs.keySet().forEach(name -> results.put(name, workspace.copy(name)));
        return results;
    }

    /**
     * The plan as a table: one row a step, in the order in which they run, with what it computes, the shape or count of the
     * result, which kernel does it, bytes touched and floating-point operations.
     */
    public String explain() {
        List<String> notes = Arrays.stream(work)
                .filter(SmallSteps.class::isInstance)
                .flatMap(each -> ((SmallSteps) each).notes().stream())
                .toList();
        return Explanation.of(
                engine, precision, fixed, steps, notes, inputs, outputs, Arrays.asList(copies), bufferBytes());
    }

    @Override
    public String toString() {
        return "Program" + inputs.keySet() + " -> " + outputs.keySet() + ", " + steps.size() + " steps";
    }
}
