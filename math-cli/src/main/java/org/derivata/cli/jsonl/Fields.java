package org.derivata.cli.jsonl;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.derivata.core.array.Array;
import org.derivata.core.diagnostic.ArgumentException;
import org.derivata.core.diagnostic.Diagnostic;
import org.derivata.core.expr.Variable;
import org.derivata.core.language.Suggestion;
import org.derivata.core.shape.Dimension;
import org.derivata.core.shape.Shape;
import org.derivata.symbolic.Formula;
import org.jspecify.annotations.Nullable;

/** The fields of a request, each of the type it must have. A field that no request has is refused. */
final class Fields {

    private static final int MOST_AXES = 32;

    private static final List<String> KNOWN = List.of(
            "id", "op", "expr", "shapes", "inputs", "wrt", "order", "jacobian", "stabilize", "engine", "assume");

    private final JsonNode request;

    /**
     * The fields of a line.
     *
     * @throws ArgumentException {@code request.unknown_field}: left out silently, a misspelt one would change the answer
     */
    Fields(JsonNode request) {
        this.request = request;
        for (Map.Entry<String, JsonNode> each : request.properties()) {
            if (!KNOWN.contains(each.getKey())) {
                throw new ArgumentException(Diagnostic.of(
                                "request.unknown_field", "requests have no field \"" + clipped(each.getKey()) + "\"")
                        .help(Suggestion.nearest(each.getKey(), KNOWN)
                                .map(near -> "did you mean \"" + near + "\"?")
                                .orElse("fields are " + String.join(", ", KNOWN))));
            }
        }
    }

    private @Nullable JsonNode get(String field) {
        JsonNode node = request.get(field);
        return node == null || node.isNull() ? null : node;
    }

    /** A text that must be there. */
    String requiredText(String field) {
        JsonNode node = get(field);
        if (node == null) {
            throw new ArgumentException(Diagnostic.of("request.missing", "the request has no \"" + field + "\"")
                    .help("a request is an object such as {\"id\": 1, \"expr\": \"x**2\", \"inputs\": {\"x\": 3}}"));
        }
        return text(field, node);
    }

    String text(String field, String otherwise) {
        JsonNode node = get(field);
        return node == null ? otherwise : text(field, node);
    }

    private static String text(String field, JsonNode node) {
        if (!node.isTextual()) {
            throw type(field, "a string", node);
        }
        return node.textValue();
    }

    boolean flag(String field, boolean otherwise) {
        JsonNode node = get(field);
        if (node != null && !node.isBoolean()) {
            throw type(field, "true or false", node);
        }
        return node == null ? otherwise : node.booleanValue();
    }

    int order() {
        JsonNode node = get("order");
        if (node == null) {
            return 1;
        }
        if (!node.isNumber()) {
            throw type("order", "a number", node);
        }
        if (node.doubleValue() != 1 && node.doubleValue() != 2) {
            throw new ArgumentException(Diagnostic.of("request.order", "there is no order " + shown(node))
                    .help("1 asks for first derivatives, 2 for second ones too"));
        }
        return node.intValue();
    }

    List<String> names(String field) {
        JsonNode node = get(field);
        List<String> names = new ArrayList<>();
        if (node == null) {
            return names;
        }
        if (!node.isArray()) {
            throw type(field, "a list of names", node);
        }
        for (JsonNode each : node) {
            if (!each.isTextual()) {
                throw type(field, "a list of names", each);
            }
            names.add(each.textValue());
        }
        return names;
    }

    Map<String, Array> inputs() {
        Map<String, Array> inputs = new LinkedHashMap<>();
        object("inputs", "an object of numbers and lists")
                .forEach((name, value) -> inputs.put(name, array("inputs." + name, value)));
        return inputs;
    }

    Map<String, Variable> shapes() {
        Map<String, Variable> shapes = new LinkedHashMap<>();
        object("shapes", "an object of lists of sizes")
                .forEach((name, value) -> shapes.put(name, Variable.of(name, shape("shapes." + name, value))));
        return shapes;
    }

    private Map<String, JsonNode> object(String field, String wanted) {
        JsonNode node = get(field);
        Map<String, JsonNode> entries = new LinkedHashMap<>();
        if (node != null && !node.isObject()) {
            throw type(field, wanted, node);
        }
        if (node != null) {
            node.properties().forEach(each -> entries.put(each.getKey(), each.getValue()));
        }
        return entries;
    }

    private static Shape shape(String field, JsonNode node) {
        if (!node.isArray()) {
            throw type(field, "a list of sizes", node);
        }
        List<Dimension> sizes = new ArrayList<>();
        for (JsonNode each : node) {
            if (each.isIntegralNumber() && each.canConvertToInt() && each.intValue() >= 0) {
                sizes.add(Dimension.of(each.intValue()));
            } else if (each.isTextual()) {
                sizes.add(dimension(each.textValue()));
            } else {
                throw type(field, "a list of sizes, integers or names", each);
            }
        }
        return new Shape(sizes);
    }

    private static Dimension dimension(String text) {
        if (text.matches("[\\p{L}_][\\p{L}\\p{N}_]*")) {
            return Dimension.named(text);
        }
        if (text.matches("[\\p{L}\\p{N}_+*\\- ]+")) {
            Variable variable = Formula.given("")
                    .elaborate("size: [" + text + "]")
                    .variables()
                    .get("size");
            if (variable != null && variable.rank() == 1) {
                return variable.shape().get(0);
            }
        }
        throw new ArgumentException(Diagnostic.of("request.type", "\"" + clipped(text) + "\" is not a size")
                .help("a size is an integer, a name, or a sum or product of them, as in [\"n\", \"2*d + 1\"]"));
    }

    /** A number or nested lists of numbers, equally long at each level. */
    private static Array array(String field, JsonNode node) {
        List<Integer> sizes = new ArrayList<>();
        for (JsonNode level = node; level != null && level.isArray(); level = level.get(0)) {
            sizes.add(level.size());
            if (sizes.size() > MOST_AXES) {
                throw new ArgumentException(
                        Diagnostic.of("request.type", "\"" + field + "\" is nested deeper than " + MOST_AXES + " lists")
                                .help("each list inside a list is one more axis"));
            }
        }
        int[] shape = sizes.stream().mapToInt(Integer::intValue).toArray();
        double[] data = new double[count(field, shape)];
        int end = fill(field, node, shape, 0, data, 0);
        if (end != data.length) {
            throw new IllegalStateException("counted wrongly");
        }
        return Array.of(data, shape);
    }

    private static int count(String field, int[] shape) {
        try {
            return Array.count(shape);
        } catch (ArithmeticException beyondInt) {
            // equal lengths would need more numbers than any line holds
            throw ragged(field);
        }
    }

    private static int fill(String field, JsonNode node, int[] shape, int axis, double[] data, int start) {
        if (axis == shape.length) {
            if (node.isArray()) {
                throw ragged(field);
            }
            data[start] = number(field, node);
            return start + 1;
        }
        if (!node.isArray() || node.size() != shape[axis]) {
            throw node.isArray() || node.isNumber() ? ragged(field) : type(field, "nested lists of numbers", node);
        }
        int next = start;
        for (JsonNode each : node) {
            next = fill(field, each, shape, axis + 1, data, next);
        }
        return next;
    }

    private static ArgumentException ragged(String field) {
        return new ArgumentException(
                Diagnostic.of("request.ragged", "the lists of \"" + field + "\" are not equally long")
                        .help("every row needs as many numbers as the first"));
    }

    private static double number(String field, JsonNode node) {
        if (node.isTextual()) {
            switch (node.textValue()) {
                case "Infinity":
                    return Double.POSITIVE_INFINITY;
                case "-Infinity":
                    return Double.NEGATIVE_INFINITY;
                case "NaN":
                    return Double.NaN;
                default:
                    throw new ArgumentException(
                            Diagnostic.of("request.number", "in \"" + field + "\", " + shown(node) + " is not a number")
                                    .help(
                                            "numbers stand without quotes; only \"Infinity\", \"-Infinity\" and \"NaN\" have them"));
            }
        }
        if (!node.isNumber()) {
            throw type(field, "a number or nested lists of numbers", node);
        }
        double value = node.doubleValue();
        if (Double.isInfinite(value)) {
            throw new ArgumentException(
                    Diagnostic.of("request.number", "in \"" + field + "\" a number is beyond the range of a double")
                            .help("the largest is about 1.8e308; write \"Infinity\" if that is meant"));
        }
        return value;
    }

    private static ArgumentException type(String field, String wanted, JsonNode found) {
        return new ArgumentException(
                Diagnostic.of("request.type", "\"" + clipped(field) + "\" takes " + wanted + ", not " + shown(found))
                        .help("math explain-error request.type lists the fields"));
    }

    private static String shown(JsonNode node) {
        return node.isObject() ? "an object" : node.isArray() ? "a list" : clipped(node.toString());
    }

    private static String clipped(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "...";
    }
}
