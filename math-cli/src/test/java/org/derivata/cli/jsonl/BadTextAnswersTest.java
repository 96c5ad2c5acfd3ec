package org.derivata.cli.jsonl;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every text of the reference collection of mistakes, asked as a line: kind, place, what clashes and what was probably meant. */
class BadTextAnswersTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private static final int LONGEST_TEXT = 10_000;

    record Case(JsonNode fields, String text) {

        static Case of(JsonNode fields) {
            StringBuilder text = new StringBuilder(fields.path("expr").asText());
            for (JsonNode piece : fields.path("expr_build")) {
                text.append(piece.get(0).textValue().repeat(piece.get(1).intValue()));
            }
            return new Case(fields, text.toString());
        }

        JsonNode answer() throws IOException {
            ObjectNode request = MAPPER.createObjectNode().put("expr", text);
            if (fields.has("shapes")) {
                request.set("shapes", fields.get("shapes"));
            }
            StringWriter answers = new StringWriter();
            new JsonLines(new StringReader(request + "\n"), answers).run();
            return MAPPER.readTree(answers.toString());
        }

        /** A value and the values that are as good. */
        Set<JsonNode> accepted(String field) {
            Set<JsonNode> accepted = new HashSet<>();
            if (fields.has(field)) {
                accepted.add(fields.get(field));
            }
            fields.path(field + "_also_ok").forEach(accepted::add);
            return accepted;
        }

        @Override
        public String toString() {
            String shown = text.length() < 60 ? text : text.substring(0, 60) + "…";
            return fields.get("id").textValue() + " " + shown;
        }
    }

    static Stream<Case> texts() throws IOException {
        List<JsonNode> cases = ConformanceTest.cases("bad.jsonl");
        assertThat(cases).hasSize(168);
        return cases.stream().map(Case::of);
    }

    @ParameterizedTest
    @MethodSource("texts")
    void is_answered_with_kind_place_and_help(Case bad) throws IOException {
        JsonNode error = bad.answer().path("error");
        // a text without a mistake of its own still has names without values
        boolean understood =
                error.isMissingNode() || error.get("code").textValue().equals("value.missing");
        if (understood) {
            assertThat(bad.fields.path("may_accept").asBoolean())
                    .as("accepted, though it must be refused")
                    .isTrue();
            return;
        }
        if (bad.text.length() > LONGEST_TEXT && error.get("code").textValue().startsWith("limit.")) {
            return;
        }
        assertThat(bad.accepted("error")).as(error.toString()).contains(error.get("code"));
        if (bad.fields.has("offset")) {
            assertThat(bad.accepted("offset")).as(error.toString()).contains(error.get("offset"));
        }
        for (int side = 0; side < bad.fields.path("clash").size(); side++) {
            assertThat(error.path("clash").path(side).asText())
                    .as(error.toString())
                    .isEqualTo(bad.fields.get("clash").get(side).asText());
        }
        assertThat(error.path("help").asText())
                .as(error.toString())
                .contains(bad.fields.path("suggestion").asText());
    }
}
