package org.derivata.symbolic.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.derivata.core.array.Array;
import org.derivata.core.diagnostic.Diagnostic;
import org.derivata.core.diagnostic.ShapeException;
import org.derivata.symbolic.Formula;
import org.derivata.symbolic.Inputs;

/**
 * Compares a gradient with central differences of the formula's values, entry by entry. Step and tolerances default to those of PyTorch's
 * {@code gradcheck}: step 1e-6, absolute 1e-5, relative 1e-3.
 *
 * @param step how far each of the two points of a difference lies from the point
 * @param absolute what an entry may be off by
 * @param relative what an entry may be off by, as a part of the difference quotient
 */
public record GradientCheck(double step, double absolute, double relative) {

    /** The default step and tolerances. */
    public static GradientCheck standard() {
        return new GradientCheck(1e-6, 1e-5, 1e-3);
    }

    /** An entry that disagrees. */
    public record Mismatch(String variable, List<Integer> index, double gradient, double difference) {

        @Override
        public String toString() {
            String place = index.isEmpty()
                    ? variable
                    : variable + index.stream().map(String::valueOf).collect(Collectors.joining(", ", "[", "]"));
            return String.format(
                    Locale.ROOT, "d/d %s: the gradient says %s, differences say %s", place, gradient, difference);
        }
    }

    /**
     * What a check found.
     *
     * @param entries how many entries were compared
     * @param mismatches those that disagree, the worst first
     */
    public record Report(int entries, List<Mismatch> mismatches) {

        public boolean passed() {
            return mismatches.isEmpty();
        }

        @Override
        public String toString() {
            if (passed()) {
                return entries + " entries agree with differences";
            }
            String worst =
                    mismatches.stream().limit(5).map(each -> "\n  " + each).collect(Collectors.joining());
            return mismatches.size() + " of " + entries + " entries disagree with differences:" + worst;
        }
    }

    /**
     * Checks the symbolic gradients of a scalar formula by all its variables.
     *
     * @param inputs the point: a value for each variable
     */
    public Report check(Formula formula, Map<String, ?> inputs) {
        return check(formula, formula.gradients(formula.variables().keySet()), inputs);
    }

    /**
     * Checks gradients that somebody wrote: for each variable a formula of its shape.
     *
     * @throws ShapeException {@code shape.gradient} when a gradient has not its variable's shape
     */
    public Report check(Formula formula, Map<String, Formula> gradients, Map<String, ?> inputs) {
        Map<String, Array> point = Inputs.arrays(inputs);
        List<Mismatch> mismatches = new ArrayList<>();
        int entries = 0;
        for (Map.Entry<String, Formula> each : gradients.entrySet()) {
            Array value = point.get(each.getKey());
            Array gradient = each.getValue().evaluate(point);
            if (value == null || !Arrays.equals(gradient.shape(), value.shape())) {
                throw new ShapeException(Diagnostic.of(
                                "shape.gradient",
                                "the gradient by " + each.getKey() + " has shape " + Arrays.toString(gradient.shape()))
                        .clash(
                                Arrays.toString(gradient.shape()),
                                value == null ? "no value" : Arrays.toString(value.shape()))
                        .help("a gradient has its variable's shape"));
            }
            for (int i = 0; i < value.count(); i++) {
                entries++;
                double difference = difference(formula, point, each.getKey(), i);
                double symbolic = gradient.data()[i];
                if (!agree(symbolic, difference)) {
                    mismatches.add(new Mismatch(each.getKey(), index(i, value.shape()), symbolic, difference));
                }
            }
        }
        mismatches.sort((a, b) -> Double.compare(distance(b), distance(a)));
        return new Report(entries, List.copyOf(mismatches));
    }

    private static double distance(Mismatch mismatch) {
        double distance = Math.abs(mismatch.gradient - mismatch.difference);
        return Double.isNaN(distance) ? Double.POSITIVE_INFINITY : distance;
    }

    private boolean agree(double symbolic, double difference) {
        return symbolic == difference || Math.abs(symbolic - difference) <= absolute + relative * Math.abs(difference);
    }

    private double difference(Formula formula, Map<String, Array> point, String variable, int entry) {
        return (value(formula, point, variable, entry, step) - value(formula, point, variable, entry, -step))
                / (2 * step);
    }

    private static double value(Formula formula, Map<String, Array> point, String variable, int entry, double offset) {
        Map<String, Array> moved = new LinkedHashMap<>(point);
        Array original = java.util.Objects.requireNonNull(point.get(variable));
        double[] data = original.data().clone();
        data[entry] += offset;
        moved.put(variable, Array.of(data, original.shape()));
        return formula.value(moved);
    }

    private static List<Integer> index(int offset, int[] shape) {
        List<Integer> index = new ArrayList<>();
        int rest = offset;
        for (int axis = shape.length - 1; axis >= 0; axis--) {
            index.add(0, rest % shape[axis]);
            rest /= shape[axis];
        }
        return index;
    }
}
