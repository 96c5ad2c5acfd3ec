package org.derivata.nn.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.derivata.core.array.Array;
import org.derivata.core.diagnostic.ArgumentException;
import org.derivata.core.diagnostic.NameException;
import org.derivata.core.evaluate.ReferenceEvaluator;
import org.derivata.core.expr.Expr;
import org.derivata.core.language.Elaboration;
import org.derivata.core.language.Library;
import org.derivata.core.language.Limits;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every stored case that the library can read, through every engine. */
class ReferenceCasesTest {

    @ParameterizedTest
    @ValueSource(strings = {"scalar.jsonl", "tensor.jsonl"})
    void every_engine_reaches_the_stored_values(String file) {
        List<String> wrong = new ArrayList<>();
        int passed = 0;
        List<ReferenceCase> cases = ReferenceCase.read(file);
        for (ReferenceCase each : cases) {
            Optional<Expr> read = elaborate(each);
            if (read.isPresent()) {
                check(each, "reference", ReferenceEvaluator.evaluate(read.get(), each.inputs()), wrong);
                for (Engine engine : Engine.values()) {
                    check(each, engine.name(), run(engine, read.get(), each.inputs()), wrong);
                }
                passed++;
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(passed).as("cases read of %d", cases.size()).isGreaterThan(cases.size() / 3);
    }

    private static Array run(Engine engine, Expr expression, Map<String, Array> inputs) {
        Program program = Compiler.of(engine).compile(expression, Map.of());
        return program.evaluate(inputs).get("result");
    }

    private static Optional<Expr> elaborate(ReferenceCase each) {
        try {
            return Optional.of(Elaboration.of(each.text(), Library.standard(), each.variables(), Limits.trusted())
                    .requireResult());
        } catch (NameException | ArgumentException unknown) {
            return Optional.empty();
        }
    }

    private static void check(ReferenceCase each, String engine, Array got, List<String> wrong) {
        double[] expected = each.value().data();
        for (int i = 0; i < expected.length; i++) {
            double error = Math.abs(got.data()[i] - expected[i]);
            if (!(error <= each.tolerance() * Math.max(1, Math.abs(expected[i])))) {
                wrong.add(engine + " " + each + ": " + got + " instead of " + each.value());
                return;
            }
        }
    }
}
