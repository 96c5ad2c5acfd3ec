package org.derivata.cli.question;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.derivata.cli.plot.Chart.Curve;
import org.derivata.core.array.Array;
import org.derivata.core.diagnostic.Diagnostic;
import org.derivata.core.diagnostic.LimitException;
import org.derivata.core.evaluate.Binding;
import org.derivata.core.expr.Expr;
import org.derivata.core.expr.Graph;
import org.derivata.core.language.Guard;
import org.derivata.nn.compile.Bounds;
import org.derivata.nn.compile.Compiler;
import org.derivata.nn.compile.Program;
import org.derivata.nn.compile.Workspace;
import org.derivata.symbolic.Formula;

/** The values of a formula along one of its variables. */
public final class Curves {

    private static final int MOST = 8;

    private Curves() {}

    /**
     * A curve for each entry of the formula's value, then for each entry of its derivative.
     *
     * @param question the formula, with a value for every variable
     * @param name the variable that runs
     * @param x its values
     * @throws org.derivata.core.diagnostic.MathException when the formula has no value at such inputs, or too many entries to draw
     */
    public static List<Curve> of(Question question, String name, double[] x, boolean derivative) {
        Formula formula = Solver.formula(question);
        Map<String, Formula> wanted = new LinkedHashMap<>();
        wanted.put(formula.toString(), formula);
        if (derivative) {
            Formula slope = formula.shape().rank() == 0 ? formula.derivative(name) : formula.jacobian(name);
            wanted.put("d/d" + name + " = " + slope, slope);
        }
        Map<String, Expr> outputs = new LinkedHashMap<>();
        wanted.forEach((label, each) -> outputs.put(label, each.stabilize().expression()));
        Map<String, Integer> sizes = Binding.sizes(Graph.variables(outputs.values()), question.inputs());
        Guard.checkKnown(formula.guards(), sizes);
        Bounds.check(Graph.postOrder(Graph.open(outputs.values())), sizes, question.limits());
        return run(Compiler.standard().compile(outputs, sizes), question.inputs(), name, x);
    }

    private static List<Curve> run(Program program, Map<String, Array> inputs, String name, double[] x) {
        Workspace workspace = program.newWorkspace();
        Map<String, Array> point = new LinkedHashMap<>(inputs);
        Map<String, double[][]> values = new LinkedHashMap<>();
        program.outputs()
                .forEach(each -> values.put(each, new double[Array.count(program.outputShape(each))][x.length]));
        int curves = values.values().stream().mapToInt(each -> each.length).sum();
        if (curves > MOST) {
            throw new LimitException(
                    Diagnostic.of("limit.curves", "the formula has " + curves + " entries; a picture shows " + MOST)
                            .help("draw one entry, as in f(x)[0], or a number such as sum(...)"));
        }
        for (int i = 0; i < x.length; i++) {
            point.put(name, Array.scalar(x[i]));
            program.run(workspace, point);
            for (Map.Entry<String, double[][]> each : values.entrySet()) {
                double[] entries = workspace.copy(each.getKey()).data();
                for (int j = 0; j < entries.length; j++) {
                    each.getValue()[j][i] = entries[j];
                }
            }
        }
        List<Curve> drawn = new ArrayList<>();
        values.forEach((label, entries) -> {
            for (int j = 0; j < entries.length; j++) {
                drawn.add(new Curve(entries.length == 1 ? label : label + "  entry " + j, entries[j]));
            }
        });
        return drawn;
    }
}
