package org.derivata.cli.jsonl;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PipedReader;
import java.io.PipedWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonLinesTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private static List<String> answers(String requests) {
        StringWriter responses = new StringWriter();
        try {
            new JsonLines(new StringReader(requests), responses).run();
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
        return responses.toString().lines().toList();
    }

    private static String answer(String request) {
        List<String> answers = answers(request + "\n");
        assertThat(answers).hasSize(1);
        return answers.get(0);
    }

    @Test
    void one_answer_a_line_in_order_whatever_is_wrong_between() {
        assertThat(answers("""
                        {"id": 1, "expr": "x**2", "inputs": {"x": 3}, "wrt": ["x"]}
                        not json

                        {"id": "b", "expr": "x +", "inputs": {"x": 3}}
                        {"id": [4], "expr": "1 + 1"}"""))
                .satisfiesExactly(
                        first -> assertThat(first).isEqualTo("{\"id\":1,\"value\":9.0,\"grad\":{\"x\":6.0}}"),
                        second -> assertThat(second).contains("\"id\":null", "request.json", "line 2"),
                        third -> assertThat(third).contains("\"id\":null", "request.json"),
                        fourth -> assertThat(fourth).contains("\"id\":\"b\"", "\"offset\":3,\"line\":1,\"column\":4"),
                        fifth -> assertThat(fifth).isEqualTo("{\"id\":[4],\"value\":2.0}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[]|request.json",
                "{} {}|request.json",
                "{\"expr\": \"1\", \"expr\": \"2\"}|request.json",
                "{\"expr\": \"x\", \"input\": {\"x\": 1}}|request.unknown_field",
                "{\"id\": 1}|request.missing",
                "{\"expr\": null}|request.missing",
                "{\"expr\": 3}|request.type",
                "{\"expr\": \"x\", \"inputs\": [1]}|request.type",
                "{\"expr\": \"x\", \"inputs\": {\"x\": true}}|request.type",
                "{\"expr\": \"x\", \"inputs\": {\"x\": \"one\"}}|request.number",
                "{\"expr\": \"x\", \"inputs\": {\"x\": 1e999}}|request.number",
                "{\"expr\": \"x\", \"inputs\": {\"x\": [1, [2]]}}|request.ragged",
                "{\"expr\": \"x\", \"inputs\": {\"x\": [[1], [2, 3]]}}|request.ragged",
                "{\"expr\": \"x\", \"inputs\": {\"x\": [[1], 2]}}|request.ragged",
                "{\"expr\": \"x\", \"inputs\": {\"x\": 1}, \"wrt\": \"x\"}|request.type",
                "{\"expr\": \"x\", \"inputs\": {\"x\": 1}, \"wrt\": [\"y\"]}|name.unknown_variable",
                "{\"expr\": \"x\", \"inputs\": {\"x\": 1}, \"order\": 3}|request.order",
                "{\"expr\": \"x\", \"inputs\": {\"x\": 1}, \"engine\": \"abacus\"}|request.engine",
                "{\"expr\": \"x\", \"inputs\": {\"x\": 1}, \"engine\": 7}|request.type",
                "{\"expr\": \"x\", \"inputs\": {\"x\": 1}, \"jacobian\": \"yes\"}|request.type",
                "{\"expr\": \"x\", \"inputs\": {\"x\": 1}, \"op\": \"guess\"}|request.op",
                "{\"expr\": \"x\", \"shapes\": {\"x\": [-1]}}|request.type",
                "{\"expr\": \"x\", \"shapes\": {\"x\": [\"2 $ 3\"]}}|request.type",
                "{\"expr\": \"x\", \"shapes\": {\"x\": 3}}|request.type",
                "{\"expr\": \"x + y\", \"inputs\": {\"x\": 1}}|name.unknown_variable",
                "{\"expr\": \"x + 1\"}|value.missing",
                "{\"expr\": \"x\", \"inputs\": {\"x\": [1, 2]}, \"wrt\": [\"x\"]}|derivative.not_scalar",
                "{\"expr\": \"outer(x, x)\", \"shapes\": {\"x\": [10000]}, \"inputs\": {\"x\": [1]}}|value.shape"
            })
    void wrong_requests_are_told_by_code(String request, String code) throws IOException {
        JsonNode error = MAPPER.readTree(answer(request)).get("error");
        assertThat(error).as(request).isNotNull();
        assertThat(error.get("code").textValue()).as(error.toString()).isEqualTo(code);
        assertThat(error.has("message") && error.has("offset") && error.has("line") && error.has("column"))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"id\": 1, \"expr\": \"x|line 1 is not JSON: it ends too early, at column ",
                "{\"id\": 1|line 1 is not JSON: it ends too early, at column ",
                "{\"id\": 1, ]|line 1 is not JSON: this cannot stand at column ",
                "{\"id\": 1} 2|line 1 is not JSON: there is more after its end, at column ",
                "{\"id\": 1, \"id\": 2}|line 1 is not JSON: it has a field twice, at column "
            })
    void what_is_no_json_is_told_in_words_of_ours(String request, String told) {
        assertThat(answer(request)).contains("request.json", told).doesNotContain("Source", "token", "jackson");
    }

    @Test
    void infinities_and_nan_go_in_and_out_as_strings() {
        assertThat(answer("{\"expr\": \"x * 2\", \"inputs\": {\"x\": [\"Infinity\", \"-Infinity\", \"NaN\"]}}"))
                .endsWith("\"value\":[\"Infinity\",\"-Infinity\",\"NaN\"]}");
    }

    @Test
    void second_derivatives_are_one_matrix_in_the_order_of_wrt() {
        assertThat(answer("{\"expr\": \"a * sum(w**2)\", \"inputs\": {\"w\": [1, 2], \"a\": 3},"
                        + "\"wrt\": [\"w\", \"a\"], \"order\": 2}"))
                .endsWith("\"hessian\":[[6.0,0.0,2.0],[0.0,6.0,4.0],[2.0,4.0,0.0]]}");
    }

    @Test
    void jacobians_are_flattened_to_matrices() {
        assertThat(answer("{\"expr\": \"X * s\", \"inputs\": {\"X\": [[1, 2]], \"s\": 3},"
                        + "\"wrt\": [\"X\", \"s\"], \"jacobian\": true}"))
                .endsWith("\"value\":[[3.0,6.0]],\"jacobian\":{\"X\":[[3.0,0.0],[0.0,3.0]],\"s\":[[1.0],[2.0]]}}");
    }

    @Test
    void shapes_alone_answer_with_a_shape_and_still_find_errors() {
        assertThat(answer("{\"expr\": \"X @ w\", \"shapes\": {\"X\": [\"n\", 3], \"w\": [3]}}"))
                .isEqualTo("{\"id\":null,\"shape\":[\"n\"]}");
        assertThat(answer("{\"expr\": \"X @ w\", \"shapes\": {\"X\": [\"n\", 3], \"w\": [4]}}"))
                .contains("shape.matmul", "\"clash\":[\"3\",\"4\"]");
        assertThat(answer("{\"expr\": \"X: [n, d]; X.T\"}")).endsWith("\"shape\":[\"d\",\"n\"]}");
    }

    @Test
    void named_sizes_are_bound_by_the_inputs() {
        assertThat(
                        answer(
                                "{\"expr\": \"sum(X) / n\", \"shapes\": {\"X\": [\"n\", \"d\"]}, \"inputs\": {\"X\": [[1, 2], [3, 4]]}}"))
                .endsWith("\"value\":5.0}");
        assertThat(answer("{\"expr\": \"X: [n, n]; trace(X)\", \"inputs\": {\"X\": [[1, 2], [3, 4]]}}"))
                .endsWith("\"value\":5.0}");
        assertThat(answer("{\"expr\": \"X: [n, n]; trace(X)\", \"inputs\": {\"X\": [[1, 2]]}}"))
                .contains("value.shape");
    }

    @Test
    void nothing_of_one_request_is_left_for_the_next() {
        assertThat(answers(
                        "{\"expr\": \"x\", \"inputs\": {\"x\": 1}}\n{\"expr\": \"x + y\", \"inputs\": {\"y\": 1}}\n"))
                .last()
                .asString()
                .contains("name.unknown_variable");
    }

    @Test
    void diff_and_simplify_answer_with_text() {
        assertThat(answer("{\"op\": \"diff\", \"expr\": \"x * y\", \"wrt\": [\"x\", \"y\"]}"))
                .isEqualTo("{\"id\":null,\"text\":{\"x\":\"y\",\"y\":\"x\"},\"latex\":{\"x\":\"y\",\"y\":\"x\"}}");
        assertThat(answer("{\"op\": \"simplify\", \"expr\": \"exp(log(u))\", \"assume\": \"u > 0\"}"))
                .contains("\"text\":\"u\"");
    }

    @Test
    void an_answer_comes_before_the_next_question() throws Exception {
        PipedReader requests = new PipedReader();
        PipedWriter asking = new PipedWriter(requests);
        try (PipedReader answers = new PipedReader();
                PipedWriter answering = new PipedWriter(answers)) {
            Thread server = new Thread(() -> {
                try {
                    new JsonLines(requests, answering).run();
                } catch (IOException closed) {
                    throw new AssertionError(closed);
                }
            });
            server.start();
            asking.write("{\"id\": 1, \"expr\": \"2\"}\n");
            asking.flush();
            StringBuilder answer = new StringBuilder();
            for (int next = answers.read(); next != '\n'; next = answers.read()) {
                answer.append((char) next);
            }
            assertThat(answer.toString()).isEqualTo("{\"id\":1,\"value\":2.0}");
            asking.close();
            server.join();
        }
    }

    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    void a_thousand_requests_take_seconds() {
        StringBuilder requests = new StringBuilder();
        for (int i = 0; i < 1000; i++) {
            requests.append("{\"id\": ")
                    .append(i)
                    .append(", \"expr\": \"x**2 * sin(x) + ")
                    .append(i);
            requests.append("\", \"inputs\": {\"x\": 0.5}, \"wrt\": [\"x\"]}\n");
        }
        assertThat(answers(requests.toString())).hasSize(1000).noneMatch(each -> each.contains("error"));
    }
}
