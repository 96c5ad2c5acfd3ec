package org.derivata.core.evaluate;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.derivata.core.array.Array;
import org.derivata.core.diagnostic.Diagnostic;
import org.derivata.core.diagnostic.EvaluationException;
import org.derivata.core.expr.Variable;
import org.derivata.core.shape.Dimension;
import org.derivata.core.shape.Shape;

/** Finds the sizes that dimension names stand for, from the arrays given for variables. */
public final class Binding {

    private Binding() {}

    /**
     * The size of each dimension name.
     *
     * @throws EvaluationException {@code value.missing} for a variable without an array, {@code value.shape} for one of another shape or sizes
     *     that contradict each other, {@code value.fact} for one that is not what was declared of it
     */
    public static Map<String, Integer> sizes(Collection<Variable> variables, Map<String, Array> values) {
        Map<String, int[]> shapes = new HashMap<>();
        values.forEach((name, array) -> shapes.put(name, array.shape()));
        Map<String, Integer> sizes = sizesFromShapes(variables, shapes);
        variables.forEach(each -> FactCheck.check(each, Objects.requireNonNull(values.get(each.name()))));
        return sizes;
    }

    /** The same from shapes alone. */
    public static Map<String, Integer> sizesFromShapes(Collection<Variable> variables, Map<String, int[]> shapes) {
        Map<String, Integer> sizes = new HashMap<>();
        Map<String, String> origins = new HashMap<>();
        for (Variable each : variables) {
            int[] shape = shapes.get(each.name());
            if (shape == null) {
                throw new EvaluationException(Diagnostic.of("value.missing", "there is no value for " + each.name())
                        .help("give " + each.name() + " an array of shape " + each.shape()));
            }
            if (shape.length != each.rank()) {
                throw mismatch(each, shape);
            }
            for (int axis = 0; axis < shape.length; axis++) {
                Dimension declared = each.shape().get(axis);
                if (declared.isName()) {
                    String name = declared.toString();
                    Integer known = sizes.putIfAbsent(name, shape[axis]);
                    origins.putIfAbsent(name, each.name());
                    if (known != null && known != shape[axis]) {
                        throw new EvaluationException(Diagnostic.of(
                                        "value.shape",
                                        "size " + name + " is " + known + " in " + origins.get(name) + " and "
                                                + shape[axis] + " in " + each.name())
                                .clash(known, shape[axis])
                                .help("both are declared with " + name + "; give arrays that agree"));
                    }
                }
            }
        }
        for (Variable each : variables) {
            check(each, Objects.requireNonNull(shapes.get(each.name())), sizes);
        }
        return sizes;
    }

    private static void check(Variable variable, int[] shape, Map<String, Integer> sizes) {
        Shape declared = variable.shape();
        for (int axis = 0; axis < shape.length; axis++) {
            boolean known = sizes.keySet().containsAll(declared.get(axis).names());
            if (known && declared.get(axis).evaluate(sizes) != shape[axis]) {
                throw mismatch(variable, shape);
            }
        }
    }

    private static EvaluationException mismatch(Variable variable, int[] shape) {
        String given = Arrays.stream(shape).mapToObj(Integer::toString).collect(Collectors.joining(", ", "[", "]"));
        return new EvaluationException(Diagnostic.of(
                        "value.shape",
                        variable.name() + " is declared " + variable.shape() + " but its value has shape " + given)
                .clash(variable.shape(), given)
                .help("declare the shape that the data have, or reshape the data"));
    }
}
