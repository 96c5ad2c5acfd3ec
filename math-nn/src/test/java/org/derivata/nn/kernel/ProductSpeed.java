package org.derivata.nn.kernel;

import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Prints GFLOP/s of the multipliers, best of many short runs. Not a test: run its main. */
final class ProductSpeed {

    private static final int[][] SHAPES = {
        {4, 4, 4},
        {8, 8, 8},
        {16, 16, 16},
        {24, 24, 24},
        {32, 32, 32},
        {64, 64, 64},
        {256, 256, 256},
        {512, 512, 512},
        {1024, 1024, 1024},
        {32, 128, 784},
        {32, 10, 128},
        {784, 128, 32},
        {256, 128, 784},
        {256, 10, 128},
        {784, 128, 256},
        {150, 1, 4},
        {1000, 1, 64},
        {64, 1, 1000},
        {128, 512, 784}
    };

    private ProductSpeed() {}

    public static void main(String[] arguments) {
        ExecutorService pool = Executors.newFixedThreadPool(2);
        MatrixMultiplier[] multipliers = {
            new OjAlgoMultiplier(), new BlockedMultiplier(), new BlockedMultiplier(pool, 2)
        };
        System.out.println("m n k: ojalgo, blocked, blocked on 2 threads; then A'B and AB' of ojalgo and blocked");
        for (int[] shape : SHAPES) {
            StringBuilder line =
                    new StringBuilder(String.format(Locale.ROOT, "%5d %5d %5d ", shape[0], shape[1], shape[2]));
            for (MatrixMultiplier each : multipliers) {
                line.append(String.format(Locale.ROOT, " %6.2f", best(each, shape, false, false)));
            }
            for (int i = 0; i < 2; i++) {
                line.append(String.format(Locale.ROOT, " | %6.2f", best(multipliers[i], shape, true, false)));
                line.append(String.format(Locale.ROOT, " %6.2f", best(multipliers[i], shape, false, true)));
            }
            System.out.println(line);
        }
        pool.shutdown();
    }

    private static double best(MatrixMultiplier multiplier, int[] shape, boolean transposeA, boolean transposeB) {
        int m = shape[0];
        int n = shape[1];
        int k = shape[2];
        double[] a = new SplittableRandom(1).doubles((long) m * k).toArray();
        double[] b = new SplittableRandom(2).doubles((long) k * n).toArray();
        double[] c = new double[m * n];
        double flops = 2.0 * m * n * k;
        int repeats = (int) Math.max(1, Math.min(50_000, 1.5e7 / flops));
        double best = 0;
        long end = System.nanoTime() + 500_000_000L;
        while (System.nanoTime() < end) {
            long start = System.nanoTime();
            for (int i = 0; i < repeats; i++) {
                multiplier.multiply(m, n, k, 1, a, 0, transposeA, b, 0, transposeB, 0, c, 0);
            }
            best = Math.max(best, flops * repeats / (System.nanoTime() - start));
        }
        return best;
    }
}
