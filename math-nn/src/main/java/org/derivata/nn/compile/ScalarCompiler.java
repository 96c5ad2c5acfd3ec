package org.derivata.nn.compile;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import org.derivata.core.diagnostic.Diagnostic;
import org.derivata.core.diagnostic.NameException;
import org.derivata.core.expr.Algebra;
import org.derivata.core.expr.Expr;
import org.derivata.core.expr.Graph;
import org.derivata.core.expr.Variable;
import org.derivata.core.language.Limits;
import org.derivata.core.shape.Shape;
import org.derivata.symbolic.Formula;

/** Compiles formulas of numbers: generated classes where they can be had, else an interpreter. */
final class ScalarCompiler {

    private final Formula formula;
    private final List<String> variables;
    private final Limits limits;
    private final ScalarLowering lowering;

    ScalarCompiler(Formula formula, List<String> variables, Limits limits) {
        this.formula = formula;
        this.variables = List.copyOf(variables);
        this.limits = limits;
        this.lowering = new ScalarLowering(this.variables);
        for (Variable each : Graph.variables(List.of(formula.expression()))) {
            if (!variables.contains(each.name())) {
                throw new NameException(Diagnostic.of(
                                "name.unknown_variable",
                                "the formula depends on " + each.name()
                                        + ", which is not among the variables asked for")
                        .help("name all its variables, or substitute a number for " + each.name()));
            }
        }
    }

    private int[] lower(List<Expr> roots) {
        Bounds.check(Graph.postOrder(roots), Map.of(), limits);
        return lowering.lower(roots);
    }

    private List<Expr> value() {
        return List.of(formula.stabilize().expression());
    }

    private List<Expr> valueAndGradient(List<String> by) {
        List<Expr> roots = new ArrayList<>(value());
        List<String> known = by.stream()
                .filter(each -> formula.variables().containsKey(each))
                .toList();
        Map<String, Formula> gradients = formula.gradients(known);
        for (String each : by) {
            Formula gradient = gradients.get(each);
            roots.add(
                    gradient == null
                            ? Algebra.zero(Shape.SCALAR)
                            : gradient.stabilize().expression());
        }
        return roots;
    }

    private InterpretedScalar interpreted(int[] outputs) {
        return new InterpretedScalar(lowering.code(), outputs, variables.size());
    }

    DoubleUnaryOperator unary() {
        int[] outputs = lower(value());
        return GeneratedClass.orElse(() -> ScalarWriter.unary(lowering.code(), outputs[0]), interpreted(outputs));
    }

    ScalarFunction function() {
        int[] outputs = lower(value());
        return GeneratedClass.orElse(
                () -> ScalarWriter.function(lowering.code(), variables.size(), outputs[0]), interpreted(outputs));
    }

    DifferentiableFunction differentiable(List<String> by) {
        int[] outputs = lower(valueAndGradient(by));
        return GeneratedClass.orElse(
                () -> ScalarWriter.differentiable(lowering.code(), variables.size(), outputs), interpreted(outputs));
    }
}
