package org.derivata.examples;

import java.io.PrintStream;
import java.util.Map;
import org.derivata.core.array.Array;
import org.derivata.symbolic.Formula;
import org.derivata.symbolic.Given;

/** How alike two vectors are, and what a dense layer does to the shape of a batch. */
public final class VectorsAndLayers {

    private VectorsAndLayers() {}

    public static void main(String[] arguments) {
        run(System.out);
    }

    static void run(PrintStream out) {
        Formula dot = Formula.given("a, b: [n]").parse("dot(a, b)");
        Map<String, double[]> vectors = Map.of("a", new double[] {1, 2, 3}, "b", new double[] {4, 5, 6});
        out.println(dot + " = " + dot.value(vectors));

        Formula cosine = Formula.given("a, b: [n]").parse("a @ b / sqrt((a @ a) * (b @ b))");
        out.printf(java.util.Locale.ROOT, "%s = %.4f%n", cosine, cosine.value(vectors));

        Formula one = Formula.given("a: [3]; W: [3, 2]").parse("a @ W");
        out.println("one row through a layer:   " + one + " has shape " + one.shape());

        Given layer = Formula.given("X: [32, 784]; W: [784, 128]; b: [128]");
        Formula hidden = layer.parse("relu(X @ W + b)");
        out.println("32 rows through a layer:   " + hidden + " has shape " + hidden.shape());

        Formula small = Formula.given("X: [2, 3]; W: [3, 2]; b: [2]").parse("relu(X @ W + b)");
        Array value = small.evaluate(Map.of(
                "X", new double[][] {{1, 2, 3}, {-1, 0, 1}},
                "W", new double[][] {{1, -1}, {0, 1}, {1, 0}},
                "b", new double[] {0.5, -0.5}));
        out.println("two rows, with numbers:    " + value);
    }
}
