package org.derivata.examples;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.derivata.core.array.Array;
import org.derivata.nn.compile.Compiler;
import org.derivata.nn.compile.Program;
import org.derivata.nn.compile.Workspace;
import org.derivata.symbolic.Formula;
import org.derivata.symbolic.Given;

/** Twenty steps down a typed loss: by its own gradient, and by the two short rules that people write by hand. */
public final class LogisticRegression {

    static final String LOSS =
            "pred = sigmoid(X @ W + b);  -mean(y * log(pred + 1e-8) + (1 - y) * log(1 - pred + 1e-8))";

    private static final Given GIVEN = Formula.given("X: [n, 2]; y: [n]; W: [2]; b: []");

    private LogisticRegression() {}

    public static void main(String[] arguments) {
        run(System.out);
    }

    static void run(PrintStream out) {
        Formula loss = GIVEN.parse(LOSS);
        out.println("loss = " + loss);
        rules(loss).forEach((name, rule) -> {
            out.println("\n" + name + ":  dW = " + rule.get(0));
            double[] losses = descend(loss, rule.get(0), rule.get(1));
            for (int step = 0; step < losses.length; step += 5) {
                out.printf(Locale.ROOT, "step %2d  loss %.16f%n", step, losses[step]);
            }
        });
    }

    static Map<String, List<Formula>> rules(Formula loss) {
        Map<String, List<Formula>> rules = new LinkedHashMap<>();
        rules.put("exact gradient", List.of(loss.gradient("W"), loss.gradient("b")));
        rules.put("mean of pred - y", List.of(rule("X.T @ (pred - y) / n"), rule("sum(pred - y) / n")));
        rules.put("sum of pred - y", List.of(rule("X.T @ (pred - y)"), rule("sum(pred - y)")));
        return rules;
    }

    private static Formula rule(String text) {
        return GIVEN.parse("pred = sigmoid(X @ W + b);  " + text);
    }

    /** The loss before each step; loss and step are one program, which writes the new W and b over the old ones. */
    static double[] descend(Formula loss, Formula byW, Formula byB) {
        Formula nextW = GIVEN.parse("W").minus(byW.times(0.1));
        Formula nextB = GIVEN.parse("b").minus(byB.times(0.1));
        Program step = Compiler.standard()
                .compile(
                        Map.of(
                                "loss",
                                loss.stabilize().expression(),
                                "W'",
                                nextW.expression(),
                                "b'",
                                nextB.expression()),
                        Map.of("n", 4),
                        Map.of("W'", "W", "b'", "b"));
        Workspace workspace = step.newWorkspace()
                .set("X", Array.matrix(new double[][] {{0.1, 0.9}, {0.8, 0.2}, {0.3, 0.7}, {0.7, 0.3}}))
                .set("y", Array.vector(1, 0, 1, 0))
                .set("W", Array.vector(0.5, -0.5))
                .set("b", Array.scalar(0));
        double[] losses = new double[20];
        for (int i = 0; i < losses.length; i++) {
            step.run(workspace);
            losses[i] = workspace.scalar("loss");
        }
        return losses;
    }
}
