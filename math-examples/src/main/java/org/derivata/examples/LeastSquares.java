package org.derivata.examples;

import java.io.PrintStream;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.derivata.core.array.Array;
import org.derivata.nn.compile.Compiler;
import org.derivata.nn.compile.Program;
import org.derivata.nn.compile.Workspace;
import org.derivata.symbolic.Formula;
import org.derivata.symbolic.Given;

/** A straight line through noisy points: down the gradient step by step, and in one step by the normal equations. */
public final class LeastSquares {

    private static final int ROWS = 50;

    private LeastSquares() {}

    public static void main(String[] arguments) {
        run(System.out);
    }

    /** Returns the slope that gradient descent found, and that of the normal equations. */
    static double[] run(PrintStream out) {
        Given given = Formula.given("X: [n, 2]; w: [2]; y: [n]");
        Formula loss = given.parse("mean((X @ w - y)**2)");
        Formula gradient = loss.gradient("w");
        out.println("loss     = " + loss);
        out.println("gradient = " + gradient);

        Formula next = given.parse("w").minus(gradient.times(0.1));
        Program step = Compiler.standard()
                .compile(
                        Map.of("loss", loss.stabilize().expression(), "w'", next.expression()),
                        Map.of("n", ROWS),
                        Map.of("w'", "w"));
        Array design = Array.full(1, ROWS, 2);
        Array y = points(design);
        Array w = Array.vector(0, 0);
        Workspace workspace = step.newWorkspace().set("X", design).set("y", y).set("w", w);
        for (int i = 0; i <= 200; i++) {
            step.run(workspace);
            if (i % 50 == 0) {
                out.printf(Locale.ROOT, "step %3d  loss %.6f%n", i, workspace.scalar("loss"));
            }
        }
        Array exact = given.parse("inv(X.T @ X) @ (X.T @ y)").evaluate(Map.of("X", design, "y", y));
        out.printf(Locale.ROOT, "down the gradient:    y = %.4f + %.4f x%n", w.data()[0], w.data()[1]);
        out.printf(Locale.ROOT, "normal equations:     y = %.4f + %.4f x%n", exact.data()[0], exact.data()[1]);
        return new double[] {w.data()[1], exact.data()[1]};
    }

    /** Fills the second column of the design matrix; targets have slope 3 and noise of deviation 0.5. */
    private static Array points(Array design) {
        Random random = new Random(7);
        double[] y = new double[ROWS];
        for (int row = 0; row < ROWS; row++) {
            double x = random.nextGaussian();
            design.data()[2 * row + 1] = x;
            y[row] = 3 * x + 0.5 * random.nextGaussian();
        }
        return Array.of(y, ROWS);
    }
}
