package org.derivata.nn.kernel;

import java.util.Optional;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/** One number after the other, with the operators' own functions. */
final class PlainFunctions implements BlockFunctions {

    static final BlockFunctions PLAIN = new PlainFunctions();

    private static final Optional<FunctionProvider> PROVIDER = ServiceLoader.load(FunctionProvider.class).stream()
            .map(ServiceLoader.Provider::get)
            .filter(FunctionProvider::isUsable)
            .findFirst();

    static final BlockFunctions FASTEST = fastest(false);

    static final BlockFunctions NARROW = fastest(true);

    private static BlockFunctions fastest(boolean narrow) {
        return PROVIDER.map(each -> each.functions(narrow)).orElse(PLAIN);
    }

    @Override
    public @Nullable ElementLoop loop(String operator) {
        return null;
    }

    @Override
    public @Nullable FloatLoop floatLoop(String operator) {
        return null;
    }

    @Override
    public @Nullable FloatLoop floatRow(GroupFunction function) {
        return null;
    }

    @Override
    public void exponentials(double[] a, int from, int count, double shift, double[] out, int to) {
        for (int i = 0; i < count; i++) {
            out[to + i] = Math.exp(a[from + i] - shift);
        }
    }

    /** By four partial maxima, which a processor finds at the same time; a maximum does not depend on the order. */
    @Override
    public double max(double[] a, int from, int count) {
        double m0 = Double.NEGATIVE_INFINITY;
        double m1 = m0;
        double m2 = m0;
        double m3 = m0;
        int end = from + count;
        int i = from;
        for (; i + 4 <= end; i += 4) {
            m0 = Math.max(m0, a[i]);
            m1 = Math.max(m1, a[i + 1]);
            m2 = Math.max(m2, a[i + 2]);
            m3 = Math.max(m3, a[i + 3]);
        }
        double max = Math.max(Math.max(m0, m1), Math.max(m2, m3));
        for (; i < end; i++) {
            max = Math.max(max, a[i]);
        }
        return max;
    }

    @Override
    public void widen(float[] a, int from, int count, double[] out, int to) {
        for (int i = 0; i < count; i++) {
            out[to + i] = a[from + i];
        }
    }

    @Override
    public void narrow(double[] a, int from, int count, float[] out, int to) {
        for (int i = 0; i < count; i++) {
            out[to + i] = (float) a[from + i];
        }
    }
}
