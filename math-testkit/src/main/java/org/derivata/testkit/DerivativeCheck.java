package org.derivata.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.derivata.core.array.Array;
import org.derivata.core.expr.Algebra;
import org.derivata.core.expr.Expr;
import org.derivata.core.expr.Graph;
import org.derivata.core.expr.Variable;
import org.derivata.symbolic.differentiate.ReverseMode;

/**
 * The first derivatives of an expression, weighted entry by entry, and the derivatives of those, against differences.
 *
 * @param what how messages call the expression
 */
record DerivativeCheck(String what, Engine engine, ReverseMode reverse, Map<String, Integer> sizes) {

    private static final double TOLERANCE = 1e-6;

    /** How many entries could be compared in all; entries at kinks and where differences are too coarse do not count. */
    int compare(Expr result, List<Variable> variables, List<Map<String, Array>> points) {
        Expr weighted = weighted(result);
        List<Expr> gradients =
                new ArrayList<>(reverse.gradient(weighted, variables).values());
        List<Expr> slopes = gradients.stream().map(DerivativeCheck::weighted).toList();
        List<Map<Expr, Expr>> seconds = slopes.stream()
                .map(slope -> reverse.gradient(slope, dependencies(slope, variables)))
                .toList();
        int compared = 0;
        for (Map<String, Array> point : points) {
            for (int i = 0; i < variables.size(); i++) {
                compared += compare(weighted, gradients.get(i), variables.get(i), point);
                for (Map.Entry<Expr, Expr> second : seconds.get(i).entrySet()) {
                    compare(slopes.get(i), second.getValue(), (Variable) second.getKey(), point);
                }
            }
        }
        return compared;
    }

    private static Expr weighted(Expr result) {
        return Algebra.sum(Algebra.multiply(result, OperatorSample.ramp(result.shape())));
    }

    private static List<Variable> dependencies(Expr expression, List<Variable> variables) {
        var used = Graph.variables(List.of(expression));
        return variables.stream().filter(used::contains).toList();
    }

    private int compare(Expr function, Expr gradient, Variable variable, Map<String, Array> point) {
        Array exact = engine.evaluate(gradient, point, sizes);
        int compared = 0;
        Array at = Objects.requireNonNull(point.get(variable.name()));
        for (int i = 0; i < at.count(); i++) {
            Differences differences = new Differences(
                    offset -> engine.evaluate(function, moved(point, variable, at, offset), sizes)
                            .scalar(),
                    i,
                    at.data()[i]);
            if (differences.areTrustworthy()) {
                compared++;
                double scale = Math.max(Math.abs(differences.value()), differences.scale());
                assertThat(exact.data()[i])
                        .as(
                                "%s by %s, entry %s, at %s: differences say %s",
                                what, variable.name(), i, point, differences.value())
                        .isCloseTo(differences.value(), within(TOLERANCE * scale));
            }
        }
        return compared;
    }

    private static Map<String, Array> moved(Map<String, Array> point, Variable variable, Array at, double[] offsets) {
        Map<String, Array> moved = new LinkedHashMap<>(point);
        double[] data = at.data().clone();
        data[(int) offsets[0]] += offsets[1];
        moved.put(variable.name(), Array.of(data, at.shape()));
        return moved;
    }
}
