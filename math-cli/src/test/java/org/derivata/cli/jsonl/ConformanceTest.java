package org.derivata.cli.jsonl;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.derivata.cli.question.EngineChoice;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The reference cases, and formulas pasted as they stand from the NumPy code of textbooks and papers, asked as lines. */
class ConformanceTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    @TestFactory
    Stream<DynamicTest> every_case_passes_in_every_engine() {
        return Stream.of("scalar.jsonl", "tensor.jsonl", "pasted.jsonl")
                .flatMap(file -> Stream.of(EngineChoice.values())
                        .map(engine ->
                                DynamicTest.dynamicTest(file + " by " + engine.word(), () -> check(file, engine))));
    }

    private static void check(String file, EngineChoice engine) throws IOException {
        List<JsonNode> cases = cases(file);
        StringBuilder requests = new StringBuilder();
        for (JsonNode each : cases) {
            requests.append(request(each, engine)).append('\n');
        }
        StringWriter responses = new StringWriter();
        new JsonLines(new StringReader(requests.toString()), responses).run();
        List<String> answers = responses.toString().lines().toList();
        assertThat(answers).hasSameSizeAs(cases);
        List<String> wrong = new ArrayList<>();
        for (int i = 0; i < cases.size(); i++) {
            JsonNode answer = MAPPER.readTree(answers.get(i));
            assertThat(answer.get("id")).isEqualTo(cases.get(i).get("id"));
            if (answer.has("error")) {
                wrong.add(cases.get(i).get("id") + " " + answer.get("error"));
            } else {
                compare(cases.get(i), answer, wrong);
            }
        }
        assertThat(wrong).isEmpty();
    }

    static List<JsonNode> cases(String file) throws IOException {
        try (InputStream in =
                Objects.requireNonNull(ConformanceTest.class.getResourceAsStream("/reference/" + file), file)) {
            List<JsonNode> cases = new ArrayList<>();
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList()) {
                cases.add(MAPPER.readTree(line));
            }
            return cases;
        }
    }

    static ObjectNode request(JsonNode reference, EngineChoice engine) {
        ObjectNode request = MAPPER.createObjectNode();
        for (String field : List.of("id", "expr", "inputs", "wrt")) {
            request.set(field, reference.get(field));
        }
        if (reference.has("second") || reference.has("hessian")) {
            request.put("order", 2);
        }
        if (reference.has("jacobian")) {
            request.put("jacobian", true);
        }
        return request.put("engine", engine.word());
    }

    private static void compare(JsonNode reference, JsonNode answer, List<String> wrong) {
        String id = reference.get("id").textValue();
        double tolerance = reference.get("tol").doubleValue();
        compare(id + " value", answer.path("value"), reference.get("value"), tolerance, wrong);
        for (String field : List.of("grad", "jacobian")) {
            for (Map.Entry<String, JsonNode> each : reference.path(field).properties()) {
                JsonNode got = answer.path(field).path(each.getKey());
                compare(id + " " + field + " " + each.getKey(), got, each.getValue(), tolerance, wrong);
            }
        }
        if (reference.has("hessian")) {
            compare(id + " hessian", answer.path("hessian"), reference.get("hessian"), tolerance, wrong);
        }
        if (reference.has("second")) {
            JsonNode second = reference.get("second").elements().next();
            compare(id + " second", answer.path("hessian").path(0).path(0), second, tolerance, wrong);
        }
    }

    private static void compare(String what, JsonNode got, JsonNode reference, double tolerance, List<String> wrong) {
        if (got.isArray() && reference.isArray() && got.size() == reference.size()) {
            for (int i = 0; i < got.size(); i++) {
                compare(what, got.get(i), reference.get(i), tolerance, wrong);
            }
            return;
        }
        boolean close = got.isNumber()
                && reference.isNumber()
                && Math.abs(got.doubleValue() - reference.doubleValue())
                        <= tolerance * Math.max(1, Math.abs(reference.doubleValue()));
        if (!close) {
            wrong.add(what + ": " + got + ", not " + reference);
        }
    }
}
