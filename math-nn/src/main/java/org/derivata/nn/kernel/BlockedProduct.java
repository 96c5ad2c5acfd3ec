package org.derivata.nn.kernel;

import java.util.concurrent.atomic.AtomicReferenceArray;
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
    private static final long PARALLEL = 500_000;

    /** Rows of C in one part of a parallel product: a multiple of the tile, enough work to repay packing. */
    private static final int PART_ROWS = 128;

    private static final int KEPT_SCRATCH = 16;

    private final AtomicReferenceArray<@Nullable PackedTile<T>> scratch = new AtomicReferenceArray<>(KEPT_SCRATCH);
    private final Supplier<PackedTile<T>> tiles;
    private final int panelWidth;
    private final @Nullable ParallelParts parallel;

    BlockedProduct(Supplier<PackedTile<T>> tiles, @Nullable ParallelParts parallel) {
        this.tiles = tiles;
        PackedTile<T> first = tiles.get();
        this.panelWidth = first.width();
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
        boolean alone = parallel == null || (long) m * n * k < PARALLEL;
        int width = evenPart(n, panelWidth, 8);
        int panels = ceilDivide(n, width);
        // one panel is packed twice rather than left to one thread
        int half = ceilDivide(m, 2 * PackedTile.ROWS) * PackedTile.ROWS;
        int height = alone ? m : evenPart(m, panels == 1 ? Math.min(PART_ROWS, half) : PART_ROWS, PackedTile.ROWS);
        if (parallel == null || alone) {
            for (int panel = 0; panel < panels; panel++) {
                int column = panel * width;
                part(
                        0,
                        m,
                        column,
                        Math.min(width, n - column),
                        k,
                        alpha,
                        a,
                        aOffset,
                        aRow,
                        aColumn,
                        b,
                        bOffset,
                        bRow,
                        bColumn,
                        beta,
                        c,
                        cOffset,
                        cRow,
                        cColumn);
            }
            return;
        }
        parallel.run(panels * ceilDivide(m, height), index -> {
            int column = index % panels * width;
            int row = index / panels * height;
            part(
                    row,
                    Math.min(height, m - row),
                    column,
                    Math.min(width, n - column),
                    k,
                    alpha,
                    a,
                    aOffset,
                    aRow,
                    aColumn,
                    b,
                    bOffset,
                    bRow,
                    bColumn,
                    beta,
                    c,
                    cOffset,
                    cRow,
                    cColumn);
        });
    }

    /** Rows {@code row} to {@code row + m} and columns {@code column} to {@code column + n} of C. */
    private void part(
            int row,
            int m,
            int column,
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
        PackedTile<T> tile = take();
        int depth = evenPart(k, PackedTile.DEPTH, 2);
        for (int p = 0; p < k; p += depth) {
            int layers = Math.min(depth, k - p);
            double keep = p == 0 ? beta : 1;
            tile.pack(layers, n, b, bOffset + p * bRow + column * bColumn, bRow, bColumn);
            for (int i = row; i < row + m; i += PackedTile.ROWS) {
                int rows = Math.min(PackedTile.ROWS, row + m - i);
                int target = cOffset + i * cRow + column * cColumn;
                tile.begin(rows, n, keep, c, target, cRow, cColumn);
                tile.sum(rows, layers, n, alpha, a, aOffset + i * aRow + p * aColumn, aRow, aColumn);
                tile.store(rows, n, c, target, cRow, cColumn);
            }
        }
        give(tile);
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
