package org.derivata.nn.compile;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.derivata.core.array.Array;
import org.derivata.core.expr.Algebra;
import org.derivata.core.expr.Expr;
import org.derivata.core.expr.Variable;
import org.derivata.core.language.Elaboration;
import org.derivata.core.language.Library;
import org.derivata.core.language.Limits;
import org.derivata.core.operator.Rational;
import org.derivata.symbolic.differentiate.ReverseMode;

/** One step of gradient descent for a network of one hidden layer: loss, gradients, updates fed back. */
record TrainingStep(Map<String, Expr> outputs, Map<String, String> feedback, Map<String, Integer> sizes) {

    private static final List<String> PARAMETERS = List.of("W1", "b1", "W2", "b2");

    static TrainingStep of(int rows, int features, int hidden, int classes) {
        Elaboration model = Elaboration.of("""
                X: [n, d]; Y: [n, k]
                W1: [d, h]; b1: [h]; W2: [h, k]; b2: [k]
                H = relu(X @ W1 + b1)
                loss = cross_entropy(H @ W2 + b2, Y)
                """, Library.standard(), Map.of(), Limits.defaults());
        Expr loss = model.requireResult();
        List<Variable> parameters =
                PARAMETERS.stream().map(model.variables()::get).toList();
        Map<Expr, Expr> gradients = new ReverseMode(Library.standard()).gradient(loss, parameters);
        Map<String, Expr> outputs = new LinkedHashMap<>();
        Map<String, String> feedback = new LinkedHashMap<>();
        outputs.put("loss", loss);
        for (Variable each : parameters) {
            Expr update = Algebra.scale(Rational.of(1, 10), gradients.get(each));
            outputs.put("new " + each.name(), Algebra.subtract(each, update));
            feedback.put("new " + each.name(), each.name());
        }
        return new TrainingStep(outputs, feedback, Map.of("n", rows, "d", features, "h", hidden, "k", classes));
    }

    Program compile(Engine engine) {
        return compile(Compiler.of(engine));
    }

    Program compile(Compiler compiler) {
        return compiler.compile(outputs, sizes, feedback);
    }

    /** Inputs for a program of this step, the same for the same program shapes. */
    static Map<String, Array> inputs(Program program) {
        SplittableRandom random = new SplittableRandom(7);
        Map<String, Array> inputs = new LinkedHashMap<>();
        for (String name : List.of("X", "Y", "W1", "b1", "W2", "b2")) {
            int[] shape = program.inputShape(name);
            double[] data = new double[Array.count(shape)];
            for (int i = 0; i < data.length; i++) {
                data[i] = name.equals("Y")
                        ? (i % shape[1] == i / shape[1] % shape[1] ? 1 : 0)
                        : random.nextDouble() - 0.5;
            }
            inputs.put(name, Array.of(data, shape));
        }
        return inputs;
    }
}
