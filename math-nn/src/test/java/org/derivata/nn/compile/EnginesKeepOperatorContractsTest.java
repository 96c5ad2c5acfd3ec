package org.derivata.nn.compile;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.derivata.core.array.Array;
import org.derivata.core.expr.Expr;
import org.derivata.core.language.Library;
import org.derivata.testkit.OperatorContract;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

class EnginesKeepOperatorContractsTest {

    /** Programs are kept: differences ask for the same expression many times. */
    private static org.derivata.testkit.Engine engine(Engine engine) {
        Map<Expr, Program> programs = new HashMap<>();
        return (expression, inputs, sizes) -> programs.computeIfAbsent(
                        expression, each -> Compiler.of(engine).compile(List.of(each), sizes))
                .evaluate(inputs)
                .values()
                .iterator()
                .next();
    }

    @TestFactory
    Stream<DynamicNode> operators_compiled_for_our_kernels() {
        return OperatorContract.of(Library.standard(), engine(Engine.COMPILED));
    }

    /** Gives values in float64; on the way those in float32 must be the same within its rounding. */
    private static org.derivata.testkit.Engine bothPrecisions() {
        org.derivata.testkit.Engine doubles = engine(Engine.COMPILED);
        Map<Expr, Program> programs = new HashMap<>();
        return (expression, inputs, sizes) -> {
            Map<String, Array> rounded = SinglePrecision.rounded(inputs);
            Program program = programs.computeIfAbsent(
                    expression,
                    each -> Compiler.standard().precision(Precision.FLOAT32).compile(List.of(each), sizes));
            SinglePrecision.requireClose(
                    program.evaluate(rounded).get("0"),
                    doubles.evaluate(expression, rounded, sizes),
                    1e-3,
                    expression.toString());
            return doubles.evaluate(expression, inputs, sizes);
        };
    }

    @TestFactory
    Stream<DynamicNode> operators_in_float32() {
        return OperatorContract.of(Library.standard(), bothPrecisions());
    }

    @TestFactory
    Stream<DynamicNode> operators_compiled_for_ojalgo() {
        return OperatorContract.of(Library.standard(), engine(Engine.OJALGO));
    }
}
