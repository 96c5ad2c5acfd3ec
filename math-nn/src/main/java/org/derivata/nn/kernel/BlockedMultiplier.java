package org.derivata.nn.kernel;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Matrix products in plain Java: packed and cache-blocked where that pays, plain loops elsewhere.
 *
 * <p>Needs no flag and no native code. An instance keeps the scratch memory of finished products (about 270 KB for
 * each that ran at the same time), so a product in a running program allocates nothing on one thread.
 *
 * <p>With an executor, large products are cut into parts of a fixed size, and the calling thread works along: a pool
 * that is busy or shut down costs speed, never the result. Each element is summed in an order of its own, so the
 * bits are the same for any number of threads.
 *
 * <p>On a processor without fused multiply-add (x86 before 2013) {@link Math#fma} computes with decimals of any length:
 * exact, and too slow to train with.
 */
public final class BlockedMultiplier implements MatrixMultiplier {

    /** Below this many multiplications packing costs more than it saves. */
    private static final long SMALL = 1_000;

    /** Below this side length the vector loops have nothing to do. */
    private static final int SHORT = 8;

    /** Below this many multiplications another thread costs more than it saves. */
    private static final long PARALLEL = 500_000;

    /** Rows of C in one part of a parallel product: a multiple of the tile, enough work to repay packing. */
    private static final int PART_ROWS = 128;

    /** Columns of C in one part of a parallel product: narrower than a panel, so that small layers still split. */
    private static final int PART_COLUMNS = 64;

    private static final int KEPT_SCRATCH = 16;

    private final AtomicReferenceArray<@Nullable PackedTile> scratch = new AtomicReferenceArray<>(KEPT_SCRATCH);
    private final @Nullable ParallelParts parallel;

    /** Multiplies on the calling thread. */
    public BlockedMultiplier() {
        this.parallel = null;
    }

    /**
     * Multiplies large products with the help of an executor.
     *
     * @param executor runs the helpers
     * @param threads the most threads to use for one product, the calling one included; 1 or more
     */
    public BlockedMultiplier(Executor executor, int threads) {
        this.parallel = threads == 1 ? null : new ParallelParts(executor, threads);
    }

    @Override
    public String name() {
        return "blocked";
    }

    @Override
    public void multiply(
            int m,
            int n,
            int k,
            double alpha,
            double[] a,
            int aOffset,
            boolean transposeA,
            double[] b,
            int bOffset,
            boolean transposeB,
            double beta,
            double[] c,
            int cOffset) {
        ProductBounds.check(m, n, k, a, aOffset, b, bOffset, c, cOffset);
        if (n == 1) {
            vector(m, k, alpha, a, aOffset, transposeA, b, bOffset, beta, c, cOffset);
            return;
        }
        if (m == 1) {
            vector(n, k, alpha, b, bOffset, !transposeB, a, aOffset, beta, c, cOffset);
            return;
        }
        int aRow = transposeA ? 1 : k;
        int aColumn = transposeA ? m : 1;
        int bRow = transposeB ? 1 : n;
        int bColumn = transposeB ? k : 1;
        if ((long) m * n * k < SMALL || Math.max(m, n) < SHORT) {
            PlainProduct.matrix(m, n, k, alpha, a, aOffset, aRow, aColumn, b, bOffset, bRow, bColumn, beta, c, cOffset);
        } else if (n < PackedTile.WIDTH / 2 && m > n) {
            // The vector loops run along C's rows; the transposed product C' = B' A' makes them the longer side.
            blocked(n, m, k, alpha, b, bOffset, bColumn, bRow, a, aOffset, aColumn, aRow, beta, c, cOffset, 1, n);
        } else {
            blocked(m, n, k, alpha, a, aOffset, aRow, aColumn, b, bOffset, bRow, bColumn, beta, c, cOffset, n, 1);
        }
    }

    private static void vector(
            int m,
            int k,
            double alpha,
            double[] a,
            int aOffset,
            boolean transposeA,
            double[] x,
            int xOffset,
            double beta,
            double[] y,
            int yOffset) {
        if (transposeA) {
            PlainProduct.columnsTimesVector(m, k, alpha, a, aOffset, x, xOffset, beta, y, yOffset);
        } else {
            PlainProduct.rowsTimesVector(m, k, alpha, a, aOffset, x, xOffset, beta, y, yOffset);
        }
    }

    private void blocked(
            int m,
            int n,
            int k,
            double alpha,
            double[] a,
            int aOffset,
            int aRow,
            int aColumn,
            double[] b,
            int bOffset,
            int bRow,
            int bColumn,
            double beta,
            double[] c,
            int cOffset,
            int cRow,
            int cColumn) {
        boolean alone = parallel == null || (long) m * n * k < PARALLEL;
        int width = evenPart(n, alone ? PackedTile.WIDTH : PART_COLUMNS, 8);
        int height = alone ? m : evenPart(m, PART_ROWS, PackedTile.ROWS);
        int panels = ceilDivide(n, width);
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
            double[] a,
            int aOffset,
            int aRow,
            int aColumn,
            double[] b,
            int bOffset,
            int bRow,
            int bColumn,
            double beta,
            double[] c,
            int cOffset,
            int cRow,
            int cColumn) {
        PackedTile tile = take();
        int depth = evenPart(k, PackedTile.DEPTH, 2);
        for (int p = 0; p < k; p += depth) {
            int layers = Math.min(depth, k - p);
            double keep = p == 0 ? beta : 1;
            tile.pack(layers, n, b, bOffset + p * bRow + column * bColumn, bRow, bColumn);
            for (int i = row; i < row + m; i += PackedTile.ROWS) {
                int rows = Math.min(PackedTile.ROWS, row + m - i);
                tile.sum(rows, layers, n, a, aOffset + i * aRow + p * aColumn, aRow, aColumn);
                tile.store(rows, n, alpha, keep, c, cOffset + i * cRow + column * cColumn, cRow, cColumn);
            }
        }
        give(tile);
    }

    private PackedTile take() {
        for (int slot = 0; slot < KEPT_SCRATCH; slot++) {
            PackedTile tile = scratch.getAndSet(slot, null);
            if (tile != null) {
                return tile;
            }
        }
        return new PackedTile();
    }

    private void give(PackedTile tile) {
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
