package org.derivata.core.operator;

import static org.derivata.core.operator.Operator.structural;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.derivata.core.array.Array;
import org.derivata.core.diagnostic.Diagnostic;
import org.derivata.core.diagnostic.EvaluationException;
import org.derivata.core.diagnostic.ShapeException;
import org.derivata.core.shape.Shape;

/**
 * Some of an array's entries, and the adjoints, which put entries back among zeros. What they do on a {@link Lattice} is known when a formula is
 * read; indexed access follows integer arrays.
 */
public final class Selection {

    /** Attributes {@code start} and {@code step}, see {@link Lattice}; {@code shape}: of the result. */
    public static final Operator SLICE = structural(
                    "slice",
                    1,
                    (shapes, attributes) ->
                            fitting("slice", shapes.get(0), attributes, attributes.shape("shape"), shapes.get(0)),
                    (arguments, attributes, sizes) -> Lattice.of(
                                    attributes, attributes.shape("shape"), shapeOf(arguments.get(0)), sizes)
                            .read(arguments.get(0)))
            .taking("start", "step", "shape")
            .doc("Every so-manieth entry along each axis, from a first one on.", "sum([1, 2, 3][1:]) = 5");

    /** Attributes {@code start} and {@code step}, see {@link Lattice}; {@code shape}: of the result, which is the larger. */
    public static final Operator PAD = structural(
                    "pad",
                    1,
                    (shapes, attributes) ->
                            fitting("pad", shapes.get(0), attributes, shapes.get(0), attributes.shape("shape")),
                    (arguments, attributes, sizes) -> Lattice.of(
                                    attributes, shapeOf(arguments.get(0)), attributes.shape("shape"), sizes)
                            .write(arguments.get(0)))
            .taking("start", "step", "shape")
            .doc(
                    "Zeros in which an array's entries stand every so far along each axis: the adjoint of a slice.",
                    "pad([5], start=[1], step=[1], shape=[3]) @ [1, 2, 3] = 10");

    /** The entries (or rows, or blocks) of an array at indices for its leading axes; all index arrays have one shape. */
    public static final Operator GATHER = structural("gather", -1, Selection::gathered, Selection::gather)
            .indicesFrom(1)
            .doc(
                    "Entries at indices that arrays tell, for one or more leading axes; negative ones count from the end.",
                    "sum([5, 6, 7][[0, 2]]) = 12");

    /** Attribute {@code shape}: the sizes of the axes that the indices run over. */
    public static final Operator SCATTER_ADD = structural(
                    "scatter_add", -1, Selection::scattered, Selection::scatterAdd)
            .indicesFrom(1)
            .taking("shape")
            .doc(
                    "Adds entries into zeros at indices for leading axes: the adjoint of indexed access.",
                    "scatter_add([1, 2, 3], [0, 1, 0], shape=[2]) @ [1, 10] = 24");

    /** Every declaration of this file. */
    public static final List<Operator> ALL = List.of(SLICE, PAD, GATHER, SCATTER_ADD);

    private Selection() {}

    private static Shape shapeOf(Array array) {
        return Shape.of(array.shape());
    }

    private static Shape fitting(String name, Shape argument, Attributes attributes, Shape small, Shape large) {
        Shape shape = attributes.shape("shape");
        int rank = argument.rank();
        boolean zeroStep = attributes.integers("step").contains(0);
        if (shape.rank() != rank
                || attributes.shape("start").rank() != rank
                || attributes.integers("step").size() != rank
                || zeroStep) {
            throw new ShapeException(Diagnostic.of(
                            "shape.index",
                            zeroStep
                                    ? "a step of 0 leads nowhere"
                                    : name + " needs a start, a step and a size for each of " + rank + " axes")
                    .clash(argument, shape));
        }
        Lattice.refuseOutside(attributes, small, large);
        return shape;
    }

    private static Shape gathered(List<Shape> shapes, Attributes attributes) {
        Shape a = shapes.get(0);
        int leading = shapes.size() - 1;
        if (leading == 0 || leading > a.rank()) {
            throw new ShapeException(Diagnostic.of("shape.index", leading + " indices for an array of shape " + a)
                    .help("give one index for each leading axis that is looked up"));
        }
        return indexShape(shapes).concat(a.slice(leading, a.rank()));
    }

    private static Shape scattered(List<Shape> shapes, Attributes attributes) {
        Shape entries = shapes.get(0);
        Shape indices = indexShape(shapes);
        Shape leading = attributes.shape("shape");
        if (leading.rank() != shapes.size() - 1
                || entries.rank() < indices.rank()
                || entries.slice(0, indices.rank()).surelyDiffersFrom(indices)) {
            throw new ShapeException(Diagnostic.of(
                            "shape.index",
                            "entries of shape " + entries + " do not belong to indices of shape " + indices
                                    + " into axes " + leading)
                    .clash(entries, indices)
                    .help("there is one index array for each size in shape, and one entry or block for each index"));
        }
        return leading.concat(entries.slice(indices.rank(), entries.rank()));
    }

    private static Shape indexShape(List<Shape> shapes) {
        if (shapes.size() < 2) {
            throw new ShapeException(Diagnostic.of("shape.index", "indexed access needs at least one index"));
        }
        Shape first = shapes.get(1);
        for (Shape each : shapes.subList(2, shapes.size())) {
            if (each.surelyDiffersFrom(first)) {
                throw new ShapeException(
                        Diagnostic.of("shape.index", "index arrays must have one shape, not " + first + " and " + each)
                                .clash(first, each));
            }
        }
        return first;
    }

    private static Array gather(List<Array> arguments, Attributes attributes, Map<String, Integer> sizes) {
        Array a = arguments.get(0);
        int leading = arguments.size() - 1;
        int[] rest = Arrays.copyOfRange(a.shape(), leading, a.rank());
        int block = Array.count(rest);
        int[] places = places(arguments.subList(1, arguments.size()), Arrays.copyOf(a.shape(), leading));
        double[] data = new double[places.length * block];
        for (int i = 0; i < places.length; i++) {
            System.arraycopy(a.data(), places[i] * block, data, i * block, block);
        }
        return Array.of(data, concat(arguments.get(1).shape(), rest));
    }

    private static Array scatterAdd(List<Array> arguments, Attributes attributes, Map<String, Integer> sizes) {
        Array entries = arguments.get(0);
        int[] leading = attributes.shape("shape").evaluate(sizes);
        int[] rest = Arrays.copyOfRange(entries.shape(), arguments.get(1).rank(), entries.rank());
        int block = Array.count(rest);
        int[] places = places(arguments.subList(1, arguments.size()), leading);
        Array result = Array.full(0, concat(leading, rest));
        for (int i = 0; i < places.length; i++) {
            for (int k = 0; k < block; k++) {
                result.data()[places[i] * block + k] += entries.data()[i * block + k];
            }
        }
        return result;
    }

    private static int[] concat(int[] a, int[] b) {
        int[] all = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, all, a.length, b.length);
        return all;
    }

    /** The block that each index tuple means, counted in order. */
    private static int[] places(List<Array> indices, int[] sizes) {
        int[] places = new int[indices.get(0).count()];
        for (int axis = 0; axis < sizes.length; axis++) {
            for (int i = 0; i < places.length; i++) {
                places[i] = places[i] * sizes[axis] + index(indices.get(axis).data()[i], sizes[axis], axis);
            }
        }
        return places;
    }

    private static int index(double value, int size, int axis) {
        if (value != Math.rint(value) || Double.isInfinite(value)) {
            throw new EvaluationException(Diagnostic.of("value.index", "an index is an integer, not " + value)
                    .help("round(x) or floor(x) makes integers"));
        }
        if (value < -size || value >= size) {
            throw new EvaluationException(Diagnostic.of(
                            "value.index",
                            "index " + (long) value + " is out of range for axis " + axis + " of " + size
                                    + (size == 1 ? " entry" : " entries"))
                    .clash((long) value, size)
                    .help("indices go from 0 to " + (size - 1) + ", or from -" + size
                            + " to -1, counted from the end"));
        }
        return (int) (value < 0 ? value + size : value);
    }
}
