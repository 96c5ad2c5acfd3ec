package org.derivata.core.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.derivata.core.array.Array;
import org.derivata.core.diagnostic.Diagnostic;
import org.derivata.core.diagnostic.ShapeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Indices mean what they mean in NumPy. */
class IndexingTest {

    private static final long SEED = 20_260_801;

    private static Array counted(int... shape) {
        double[] data = IntStream.range(0, Array.count(shape)).asDoubleStream().toArray();
        return Array.of(data, shape);
    }

    /** Expected values computed with NumPy on {@code arange}. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "X[0, 1]; ; 1",
                "X[-1]; 3; 3,4,5",
                "X[:, 1]; 2; 1,4",
                "X[:, 1:3]; 2,2; 1,2,4,5",
                "X[::-1, ::2]; 2,2; 3,5,0,2",
                "X[:, -2:]; 2,2; 1,2,4,5",
                "X[:, 5:]; 2,0; ",
                "X[:, None, 0]; 2,1; 0,3",
                "X[..., 0]; 2; 0,3",
                "X[None, ..., -1]; 1,2; 2,5",
                "X[[1, 0, 1]]; 3,3; 3,4,5,0,1,2,3,4,5",
                "X[[0, 1], [2, 0]]; 2; 2,3",
                "X[[0, 1], :][:, [2, 0]]; 2,2; 2,0,5,3",
                "X[[[0], [1]], [0, 2]]; 2,2; 0,2,3,5",
                "X[:, [[0, 1], [2, 2]]]; 2,2,2; 0,1,2,2,3,4,5,5",
                "Z[0, :, [0, 1]]; 2,3; 0,2,4,1,3,5",
                "Z[:, [0, 2], [1, 0]]; 2,2; 1,4,7,10",
                "Z[[0, 1], :, [1, 0]]; 2,3; 1,3,5,6,8,10",
                "Z[..., [-1], 0]; 2,1; 4,10",
                "X[1:0]; 0,3; ",
                "X[:, 2:0:-1]; 2,2; 2,1,5,4",
            })
    void values_are_those_of_numpy(String text, String shape, String data) {
        Array value = Texts.value(text, Map.of("X", counted(2, 3), "Z", counted(2, 3, 2)));
        assertThat(value.shape()).isEqualTo(numbers(shape));
        assertThat(value.data())
                .isEqualTo(Arrays.stream(numbers(data)).asDoubleStream().toArray());
    }

    private static int[] numbers(String list) {
        return list == null || list.isBlank()
                ? new int[0]
                : Arrays.stream(list.split(","))
                        .map(String::strip)
                        .mapToInt(Integer::parseInt)
                        .toArray();
    }

    @Test
    void random_basic_indices_agree_with_picking_entry_by_entry() {
        Random random = new Random(SEED);
        for (int round = 0; round < 400; round++) {
            int[] shape = random.ints(1 + random.nextInt(3), 1, 5).toArray();
            List<String> typed = new ArrayList<>();
            List<List<Integer>> taken = new ArrayList<>();
            List<Integer> result = new ArrayList<>();
            for (int size : shape) {
                if (random.nextInt(4) == 0) {
                    typed.add("None");
                    result.add(1);
                }
                taken.add(axis(random, size, typed, result));
            }
            String text = "x[" + String.join(", ", typed) + "] (seed " + SEED + ", round " + round + ")";
            Array value = Texts.value(text.substring(0, text.indexOf(" (")), Map.of("x", counted(shape)));
            assertThat(value.shape())
                    .as(text)
                    .isEqualTo(result.stream().mapToInt(Integer::intValue).toArray());
            assertThat(value.data()).as(text).isEqualTo(picked(shape, taken));
        }
    }

    /** Types a random subscript for an axis, adds its size to the result's and gives the places it takes. */
    private static List<Integer> axis(Random random, int size, List<String> typed, List<Integer> result) {
        if (random.nextInt(3) == 0) {
            int place = random.nextInt(2 * size) - size;
            typed.add(Integer.toString(place));
            return List.of(Math.floorMod(place, size));
        }
        Integer start = random.nextBoolean() ? null : random.nextInt(14) - 7;
        Integer stop = random.nextBoolean() ? null : random.nextInt(14) - 7;
        int step = random.nextInt(6) - 3;
        step = step == 0 ? 3 : step;
        typed.add((start == null ? "" : start) + ":" + (stop == null ? "" : stop) + ":" + step);
        List<Integer> places = new ArrayList<>();
        // Python's rule, read literally: every place from start towards stop that exists
        int first = start == null ? (step > 0 ? 0 : size - 1) : start < 0 ? start + size : start;
        int last = stop == null ? (step > 0 ? size : -1) : stop < 0 ? Math.max(stop + size, -1) : stop;
        first = step > 0 ? Math.max(first, 0) : Math.min(first, size - 1);
        for (int place = first; step > 0 ? place < last : place > last; place += step) {
            if (place >= 0 && place < size) {
                places.add(place);
            }
        }
        result.add(places.size());
        return places;
    }

    private static double[] picked(int[] shape, List<List<Integer>> taken) {
        List<Integer> offsets = List.of(0);
        for (int axis = 0; axis < shape.length; axis++) {
            int size = shape[axis];
            List<Integer> places = taken.get(axis);
            offsets = offsets.stream()
                    .flatMap(offset -> places.stream().map(place -> offset * size + place))
                    .collect(Collectors.toList());
        }
        return offsets.stream().mapToDouble(Integer::doubleValue).toArray();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "X[2]; shape.index; 2; out of range for axis 0 of size 2",
                "X[0, -4]; shape.index; 5; out of range for axis 1 of size 3",
                "X[0, 0, 0]; shape.index; 0; 3 indices for an array of rank 2",
                "X[..., ...]; shape.index; 7; one ... at most",
                "X[::0]; shape.index; 2; step of 0",
                "X[X > 0]; index.unsupported; 2; condition",
                "X[[True, False]]; index.unsupported; 2; condition",
                "X[X[0, 0]:]; index.unsupported; 2; known before any data",
                "X[0] = 3; syntax.unexpected_token; 1; cannot be given a value",
            })
    void mistakes_are_told_where_they_stand(String text, String code, int offset, String words) {
        String declared = "X: [2, 3]; ";
        Diagnostic refused = Texts.refusal(declared + text);
        assertThat(refused.code()).isEqualTo(code);
        assertThat(refused.offset() - declared.length()).isEqualTo(offset);
        assertThat(refused.message()).contains(words.strip());
    }

    @Test
    void what_only_longer_axes_have_is_checked_when_sizes_are_known() {
        Elaboration read =
                Elaboration.of("x: [n]; sum(x[:5]) + x[-2]", Library.standard(), Map.of(), Limits.defaults());
        assertThat(read.guards()).isNotEmpty();
        read.guards().forEach(each -> each.check(Map.of("n", 5)));
        assertThatThrownBy(() -> read.guards().forEach(each -> each.check(Map.of("n", 4))))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("n = 4 must be at least 5 here")
                .hasMessageContaining("n is declared at line 1, column 5");
        assertThat(Elaboration.of("x: [n]; x[::-1] + x[:n]", Library.standard(), Map.of(), Limits.defaults())
                        .guards())
                .isEmpty();
    }
}
