package org.derivata.nn.checkpoint;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The JSON header of a safetensors file, read strictly: anything unexpected is an {@link IOException}. */
record Header(Map<String, Tensor> tensors, Map<String, String> metadata) {

    /** Far beyond any real tensor; keeps a hostile header from growing arrays. */
    private static final int RANK_LIMIT = 64;

    /** Where a tensor lies in the bytes after the header: {@code begin} inclusive to {@code end} exclusive. */
    record Tensor(String dtype, List<Integer> sizes, long begin, long end) {

        int[] shape() {
            return sizes.stream().mapToInt(Integer::intValue).toArray();
        }

        /** The number of elements; -1 if an array cannot hold as many. */
        long count() {
            long count = 1;
            for (int size : sizes) {
                count *= size;
                if (count > Integer.MAX_VALUE - 8) {
                    return -1;
                }
            }
            return count;
        }
    }

    static Header parse(byte[] json) throws IOException {
        JsonFactory factory = JsonFactory.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                .build();
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        Map<String, String> metadata = new LinkedHashMap<>();
        try (JsonParser parser = factory.createParser(json)) {
            expect(parser.nextToken(), JsonToken.START_OBJECT);
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                expect(parser.nextToken(), JsonToken.START_OBJECT);
                if (name.equals(Checkpoint.METADATA)) {
                    metadata(parser, metadata);
                } else {
                    tensors.put(name, tensor(parser, name));
                }
            }
            if (parser.nextToken() != null) {
                throw new IOException("the header goes on after its end");
            }
        }
        return new Header(tensors, metadata);
    }

    private static void metadata(JsonParser parser, Map<String, String> metadata) throws IOException {
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            expect(parser.nextToken(), JsonToken.VALUE_STRING);
            metadata.put(key, parser.getText());
        }
    }

    private static Tensor tensor(JsonParser parser, String name) throws IOException {
        String dtype = null;
        long[] shape = null;
        long[] offsets = null;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            JsonToken value = parser.nextToken();
            switch (key) {
                case "dtype" -> {
                    expect(value, JsonToken.VALUE_STRING);
                    dtype = parser.getText();
                }
                case "shape" -> shape = integers(parser, value);
                case "data_offsets" -> offsets = integers(parser, value);
                default -> throw new IOException("tensor '" + name + "' has an unknown entry '" + key + "'");
            }
        }
        if (dtype == null || shape == null || offsets == null || offsets.length != 2) {
            throw new IOException("tensor '" + name + "' lacks dtype, shape or two data_offsets");
        }
        if (Arrays.stream(shape).anyMatch(size -> size > Integer.MAX_VALUE)) {
            throw new IOException("tensor '" + name + "' has a size beyond 2^31");
        }
        return new Tensor(
                dtype, Arrays.stream(shape).mapToObj(size -> (int) size).toList(), offsets[0], offsets[1]);
    }

    private static long[] integers(JsonParser parser, JsonToken first) throws IOException {
        expect(first, JsonToken.START_ARRAY);
        List<Long> found = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            expect(parser.currentToken(), JsonToken.VALUE_NUMBER_INT);
            long value = parser.getLongValue();
            if (value < 0 || found.size() == RANK_LIMIT) {
                throw new IOException("a list of sizes is negative or too long");
            }
            found.add(value);
        }
        return found.stream().mapToLong(Long::longValue).toArray();
    }

    private static void expect(@Nullable JsonToken found, JsonToken wanted) throws IOException {
        if (found != wanted) {
            throw new IOException("expected " + wanted + " but found " + found);
        }
    }
}
