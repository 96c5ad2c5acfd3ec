package org.derivata.cli.jsonl;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import org.derivata.cli.question.EngineChoice;
import org.derivata.cli.question.Question;
import org.derivata.cli.question.Solver;
import org.derivata.symbolic.Formula;
import org.derivata.symbolic.derivation.Derivation;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DerivationCasesTest {

    @ParameterizedTest
    @ValueSource(strings = {"scalar.jsonl", "tensor.jsonl"})
    void theStepsOfEveryReferenceCaseEndInItsGradient(String file) throws IOException {
        int derived = 0;
        for (JsonNode each : ConformanceTest.cases(file)) {
            String line = ConformanceTest.request(each, EngineChoice.STANDARD).toString();
            Question question = Request.of(Json.readObject(line, 1)).question();
            Formula formula = Solver.formula(question);
            List<String> names = formula.shape().isScalar() ? question.wrt() : List.of();
            for (String name : names) {
                Derivation steps = formula.derivation(name);
                assertThat(steps.result())
                        .as(line)
                        .isSameAs(formula.gradient(name).expression());
                assertThat(steps.toString()).as(line).doesNotContainPattern("[\uE000-\uF8FF]");
                derived++;
            }
        }
        assertThat(derived).isGreaterThan(300);
    }
}
