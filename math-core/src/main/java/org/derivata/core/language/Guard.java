package org.derivata.core.language;

import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.derivata.core.diagnostic.Diagnostic;
import org.derivata.core.diagnostic.ShapeException;
import org.derivata.core.diagnostic.Source;
import org.derivata.core.diagnostic.Span;
import org.derivata.core.shape.Dimension;

/**
 * What a text needs of two sizes and nothing proves: checked when names get sizes.
 *
 * @param place where the text needs it
 * @param declared where the text declares the names of the sizes, in words; empty when it does not
 */
public record Guard(Dimension left, Relation relation, Dimension right, Source source, Span place, String declared) {

    /** How the left size must stand to the right one. */
    public enum Relation {
        EQUAL,
        AT_LEAST
    }

    Guard(Dimension left, Relation relation, Dimension right, Source source, Span place) {
        this(left, relation, right, source, place, "");
    }

    /** The same with the places of the names it speaks of. */
    Guard declaredAt(Map<String, Span> places) {
        String words = Stream.concat(left.names().stream(), right.names().stream())
                .distinct()
                .filter(places::containsKey)
                .map(each -> each + " is declared at "
                        + Hints.place(
                                source, Objects.requireNonNull(places.get(each)).start()))
                .collect(Collectors.joining(", "));
        return new Guard(left, relation, right, source, place, words);
    }

    /** Checks those guards whose names all have sizes; the others wait for data that tell. */
    public static void checkKnown(Collection<Guard> guards, Map<String, Integer> sizes) {
        for (Guard each : guards) {
            if (sizes.keySet().containsAll(each.left.names()) && sizes.keySet().containsAll(each.right.names())) {
                each.check(sizes);
            }
        }
    }

    /** Refuses sizes under which it does not hold, as {@code shape.guard} at the place that needs it. */
    public void check(Map<String, Integer> sizes) {
        long leftSize = left.evaluate(sizes);
        long rightSize = right.evaluate(sizes);
        boolean equal = relation == Relation.EQUAL;
        if (equal ? leftSize == rightSize : leftSize >= rightSize) {
            return;
        }
        String both = shown(left, leftSize) + " and " + shown(right, rightSize) + " must be equal here";
        String help = equal
                ? "the formula uses " + left + " and " + right
                        + " as one size; declare both with one name, or give data that agree"
                : "the formula takes entries that only a longer axis has; give more data, or take fewer";
        throw new ShapeException(Diagnostic.of(
                        "shape.guard",
                        equal ? both : shown(left, leftSize) + " must be at least " + shown(right, rightSize) + " here")
                .clash(shown(left, leftSize), shown(right, rightSize))
                .help(declared.isEmpty() ? help : declared + "; " + help)
                .at(source, place));
    }

    /** The condition, as {@code d = k} or {@code n >= 5}. */
    @Override
    public String toString() {
        return left + (relation == Relation.EQUAL ? " = " : " >= ") + right;
    }

    private static String shown(Dimension dimension, long size) {
        return dimension.isConstant() ? Long.toString(size) : dimension + " = " + size;
    }
}
