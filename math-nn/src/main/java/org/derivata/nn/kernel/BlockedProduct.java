package org.derivata.nn.kernel;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.IntUnaryOperator;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Products by packed tiles: cut into panels, and into parts for threads where that pays. Keeps the tiles of finished
 * products, so that a product in a running program allocates nothing on one thread.
 *
 * @param <T> {@code double[]} or {@code float[]}
 */
final class BlockedProduct<T> {

    /** Below this many multiplications another thread costs more than it saves. */
    private static final long PARALLEL = 200_000;

    /** Rows of C in one part of a parallel product: a multiple of the tile, enough work to repay packing. */
    private static final int PART_ROWS = 128;

    private static final int KEPT_SCRATCH = 16;

    private final AtomicReferenceArray<@Nullable PackedTile<T>> scratch = new AtomicReferenceArray<>(KEPT_SCRATCH);
    private final AtomicReferenceArray<@Nullable Task> tasks = new AtomicReferenceArray<>(KEPT_SCRATCH);
    private final Supplier<PackedTile<T>> tiles;
    private final int panelWidth;
    private final IntUnaryOperator deepest;
    private final @Nullable ParallelParts parallel;

    BlockedProduct(Supplier<PackedTile<T>> tiles, @Nullable ParallelParts parallel) {
        this.tiles = tiles;
        PackedTile<T> first = tiles.get();
        this.panelWidth = first.width();
        this.deepest = first::depth;
        give(first);
        this.parallel = parallel;
    }

    /** {@code C = alpha A B + beta C}; every operand with the steps from row to row and from column to column. */
    void multiply(
            int m,
            int n,
            int k,
            double alpha,
            T a,
            int aOffset,
            int aRow,
            int aColumn,
            T b,
            int bOffset,
            int bRow,
            int bColumn,
            double beta,
            T c,
            int cOffset,
            int cRow,
            int cColumn) {
        Task task = takeTask();
        task.left.set(a, aOffset, aRow, aColumn);
        task.right.set(b, bOffset, bRow, bColumn);
        task.target.set(c, cOffset, cRow, cColumn);
        task.alpha = alpha;
        task.beta = beta;
        task.run(m, n, k);
        task.forget();
        giveTask(task);
    }

    /** A matrix: the steps from row to row and from column to column. */
    private static final class Operand<T> {

        private @Nullable T array;
        private int offset;
        private int row;
        private int column;

        void set(@Nullable T data, int start, int rowStep, int columnStep) {
            array = data;
            offset = start;
            row = rowStep;
            column = columnStep;
        }

        T array() {
            return Objects.requireNonNull(array);
        }

        int at(int i, int j) {
            return offset + i * row + j * column;
        }
    }

    /** One product, cut into parts; used again for others. */
    private final class Task implements ParallelParts.Work {

        private final Operand<T> left = new Operand<>();
        private final Operand<T> right = new Operand<>();
        private final Operand<T> target = new Operand<>();
        private double alpha;
        private double beta;
        private int m;
        private int n;
        private int k;
        private int panels;
        private int width;
        private int depth;
        private int height;

        /** The tile of each member of the crew, and the column from which it has packed all of the right operand's rows, or -1. */
        private final AtomicReferenceArray<@Nullable PackedTile<T>> crew;

        private final int[] packed;

        Task() {
            int members = parallel == null ? 1 : parallel.threads();
            crew = new AtomicReferenceArray<>(members);
            packed = new int[members];
        }

        void run(int rows, int columns, int inner) {
            m = rows;
            n = columns;
            k = inner;
            boolean alone = parallel == null || (long) m * n * k < PARALLEL;
            width = evenPart(n, panelWidth, 8);
            depth = evenPart(k, deepest.applyAsInt(width), 4);
            panels = ceilDivide(n, width);
            // one panel is packed twice rather than left to one thread
            int half = ceilDivide(m, 2 * PackedTile.ROWS) * PackedTile.ROWS;
            height = alone ? m : evenPart(m, panels == 1 ? Math.min(PART_ROWS, half) : PART_ROWS, PackedTile.ROWS);
            if (panels * ceilDivide(m, height) % 2 == 1 && height < m) {
                // seven parts take two threads as long as eight
                height = ceilDivide(ceilDivide(m, ceilDivide(m, height) + 1), PackedTile.ROWS) * PackedTile.ROWS;
            }
            int parts = panels * ceilDivide(m, height);
            if (parallel != null && !alone) {
                parallel.run(parts, this);
                return;
            }
            for (int part = 0; part < parts; part++) {
                part(part, 0);
            }
        }

        @Override
        public void part(int index, int member) {
            PackedTile<T> tile = crew.get(member);
            if (tile == null) {
                tile = take();
                crew.set(member, tile);
                packed[member] = -1;
            }
            int column = index % panels * width;
            int row = index / panels * height;
            boolean isPacked = packed[member] == column;
            packed[member] = k <= depth ? column : -1;
            block(tile, isPacked, row, Math.min(row + height, m), column, Math.min(width, n - column));
        }

        /** Some rows and columns of C. */
        private void block(PackedTile<T> tile, boolean isPacked, int fromRow, int toRow, int column, int columns) {
            for (int p = 0; p < k; p += depth) {
                int layers = Math.min(depth, k - p);
                double keep = p == 0 ? beta : 1;
                if (!isPacked) {
                    tile.pack(layers, columns, right.array(), right.at(p, column), right.row, right.column);
                }
                for (int i = fromRow; i < toRow; i += PackedTile.ROWS) {
                    int rows = Math.min(PackedTile.ROWS, toRow - i);
                    int place = target.at(i, column);
                    tile.begin(rows, columns, keep, target.array(), place, target.row, target.column);
                    tile.sum(rows, layers, columns, alpha, left.array(), left.at(i, p), left.row, left.column);
                    tile.store(rows, columns, target.array(), place, target.row, target.column);
                }
            }
        }

        /** Lets the arrays and the tiles go. */
        void forget() {
            for (int member = 0; member < crew.length(); member++) {
                PackedTile<T> tile = crew.getAndSet(member, null);
                if (tile != null) {
                    give(tile);
                }
            }
            left.set(null, 0, 0, 0);
            right.set(null, 0, 0, 0);
            target.set(null, 0, 0, 0);
        }
    }

    private Task takeTask() {
        for (int slot = 0; slot < KEPT_SCRATCH; slot++) {
            Task task = tasks.getAndSet(slot, null);
            if (task != null) {
                return task;
            }
        }
        return new Task();
    }

    private void giveTask(Task task) {
        for (int slot = 0; slot < KEPT_SCRATCH; slot++) {
            if (tasks.compareAndSet(slot, null, task)) {
                return;
            }
        }
    }

    private PackedTile<T> take() {
        for (int slot = 0; slot < KEPT_SCRATCH; slot++) {
            PackedTile<T> tile = scratch.getAndSet(slot, null);
            if (tile != null) {
                return tile;
            }
        }
        return tiles.get();
    }

    private void give(PackedTile<T> tile) {
        for (int slot = 0; slot < KEPT_SCRATCH; slot++) {
            if (scratch.compareAndSet(slot, null, tile)) {
                return;
            }
        }
    }

    /** The size of equal parts of at most {@code most}, rounded up to a multiple: no sliver is left at the end. */
    private static int evenPart(int total, int most, int multiple) {
        int parts = ceilDivide(total, most);
        return Math.min(most, ceilDivide(ceilDivide(total, parts), multiple) * multiple);
    }

    private static int ceilDivide(int total, int part) {
        return (total - 1) / part + 1;
    }
}
