package org.derivata.nn.kernel;

import java.util.Arrays;
import org.ojalgo.matrix.store.MatrixStore;
import org.ojalgo.matrix.store.R032Store;
import org.ojalgo.matrix.store.R064Store;

/**
 * Matrix products by ojAlgo.
 *
 * <p>ojAlgo stores columns one after another, so a row-major matrix is the transpose of the store that wraps it, and
 * {@code C = A B} becomes {@code C' = B' A'}. An operand that fills its array is wrapped; one that is a region of a
 * larger array is copied.
 */
public final class OjAlgoMultiplier implements MatrixMultiplier {

    @Override
    public String name() {
        return "ojalgo";
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
        int count = m * n;
        if (count == 0 || k == 0) {
            for (int i = cOffset; i < cOffset + count; i++) {
                c[i] = beta == 0 ? 0 : beta * c[i];
            }
            return;
        }
        MatrixStore<Double> left = operand(b, bOffset, transposeB ? k : n, transposeB ? n : k, transposeB);
        MatrixStore<Double> right = operand(a, aOffset, transposeA ? m : k, transposeA ? k : m, transposeA);
        if (alpha == 1 && beta == 0 && c.length == count) {
            R064Store.wrap(c, n).fillByMultiplying(left, right);
            return;
        }
        R064Store product = R064Store.FACTORY.make(n, m);
        product.fillByMultiplying(left, right);
        double[] values = product.data;
        for (int i = 0; i < count; i++) {
            double value = alpha * values[i];
            c[cOffset + i] = beta == 0 ? value : value + beta * c[cOffset + i];
        }
    }

    private static MatrixStore<Double> operand(double[] data, int offset, int rows, int columns, boolean transpose) {
        int count = rows * columns;
        double[] whole = data.length == count ? data : Arrays.copyOfRange(data, offset, offset + count);
        R064Store store = R064Store.wrap(whole, rows);
        return transpose ? store.transpose() : store;
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
        int count = m * n;
        if (count == 0 || k == 0) {
            for (int i = cOffset; i < cOffset + count; i++) {
                c[i] = beta == 0 ? 0 : (float) beta * c[i];
            }
            return;
        }
        MatrixStore<Double> left = operand(b, bOffset, transposeB ? k : n, transposeB ? n : k, transposeB);
        MatrixStore<Double> right = operand(a, aOffset, transposeA ? m : k, transposeA ? k : m, transposeA);
        if (alpha == 1 && beta == 0 && c.length == count) {
            R032Store.wrap(c, n).fillByMultiplying(left, right);
            return;
        }
        R032Store product = R032Store.FACTORY.make(n, m);
        product.fillByMultiplying(left, right);
        float[] values = product.data;
        for (int i = 0; i < count; i++) {
            float value = (float) alpha * values[i];
            c[cOffset + i] = beta == 0 ? value : value + (float) beta * c[cOffset + i];
        }
    }

    private static MatrixStore<Double> operand(float[] data, int offset, int rows, int columns, boolean transpose) {
        int count = rows * columns;
        float[] whole = data.length == count ? data : Arrays.copyOfRange(data, offset, offset + count);
        R032Store store = R032Store.wrap(whole, rows);
        return transpose ? store.transpose() : store;
    }
}
