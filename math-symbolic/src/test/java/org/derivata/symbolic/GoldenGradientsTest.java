package org.derivata.symbolic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.derivata.core.array.Array;
import org.derivata.core.operator.Fact;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of gradients in {@code gradients.golden}: how each reads, and that it is the derivative. */
class GoldenGradientsTest {

    private static final double STEP = 1e-4;

    static Stream<Arguments> rows() throws IOException {
        try (InputStream file =
                Objects.requireNonNull(GoldenGradientsTest.class.getResourceAsStream("gradients.golden"))) {
            List<String> lines = new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(each -> !each.isBlank() && !each.startsWith("#"))
                    .toList();
            return lines.stream().map(each -> Arguments.of((Object[]) each.split(" \\| ")));
        }
    }

    @ParameterizedTest
    @MethodSource("rows")
    void readsAsTheTableSays(String declarations, String text, String by, String expected) {
        Formula formula = Formula.given(declarations).parse(text);
        String[] words = by.split(" ");
        String name = words[words.length - 1];
        boolean hessian = words[0].equals("hessian");
        Formula base = hessian ? formula.gradient(name) : formula;
        Formula derivative = words.length == 1 ? formula.gradient(name) : base.jacobian(name);
        assertThat(derivative.toString()).isEqualTo(expected);
        Map<String, Array> point = point(formula);
        Array at = Objects.requireNonNull(point.get(name));
        double[] exact = derivative.evaluate(point).data();
        int columns = at.count();
        boolean symmetric = formula.variables().get(name).is(Fact.SYMMETRIC);
        for (int i = 0; i < columns && !symmetric; i++) {
            double[] ahead = base.evaluate(moved(point, name, i, STEP)).data();
            double[] behind = base.evaluate(moved(point, name, i, -STEP)).data();
            for (int row = 0; row < ahead.length; row++) {
                double slope = (ahead[row] - behind[row]) / (2 * STEP);
                assertThat(exact[row * columns + i])
                        .as("entry %s of %s", i, row)
                        .isCloseTo(slope, within(1e-5 * Math.max(1, Math.abs(slope))));
            }
        }
    }

    private static Map<String, Array> moved(Map<String, Array> point, String name, int entry, double by) {
        Array at = Objects.requireNonNull(point.get(name));
        double[] data = at.data().clone();
        data[entry] += by;
        Map<String, Array> moved = new LinkedHashMap<>(point);
        moved.put(name, Array.of(data, at.shape()));
        return moved;
    }

    /** Positive entries; square matrices have a large diagonal. */
    private static Map<String, Array> point(Formula formula) {
        Map<String, Integer> sizes = Map.of("n", 4, "m", 4, "d", 3, "k", 2, "p", 3, "c", 2, "l", 3);
        SplittableRandom random = new SplittableRandom(20261126);
        Map<String, Array> point = new LinkedHashMap<>();
        formula.variables().values().forEach(each -> {
            int[] shape = each.shape().evaluate(sizes);
            double[] data = random.doubles(Array.count(shape), 0.1, 1).toArray();
            if (shape.length == 2 && each.is(Fact.ONE_HOT)) {
                for (int i = 0; i < data.length; i++) {
                    data[i] = i % shape[1] == 0 ? 1 : 0;
                }
            } else if (shape.length == 2 && shape[0] == shape[1]) {
                int n = shape[0];
                for (int i = 0; i < data.length; i++) {
                    data[i] = each.is(Fact.SYMMETRIC) && i / n > i % n ? data[i % n * n + i / n] : data[i];
                    data[i] += i / n == i % n ? 3 : 0;
                }
            }
            if (each.name().equals("b")) {
                data = java.util.Arrays.stream(data).map(x -> x + 4).toArray();
            }
            point.put(each.name(), Array.of(data, shape));
        });
        return point;
    }
}
