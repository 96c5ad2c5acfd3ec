package org.derivata.cli.jsonl;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.derivata.cli.question.EngineChoice;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Formulas whose value and gradient exist and whose plain evaluation overflows, cancels or divides by 0, in all engines. */
class StabilityTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** The derivative of {@code (1 + 1/n)**n}: two equal numbers of which only the 25th digit differs. */
    private static final Set<String> WRONG_HARD_GRADIENTS = Set.of("b-078");

    @ParameterizedTest
    @EnumSource
    void values_and_gradients_come_out_where_plain_evaluation_fails_but_for_one_that_needs_a_series(EngineChoice engine)
            throws IOException {
        List<JsonNode> cases = ConformanceTest.cases("stability.jsonl");
        assertThat(cases).hasSize(80);
        StringBuilder requests = new StringBuilder();
        for (JsonNode each : cases) {
            ObjectNode request = MAPPER.createObjectNode();
            for (String field : List.of("id", "expr", "inputs", "wrt")) {
                request.set(field, each.get(field));
            }
            requests.append(request.put("engine", engine.word())).append('\n');
        }
        StringWriter responses = new StringWriter();
        new JsonLines(new StringReader(requests.toString()), responses).run();
        List<String> answers = responses.toString().lines().toList();
        assertThat(answers).hasSameSizeAs(cases);
        Set<String> values = new LinkedHashSet<>();
        Set<String> gradients = new LinkedHashSet<>();
        Set<String> hard = new LinkedHashSet<>();
        for (int i = 0; i < answers.size(); i++) {
            JsonNode reference = cases.get(i);
            JsonNode answer = MAPPER.readTree(answers.get(i));
            String id = reference.get("id").textValue();
            if (!agree(answer.path("value"), reference.get("value"), reference)) {
                values.add(id);
            }
            for (Map.Entry<String, JsonNode> each : reference.get("grad").properties()) {
                if (!agree(answer.path("grad").path(each.getKey()), each.getValue(), reference)) {
                    (reference.has("hard") ? hard : gradients).add(id);
                }
            }
        }
        assertThat(values).as("wrong values").isEmpty();
        assertThat(gradients).as("wrong gradients").isEmpty();
        assertThat(hard).as("wrong gradients that need a series").isSubsetOf(WRONG_HARD_GRADIENTS);
    }

    private static boolean agree(JsonNode got, JsonNode expected, JsonNode reference) {
        if (expected.isArray()) {
            boolean agree = got.size() == expected.size();
            for (int i = 0; agree && i < expected.size(); i++) {
                agree = agree(got.get(i), expected.get(i), reference);
            }
            return agree;
        }
        double tolerance = reference.get("atol").doubleValue()
                + reference.get("tol").doubleValue() * Math.abs(expected.doubleValue());
        return got.isNumber() && Math.abs(got.doubleValue() - expected.doubleValue()) <= tolerance;
    }
}
