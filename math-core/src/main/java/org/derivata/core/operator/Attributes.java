package org.derivata.core.operator;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.derivata.core.shape.Dimension;
import org.derivata.core.shape.Shape;

/**
 * What an operator value fixes beside its arguments: the axes of a reduction, an exponent, a target shape. Values are {@link Rational},
 * {@code List<Integer>}, {@link Dimension}, {@link Shape} or {@link String}; two operators are equal when these are.
 */
public record Attributes(SortedMap<String, Object> values) {

    public static final Attributes NONE = new Attributes(new TreeMap<>());

    public Attributes {
        values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
    }

    public Attributes with(String name, Object value) {
        if (!(value instanceof Rational
                || value instanceof List
                || value instanceof Dimension
                || value instanceof Shape
                || value instanceof String)) {
            throw new IllegalArgumentException(name + " = " + value);
        }
        TreeMap<String, Object> more = new TreeMap<>(values);
        more.put(name, value);
        return new Attributes(more);
    }

    public boolean isEmpty() {
        return values.isEmpty();
    }

    public Rational rational(String name) {
        return get(name, Rational.class);
    }

    public Dimension dimension(String name) {
        return get(name, Dimension.class);
    }

    public Shape shape(String name) {
        return get(name, Shape.class);
    }

    /** A list of integers, most often axes counted from 0. */
    public List<Integer> integers(String name) {
        List<?> list = get(name, List.class);
        return list.stream().map(Integer.class::cast).toList();
    }

    /** A single integer, stored as a rational. */
    public int integer(String name) {
        return rational(name).intValue();
    }

    private <T> T get(String name, Class<T> type) {
        Object value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("no attribute " + name + " in " + values);
        }
        return type.cast(value);
    }

    /** The names of sizes that must be known before the operator has a value. */
    public Set<String> sizeNames() {
        Set<String> names = new TreeSet<>();
        for (Object each : values.values()) {
            if (each instanceof Dimension size) {
                names.addAll(size.names());
            } else if (each instanceof Shape shape) {
                names.addAll(shape.names());
            }
        }
        return names;
    }

    /** The entries in the order of their names. */
    public Iterable<Map.Entry<String, Object>> entries() {
        return values.entrySet();
    }
}
