package org.derivata.examples;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.derivata.core.array.Array;
import org.derivata.core.expr.Expr;
import org.derivata.nn.compile.Compiler;
import org.derivata.nn.compile.Program;
import org.derivata.nn.compile.Workspace;
import org.derivata.symbolic.Formula;
import org.derivata.symbolic.Given;

/** One step of the second layer of a network: the gradient is the chain rule, {@code A.T @ delta / 32}. */
public final class HiddenLayerStep {

    private HiddenLayerStep() {}

    public static void main(String[] arguments) {
        run(System.out);
    }

    static double run(PrintStream out) {
        Given given = Formula.given("X: [n, 784]; Y: [n, 10] one_hot; W: [784, 128]; b: [128]; W2: [128, 10]");
        String network = "A = maximum(0, X @ W + b);  scores = A @ W2;  ";
        Formula loss = given.parse(network + "cross_entropy(scores, Y)");
        Formula dW2 = loss.gradient("W2");
        Formula byHand = given.parse(network + "delta = softmax(scores, axis=1) - Y;  A.T @ delta / 32");
        Formula step = given.parse("W2").minus(dW2.times(0.01));
        out.println("loss = " + loss);
        out.println("dW2  = " + dW2);
        out.println("by hand: " + byHand);

        Map<String, Expr> wanted = new LinkedHashMap<>();
        wanted.put("A", given.parse(network + "A").expression());
        wanted.put("dW2", dW2.expression());
        wanted.put("by hand", byHand.expression());
        wanted.put("new W2", step.expression());
        Program program = Compiler.standard().compile(wanted, Map.of("n", 32));
        Workspace results = program.newWorkspace();
        program.run(results, inputs());

        out.println("hidden layer " + Arrays.toString(program.outputShape("A")));
        out.println("gradient     " + Arrays.toString(program.outputShape("dW2")));
        out.println("new W2       " + Arrays.toString(program.outputShape("new W2")));
        double[] ours = results.output("dW2").data();
        double[] theirs = results.output("by hand").data();
        double difference = 0;
        for (int i = 0; i < ours.length; i++) {
            difference = Math.max(difference, Math.abs(ours[i] - theirs[i]));
        }
        out.printf(Locale.ROOT, "largest difference to the rule by hand: %.1e%n", difference);
        return difference;
    }

    private static Map<String, Array> inputs() {
        Random random = new Random(42);
        double[] oneHot = new double[32 * 10];
        for (int row = 0; row < 32; row++) {
            oneHot[row * 10 + random.nextInt(10)] = 1;
        }
        return Map.of(
                "X", normal(random, 1, 32, 784),
                "Y", Array.of(oneHot, 32, 10),
                "W", normal(random, 0.05, 784, 128),
                "b", Array.full(0, 128),
                "W2", normal(random, 0.1, 128, 10));
    }

    private static Array normal(Random random, double deviation, int... shape) {
        double[] data = new double[Array.count(shape)];
        Arrays.setAll(data, i -> deviation * random.nextGaussian());
        return Array.of(data, shape);
    }
}
