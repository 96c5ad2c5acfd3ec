package org.derivata.core.shape;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SortedSet;
import java.util.TreeSet;
import org.derivata.core.diagnostic.Diagnostic;
import org.derivata.core.diagnostic.ShapeException;

/** The sizes of an array, outermost axis first; a scalar has none. */
public record Shape(List<Dimension> sizes) {

    public static final Shape SCALAR = new Shape(List.of());

    /** As many as NumPy has. */
    private static final int MOST_AXES = 32;

    public Shape {
        sizes = List.copyOf(sizes);
        if (sizes.size() > MOST_AXES) {
            throw new ShapeException(
                    Diagnostic.of("shape.rank", "an array of " + sizes.size() + " axes: there can be " + MOST_AXES)
                            .help("join axes, as in [n * m]"));
        }
    }

    public static Shape of(Dimension... sizes) {
        return new Shape(Arrays.asList(sizes));
    }

    public static Shape of(int... sizes) {
        return new Shape(Arrays.stream(sizes).mapToObj(Dimension::of).toList());
    }

    public int rank() {
        return sizes.size();
    }

    public Dimension get(int axis) {
        return sizes.get(axis);
    }

    public boolean isScalar() {
        return sizes.isEmpty();
    }

    /** The number of elements. */
    public Dimension count() {
        return Dimension.product(sizes);
    }

    /** This shape's axes followed by another's. */
    public Shape concat(Shape other) {
        if (isScalar() || other.isScalar()) {
            return isScalar() ? other : this;
        }
        List<Dimension> all = new ArrayList<>(sizes);
        all.addAll(other.sizes);
        return new Shape(all);
    }

    /** The axes {@code from} (inclusive) to {@code to} (exclusive). */
    public Shape slice(int from, int to) {
        return new Shape(sizes.subList(from, to));
    }

    /** This shape without some axes. */
    public Shape drop(List<Integer> axes) {
        List<Dimension> kept = new ArrayList<>();
        for (int axis = 0; axis < rank(); axis++) {
            if (!axes.contains(axis)) {
                kept.add(sizes.get(axis));
            }
        }
        return new Shape(kept);
    }

    /** This shape with one axis of another size. */
    public Shape with(int axis, Dimension size) {
        List<Dimension> changed = new ArrayList<>(sizes);
        changed.set(axis, size);
        return new Shape(changed);
    }

    /** Whether the shapes can never be equal, whatever the names come to stand for. */
    public boolean surelyDiffersFrom(Shape other) {
        if (this == other) {
            return false;
        }
        return rank() != other.rank() || differingAxis(other).isPresent();
    }

    /** The first axis of two shapes of one rank whose sizes can never be equal. */
    public OptionalInt differingAxis(Shape other) {
        for (int axis = 0; axis < rank(); axis++) {
            if (get(axis).surelyDiffersFrom(other.get(axis))) {
                return OptionalInt.of(axis);
            }
        }
        return OptionalInt.empty();
    }

    /** All names in its sizes. */
    public SortedSet<String> names() {
        SortedSet<String> names = new TreeSet<>();
        sizes.forEach(each -> names.addAll(each.names()));
        return names;
    }

    /** The number of elements for given sizes; {@link Long#MAX_VALUE} when it is that or more. */
    public long elements(Map<String, Integer> names) {
        long count = 1;
        boolean tooMany = false;
        for (Dimension each : sizes) {
            long size = each.evaluate(names);
            if (size == 0) {
                return 0;
            }
            tooMany |= Math.multiplyHigh(count, size) != 0 || count * size < 0;
            count *= size;
        }
        return tooMany ? Long.MAX_VALUE : count;
    }

    /** The sizes as integers; a result beyond the range of an int is an {@link ArithmeticException}. */
    public int[] evaluate(Map<String, Integer> names) {
        return sizes.stream()
                .mapToInt(each -> Math.toIntExact(each.evaluate(names)))
                .toArray();
    }

    public Shape substitute(Map<String, Dimension> names) {
        return new Shape(sizes.stream().map(each -> each.substitute(names)).toList());
    }

    /** As it is written in a declaration: {@code [n, 64]}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("[");
        for (int axis = 0; axis < sizes.size(); axis++) {
            text.append(axis == 0 ? "" : ", ").append(sizes.get(axis));
        }
        return text.append(']').toString();
    }
}
