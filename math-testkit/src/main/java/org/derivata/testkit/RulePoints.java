package org.derivata.testkit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.derivata.core.array.Array;
import org.derivata.core.expr.Variable;
import org.derivata.core.operator.Fact;
import org.derivata.core.shape.Shape;
import org.derivata.symbolic.rewrite.Guard;
import org.derivata.symbolic.rewrite.PatternNames;
import org.derivata.symbolic.rewrite.PatternRule;
import org.jspecify.annotations.Nullable;

/**
 * Points at which the two sides of a rule are compared: special numbers in all combinations and random ones. Entry by entry, one array holds all
 * points; along axes and for matrices, each sample is a point.
 */
final class RulePoints {

    static final int MATRIX = 3;

    private static final long SEED = 20240229;
    private static final double MODERATE = 10;
    private static final double TINY = 1e-6;
    private static final double ROUNDING = 1e-15;
    private static final double NEIGHBOUR = 0.005;
    private static final double[] SPECIAL = {
        0, 1, -1, 1e-12, -1e-12, 700, -700, 1e5, -1e5, 0.5, -0.5, 2, -2, 3, -3, Math.PI
    };
    private static final int RANDOM = 40;

    private final List<String> names;
    private final Map<String, List<Integer>> axes;
    private final Shape shape;
    private final List<Map<String, Array>> samples = new ArrayList<>();
    private final List<Map<String, Array>> generic = new ArrayList<>();

    private RulePoints(List<String> names, Map<String, List<Integer>> axes, Shape shape) {
        this.names = names;
        this.axes = axes;
        this.shape = shape;
    }

    /** The kinds of points for a rule: one for each choice of its axes. */
    static List<RulePoints> of(PatternRule rule) {
        List<String> names = rule.names().values();
        Random random = new Random(SEED);
        if (!rule.names().axes().isEmpty()) {
            List<RulePoints> all = new ArrayList<>();
            for (List<Integer> each : List.of(List.of(0), List.of(1), List.of(0, 1))) {
                Map<String, List<Integer>> axes = new LinkedHashMap<>();
                rule.names().axes().forEach(name -> axes.put(name, each));
                RulePoints points = new RulePoints(names, axes, Shape.of(2, 3));
                points.fill(random, 2, 3);
                all.add(points);
            }
            return all;
        }
        if (names.stream().anyMatch(PatternNames::isMatrix)) {
            RulePoints points = new RulePoints(names, Map.of(), Shape.SCALAR);
            points.fill(random);
            return List.of(points);
        }
        List<double[]> rows = combinations(names.size(), random);
        RulePoints points = new RulePoints(names, Map.of(), Shape.of(rows.size()));
        points.samples.add(columns(names, rows));
        List<double[]> away = rows.subList(rows.size() - RANDOM, rows.size());
        List<double[]> repeated = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            repeated.add(away.get(i % RANDOM));
        }
        points.generic.add(columns(names, repeated));
        return List.of(points);
    }

    private static List<double[]> combinations(int count, Random random) {
        List<double[]> rows = new ArrayList<>();
        int all = (int) Math.pow(SPECIAL.length, count);
        for (int i = 0; i < Math.min(all, 1000); i++) {
            int code = all <= 1000 ? i : random.nextInt(all);
            double[] row = new double[count];
            for (int name = 0; name < count; name++) {
                row[name] = SPECIAL[code % SPECIAL.length];
                code /= SPECIAL.length;
            }
            rows.add(row);
        }
        for (double each : new double[] {2, -2, 0.5}) {
            // neighbours: a comparison with a factor beside it would else look right
            double[] row = new double[count];
            Arrays.setAll(row, name -> each * (1 + NEIGHBOUR * name));
            rows.add(row);
            rows.add(Arrays.stream(row).map(value -> 2 * each - value).toArray());
        }
        for (int i = 0; i < RANDOM; i++) {
            double[] row = new double[count];
            Arrays.setAll(row, name -> 1.5 * random.nextGaussian());
            rows.add(row);
        }
        return rows;
    }

    private static Map<String, Array> columns(List<String> names, List<double[]> rows) {
        Map<String, Array> columns = new LinkedHashMap<>();
        for (int name = 0; name < names.size(); name++) {
            int column = name;
            columns.put(
                    names.get(name),
                    Array.vector(rows.stream().mapToDouble(row -> row[column]).toArray()));
        }
        return columns;
    }

    /** Random arrays; of matrices also singular ones and symmetric ones. */
    private void fill(Random random, int... sizes) {
        for (int i = 0; i < 12; i++) {
            Map<String, Array> sample = new LinkedHashMap<>();
            for (String name : names) {
                int[] own = PatternNames.isMatrix(name) ? new int[] {MATRIX, MATRIX} : sizes;
                double[] data = new double[Array.count(own)];
                double scale = i % 3 == 2 && !PatternNames.isMatrix(name) ? 300 : 1;
                Arrays.setAll(data, each -> scale * random.nextGaussian());
                if (PatternNames.isMatrix(name) && i % 4 == 3) {
                    Arrays.fill(data, 0, MATRIX, 0.0);
                }
                sample.put(name, Array.of(data, own));
            }
            samples.add(sample);
            if (i % 3 != 2 && i % 4 != 3) {
                generic.add(sample);
            }
        }
    }

    /** The names as variables; with a guard, declared to have what it demands. */
    Map<String, Variable> variables(@Nullable Guard guard) {
        Map<String, Variable> variables = new LinkedHashMap<>();
        for (String name : names) {
            Set<Fact> facts = guard == null
                    ? Set.of()
                    : Set.copyOf(guard.demands().stream()
                            .filter(each -> each.name().equals(name) && !each.negated())
                            .map(Guard.Demand::fact)
                            .toList());
            variables.put(name, Variable.of(name, RuleContract.shape(name, shape), facts));
        }
        return variables;
    }

    Map<String, List<Integer>> axes() {
        return axes;
    }

    /** The shape a side has that is one number everywhere. */
    Shape resultShape(PatternRule rule) {
        return shape;
    }

    List<Map<String, Array>> samples() {
        return samples;
    }

    /** Points away from kinks and edges. */
    List<Map<String, Array>> generic() {
        return generic;
    }

    /** A sample with one name after the other moved by some rounding errors, up and down; 0 is exact, and often a kink. */
    List<Map<String, Array>> nearby(Map<String, Array> sample, double errors) {
        List<Map<String, Array>> moved = new ArrayList<>();
        for (String name : names) {
            for (double step : new double[] {errors * ROUNDING, -errors * ROUNDING}) {
                Map<String, Array> copy = new LinkedHashMap<>(sample);
                copy.computeIfPresent(
                        name,
                        (same, array) -> Array.of(
                                Arrays.stream(array.data())
                                        .map(each -> each == 0 ? 0 : each + step * Math.max(1, Math.abs(each)))
                                        .toArray(),
                                array.shape()));
                moved.add(copy);
            }
        }
        return moved;
    }

    boolean satisfies(Guard guard, Map<String, Array> sample, int index) {
        return guard.demands().stream().allMatch(each -> {
            Array array = sample.get(each.name());
            if (array == null) {
                throw new IllegalArgumentException("no sample for " + each.name());
            }
            return PatternNames.isMatrix(each.name())
                    ? isInvertible(array) || each.fact() != Fact.INVERTIBLE
                    : RuleContract.has(
                            each.fact(), (each.negated() ? -1 : 1) * array.data()[Math.min(index, array.count() - 1)]);
        });
    }

    private static boolean isInvertible(Array matrix) {
        double[] first = Arrays.copyOf(matrix.data(), MATRIX);
        return Arrays.stream(first).anyMatch(each -> each != 0);
    }

    /** Whether a missing value at this point is a matter of definition, not of overflow or rounding. */
    boolean isModerate(Map<String, Array> sample, int index) {
        return sample.values().stream().allMatch(array -> {
            if (array.rank() == 1) {
                double value = Math.abs(array.data()[index]);
                return value == 0 || (value > TINY && value < MODERATE);
            }
            return Arrays.stream(array.data()).allMatch(each -> Math.abs(each) < MODERATE);
        });
    }

    String describe(Map<String, Array> sample, int index) {
        List<String> parts = new ArrayList<>();
        sample.forEach((name, array) ->
                parts.add(name + " = " + (array.rank() == 1 ? String.valueOf(array.data()[index]) : array.toString())));
        return String.join(", ", parts) + " (seed " + SEED + ")";
    }
}
