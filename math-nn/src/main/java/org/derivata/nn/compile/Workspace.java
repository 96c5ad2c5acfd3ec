package org.derivata.nn.compile;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.derivata.core.array.Array;
import org.derivata.core.diagnostic.Diagnostic;
import org.derivata.core.diagnostic.EvaluationException;

/**
 * The arrays of one running {@link Program}: inputs as they are bound, and buffers for everything computed. For one
 * thread at a time.
 *
 * <p>Inputs are bound without copying: changing a bound array changes the input. An input that receives feedback is
 * changed by every run, in the array that was bound. That holds for arrays of the program's own precision; a program in
 * float32 copies float64 numbers when they are set, and gives its outputs as copies.
 */
public final class Workspace {

    private final Program program;
    private final Memory memory;
    private final Map<String, View> inputs;
    private final Map<String, View> outputs;
    private final Map<String, Array> views = new LinkedHashMap<>();
    private final List<Value> overwritten;
    private boolean checked;

    Workspace(Program program, Memory memory, Map<String, View> inputs, Map<String, View> outputs) {
        this.program = program;
        this.memory = memory;
        this.inputs = inputs;
        this.outputs = outputs;
        this.overwritten = program.feedback().values().stream()
                .distinct()
                .map(name -> View.find(inputs, name).value())
                .toList();
    }

    /**
     * Binds an input to an array, without copying.
     *
     * @throws EvaluationException {@code value.shape} when the array has another shape, {@code value.unknown} when the program
     *     has no input of that name, {@code value.alias} when the array is a buffer of this workspace
     */
    public Workspace set(String name, Array array) {
        View input = View.find(inputs, name);
        boolean same = array.rank() == input.rank();
        for (int axis = 0; same && axis < input.rank(); axis++) {
            same = array.size(axis) == input.sizes()[axis];
        }
        if (!same) {
            throw mismatch(name, input, Arrays.toString(array.shape()));
        }
        bind(name, input, array.data());
        return this;
    }

    /** Binds an input to row-major numbers, without copying; as many as its shape has. */
    public Workspace set(String name, double[] data) {
        View input = View.find(inputs, name);
        if (data.length != input.count()) {
            throw mismatch(name, input, data.length + " numbers");
        }
        bind(name, input, data);
        return this;
    }

    private static EvaluationException mismatch(String name, View input, String given) {
        String expected = Arrays.toString(input.sizes());
        return new EvaluationException(
                Diagnostic.of("value.shape", name + " was compiled for shape " + expected + " but is given " + given)
                        .clash(expected, given)
                        .help("compile the program again for other sizes"));
    }

    /**
     * Binds an input of a program in float32 to row-major numbers, without copying; as many as its shape has.
     *
     * @throws IllegalStateException when the program computes in float64
     */
    public Workspace set(String name, float[] data) {
        View input = View.find(inputs, name);
        if (data.length != input.count()) {
            throw mismatch(name, input, data.length + " numbers");
        }
        if (program.precision() != Precision.FLOAT32) {
            throw new IllegalStateException("the program keeps " + name + " in float64");
        }
        checkNoBuffer(name, data, data.length);
        memory.put(input.value().slot(), data);
        checked = false;
        return this;
    }

    private void bind(String name, View input, double[] data) {
        checkNoBuffer(name, data, data.length);
        memory.put(input.value().slot(), data);
        checked = false;
    }

    private void checkNoBuffer(String name, Object data, int count) {
        for (int slot = inputs.size(); slot < memory.slots(); slot++) {
            if (memory.data(slot) == data && count > 0) {
                throw new EvaluationException(Diagnostic.of(
                                "value.alias", name + " is given an array in which this workspace keeps its results")
                        .help("copy it first, or declare the output as feedback of " + name));
            }
        }
    }

    /** The memory, when every input is there. */
    Memory ready(Program running) {
        if (running != program) {
            throw new IllegalArgumentException("this workspace belongs to another program");
        }
        if (!checked) {
            inputs.forEach((name, input) -> {
                if (memory.data(input.value().slot()) == null) {
                    throw new EvaluationException(Diagnostic.of("value.missing", "there is no value for " + name)
                            .help("call set(\"" + name + "\", array) with shape " + Arrays.toString(input.sizes())));
                }
            });
            checkOverwritten();
            checked = true;
        }
        return memory;
    }

    private void checkOverwritten() {
        for (Value target : overwritten) {
            inputs.forEach((name, input) -> {
                Object array = memory.data(target.slot());
                if (input.value() != target
                        && target.count() > 0
                        && memory.data(input.value().slot()) == array) {
                    throw new EvaluationException(Diagnostic.of(
                                    "value.alias",
                                    name + " and " + target.name() + " are one array, and " + target.name()
                                            + " is overwritten by feedback")
                            .help("give " + name + " an array of its own"));
                }
            });
        }
    }

    /**
     * An output after a run: a view of the workspace's own buffer, which the next run overwrites. An output that is fed back
     * may be the very array bound to the input.
     */
    public Array output(String name) {
        View output = View.find(outputs, name);
        memory.widen(output.value());
        double[] data = memory.array(output.value());
        Array known = views.get(name);
        if (known == null || known.data() != data) {
            known = Array.of(data, output.sizes());
            views.put(name, known);
        }
        return known;
    }

    /** An output of one number. */
    public double scalar(String name) {
        View output = View.find(outputs, name);
        if (output.count() != 1) {
            throw new IllegalArgumentException(
                    name + " has shape " + Arrays.toString(output.sizes()) + " and is not one number");
        }
        return memory.at(output.value(), 0);
    }

    /** A copy of an output, which later runs leave alone. */
    public Array copy(String name) {
        Array output = output(name);
        return Array.of(output.data().clone(), output.shape());
    }

    /** The array bound to an input; in float32 a copy of it. */
    public Array input(String name) {
        View input = View.find(inputs, name);
        Objects.requireNonNull(memory.data(input.value().slot()), "no value for " + name);
        memory.widen(input.value());
        return Array.of(memory.array(input.value()), input.sizes());
    }

    /** The program this is for. */
    public Program program() {
        return program;
    }
}
