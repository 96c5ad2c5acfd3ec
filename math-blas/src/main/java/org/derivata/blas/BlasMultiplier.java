package org.derivata.blas;

import dev.ludovic.netlib.blas.BLAS;
import org.derivata.nn.kernel.MatrixMultiplier;
import org.derivata.nn.kernel.ProductBounds;

/**
 * Products by a BLAS. It takes columns one after another, so that {@code C = A B} of row-major matrices is asked for as
 * {@code C' = B' A'}. How many threads it takes, and in which order it sums, is its own affair.
 */
final class BlasMultiplier implements MatrixMultiplier {

    private final BLAS blas;

    BlasMultiplier(BLAS blas) {
        this.blas = blas;
    }

    @Override
    public String name() {
        return "blas";
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
        if (m == 0 || n == 0) {
            return;
        }
        if (k == 0) {
            for (int i = cOffset; i < cOffset + m * n; i++) {
                c[i] = beta == 0 ? 0 : beta * c[i];
            }
            return;
        }
        blas.dgemm(
                transposition(transposeB),
                transposition(transposeA),
                n,
                m,
                k,
                alpha,
                b,
                bOffset,
                transposeB ? k : n,
                a,
                aOffset,
                transposeA ? m : k,
                beta,
                c,
                cOffset,
                n);
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
        if (m == 0 || n == 0) {
            return;
        }
        if (k == 0) {
            for (int i = cOffset; i < cOffset + m * n; i++) {
                c[i] = beta == 0 ? 0 : (float) beta * c[i];
            }
            return;
        }
        blas.sgemm(
                transposition(transposeB),
                transposition(transposeA),
                n,
                m,
                k,
                (float) alpha,
                b,
                bOffset,
                transposeB ? k : n,
                a,
                aOffset,
                transposeA ? m : k,
                (float) beta,
                c,
                cOffset,
                n);
    }

    private static String transposition(boolean transposed) {
        return transposed ? "T" : "N";
    }
}
