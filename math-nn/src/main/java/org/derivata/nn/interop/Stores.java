package org.derivata.nn.interop;

import java.util.Arrays;
import org.derivata.core.array.Array;
import org.derivata.core.diagnostic.Diagnostic;
import org.derivata.core.diagnostic.ShapeException;
import org.ojalgo.matrix.store.MatrixStore;
import org.ojalgo.matrix.store.R032Store;
import org.ojalgo.matrix.store.R064Store;
import org.ojalgo.structure.Access2D;

/**
 * Arrays to ojAlgo stores and back.
 *
 * <p>An {@link Array} holds its rows one after another, a store its columns. A vector is the same memory in both; a
 * matrix is shared only by way of a transpose. A scalar becomes a 1 x 1 store, a vector a single column.
 */
public final class Stores {

    private Stores() {}

    /**
     * A store of its own, [rows, columns], from an array of rank 0, 1 or 2.
     *
     * @throws ShapeException {@code shape.rank} for a higher rank
     */
    public static R064Store copy(Array array) {
        int rows = rows(array);
        int columns = columns(array);
        R064Store store = R064Store.FACTORY.make(rows, columns);
        double[] source = array.data();
        double[] target = store.data;
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                target[column * rows + row] = source[row * columns + column];
            }
        }
        return store;
    }

    /**
     * The same in float32, rounded.
     *
     * @throws ShapeException {@code shape.rank} for a higher rank
     */
    public static R032Store copySingle(Array array) {
        R032Store store = R032Store.FACTORY.make(rows(array), columns(array));
        store.fillMatching(copy(array));
        return store;
    }

    /**
     * A live, read-only view of an array of rank 0, 1 or 2: later changes of the array show in it. ojAlgo reads a
     * matrix
     * through a transposing view; {@link #copy} is faster for repeated decompositions.
     *
     * @throws ShapeException {@code shape.rank} for a higher rank
     */
    public static MatrixStore<Double> view(Array array) {
        int rows = rows(array);
        int columns = columns(array);
        if (array.count() == 0) {
            return R064Store.FACTORY.make(rows, columns);
        }
        return columns == 1
                ? R064Store.wrap(array.data(), rows)
                : R064Store.wrap(array.data(), columns).transpose();
    }

    /**
     * A store on an array's own memory, written through: [columns, rows], the transpose of the matrix. For a vector [n]
     * it is one row.
     *
     * @throws ShapeException {@code shape.rank} for a higher rank
     */
    public static R064Store shareTransposed(Array array) {
        int rows = rows(array);
        int columns = columns(array);
        return array.count() == 0 ? R064Store.FACTORY.make(columns, rows) : R064Store.wrap(array.data(), columns);
    }

    /** An array [rows, columns] of its own from any ojAlgo matrix: stores, views, sparse and structured ones. */
    public static Array copy(Access2D<?> matrix) {
        int rows = matrix.getRowDim();
        int columns = matrix.getColDim();
        double[] data = new double[Array.count(rows, columns)];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                data[row * columns + column] = matrix.doubleValue(row, column);
            }
        }
        return Array.of(data, rows, columns);
    }

    /**
     * A vector [n] on the memory of a store with one row or one column, written through.
     *
     * @throws ShapeException {@code shape.not_a_vector} for any other store
     */
    public static Array shareVector(R064Store store) {
        if (store.getRowDim() != 1 && store.getColDim() != 1) {
            throw new ShapeException(Diagnostic.of(
                            "shape.not_a_vector",
                            "a store of " + store.getRowDim() + " x " + store.getColDim() + " is not a vector")
                    .help("share a matrix with shareTransposed, or copy it"));
        }
        return Array.of(store.data, store.data.length);
    }

    /** An array [columns, rows] on the memory of a store, written through: the transpose of its matrix. */
    public static Array shareTransposed(R064Store store) {
        return Array.of(store.data, store.getColDim(), store.getRowDim());
    }

    private static int rows(Array array) {
        if (array.rank() > 2) {
            throw new ShapeException(Diagnostic.of(
                            "shape.rank",
                            "an ojAlgo store has two axes, the array has " + array.rank() + ": "
                                    + Arrays.toString(array.shape()))
                    .help("reshape it to a matrix first, or pass one matrix at a time"));
        }
        return array.rank() == 0 ? 1 : array.size(0);
    }

    private static int columns(Array array) {
        return array.rank() == 2 ? array.size(1) : 1;
    }
}
