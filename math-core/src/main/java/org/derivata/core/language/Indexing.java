package org.derivata.core.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.derivata.core.diagnostic.ArgumentException;
import org.derivata.core.diagnostic.Diagnostic;
import org.derivata.core.diagnostic.ShapeException;
import org.derivata.core.diagnostic.Source;
import org.derivata.core.diagnostic.Span;
import org.derivata.core.expr.Algebra;
import org.derivata.core.expr.Apply;
import org.derivata.core.expr.Constant;
import org.derivata.core.expr.Expr;
import org.derivata.core.expr.Views;
import org.derivata.core.operator.Fact;
import org.derivata.core.operator.Rational;
import org.derivata.core.shape.Dimension;
import org.derivata.core.shape.Shape;
import org.derivata.core.surface.Syntax;
import org.derivata.core.surface.Syntax.Subscript;

/**
 * What {@code x[...]} means, as in NumPy: single entries, slices, new axes, integer arrays, and the entries of {@code x.shape}. Slices and single
 * entries come first; then index arrays, broadcast together, look up what is left.
 */
final class Indexing {

    private final Source source;
    private final Broadcasting broadcasting;
    private final BiConsumer<Dimension, Dimension> atLeast;

    /** @param atLeast told which size must turn out as large as which other one */
    Indexing(Source source, Broadcasting broadcasting, BiConsumer<Dimension, Dimension> atLeast) {
        this.source = source;
        this.broadcasting = broadcasting;
        this.atLeast = atLeast;
    }

    /**
     * The value of an index.
     *
     * @param values the operand, then the value of each {@linkplain Subscript#parts() part} of the subscripts in order
     */
    Expr index(Syntax.Index index, List<Expr> values) {
        Expr operand = values.get(0);
        if (index.operand() instanceof Syntax.Attribute attribute) {
            return shapeEntry(index, attribute, operand);
        }
        List<Axis> axes = new ArrayList<>();
        int next = 1;
        for (Subscript each : spread(index, operand.rank())) {
            int count = each.parts().size();
            axes.add(new Axis(each, values.subList(next, next + count)));
            next += count;
        }
        return lookedUp(axes, sliced(axes, operand));
    }

    /** A subscript and the values of its parts. */
    private record Axis(Subscript subscript, List<Expr> values) {

        boolean isNew() {
            return subscript instanceof Subscript.At at && at.isNewAxis();
        }

        /** Whether an array tells the places. */
        boolean isArray() {
            return subscript instanceof Subscript.At
                    && !isNew()
                    && Views.dimension(values.get(0)).isEmpty();
        }

        boolean isPlace() {
            return subscript instanceof Subscript.At && !isNew();
        }
    }

    /** Slices, new axes, and single entries where no array stands beside them; axes looked up by arrays stay whole. */
    private Expr sliced(List<Axis> axes, Expr operand) {
        boolean arrays = axes.stream().anyMatch(Axis::isArray);
        List<Dimension> start = new ArrayList<>();
        List<Integer> step = new ArrayList<>();
        List<Dimension> sizes = new ArrayList<>();
        List<Integer> gone = new ArrayList<>();
        List<Dimension> result = new ArrayList<>();
        List<Integer> places = new ArrayList<>();
        for (Axis each : axes) {
            if (each.isNew()) {
                result.add(Dimension.ONE);
                continue;
            }
            int axis = sizes.size();
            Dimension size = operand.shape().get(axis);
            Run run = new Run(Dimension.of(0), 1, size);
            if (each.subscript instanceof Subscript.Slice slice) {
                run = slice(slice, each.values, size);
            } else if (!arrays) {
                run = new Run(place(each, size, axis), 1, Dimension.ONE);
                gone.add(axis);
            }
            start.add(run.start);
            step.add(run.step);
            sizes.add(run.size);
            if (!gone.contains(axis)) {
                places.add(result.size());
                result.add(run.size);
            }
        }
        Expr slice = Views.slice(operand, new Shape(start), step, new Shape(sizes));
        return Algebra.broadcast(
                gone.isEmpty() ? slice : Algebra.sum(slice, gone),
                new Shape(result),
                places.stream().mapToInt(Integer::intValue).toArray());
    }

    private record Run(Dimension start, int step, Dimension size) {}

    private Dimension place(Axis axis, Dimension size, int number) {
        Dimension place = Views.fromStart(Views.dimension(axis.values.get(0)).orElseThrow(), size);
        Dimension behind = size.minus(place);
        boolean outside =
                (place.isConstant() && place.constant() < 0) || (behind.isConstant() && behind.constant() <= 0);
        if (outside) {
            throw new ShapeException(Diagnostic.of(
                            "shape.index",
                            "index " + Views.dimension(axis.values.get(0)).orElseThrow() + " is out of range for axis "
                                    + number + " of size " + size)
                    .clash(place, size)
                    .help("indices go from 0 to size - 1, or from -size to -1, counted from the end")
                    .at(source, axis.subscript.span()));
        }
        require(place, Dimension.of(0));
        require(size, place.plus(Dimension.ONE));
        return place;
    }

    /** Sizes are not negative: what is a sum of them needs no check. */
    private void require(Dimension large, Dimension small) {
        Dimension rest = large.minus(small);
        if (rest.monomials().values().stream().anyMatch(coefficient -> coefficient < 0)) {
            Dimension needed = Dimension.of(0);
            Dimension had = Dimension.of(0);
            for (Map.Entry<List<String>, Long> each : rest.monomials().entrySet()) {
                Dimension term = Dimension.product(
                                each.getKey().stream().map(Dimension::named).toList())
                        .times(Dimension.of(Math.abs(each.getValue())));
                needed = each.getValue() < 0 ? needed.plus(term) : needed;
                had = each.getValue() < 0 ? had : had.plus(term);
            }
            atLeast.accept(had, needed);
        }
    }

    /** The entries of {@code start:stop:step}; bounds beyond an array of known size are cut off, as in Python. */
    private Run slice(Subscript.Slice slice, List<Expr> values, Dimension size) {
        List<Dimension> bounds =
                values.stream().map(each -> bound(each, slice.span())).toList();
        int next = 0;
        Dimension first = slice.start() == null ? null : bounds.get(next++);
        Dimension last = slice.stop() == null ? null : bounds.get(next++);
        int step = slice.step() == null ? 1 : integer(bounds.get(next), slice.span());
        if (step == 0) {
            throw new ShapeException(Diagnostic.of("shape.index", "a step of 0 leads nowhere")
                    .help("x[::-1] turns x around, x[::2] takes every second entry")
                    .at(source, slice.span()));
        }
        Dimension low = step > 0 ? Dimension.of(0) : Dimension.of(-1);
        Dimension high = step > 0 ? size : size.minus(Dimension.ONE);
        Dimension start = first == null ? (step > 0 ? low : high) : cut(first, size, low, high);
        Dimension stop = last == null ? (step > 0 ? high : low) : cut(last, size, low, high);
        for (Dimension place : List.of(start, stop)) {
            require(place, low);
            require(high, place);
        }
        Dimension span = step > 0 ? stop.minus(start) : start.minus(stop);
        Dimension count = span.plus(Dimension.of(Math.abs(step) - 1))
                .floorDivide(Math.abs(step))
                .orElseThrow(() -> new ShapeException(Diagnostic.of(
                                "shape.index",
                                "how many entries this slice has depends on whether " + size + " is a multiple of "
                                        + Math.abs(step))
                        .help("declare the axis as a multiple, as in [" + Math.abs(step) + "*m]")
                        .at(source, slice.span())));
        boolean none = count.isConstant() && count.constant() <= 0;
        if (!none) {
            require(span, Dimension.of(0));
        }
        return none ? new Run(Dimension.of(0), 1, Dimension.of(0)) : new Run(start, step, count);
    }

    private static Dimension cut(Dimension bound, Dimension size, Dimension low, Dimension high) {
        Dimension place = Views.fromStart(bound, size);
        Dimension below = place.minus(low);
        Dimension above = high.minus(place);
        if (below.isConstant() && below.constant() < 0) {
            return low;
        }
        return above.isConstant() && above.constant() < 0 ? high : place;
    }

    private Dimension bound(Expr value, Span span) {
        return Views.dimension(value)
                .orElseThrow(() -> new ArgumentException(Diagnostic.of(
                                "index.unsupported", "the bounds of a slice must be known before any data")
                        .help("use integers and names of sizes, as in x[1:n-1]; x[indices] takes computed places")
                        .at(source, span)));
    }

    private int integer(Dimension value, Span span) {
        if (!value.isConstant()) {
            throw new ArgumentException(Diagnostic.of("index.unsupported", "the step of a slice is an integer")
                    .at(source, span));
        }
        return Math.toIntExact(value.constant());
    }

    /**
     * Index arrays look up their axes. The axes of the result stand where the looked-up ones stood if those are neighbours, else in front: NumPy's
     * rule.
     */
    private Expr lookedUp(List<Axis> axes, Expr x) {
        if (axes.stream().noneMatch(Axis::isArray)) {
            return x;
        }
        List<Integer> looked = IntStream.range(0, axes.size())
                .filter(axis -> axes.get(axis).isPlace())
                .boxed()
                .toList();
        List<Expr> indices = broadcasting.together(
                looked.stream().map(axis -> index(axes.get(axis))).toList());
        List<Integer> order = new ArrayList<>(looked);
        IntStream.range(0, x.rank()).filter(axis -> !looked.contains(axis)).forEach(order::add);
        Expr gathered = Views.gather(permuted(x, order), indices);
        int rank = indices.get(0).rank();
        boolean neighbours = looked.get(looked.size() - 1) - looked.get(0) == looked.size() - 1;
        int before = neighbours ? looked.get(0) : 0;
        List<Integer> back = new ArrayList<>();
        IntStream.range(rank, rank + before).forEach(back::add);
        IntStream.range(0, rank).forEach(back::add);
        IntStream.range(rank + before, gathered.rank()).forEach(back::add);
        return permuted(gathered, back);
    }

    private static Expr permuted(Expr x, List<Integer> order) {
        return Algebra.permute(x, order.stream().mapToInt(Integer::intValue).toArray());
    }

    private Expr index(Axis axis) {
        Expr index = axis.values.get(0);
        if (index instanceof Constant number
                && index.rank() == 0
                && Views.dimension(index).isEmpty()) {
            throw new ArgumentException(Diagnostic.of("value.index", number + " is no index")
                    .help(
                            "an index is an integer from 0 to size - 1, or from -size to -1; round(x) or floor(x) make integers")
                    .at(source, axis.subscript.span()));
        }
        boolean mask = index instanceof Apply apply
                && apply.rank() > 0
                && apply.operator().resultFacts().contains(Fact.UNIT)
                && apply.operator().resultFacts().contains(Fact.INTEGER);
        boolean listed = axis.subscript instanceof Subscript.At at
                && at.index() instanceof Syntax.Brackets list
                && list.elements().stream()
                        .anyMatch(each ->
                                each instanceof Syntax.Name name && name.name().matches("True|False"));
        if (mask || listed) {
            throw new ArgumentException(Diagnostic.of(
                            "index.unsupported", "how many entries a condition selects is not known before the data")
                    .help("where(condition, x, 0) keeps the shape; sum(condition * x) sums what is selected")
                    .at(source, axis.subscript.span()));
        }
        return index;
    }

    /** The subscripts with the ellipsis written out, and whole axes for those not mentioned. */
    private List<Subscript> spread(Syntax.Index index, int rank) {
        List<Subscript> given = index.subscripts();
        Predicate<Subscript> takes =
                each -> !(each instanceof Subscript.Ellipsis) && !(each instanceof Subscript.At at && at.isNewAxis());
        long taken = given.stream().filter(takes).count();
        given.stream()
                .filter(Subscript.Ellipsis.class::isInstance)
                .skip(1)
                .findFirst()
                .ifPresent(second -> {
                    throw new ShapeException(Diagnostic.of("shape.index", "an index has one ... at most")
                            .help("write : for a whole axis")
                            .at(source, second.span()));
                });
        if (taken > rank) {
            throw new ShapeException(Diagnostic.of(
                            "shape.index",
                            rank == 0
                                    ? "a single number has no entries"
                                    : taken + " indices for an array of rank " + rank)
                    .help(
                            rank == 0
                                    ? "an array is declared with its shape, as in X: [n, d]"
                                    : "a vector takes one index, a matrix two")
                    .at(source, index.span()));
        }
        Subscript whole = new Subscript.Slice(null, null, null, index.span());
        List<Subscript> all = new ArrayList<>();
        boolean written = false;
        for (Subscript each : given) {
            if (each instanceof Subscript.Ellipsis && !written) {
                written = true;
                for (int i = 0; i < rank - taken; i++) {
                    all.add(whole);
                }
            } else {
                all.add(each);
            }
        }
        for (int i = 0; !written && i < rank - taken; i++) {
            all.add(whole);
        }
        return all;
    }

    private Expr shapeEntry(Syntax.Index index, Syntax.Attribute attribute, Expr operand) {
        Rational number = index.subscripts().size() == 1 && index.subscripts().get(0) instanceof Subscript.At at
                ? StaticValue.number(at.index())
                : null;
        if (!attribute.name().equals("shape") || number == null || !number.isInt()) {
            throw new ArgumentException(Diagnostic.of("type", "." + attribute.name() + " cannot be indexed like this")
                    .help("x.shape[0] is the size of the first axis")
                    .at(source, index.span()));
        }
        int axis = number.intValue() < 0 ? number.intValue() + operand.rank() : number.intValue();
        if (axis < 0 || axis >= operand.rank()) {
            throw new ShapeException(
                    Diagnostic.of("shape.axis", "there is no axis " + number + " in " + operand.shape())
                            .at(source, index.span()));
        }
        return Apply.size(operand.shape().get(axis));
    }
}
