package org.derivata.core.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.derivata.core.diagnostic.Diagnostic;
import org.derivata.core.diagnostic.MathException;
import org.derivata.core.diagnostic.Source;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every text of the reference collection that the parser alone must refuse. */
class BadTextTest {

    record Case(String id, String text, Set<String> codes, Set<Integer> offsets, boolean mayAccept) {
        @Override
        public String toString() {
            return id + " " + (text.length() < 60 ? text : text.substring(0, 60) + "…");
        }
    }

    static Stream<Case> textsForTheParser() throws IOException {
        ObjectMapper json = new ObjectMapper();
        List<Case> cases = new ArrayList<>();
        try (InputStream in = BadTextTest.class.getResourceAsStream("/reference/bad.jsonl")) {
            String lines = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            for (String line : lines.split("\n")) {
                JsonNode node = json.readTree(line);
                String error = node.get("error").asText();
                if (error.matches("(syntax|limit)\\..*|number\\.range|keyword\\.repeated")) {
                    cases.add(read(node, error));
                }
            }
        }
        assertThat(cases).hasSizeGreaterThan(80);
        return cases.stream();
    }

    private static Case read(JsonNode node, String error) {
        StringBuilder text = new StringBuilder(node.path("expr").asText());
        for (JsonNode piece : node.path("expr_build")) {
            text.append(piece.get(0).asText().repeat(piece.get(1).asInt()));
        }
        Set<String> codes = new java.util.HashSet<>(Set.of(error));
        node.path("error_also_ok").forEach(code -> codes.add(code.asText()));
        Set<Integer> offsets = new java.util.HashSet<>();
        if (node.has("offset")) {
            offsets.add(node.get("offset").asInt());
        }
        node.path("offset_also_ok").forEach(offset -> offsets.add(offset.asInt()));
        return new Case(
                node.get("id").asText(),
                text.toString(),
                codes,
                offsets,
                node.path("may_accept").asBoolean());
    }

    @ParameterizedTest
    @MethodSource("textsForTheParser")
    void isRefusedWithAnAcceptedCodeAndPlace(Case bad) {
        MathException error =
                catchThrowableOfType(MathException.class, () -> new MathParser().parse(new Source("bad", bad.text)));
        if (error == null) {
            assertThat(bad.mayAccept).as("accepted, though it must be refused").isTrue();
            return;
        }
        Diagnostic found = error.diagnostic();
        boolean limit = found.code().startsWith("limit.") && bad.text.length() > 10_000;
        if (!limit) {
            assertThat(bad.codes).as(found.render()).contains(found.code());
            if (!bad.offsets.isEmpty()) {
                assertThat(bad.offsets).as(found.render()).contains(found.offset());
            }
        }
        assertThat(found.help()).as(found.render()).isNotBlank();
        assertThat(found.render())
                .doesNotContain("<EOF>", "expecting", "no viable", "extraneous", "mismatched", "NAME", "LEFT");
        if (Boolean.getBoolean("show")) {
            System.out.println(found.render() + "\n");
        }
    }
}
