package org.derivata.nn.compile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.derivata.core.array.Array;
import org.derivata.core.expr.Variable;
import org.derivata.core.shape.Dimension;
import org.derivata.core.shape.Shape;

/** A stored case: a text, its inputs, the value that an independent program computed. */
record ReferenceCase(String id, String text, Map<String, Array> inputs, Array value, double tolerance) {

    static List<ReferenceCase> read(String file) {
        List<ReferenceCase> cases = new ArrayList<>();
        ObjectMapper mapper = new ObjectMapper();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(ReferenceCase.class.getResourceAsStream("/reference/" + file), file),
                StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonNode node = mapper.readTree(line);
                Map<String, Array> inputs = new LinkedHashMap<>();
                node.get("inputs").properties().forEach(each -> inputs.put(each.getKey(), array(each.getValue())));
                cases.add(new ReferenceCase(
                        node.get("id").asText(),
                        node.get("expr").asText(),
                        inputs,
                        array(node.get("value")),
                        node.get("tol").asDouble()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return cases;
    }

    Map<String, Variable> variables() {
        Map<String, Variable> variables = new LinkedHashMap<>();
        inputs.forEach((name, array) -> {
            List<Dimension> sizes = new ArrayList<>();
            for (int size : array.shape()) {
                sizes.add(Dimension.of(size));
            }
            variables.put(name, Variable.of(name, new Shape(sizes)));
        });
        return variables;
    }

    private static Array array(JsonNode node) {
        List<Integer> shape = new ArrayList<>();
        for (JsonNode inner = node; inner.isArray(); inner = inner.get(0)) {
            shape.add(inner.size());
        }
        List<Double> numbers = new ArrayList<>();
        collect(node, numbers);
        return Array.of(
                numbers.stream().mapToDouble(Double::doubleValue).toArray(),
                shape.stream().mapToInt(Integer::intValue).toArray());
    }

    private static void collect(JsonNode node, List<Double> numbers) {
        if (node.isArray()) {
            node.forEach(each -> collect(each, numbers));
        } else {
            numbers.add(node.isTextual() ? Double.parseDouble(node.asText()) : node.asDouble());
        }
    }

    @Override
    public String toString() {
        return id + " " + text;
    }
}
