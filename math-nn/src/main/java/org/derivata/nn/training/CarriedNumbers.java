package org.derivata.nn.training;

import java.util.LinkedHashMap;
import java.util.Map;
import org.derivata.core.array.Array;
import org.derivata.nn.compile.Precision;
import org.derivata.nn.training.ModelProgram.Running;

/** What one step leaves to the next, shared by all programs of a training: parameters and the optimizer's state. */
final class CarriedNumbers {

    private final Map<String, Array> arrays;

    /** In float32 the numbers themselves, which the arrays only receive at the end. */
    private final Map<String, float[]> floats = new LinkedHashMap<>();

    CarriedNumbers(Precision precision, Map<String, Array> arrays) {
        this.arrays = Map.copyOf(arrays);
        if (precision == Precision.FLOAT32) {
            arrays.forEach((name, array) -> {
                float[] rounded = new float[array.count()];
                for (int i = 0; i < rounded.length; i++) {
                    rounded[i] = (float) array.data()[i];
                }
                floats.put(name, rounded);
            });
        }
    }

    /** Lets a program work on these numbers where they lie. */
    Running bindTo(Running running) {
        return floats.isEmpty() ? running.bind(arrays) : running.bindFloats(floats);
    }

    /** Writes the numbers into the arrays that they came from. */
    void finish() {
        arrays.forEach((name, array) -> {
            float[] values = floats.getOrDefault(name, new float[0]);
            for (int i = 0; i < values.length; i++) {
                array.data()[i] = values[i];
            }
        });
    }
}
