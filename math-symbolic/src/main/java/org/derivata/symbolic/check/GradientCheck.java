package org.derivata.symbolic.check;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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

    private static final MathContext FEW_DIGITS = new MathContext(4);

    /** A difference is no more accurate than this. */
    private static final MathContext MORE_DIGITS = new MathContext(8);

    private static final double MOST_PLAIN = 1e15;

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
            return "d/d " + place + ": the gradient says " + digits(gradient, MORE_DIGITS) + ", differences say "
                    + digits(difference, MORE_DIGITS);
        }
    }

    /**
     * What a check found.
     *
     * @param entries how many entries were compared
     * @param mismatches those that disagree, the worst first
     * @param patterns what the wrong gradients have in common with the differences, such as a factor, in words
     */
    public record Report(int entries, List<Mismatch> mismatches, List<String> patterns) {

        public boolean passed() {
            return mismatches.isEmpty();
        }

        @Override
        public String toString() {
            if (passed()) {
                return (entries == 1 ? "1 entry agrees" : entries + " entries agree") + " with differences";
            }
            String worst =
                    mismatches.stream().limit(5).map(each -> "\n  " + each).collect(Collectors.joining());
            String more = patterns.stream().map(each -> "\n  " + each).collect(Collectors.joining());
            return mismatches.size() + " of " + entries + (entries == 1 ? " entry" : " entries")
                    + (mismatches.size() == 1 ? " disagrees" : " disagree") + " with differences:" + worst + more;
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
        List<String> patterns = new ArrayList<>();
        int entries = 0;
        for (Map.Entry<String, Formula> each : gradients.entrySet()) {
            Array value = point.get(each.getKey());
            Array gradient = each.getValue().evaluate(point);
            if (value == null || !Arrays.equals(gradient.shape(), value.shape())) {
                String shape = value == null ? "no value" : "shape " + Arrays.toString(value.shape());
                throw new ShapeException(Diagnostic.of(
                                "shape.gradient",
                                "the gradient by " + each.getKey() + " has shape " + Arrays.toString(gradient.shape())
                                        + ", but " + each.getKey() + " has " + shape)
                        .clash(Arrays.toString(gradient.shape()), shape)
                        .help("a gradient has its variable's shape"));
            }
            double[] differences = new double[value.count()];
            int before = mismatches.size();
            for (int i = 0; i < differences.length; i++) {
                differences[i] = difference(formula, point, each.getKey(), i);
                double symbolic = gradient.data()[i];
                if (!agree(symbolic, differences[i])) {
                    mismatches.add(new Mismatch(each.getKey(), index(i, value.shape()), symbolic, differences[i]));
                }
            }
            entries += differences.length;
            if (mismatches.size() > before) {
                pattern(each.getKey(), gradient, differences).ifPresent(patterns::add);
            }
        }
        mismatches.sort((a, b) -> Double.compare(distance(b), distance(a)));
        return new Report(entries, List.copyOf(mismatches), List.copyOf(patterns));
    }

    /** The usual slips of a derivative by hand: a forgotten factor or sign, a transpose too many. */
    private Optional<String> pattern(String variable, Array gradient, double[] differences) {
        double[] written = gradient.data();
        double factor = dot(written, differences) / dot(differences, differences);
        if (factor != 0 && agree(written, index -> factor * differences[index])) {
            return Optional.of("d/d " + variable + " is "
                    + (agree(factor, -1)
                            ? "the negative of what differences say: look for a sign"
                            : digits(factor, FEW_DIGITS) + " times what differences say: look for a factor"));
        }
        int rows = gradient.rank() == 2 ? gradient.shape()[0] : 0;
        boolean square = rows > 1 && rows == gradient.shape()[1];
        return square && agree(written, index -> differences[index % rows * rows + index / rows])
                ? Optional.of("d/d " + variable + " is the transpose of what differences say")
                : Optional.empty();
    }

    private boolean agree(double[] written, IntToDoubleFunction expected) {
        return IntStream.range(0, written.length).allMatch(each -> agree(written[each], expected.applyAsDouble(each)));
    }

    private static String digits(double value, MathContext precision) {
        if (!Double.isFinite(value)) {
            return Double.toString(value);
        }
        double rounded = new BigDecimal(value).round(precision).doubleValue();
        return rounded == Math.rint(rounded) && Math.abs(rounded) < MOST_PLAIN
                ? Long.toString((long) rounded)
                : Double.toString(rounded);
    }

    private static double dot(double[] left, double[] right) {
        return IntStream.range(0, left.length)
                .mapToDouble(each -> left[each] * right[each])
                .sum();
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
