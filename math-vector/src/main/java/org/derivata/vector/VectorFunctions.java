package org.derivata.vector;

import java.lang.invoke.MethodHandle;
import java.util.Map;
import java.util.Objects;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.derivata.nn.kernel.BlockFunctions;
import org.derivata.nn.kernel.FloatLoop;
import org.derivata.nn.kernel.GroupFunction;
import org.jspecify.annotations.Nullable;

/**
 * Functions by the Vector API: exponentials of our own, which are faster, and those of the JDK's vector library (Intel SVML), which it has for x86 on
 * Linux and Windows.
 */
final class VectorFunctions implements BlockFunctions {

    private static final int NARROWEST = 128;

    private final boolean narrow;

    /** A handle that is no constant to HotSpot, so that the loop is not inlined: as a part of its caller it is slower by half. */
    private final MethodHandle exponentials;

    /** @param narrow whether results are rounded to float32 */
    VectorFunctions(boolean narrow) {
        this.narrow = narrow;
        this.exponentials = VectorLoop.shifted(Objects.requireNonNull(loop("exp")));
    }

    /** Whether vectors have more lanes than two, of which nothing is gained. */
    static boolean areWide() {
        return DoubleVector.SPECIES_PREFERRED.vectorBitSize() > NARROWEST;
    }

    private static final class Loops {

        static final Map<String, VectorLoop> EXACT = Map.of(
                "exp", loops(Exponentials::exp),
                "tanh", loops(Exponentials::tanh),
                "sigmoid", loops(Exponentials::sigmoid),
                "softplus", loops(Exponentials::softplus),
                "expm1", loops(x -> x.lanewise(VectorOperators.EXPM1)),
                "log", loops(x -> x.lanewise(VectorOperators.LOG)),
                "log1p", loops(x -> x.lanewise(VectorOperators.LOG1P)),
                "sin", loops(x -> x.lanewise(VectorOperators.SIN)),
                "cos", loops(x -> x.lanewise(VectorOperators.COS)));

        static final Map<String, VectorLoop> NARROW = Map.of(
                "exp", loops(Exponentials::narrowExp),
                "sigmoid", loops(Exponentials::narrowSigmoid));

        static final Map<String, FloatLoop> FLOATS = Map.of(
                "exp", floats(FloatExponentials.EXP),
                "sigmoid", floats(FloatExponentials.SIGMOID),
                "tanh", floats(FloatExponentials.TANH));

        private static VectorLoop loops(VectorFunction function) {
            return (VectorLoop) ClassCopy.of(VectorLoops.class, function);
        }

        private static FloatLoop floats(FloatFunction function) {
            return (FloatLoop) ClassCopy.of(FloatLoops.class, function);
        }
    }

    @Override
    public @Nullable VectorLoop loop(String operator) {
        VectorLoop exact = Loops.EXACT.get(operator);
        return narrow ? Loops.NARROW.getOrDefault(operator, exact) : exact;
    }

    @Override
    public @Nullable FloatLoop floatLoop(String operator) {
        return Loops.FLOATS.get(operator);
    }

    @Override
    public @Nullable FloatLoop floatRow(GroupFunction function) {
        return function == GroupFunction.SOFTMAX ? FloatRows::softmax : null;
    }

    /** Vectors of one size only: HotSpot would no longer know the class of a vector of float32, and make an object of each. */
    private static final class Species {

        static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;
        static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
        static final int LANES = DOUBLES.length();
        static final VectorMask<Float> UPPER = VectorMask.fromLong(FLOATS, ((1L << LANES) - 1) << LANES);
    }

    @Override
    public void exponentials(double[] a, int from, int count, double shift, double[] out, int to) {
        try {
            exponentials.invokeExact(a, from, count, shift, out, to);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public double max(double[] a, int from, int count) {
        DoubleVector most = DoubleVector.broadcast(Species.DOUBLES, Double.NEGATIVE_INFINITY);
        int whole = Species.DOUBLES.loopBound(count);
        for (int i = 0; i < whole; i += Species.LANES) {
            most = most.max(DoubleVector.fromArray(Species.DOUBLES, a, from + i));
        }
        double max = most.reduceLanes(VectorOperators.MAX);
        for (int i = whole; i < count; i++) {
            max = Math.max(max, a[from + i]);
        }
        return max;
    }

    @Override
    public void widen(float[] a, int from, int count, double[] out, int to) {
        int whole = Species.FLOATS.loopBound(count);
        for (int i = 0; i < whole; i += 2 * Species.LANES) {
            FloatVector each = FloatVector.fromArray(Species.FLOATS, a, from + i);
            ((DoubleVector) each.convert(VectorOperators.F2D, 0)).intoArray(out, to + i);
            ((DoubleVector) each.convert(VectorOperators.F2D, 1)).intoArray(out, to + i + Species.LANES);
        }
        for (int i = whole; i < count; i++) {
            out[to + i] = a[from + i];
        }
    }

    @Override
    public void narrow(double[] a, int from, int count, float[] out, int to) {
        int whole = Species.FLOATS.loopBound(count);
        for (int i = 0; i < whole; i += 2 * Species.LANES) {
            FloatVector lower = (FloatVector)
                    DoubleVector.fromArray(Species.DOUBLES, a, from + i).convert(VectorOperators.D2F, 0);
            FloatVector upper = (FloatVector) DoubleVector.fromArray(Species.DOUBLES, a, from + i + Species.LANES)
                    .convert(VectorOperators.D2F, -1);
            lower.blend(upper, Species.UPPER).intoArray(out, to + i);
        }
        for (int i = whole; i < count; i++) {
            out[to + i] = (float) a[from + i];
        }
    }
}
