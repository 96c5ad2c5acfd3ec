package org.derivata.cli.jsonl;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;
import org.derivata.core.array.Array;
import org.derivata.core.diagnostic.ArgumentException;
import org.derivata.core.diagnostic.Diagnostic;
import org.derivata.core.diagnostic.Source;
import org.derivata.core.diagnostic.Span;
import org.jspecify.annotations.Nullable;

/** JSON text, read strictly and written with the shortest numbers that read back. */
final class Json {

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
            .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    private static final JsonMapper MAPPER = JsonMapper.builder(FACTORY)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Json() {}

    /** Writes one value. */
    @FunctionalInterface
    interface Content {
        void write(JsonGenerator out) throws IOException;
    }

    /**
     * Reads one object.
     *
     * @throws ArgumentException {@code request.json} when the line is not one JSON object
     */
    static JsonNode readObject(String line, long number) {
        JsonNode node;
        try {
            node = MAPPER.readTree(line);
        } catch (JsonProcessingException wrong) {
            int offset = wrong.getLocation() == null
                    ? 0
                    : (int) Math.max(
                            0, Math.min(line.length(), wrong.getLocation().getCharOffset()));
            throw notJson(line, number, "line " + number + " is not JSON: " + reason(wrong, line, offset), offset);
        }
        if (node == null || !node.isObject()) {
            throw notJson(line, number, "line " + number + " is not a JSON object", 0);
        }
        return node;
    }

    /** The library's own words speak of its tokens and sources. */
    private static String reason(JsonProcessingException wrong, String line, int offset) {
        String column = "column " + (offset + 1);
        if (wrong instanceof JsonEOFException || offset >= line.stripTrailing().length()) {
            return "it ends too early, at " + column;
        }
        if (wrong instanceof StreamConstraintsException) {
            return "it is nested too deeply, or has a name or number that is too long, at " + column;
        }
        if (wrong instanceof MismatchedInputException) {
            return "there is more after its end, at " + column;
        }
        return wrong.getOriginalMessage().startsWith("Duplicate field")
                ? "it has a field twice, at " + column
                : "this cannot stand at " + column;
    }

    private static ArgumentException notJson(String line, long number, String message, int offset) {
        return new ArgumentException(Diagnostic.of("request.json", message)
                .help("each line is one object, such as {\"id\": 1, \"expr\": \"x**2\", \"inputs\": {\"x\": 3}}")
                .at(new Source("request " + number, line), new Span(offset, offset)));
    }

    /** The text of one value, without a line break. */
    static String text(Content content) {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = FACTORY.createGenerator(text)) {
            content.write(out);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString();
    }

    /** A number, or nested row-major lists; what JSON cannot write stands in quotes. */
    static void write(JsonGenerator out, Array array) throws IOException {
        write(out, array, 0, 0, array.count());
    }

    private static void write(JsonGenerator out, Array array, int axis, int start, int count) throws IOException {
        if (axis == array.rank()) {
            write(out, array.data()[start]);
            return;
        }
        int inner = array.size(axis) == 0 ? 0 : count / array.size(axis);
        out.writeStartArray();
        for (int i = 0; i < array.size(axis); i++) {
            write(out, array, axis + 1, start + i * inner, inner);
        }
        out.writeEndArray();
    }

    static void write(JsonGenerator out, double number) throws IOException {
        if (Double.isFinite(number)) {
            out.writeNumber(number);
        } else {
            out.writeString(Double.toString(number));
        }
    }

    static void writeArrays(JsonGenerator out, String field, Map<String, Array> arrays) throws IOException {
        out.writeObjectFieldStart(field);
        for (Map.Entry<String, Array> each : arrays.entrySet()) {
            out.writeFieldName(each.getKey());
            write(out, each.getValue());
        }
        out.writeEndObject();
    }

    static void writeTexts(JsonGenerator out, String field, Map<String, String> texts) throws IOException {
        out.writeObjectFieldStart(field);
        for (Map.Entry<String, String> each : texts.entrySet()) {
            out.writeStringField(each.getKey(), each.getValue());
        }
        out.writeEndObject();
    }

    /** The place of an error is null where it lies in no text. */
    static void writeError(JsonGenerator out, Diagnostic wrong) throws IOException {
        out.writeObjectFieldStart("error");
        out.writeStringField("code", wrong.code());
        out.writeStringField("message", wrong.message());
        boolean placed = wrong.source() != null;
        writePlace(out, "offset", placed ? wrong.offset() : null);
        writePlace(out, "line", placed ? wrong.line() : null);
        writePlace(out, "column", placed ? wrong.column() : null);
        if (wrong.help() != null) {
            out.writeStringField("help", wrong.help());
        }
        if (wrong.clash() != null) {
            out.writeArrayFieldStart("clash");
            out.writeString(wrong.clash().left());
            out.writeString(wrong.clash().right());
            out.writeEndArray();
        }
        out.writeEndObject();
    }

    private static void writePlace(JsonGenerator out, String field, @Nullable Integer place) throws IOException {
        out.writeFieldName(field);
        if (place == null) {
            out.writeNull();
        } else {
            out.writeNumber(place);
        }
    }
}
