package org.derivata.nn.compile;

import java.util.function.DoubleUnaryOperator;
import org.derivata.nn.kernel.StraightLine;

/** Straight-line code run one instruction at a time, where classes cannot be defined: slower, the same bits. */
record InterpretedScalar(StraightLine code, int[] outputs, int variables)
        implements DoubleUnaryOperator, DifferentiableFunction {

    @Override
    public double applyAsDouble(double x) {
        return run(x)[outputs[0]];
    }

    @Override
    public double value(double... x) {
        ScalarInputs.require(x, variables);
        return run(x)[outputs[0]];
    }

    @Override
    public double value(double[] x, double[] gradient) {
        ScalarInputs.require(x, variables);
        ScalarInputs.require(gradient, outputs.length - 1);
        double[] values = run(x);
        for (int i = 0; i < gradient.length; i++) {
            gradient[i] = values[outputs[i + 1]];
        }
        return values[outputs[0]];
    }

    private double[] run(double... x) {
        double[] values = new double[code.instructions().size()];
        code.run(x, values);
        return values;
    }
}
