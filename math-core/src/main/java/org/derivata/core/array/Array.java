package org.derivata.core.array;

import java.util.Arrays;

/**
 * A dense array of doubles of any rank, row-major (the last index runs fastest), as in NumPy.
 *
 * <p>A thin view of the {@code double[]} it was made from: {@link #data()} is the live storage, so whoever needs a private copy takes one.
 */
public final class Array {

    private final double[] data;
    private final int[] shape;

    private Array(double[] data, int[] shape) {
        this.data = data;
        this.shape = shape;
    }

    /** Wraps row-major data. The length must be the product of the sizes; no sizes means a scalar. */
    public static Array of(double[] data, int... shape) {
        if (data.length != count(shape)) {
            throw new IllegalArgumentException(data.length + " numbers for shape " + Arrays.toString(shape));
        }
        return new Array(data, shape.clone());
    }

    public static Array scalar(double value) {
        return new Array(new double[] {value}, new int[0]);
    }

    /** A one-dimensional array. */
    public static Array vector(double... values) {
        return new Array(values.clone(), new int[] {values.length});
    }

    /** A matrix from its rows, which must be equally long. */
    public static Array matrix(double[]... rows) {
        int columns = rows.length == 0 ? 0 : rows[0].length;
        double[] data = new double[rows.length * columns];
        for (int i = 0; i < rows.length; i++) {
            if (rows[i].length != columns) {
                throw new IllegalArgumentException(
                        "row " + i + " has " + rows[i].length + " numbers, row 0 has " + columns);
            }
            System.arraycopy(rows[i], 0, data, i * columns, columns);
        }
        return new Array(data, new int[] {rows.length, columns});
    }

    /** An array holding one value everywhere. */
    public static Array full(double value, int... shape) {
        double[] data = new double[count(shape)];
        Arrays.fill(data, value);
        return new Array(data, shape.clone());
    }

    /** The number of elements of a shape; the product of no sizes is 1. */
    public static int count(int... shape) {
        int count = 1;
        for (int size : shape) {
            count = Math.multiplyExact(count, size);
        }
        return count;
    }

    /** The live storage, row-major. */
    public double[] data() {
        return data;
    }

    public int[] shape() {
        return shape.clone();
    }

    public int rank() {
        return shape.length;
    }

    /** The size of one axis, counted from 0. */
    public int size(int axis) {
        return shape[axis];
    }

    /** The number of elements. */
    public int count() {
        return data.length;
    }

    /** The single number of an array with one element. */
    public double scalar() {
        if (data.length != 1) {
            throw new IllegalStateException("an array of shape " + Arrays.toString(shape) + " is not one number");
        }
        return data[0];
    }

    /** The number at an index, one integer an axis. */
    public double get(int... index) {
        if (index.length != shape.length) {
            throw new IllegalArgumentException(index.length + " indices for " + shape.length + " axes");
        }
        int offset = 0;
        for (int axis = 0; axis < index.length; axis++) {
            offset = offset * shape[axis] + java.util.Objects.checkIndex(index[axis], shape[axis]);
        }
        return data[offset];
    }

    /** The same numbers under another shape of equal size; shares the storage. */
    public Array reshape(int... sizes) {
        return of(data, sizes);
    }

    /** Same shape and same numbers, bit for bit (NaN equals NaN, 0.0 differs from -0.0). */
    @Override
    public boolean equals(Object other) {
        return other instanceof Array that && Arrays.equals(shape, that.shape) && Arrays.equals(data, that.data);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(shape) + Arrays.hashCode(data);
    }

    /** Nested brackets, every number in the shortest form that reads back. */
    @Override
    public String toString() {
        StringBuilder out = new StringBuilder();
        append(out, 0, 0, data.length);
        return out.toString();
    }

    private void append(StringBuilder out, int axis, int offset, int length) {
        if (axis == shape.length) {
            out.append(data[offset]);
            return;
        }
        int inner = shape[axis] == 0 ? 0 : length / shape[axis];
        out.append('[');
        for (int i = 0; i < shape[axis]; i++) {
            out.append(i == 0 ? "" : ", ");
            append(out, axis + 1, offset + i * inner, inner);
        }
        out.append(']');
    }
}
