package org.derivata.vector;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.derivata.nn.kernel.PackedTile;

/** A tile of float32, as {@link VectorDoubleTile}: Java has no way to write the two as one. */
final class VectorFloatTile implements PackedTile<float[]> {

    private static final int WIDTH = 256;
    private static final int DEPTH = 256;
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    private static final int STRIP = 2 * LANES;

    private final float[] panel = new float[DEPTH * WIDTH];
    private final float[] factors = new float[DEPTH * ROWS];
    private final float[] sums = new float[ROWS * WIDTH];

    @Override
    public int depth(int width) {
        return DEPTH;
    }

    @Override
    public int width() {
        return WIDTH;
    }

    @Override
    public void pack(int depth, int width, float[] b, int offset, int rowStride, int columnStride) {
        for (int j = 0; j < width; j += STRIP) {
            int columns = Math.min(STRIP, width - j);
            int strip = j * DEPTH;
            if (columnStride == 1) {
                for (int p = 0; p < depth; p++) {
                    System.arraycopy(b, offset + p * rowStride + j, panel, strip + p * STRIP, columns);
                }
                continue;
            }
            for (int column = 0; column < columns; column++) {
                int from = offset + (j + column) * columnStride;
                for (int p = 0; p < depth; p++) {
                    panel[strip + p * STRIP + column] = b[from + p * rowStride];
                }
            }
        }
    }

    @Override
    public void begin(int count, int width, double beta, float[] c, int offset, int rowStride, int columnStride) {
        float factor = (float) beta;
        for (int row = 0; row < count; row++) {
            int sum = row * WIDTH;
            int source = offset + row * rowStride;
            if (beta == 0) {
                Arrays.fill(sums, sum, sum + width, 0);
            } else {
                for (int j = 0, at = source; j < width; j++, at += columnStride) {
                    sums[sum + j] = factor * c[at];
                }
            }
        }
    }

    @Override
    public void sum(
            int count, int depth, int width, double alpha, float[] a, int offset, int rowStride, int columnStride) {
        float scale = (float) alpha;
        for (int row = 0; row < count; row++) {
            int from = offset + row * rowStride;
            for (int p = 0; p < depth; p++) {
                factors[p * ROWS + row] = scale * a[from + p * columnStride];
            }
        }
        // rows beyond the count repeat old factors; nobody reads their sums
        for (int j = 0; j < width; j += STRIP) {
            addStrip(depth, j);
        }
    }

    private void addStrip(int depth, int j) {
        FloatVector c00 = FloatVector.fromArray(SPECIES, sums, j);
        FloatVector c01 = FloatVector.fromArray(SPECIES, sums, j + LANES);
        FloatVector c10 = FloatVector.fromArray(SPECIES, sums, WIDTH + j);
        FloatVector c11 = FloatVector.fromArray(SPECIES, sums, WIDTH + j + LANES);
        FloatVector c20 = FloatVector.fromArray(SPECIES, sums, 2 * WIDTH + j);
        FloatVector c21 = FloatVector.fromArray(SPECIES, sums, 2 * WIDTH + j + LANES);
        FloatVector c30 = FloatVector.fromArray(SPECIES, sums, 3 * WIDTH + j);
        FloatVector c31 = FloatVector.fromArray(SPECIES, sums, 3 * WIDTH + j + LANES);
        for (int p = 0, at = j * DEPTH, factor = 0; p < depth; p++, at += STRIP, factor += ROWS) {
            FloatVector b0 = FloatVector.fromArray(SPECIES, panel, at);
            FloatVector b1 = FloatVector.fromArray(SPECIES, panel, at + LANES);
            FloatVector x0 = FloatVector.broadcast(SPECIES, factors[factor]);
            c00 = x0.fma(b0, c00);
            c01 = x0.fma(b1, c01);
            FloatVector x1 = FloatVector.broadcast(SPECIES, factors[factor + 1]);
            c10 = x1.fma(b0, c10);
            c11 = x1.fma(b1, c11);
            FloatVector x2 = FloatVector.broadcast(SPECIES, factors[factor + 2]);
            c20 = x2.fma(b0, c20);
            c21 = x2.fma(b1, c21);
            FloatVector x3 = FloatVector.broadcast(SPECIES, factors[factor + 3]);
            c30 = x3.fma(b0, c30);
            c31 = x3.fma(b1, c31);
        }
        c00.intoArray(sums, j);
        c01.intoArray(sums, j + LANES);
        c10.intoArray(sums, WIDTH + j);
        c11.intoArray(sums, WIDTH + j + LANES);
        c20.intoArray(sums, 2 * WIDTH + j);
        c21.intoArray(sums, 2 * WIDTH + j + LANES);
        c30.intoArray(sums, 3 * WIDTH + j);
        c31.intoArray(sums, 3 * WIDTH + j + LANES);
    }

    @Override
    public void store(int count, int width, float[] c, int offset, int rowStride, int columnStride) {
        for (int row = 0; row < count; row++) {
            int sum = row * WIDTH;
            int target = offset + row * rowStride;
            if (columnStride == 1) {
                System.arraycopy(sums, sum, c, target, width);
            } else {
                for (int j = 0, at = target; j < width; j++, at += columnStride) {
                    c[at] = sums[sum + j];
                }
            }
        }
    }
}
