package org.derivata.nn.kernel;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ojalgo.function.BinaryFunction;
import org.ojalgo.function.UnaryFunction;
import org.ojalgo.function.aggregator.Aggregator;
import org.ojalgo.function.constant.PrimitiveMath;
import org.ojalgo.matrix.store.R064Store;

/** Elementwise functions and sums that ojAlgo has, run by ojAlgo on whole arrays wrapped as one column. */
public final class OjAlgoFunction {

    private static final Map<String, OjAlgoFunction> BY_TEXT = Map.ofEntries(
            unary("exp(#1)", PrimitiveMath.EXP),
            unary("log(#1)", PrimitiveMath.LOG),
            unary("expm1(#1)", PrimitiveMath.EXPM1),
            unary("log1p(#1)", PrimitiveMath.LOG1P),
            unary("sin(#1)", PrimitiveMath.SIN),
            unary("cos(#1)", PrimitiveMath.COS),
            unary("tanh(#1)", PrimitiveMath.TANH),
            unary("abs(#1)", PrimitiveMath.ABS),
            unary("-#1", PrimitiveMath.NEGATE),
            unary("#1**(-1)", PrimitiveMath.INVERT),
            unary("#1**(1/2)", PrimitiveMath.SQRT),
            unary("#1**2", PrimitiveMath.POWER.parameter(2)),
            binary("#1 + #2", PrimitiveMath.ADD),
            binary("#1 - #2", PrimitiveMath.SUBTRACT),
            binary("#1 * #2", PrimitiveMath.MULTIPLY),
            binary("#1 / #2", PrimitiveMath.DIVIDE),
            binary("maximum(#1, #2)", PrimitiveMath.MAX),
            binary("minimum(#1, #2)", PrimitiveMath.MIN));

    private final @Nullable UnaryFunction<Double> unary;
    private final @Nullable BinaryFunction<Double> binary;

    private OjAlgoFunction(@Nullable UnaryFunction<Double> unary, @Nullable BinaryFunction<Double> binary) {
        this.unary = unary;
        this.binary = binary;
    }

    private static Map.Entry<String, OjAlgoFunction> unary(String text, UnaryFunction<Double> function) {
        return Map.entry(text, new OjAlgoFunction(function, null));
    }

    private static Map.Entry<String, OjAlgoFunction> binary(String text, BinaryFunction<Double> function) {
        return Map.entry(text, new OjAlgoFunction(null, function));
    }

    /** ojAlgo's counterpart of a function, or null when it has none. */
    public static @Nullable OjAlgoFunction of(ElementFunction function) {
        return BY_TEXT.get(function.text());
    }

    /** Computes {@code out} from arrays of its length; the second is not read by functions of one number. */
    public void run(double[] first, double[] second, double[] out) {
        if (out.length == 0) {
            return;
        }
        R064Store target = R064Store.wrap(out, out.length);
        target.fillMatching(R064Store.wrap(first, first.length));
        if (unary != null) {
            target.modifyAll(unary);
        } else if (binary != null) {
            target.modifyMatching(binary, R064Store.wrap(second, second.length));
        }
    }

    /** The sum of a whole array. */
    public static double sum(double[] a) {
        return a.length == 0 ? 0 : R064Store.wrap(a, a.length).aggregateAll(Aggregator.SUM);
    }
}
