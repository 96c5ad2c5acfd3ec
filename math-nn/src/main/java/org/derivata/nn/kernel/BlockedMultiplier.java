package org.derivata.nn.kernel;

import java.util.ServiceLoader;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Matrix products in plain Java: packed and cache-blocked where that pays, plain loops elsewhere.
 *
 * <p>Needs no flag and no native code. An instance keeps the scratch memory of finished products (about 540 KB for
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

    /** Below this width of C its transpose is computed, C' = B' A': the vector loops then run along the longer side. */
    private static final int NARROW = 64;

    private final BlockedProduct<double[]> doubles;
    private final BlockedProduct<float[]> floats;

    /** Multiplies on the calling thread. */
    public BlockedMultiplier() {
        this((ParallelParts) null);
    }

    /**
     * Multiplies large products with the help of an executor.
     *
     * @param executor runs the helpers
     * @param threads the most threads to use for one product, the calling one included; 1 or more
     */
    public BlockedMultiplier(Executor executor, int threads) {
        this(new ParallelParts(executor, threads));
    }

    /** The same, sharing helpers with other work. */
    public BlockedMultiplier(@Nullable ParallelParts parallel) {
        this.doubles = new BlockedProduct<>(Tiles.FASTEST::doubles, parallel);
        this.floats = new BlockedProduct<>(Tiles.FASTEST::floats, parallel);
    }

    /** The tiles of this JVM, looked for once. */
    private static final class Tiles implements TileProvider {

        static final TileProvider FASTEST = ServiceLoader.load(TileProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(TileProvider::isUsable)
                .findFirst()
                .orElseGet(Tiles::new);

        @Override
        public boolean isUsable() {
            return true;
        }

        @Override
        public PackedTile<double[]> doubles() {
            return new DoubleTile();
        }

        @Override
        public PackedTile<float[]> floats() {
            return new FloatTile();
        }
    }

    @Override
    public String name() {
        return Tiles.FASTEST instanceof Tiles ? "blocked" : "vector";
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
        if (isPlain(m, n, k)) {
            PlainProduct.matrix(m, n, k, alpha, a, aOffset, aRow, aColumn, b, bOffset, bRow, bColumn, beta, c, cOffset);
        } else if (n < NARROW && m > n) {
            doubles.multiply(
                    n, m, k, alpha, b, bOffset, bColumn, bRow, a, aOffset, aColumn, aRow, beta, c, cOffset, 1, n);
        } else {
            doubles.multiply(
                    m, n, k, alpha, a, aOffset, aRow, aColumn, b, bOffset, bRow, bColumn, beta, c, cOffset, n, 1);
        }
    }

    private static boolean isPlain(int m, int n, int k) {
        return (long) m * n * k < SMALL || Math.max(m, n) < SHORT;
    }

    @Override
    public boolean expand(
            StraightLine code,
            int m,
            int n,
            int k,
            double alpha,
            int[] a,
            int aOffset,
            boolean transposeA,
            int[] b,
            int bOffset,
            boolean transposeB,
            double beta,
            int[] c,
            int cOffset) {
        if (n != 1 && m != 1 && !isPlain(m, n, k)) {
            return false;
        }
        // the rows of a matrix times a vector have four sums each, everything else has one
        boolean inFours = n == 1 ? !transposeA : m == 1 && transposeB;
        int aRow = transposeA ? 1 : k;
        int aColumn = transposeA ? m : 1;
        int bRow = transposeB ? 1 : n;
        int bColumn = transposeB ? k : 1;
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                int sum = PlainProduct.dot(
                        code, k, inFours, a, aOffset + i * aRow, aColumn, b, bOffset + j * bColumn, bRow);
                int at = cOffset + i * n + j;
                int value = code.multiply(code.constant(alpha), sum);
                c[at] = beta == 0 ? value : code.add(value, code.multiply(code.constant(beta), c[at]));
            }
        }
        return true;
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

    @Override
    public void multiply(
            int m,
            int n,
            int k,
            double alpha,
            float[] a,
            int aOffset,
            boolean transposeA,
            float[] b,
            int bOffset,
            boolean transposeB,
            double beta,
            float[] c,
            int cOffset) {
        ProductBounds.check(m, n, k, a, aOffset, b, bOffset, c, cOffset);
        int aRow = transposeA ? 1 : k;
        int aColumn = transposeA ? m : 1;
        int bRow = transposeB ? 1 : n;
        int bColumn = transposeB ? k : 1;
        boolean plain = isPlain(m, n, k) || Math.min(m, n) == 1;
        if (plain && n == 1) {
            // the same numbers in the same places, as one row: four of them are summed at a time
            PlainFloats.matrix(1, m, k, alpha, b, bOffset, 0, bRow, a, aOffset, aColumn, aRow, beta, c, cOffset);
        } else if (plain) {
            PlainFloats.matrix(m, n, k, alpha, a, aOffset, aRow, aColumn, b, bOffset, bRow, bColumn, beta, c, cOffset);
        } else if (n < NARROW && m > n) {
            floats.multiply(
                    n, m, k, alpha, b, bOffset, bColumn, bRow, a, aOffset, aColumn, aRow, beta, c, cOffset, 1, n);
        } else {
            floats.multiply(
                    m, n, k, alpha, a, aOffset, aRow, aColumn, b, bOffset, bRow, bColumn, beta, c, cOffset, n, 1);
        }
    }
}
