package org.derivata.nn.data;

import org.derivata.core.array.Array;
import org.derivata.core.diagnostic.DataException;
import org.derivata.core.diagnostic.Diagnostic;

/**
 * Goes through a data set in batches of shuffled rows, writing each into the same arrays: no batch allocates.
 *
 * <pre>{@code
 * for (int epoch = 0; epoch < epochs; epoch++) {
 *     batches.start(epoch);
 *     while (batches.next()) {
 *         step(batches.features(), batches.target());
 *     }
 * }
 * }</pre>
 *
 * <p>The order of an epoch depends on the seed and the epoch's number alone, so a resumed run continues bit for bit. A
 * training program is compiled for one batch size: a smaller last batch means a second program, which is the price of
 * {@link Tail#KEEP}, the default, because no row should be ignored without being asked to. Not for several threads.
 */
public final class Batches {

    /** What becomes of the rows left over when the size does not divide the data set. */
    public enum Tail {
        /** They form a last, smaller batch. */
        KEEP,
        /** They sit out this epoch; the next one shuffles anew. */
        DROP
    }

    private final Dataset data;
    private final long seed;
    private final Tail tail;
    private final int size;
    private final int[] order;
    private final Array features;
    private final Array target;
    private final Array tailFeatures;
    private final Array tailTarget;
    private int position;
    private int current;

    /** Batches of {@code size} rows; a smaller last one is kept. */
    public Batches(Dataset data, int size, long seed) {
        this(data, size, seed, Tail.KEEP);
    }

    /**
     * Batches of {@code size} rows, or of the whole data set if that is smaller and the tail is kept.
     *
     * @throws DataException {@code data.batch_size} if the size is below 1, or no batch could be filled
     */
    public Batches(Dataset data, int size, long seed, Tail tail) {
        int rows = data.rows();
        if (size < 1 || rows == 0 || (tail == Tail.DROP && size > rows)) {
            throw new DataException(Diagnostic.of(
                            "data.batch_size", "cannot make batches of " + size + " from " + rows + " rows")
                    .help("the size is at least 1, and at most the number of rows when a smaller batch is dropped"));
        }
        this.data = data;
        this.seed = seed;
        this.tail = tail;
        this.size = Math.min(size, rows);
        this.order = new int[rows];
        int left = rows % this.size;
        features = Array.full(0, this.size, data.features().size(1));
        target = targetOf(this.size);
        tailFeatures = Array.full(0, left, data.features().size(1));
        tailTarget = targetOf(left);
        start(0);
    }

    private Array targetOf(int rows) {
        return data.classes() == 0 ? Array.full(0, rows) : Array.full(0, rows, data.classes());
    }

    /** The rows of a full batch. */
    public int size() {
        return size;
    }

    /** The rows of the smaller last batch of an epoch; 0 if there is none. */
    public int tailSize() {
        return tail == Tail.KEEP ? tailFeatures.size(0) : 0;
    }

    /** The number of batches in an epoch. */
    public int count() {
        return data.rows() / size + (tailSize() > 0 ? 1 : 0);
    }

    /** Goes to the beginning of an epoch, counted from 0; {@link #next} makes its first batch. */
    public void start(long epoch) {
        start(epoch, 0);
    }

    /** Goes into the middle of an epoch: {@link #next} makes the batch of that number, counted from 0. */
    public void start(long epoch, int batch) {
        if (batch < 0 || batch > count()) {
            throw new IllegalArgumentException("batch " + batch + " of " + count());
        }
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
        }
        // Stream 0 divides data sets: an epoch must not repeat the order of the split that made its rows.
        SeededOrder.shuffle(order, SeededOrder.generator(seed, epoch + 1));
        position = (int) Math.min((long) batch * size, order.length);
        current = 0;
    }

    /** Fills the next batch; false at the end of the epoch, and then the arrays keep the last batch. */
    public boolean next() {
        int left = order.length - position;
        if (left == 0 || (left < size && tail == Tail.DROP)) {
            return false;
        }
        current = Math.min(size, left);
        int width = data.features().size(1);
        int targets = Math.max(1, data.classes());
        double[] x = features().data();
        double[] y = target().data();
        for (int i = 0; i < current; i++) {
            int row = order[position + i];
            System.arraycopy(data.features().data(), row * width, x, i * width, width);
            System.arraycopy(data.target().data(), row * targets, y, i * targets, targets);
        }
        position += current;
        return true;
    }

    /** The current batch, [rows, d]; overwritten by the next one of this size. */
    public Array features() {
        return current == 0 || current == size ? features : tailFeatures;
    }

    /** The current batch's target, [rows, k] or [rows]; overwritten by the next one of this size. */
    public Array target() {
        return current == 0 || current == size ? target : tailTarget;
    }
}
