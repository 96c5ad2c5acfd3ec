package org.derivata.core.expr;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.derivata.core.operator.Attributes;
import org.derivata.core.operator.Operator;
import org.derivata.core.operator.Rational;
import org.derivata.core.operator.Selection;
import org.derivata.core.operator.Structure;
import org.derivata.core.shape.Dimension;
import org.derivata.core.shape.Shape;

/**
 * An array's entries at other places: slices and what pads them, other shapes, arrays joined, indexed access. Each has one normal form, so that a
 * slice of a slice is the slice that was meant.
 */
public final class Views {

    private Views() {}

    /**
     * The entries {@code start + step * i} along each axis.
     *
     * @param sizes the shape of the result
     */
    public static Expr slice(Expr x, Shape start, List<Integer> step, Shape sizes) {
        Places given = new Places(start, step);
        given.check(Selection.SLICE, x, sizes);
        if (x instanceof Constant constant && constant.rational().isPresent()) {
            return Constant.of(constant.rational().get(), sizes);
        }
        Places places = given.plain(sizes);
        if (places.isIdentity() && sizes.equals(x.shape())) {
            return x;
        }
        if (x instanceof LinearCombination sum && sum.isScaling()) {
            return Algebra.scale(
                    sum.terms().get(0).coefficient(), slice(sum.arguments().get(0), start, step, sizes));
        }
        if (x instanceof Einsum view && view.isView() && isOneToOne(view)) {
            return ofView(view, places, sizes);
        }
        if (x instanceof Apply inner && inner.is(Selection.SLICE.name())) {
            Places of = Places.of(inner).then(places);
            return slice(inner.argument(0), of.start, of.step, sizes);
        }
        if (x instanceof Apply inner
                && inner.is(Selection.PAD.name())
                && sizes.equals(inner.argument(0).shape())
                && Places.of(inner).equals(places)) {
            return inner.argument(0);
        }
        return x instanceof Apply inner && inner.is(Structure.STACK.name()) && places.isConstant(0, sizes)
                ? ofStack(inner, places, sizes)
                : places.apply(Selection.SLICE, x, sizes);
    }

    /** A diagonal reads one axis for two of its own. */
    private static boolean isOneToOne(Einsum view) {
        int[] labels = view.labels(0);
        return Arrays.stream(labels).distinct().count() == labels.length;
    }

    /** The axes that a transpose or a repetition has from its operand are cut there. */
    private static Expr ofView(Einsum view, Places places, Shape sizes) {
        int[] axes = view.labels(0);
        Shape start = new Shape(Arrays.stream(axes).mapToObj(places.start::get).toList());
        List<Integer> step = Arrays.stream(axes).mapToObj(places.step::get).toList();
        Shape inner = new Shape(Arrays.stream(axes).mapToObj(sizes::get).toList());
        return Algebra.broadcast(slice(view.operands().get(0), start, step, inner), sizes, axes);
    }

    /** Of elements that stand side by side only the wanted ones. */
    private static Expr ofStack(Apply stack, Places places, Shape sizes) {
        int first = (int) places.start.get(0).constant();
        int count = (int) sizes.get(0).constant();
        int last = first + places.step.get(0) * (count - 1);
        int all = stack.arguments().size();
        if (count == 0 || Math.min(first, last) < 0 || Math.max(first, last) >= all) {
            return places.apply(Selection.SLICE, stack, sizes);
        }
        List<Expr> wanted = IntStream.range(0, count)
                .mapToObj(i -> stack.argument(first + places.step.get(0) * i))
                .map(each -> slice(
                        each,
                        places.start.slice(1, places.step.size()),
                        places.step.subList(1, places.step.size()),
                        sizes.slice(1, sizes.rank())))
                .toList();
        return stack(wanted, 0);
    }

    /** Zeros of a shape in which entry {@code start + step * i} is entry {@code i} of an array. */
    public static Expr pad(Expr x, Shape start, List<Integer> step, Shape shape) {
        Places given = new Places(start, step);
        given.check(Selection.PAD, x, shape);
        if (Constant.isZero(x)) {
            return Algebra.zero(shape);
        }
        Places places = given.plain(x.shape());
        if (places.isIdentity() && shape.equals(x.shape())) {
            return x;
        }
        if (places.isReordering(x.shape(), shape)) {
            return slice(x, places.start, places.step, shape);
        }
        if (x instanceof LinearCombination sum && sum.isScaling()) {
            return Algebra.scale(
                    sum.terms().get(0).coefficient(), pad(sum.arguments().get(0), start, step, shape));
        }
        if (x instanceof Apply inner && inner.is(Selection.PAD.name())) {
            Places of = places.then(Places.of(inner));
            return pad(inner.argument(0), of.start, of.step, shape);
        }
        return places.apply(Selection.PAD, x, shape);
    }

    /** Refuses what the operator's shape rule refuses, before anything is taken apart. */
    private static void check(Operator operator, List<? extends Expr> arguments) {
        operator.shape(arguments.stream().map(Expr::shape).toList());
    }

    /** Where a lattice begins and how it goes on. */
    private record Places(Shape start, List<Integer> step) {

        static Places of(Apply apply) {
            Attributes attributes = apply.operator().attributes();
            return new Places(attributes.shape("start"), attributes.integers("step"));
        }

        /** A step matters only between two entries, a start only where there is one. */
        Places plain(Shape small) {
            List<Dimension> starts = new ArrayList<>(start.sizes());
            List<Integer> steps = new ArrayList<>(step);
            for (int axis = 0; axis < small.rank(); axis++) {
                boolean none = small.get(axis).equals(Dimension.of(0));
                steps.set(axis, none || small.get(axis).isOne() ? Integer.valueOf(1) : steps.get(axis));
                starts.set(axis, none ? Dimension.of(0) : starts.get(axis));
            }
            return new Places(new Shape(starts), steps);
        }

        boolean isIdentity() {
            return start.sizes().stream().allMatch(Dimension.of(0)::equals)
                    && step.stream().allMatch(each -> each == 1);
        }

        /** Whether every entry gets a place and every place an entry, from the first or from the last on: read in the same way they are put back. */
        boolean isReordering(Shape small, Shape large) {
            boolean all = small.equals(large);
            for (int axis = 0; all && axis < step.size(); axis++) {
                Dimension last = small.get(axis).minus(Dimension.ONE);
                boolean ahead = step.get(axis) == 1 && start.get(axis).equals(Dimension.of(0));
                all = ahead || (step.get(axis) == -1 && start.get(axis).equals(last));
            }
            return all;
        }

        boolean isConstant(int axis, Shape sizes) {
            return start.get(axis).isConstant() && sizes.get(axis).isConstant();
        }

        /** The lattice that another one picks out of this one. */
        Places then(Places other) {
            List<Dimension> starts = new ArrayList<>();
            List<Integer> steps = new ArrayList<>();
            for (int axis = 0; axis < step.size(); axis++) {
                starts.add(start.get(axis).plus(other.start.get(axis).times(Dimension.of(step.get(axis)))));
                steps.add(step.get(axis) * other.step.get(axis));
            }
            return new Places(new Shape(starts), steps);
        }

        Expr apply(Operator operator, Expr x, Shape shape) {
            return Apply.of(of(operator, shape), x);
        }

        /** Refuses starts, steps and sizes that are not one for each axis. */
        void check(Operator operator, Expr x, Shape shape) {
            Views.check(of(operator, shape), List.of(x));
        }

        private Operator of(Operator operator, Shape shape) {
            return operator.with("start", start).with("step", List.copyOf(step)).with("shape", shape);
        }
    }

    /** A run of entries along one axis. */
    public static Expr run(Expr x, int axis, Dimension start, Dimension size) {
        return slice(
                x, origin(x.rank()).with(axis, start), ones(x.rank()), x.shape().with(axis, size));
    }

    /** The entries at one place of an axis, which disappears. */
    public static Expr take(Expr x, int axis, Dimension index) {
        return Algebra.sum(run(x, axis, index, Dimension.ONE), List.of(axis));
    }

    /** An array with zeros before and behind it along one axis, of which it becomes the entries from {@code start} on. */
    public static Expr padRun(Expr x, int axis, Dimension start, Dimension size) {
        return pad(
                x, origin(x.rank()).with(axis, start), ones(x.rank()), x.shape().with(axis, size));
    }

    /** The start of every axis. */
    public static Shape origin(int rank) {
        return new Shape(Collections.nCopies(rank, Dimension.of(0)));
    }

    /** Neighbours along every axis. */
    public static List<Integer> ones(int rank) {
        return Collections.nCopies(rank, 1);
    }

    /** The entries along some axes from the last to the first. */
    public static Expr flip(Expr x, List<Integer> axes) {
        Shape start = origin(x.rank());
        List<Integer> step = new ArrayList<>(ones(x.rank()));
        for (int axis : axes) {
            start = start.with(axis, x.shape().get(axis).minus(Dimension.ONE));
            step.set(axis, -1);
        }
        return slice(x, start, step, x.shape());
    }

    /** The entries in their order, row by row, under another shape. */
    public static Expr reshape(Expr x, Shape shape) {
        check(Structure.RESHAPE.with("shape", shape), List.of(x));
        if (x.shape().equals(shape)) {
            return x;
        }
        if (x instanceof Constant constant && constant.rational().isPresent()) {
            return Constant.of(constant.rational().get(), shape);
        }
        if (x instanceof LinearCombination sum && sum.isScaling()) {
            return Algebra.scale(
                    sum.terms().get(0).coefficient(), reshape(sum.arguments().get(0), shape));
        }
        if (x instanceof Apply inner && inner.is(Structure.RESHAPE.name())) {
            return reshape(inner.argument(0), shape);
        }
        List<Integer> from = axesBeyondOne(x.shape());
        List<Integer> to = axesBeyondOne(shape);
        boolean same = from.stream()
                .map(x.shape()::get)
                .toList()
                .equals(to.stream().map(shape::get).toList());
        if (!same) {
            return Apply.of(Structure.RESHAPE.with("shape", shape), x);
        }
        List<Integer> ones = IntStream.range(0, x.rank())
                .filter(axis -> !from.contains(axis))
                .boxed()
                .toList();
        return Algebra.broadcast(
                Algebra.sum(x, ones),
                shape,
                to.stream().mapToInt(Integer::intValue).toArray());
    }

    private static List<Integer> axesBeyondOne(Shape shape) {
        return IntStream.range(0, shape.rank())
                .filter(axis -> !shape.get(axis).isOne())
                .boxed()
                .toList();
    }

    /** Arrays one after another along an axis. */
    public static Expr concat(List<? extends Expr> parts, int axis) {
        if (parts.size() == 1) {
            return parts.get(0);
        }
        Operator operator = Structure.CONCAT.with("axis", Rational.of(axis));
        List<Expr> flat = new ArrayList<>();
        for (Expr each : parts) {
            if (each instanceof Apply inner && inner.operator().equals(operator)) {
                flat.addAll(inner.arguments());
            } else {
                flat.add(each);
            }
        }
        return Apply.of(operator, flat);
    }

    /** Arrays of one shape along a new axis. */
    public static Expr stack(List<? extends Expr> parts, int axis) {
        Shape each = parts.get(0).shape();
        Expr first = parts.size() == 1
                ? Algebra.broadcast(
                        parts.get(0),
                        Shape.of(1).concat(each),
                        IntStream.rangeClosed(1, each.rank()).toArray())
                : Apply.of(Structure.STACK, parts);
        return moveAxis(first, 0, axis);
    }

    /** The axes in order, one of them at another place. */
    public static Expr moveAxis(Expr x, int from, int to) {
        List<Integer> order =
                new ArrayList<>(IntStream.range(0, x.rank()).boxed().toList());
        order.add(to, order.remove(from));
        return Algebra.permute(x, order.stream().mapToInt(Integer::intValue).toArray());
    }

    /** The entries at indices for the leading axes; index arrays have one shape. */
    public static Expr gather(Expr x, List<? extends Expr> indices) {
        List<Expr> arguments = new ArrayList<>(List.of(x));
        arguments.addAll(indices);
        check(Selection.GATHER, arguments);
        Shape known = x.shape();
        Shape starts = origin(known.rank());
        for (int axis = 0; axis < indices.size(); axis++) {
            Optional<Dimension> index = place(indices.get(axis), known.get(axis));
            if (index.isEmpty()) {
                return Apply.of(Selection.GATHER, arguments);
            }
            starts = starts.with(axis, index.get());
            known = known.with(axis, Dimension.ONE);
        }
        List<Integer> gone = IntStream.range(0, indices.size()).boxed().toList();
        return Algebra.sum(slice(x, starts, ones(x.rank()), known), gone);
    }

    /**
     * Zeros into which entries are added at indices.
     *
     * @param leading the sizes of the axes that the indices run over
     */
    public static Expr scatterAdd(Expr entries, List<? extends Expr> indices, Shape leading) {
        Operator operator = Selection.SCATTER_ADD.with("shape", leading);
        List<Expr> arguments = new ArrayList<>(List.of(entries));
        arguments.addAll(indices);
        check(operator, arguments);
        Shape rest = entries.shape().slice(indices.get(0).rank(), entries.rank());
        if (Constant.isZero(entries)) {
            return Algebra.zero(leading.concat(rest));
        }
        Shape starts = origin(leading.rank() + rest.rank());
        Shape small = rest;
        for (int axis = 0; axis < indices.size(); axis++) {
            Optional<Dimension> index = place(indices.get(axis), leading.get(axis));
            if (index.isEmpty()) {
                return Apply.of(operator, arguments);
            }
            starts = starts.with(axis, index.get());
            small = Shape.of(1).concat(small);
        }
        return pad(reshape(entries, small), starts, ones(starts.rank()), leading.concat(rest));
    }

    /** The place from 0 on that a single index means, where that is known already. */
    private static Optional<Dimension> place(Expr index, Dimension size) {
        return index.rank() == 0 ? Sizes.dimension(index).map(each -> fromStart(each, size)) : Optional.empty();
    }

    /** What is negative counts from the end. */
    public static Dimension fromStart(Dimension index, Dimension size) {
        boolean negative = !index.equals(Dimension.of(0))
                && index.monomials().values().stream().allMatch(coefficient -> coefficient < 0);
        return negative ? size.plus(index) : index;
    }

    /** The size that a scalar expression stands for, if it is one. */
    public static Optional<Dimension> dimension(Expr index) {
        return Sizes.dimension(index);
    }

    /** The view an operator of this file makes of other arguments, or empty for other operators. */
    static Optional<Expr> rebuilt(Operator operator, List<Expr> arguments) {
        Attributes attributes = operator.attributes();
        Expr first = arguments.isEmpty() ? null : arguments.get(0);
        if (first == null) {
            return Optional.empty();
        }
        List<Expr> indices = arguments.subList(1, arguments.size());
        return switch (operator.name()) {
            case "slice" ->
                Optional.of(slice(
                        first, attributes.shape("start"), attributes.integers("step"), attributes.shape("shape")));
            case "pad" ->
                Optional.of(
                        pad(first, attributes.shape("start"), attributes.integers("step"), attributes.shape("shape")));
            case "reshape" -> Optional.of(reshape(first, attributes.shape("shape")));
            case "stack" -> Optional.of(stack(arguments, 0));
            case "concat" -> Optional.of(concat(arguments, attributes.integer("axis")));
            case "gather" -> Optional.of(gather(first, indices));
            case "scatter_add" -> Optional.of(scatterAdd(first, indices, attributes.shape("shape")));
            default -> Optional.empty();
        };
    }
}
