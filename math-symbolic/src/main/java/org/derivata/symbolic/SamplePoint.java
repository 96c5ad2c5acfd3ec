package org.derivata.symbolic;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.derivata.core.array.Array;
import org.derivata.core.expr.Variable;
import org.derivata.core.operator.Fact;

/** Values for variables that keep to what is declared of them; the first ones hold numbers that identities often fail at. */
final class SamplePoint {

    private static final double[] SPECIAL = {1, 2, -1, 0.5, -2, 3, 0, -0.5};

    private final SplittableRandom random;
    private final int number;
    private int scalars;

    private SamplePoint(SplittableRandom random, int number) {
        this.random = random;
        this.number = number;
    }

    static Map<String, Array> of(Collection<Variable> variables, SplittableRandom random, int number) {
        Set<String> names = new LinkedHashSet<>();
        variables.forEach(each -> names.addAll(each.shape().names()));
        Map<String, Integer> sizes = new LinkedHashMap<>();
        names.forEach(each -> sizes.put(each, 2 + sizes.size() % 3));
        SamplePoint sample = new SamplePoint(random, number);
        Map<String, Array> point = new LinkedHashMap<>();
        variables.forEach(each -> point.put(each.name(), sample.value(each, sizes)));
        return point;
    }

    private Array value(Variable variable, Map<String, Integer> sizes) {
        int[] shape = variable.shape().evaluate(sizes);
        Set<Fact> facts = Fact.closure(variable.declared());
        double[] data = DoubleStream.generate(() -> shape.length == 0 ? scalar() : random.nextDouble(-3, 3))
                .limit(Array.count(shape))
                .map(entry -> suited(entry, facts))
                .toArray();
        if (shape.length > 0) {
            int last = shape[shape.length - 1];
            for (int at = 0; at + last <= data.length && last > 0; at += last) {
                suitRow(data, at, last, facts);
            }
            if (shape.length > 1 && last == shape[shape.length - 2]) {
                for (int at = 0; at + last * last <= data.length && last > 0; at += last * last) {
                    suitMatrix(data, at, last, facts);
                }
            }
        }
        return Array.of(data, shape);
    }

    private double scalar() {
        return number < SPECIAL.length ? SPECIAL[(number + scalars++) % SPECIAL.length] : random.nextDouble(-3, 3);
    }

    private static double suited(double entry, Set<Fact> facts) {
        double value = facts.contains(Fact.INTEGER) ? Math.rint(entry) : entry;
        value = facts.contains(Fact.NONNEGATIVE) ? Math.abs(value) : value;
        value = facts.contains(Fact.UNIT) && value > 1 ? 1 / value : value;
        return facts.contains(Fact.NONZERO) && value == 0 ? 1 : value;
    }

    private void suitRow(double[] data, int from, int size, Set<Fact> facts) {
        if (facts.contains(Fact.ONE_HOT)) {
            Arrays.fill(data, from, from + size, 0);
            data[from + random.nextInt(size)] = 1;
        } else if (facts.contains(Fact.ROWS_SUM_TO_ONE)) {
            double sum = Arrays.stream(data, from, from + size).map(Math::abs).sum();
            for (int i = from; i < from + size; i++) {
                data[i] = Math.abs(data[i]) / sum;
            }
        }
    }

    private void suitMatrix(double[] data, int from, int n, Set<Fact> facts) {
        double[] drawn = Arrays.copyOfRange(data, from, from + n * n);
        if (facts.contains(Fact.ORTHOGONAL)) {
            orthogonal(data, from, n, facts.contains(Fact.SYMMETRIC) ? 1 : 2);
        } else if (facts.contains(Fact.POSITIVE_DEFINITE)) {
            for (int k = 0; k < n * n; k++) {
                int row = k / n;
                int column = k % n;
                double sum = row == column ? 1 : 0;
                for (int i = 0; i < n; i++) {
                    sum += drawn[row * n + i] * drawn[column * n + i];
                }
                data[from + k] = sum;
            }
        } else if (facts.contains(Fact.SYMMETRIC)) {
            for (int k = 0; k < n * n; k++) {
                data[from + k] = drawn[Math.min(k / n, k % n) * n + Math.max(k / n, k % n)];
            }
        }
        for (int k = 0; k < n * n && facts.contains(Fact.DIAGONAL); k++) {
            data[from + k] = k / n == k % n ? data[from + k] : 0;
        }
    }

    /** A product of reflections; a single one is symmetric too. */
    private void orthogonal(double[] data, int from, int n, int reflections) {
        for (int k = 0; k < n * n; k++) {
            data[from + k] = k / n == k % n ? 1 : 0;
        }
        for (int r = 0; r < reflections; r++) {
            double[] normal = random.doubles(n, -1, 1).toArray();
            double square = Arrays.stream(normal).map(each -> each * each).sum();
            for (int row = from; row < from + n * n; row += n) {
                double along = 0;
                for (int j = 0; j < n; j++) {
                    along += data[row + j] * normal[j];
                }
                for (int j = 0; j < n; j++) {
                    data[row + j] -= 2 * along * normal[j] / square;
                }
            }
        }
    }
}
