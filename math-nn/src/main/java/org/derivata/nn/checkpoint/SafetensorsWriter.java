package org.derivata.nn.checkpoint;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import org.derivata.core.array.Array;
import org.derivata.core.diagnostic.DataException;
import org.derivata.core.diagnostic.Diagnostic;

/** Writes float64 safetensors: the length of the header (8 bytes, little-endian), the header in JSON, the numbers. */
final class SafetensorsWriter {

    private static final int CHUNK = 1 << 16;

    private SafetensorsWriter() {}

    static void write(Checkpoint checkpoint, Path file) {
        try {
            byte[] header = header(checkpoint);
            if (header.length > SafetensorsReader.HEADER_LIMIT) {
                throw new IOException(
                        "names and metadata take " + header.length + " bytes, more than a reader accepts");
            }
            AtomicFile.replace(file, channel -> {
                ByteBuffer buffer = buffer();
                buffer.putLong(header.length).flip();
                writeFully(channel, buffer);
                writeFully(channel, ByteBuffer.wrap(header));
                numbers(checkpoint, chunk -> writeFully(channel, chunk));
            });
        } catch (IOException failed) {
            throw new DataException(Diagnostic.of("checkpoint.unwritable", "cannot write " + file)
                    .help("an older file is unchanged; the system says: " + failed.getMessage()));
        }
    }

    private static byte[] header(Checkpoint checkpoint) throws IOException {
        MessageDigest digest = sha256();
        numbers(checkpoint, digest::update);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = new JsonFactory().createGenerator(bytes)) {
            json.writeStartObject();
            json.writeObjectFieldStart(Checkpoint.METADATA);
            for (Map.Entry<String, String> each : checkpoint.metadata().entrySet()) {
                json.writeStringField(each.getKey(), each.getValue());
            }
            json.writeStringField(Checkpoint.CHECKSUM, HexFormat.of().formatHex(digest.digest()));
            json.writeEndObject();
            long begin = 0;
            for (Map.Entry<String, Array> each : checkpoint.tensors().entrySet()) {
                Array array = each.getValue();
                long end = begin + 8L * array.count();
                json.writeObjectFieldStart(each.getKey());
                json.writeStringField("dtype", "F64");
                json.writeFieldName("shape");
                int[] shape = array.shape();
                json.writeArray(shape, 0, shape.length);
                json.writeFieldName("data_offsets");
                json.writeArray(new long[] {begin, end}, 0, 2);
                json.writeEndObject();
                begin = end;
            }
            json.writeEndObject();
        }
        while (bytes.size() % 8 != 0) {
            // Readers that map the file want the numbers aligned; the format allows spaces here.
            bytes.write(' ');
        }
        return bytes.toByteArray();
    }

    private interface Sink {
        void accept(ByteBuffer chunk) throws IOException;
    }

    private static void numbers(Checkpoint checkpoint, Sink sink) throws IOException {
        ByteBuffer buffer = buffer();
        for (Array array : checkpoint.tensors().values()) {
            for (double value : array.data()) {
                buffer.putLong(Double.doubleToRawLongBits(value));
                if (!buffer.hasRemaining()) {
                    sink.accept(buffer.flip());
                    buffer.clear();
                }
            }
        }
        sink.accept(buffer.flip());
    }

    private static void writeFully(WritableByteChannel channel, ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }

    private static ByteBuffer buffer() {
        return ByteBuffer.allocate(CHUNK).order(ByteOrder.LITTLE_ENDIAN);
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError("every Java platform has SHA-256", impossible);
        }
    }
}
