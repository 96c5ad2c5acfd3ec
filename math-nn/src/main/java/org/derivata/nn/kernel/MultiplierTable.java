package org.derivata.nn.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.Executor;

/**
 * Chooses a multiplier by shape: the first row whose condition holds, in one place.
 *
 * <p>The rows are fixed from measurements, never timed at run time: the same shapes take the same path on every
 * machine, or a resumed run would differ in the last bits. What a {@link MultiplierProvider} offers comes first, and is
 * outside that promise.
 */
public final class MultiplierTable implements MatrixMultiplier {

    /** A condition on the sizes m, n, k of a product. */
    @FunctionalInterface
    public interface Condition {
        boolean holds(int m, int n, int k);
    }

    /** Products for which {@code condition} holds go to {@code multiplier}. */
    public record Row(Condition condition, MatrixMultiplier multiplier) {}

    private final List<Row> rows;

    /** A table of one's own; the last row must take everything. */
    public MultiplierTable(List<Row> rows) {
        if (rows.isEmpty()) {
            throw new IllegalArgumentException("a multiplier table needs a row");
        }
        this.rows = List.copyOf(rows);
    }

    /** The choice on one thread; a BLAS where the module math-blas offers one. */
    public static MultiplierTable standard() {
        return measured(new BlockedMultiplier());
    }

    /** The same choice, and the same bits, with large products shared by at most {@code threads} threads. */
    public static MultiplierTable standard(Executor executor, int threads) {
        return standard(new ParallelParts(executor, threads));
    }

    /** The same with helpers that do other work as well. */
    public static MultiplierTable standard(ParallelParts parallel) {
        return measured(new BlockedMultiplier(parallel));
    }

    /** Whether there are multipliers beside those of this module, as a BLAS. */
    static boolean hasOthers() {
        return !Provided.ROWS.isEmpty();
    }

    /** Every product through ojAlgo. */
    public static MultiplierTable ojAlgo() {
        return new MultiplierTable(List.of(new Row((m, n, k) -> true, new OjAlgoMultiplier())));
    }

    private static MultiplierTable measured(BlockedMultiplier blocked) {
        // docs/decisions/0011-matrix-products.md: ojAlgo was ahead only at 8 x 8 x 8, by some 60 ns.
        Row all = new Row((m, n, k) -> true, blocked);
        List<Row> rows = new ArrayList<>(Provided.ROWS);
        rows.add(all);
        return new MultiplierTable(rows);
    }

    /** What is on the class path, looked for once. */
    private static final class Provided {

        static final List<Row> ROWS = find();

        private static List<Row> find() {
            List<Row> rows = new ArrayList<>();
            for (MultiplierProvider each : ServiceLoader.load(MultiplierProvider.class)) {
                each.find().ifPresent(multiplier -> rows.add(new Row(each::suits, multiplier)));
            }
            return List.copyOf(rows);
        }
    }

    /** The multiplier that a product of these sizes goes to. */
    public MatrixMultiplier choose(int m, int n, int k) {
        for (Row row : rows) {
            if (row.condition().holds(m, n, k)) {
                return row.multiplier();
            }
        }
        throw new IllegalStateException("no multiplier for " + m + " x " + k + " by " + k + " x " + n);
    }

    @Override
    public String name() {
        return "table";
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
        choose(m, n, k).multiply(m, n, k, alpha, a, aOffset, transposeA, b, bOffset, transposeB, beta, c, cOffset);
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
        choose(m, n, k).multiply(m, n, k, alpha, a, aOffset, transposeA, b, bOffset, transposeB, beta, c, cOffset);
    }
}
