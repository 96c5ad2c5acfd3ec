package org.derivata.nn.checkpoint;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.derivata.core.array.Array;
import org.derivata.core.diagnostic.DataException;
import org.derivata.core.diagnostic.Diagnostic;

/** Reads float32 and float64 safetensors, checking every number of the header before it is used to allocate. */
final class SafetensorsReader {

    /** Room for about a hundred thousand tensors; the format's own limit of 100 MB could fill a small heap. */
    static final int HEADER_LIMIT = 8 << 20;

    private static final int CHUNK = 1 << 16;
    private static final String COPY_AGAIN = "the file was cut short or changed: copy it again, or use an older one";
    private static final String FOREIGN = "give a safetensors file, such as Checkpoint.write makes";

    private final Path file;
    private final FileChannel channel;

    private SafetensorsReader(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    static Checkpoint read(Path file) {
        if (Files.isDirectory(file)) {
            throw error("checkpoint.unreadable", file + " is a folder, not a file", FOREIGN);
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return new SafetensorsReader(file, channel).read();
        } catch (NoSuchFileException missing) {
            throw error(
                    "checkpoint.missing_file", "there is no file " + file, "check the path; training writes it first");
        } catch (EOFException shorter) {
            throw error("checkpoint.truncated", file + " ends too early", COPY_AGAIN);
        } catch (IOException failed) {
            throw error(
                    "checkpoint.unreadable", "reading " + file + " failed", "the system says: " + failed.getMessage());
        }
    }

    private Checkpoint read() throws IOException {
        long size = channel.size();
        Header header = header(size);
        List<Map.Entry<String, Header.Tensor>> inOrder = header.tensors().entrySet().stream()
                .sorted(Comparator.comparingLong((Map.Entry<String, Header.Tensor> each) ->
                                each.getValue().begin())
                        .thenComparingLong(each -> each.getValue().end()))
                .toList();
        check(inOrder, size - channel.position());
        MessageDigest digest = SafetensorsWriter.sha256();
        Map<String, Array> found = new LinkedHashMap<>();
        for (Map.Entry<String, Header.Tensor> each : inOrder) {
            Header.Tensor tensor = each.getValue();
            found.put(each.getKey(), Array.of(numbers(tensor, digest), tensor.shape()));
        }
        Map<String, String> metadata = new LinkedHashMap<>(header.metadata());
        String expected = metadata.remove(Checkpoint.CHECKSUM);
        String actual = HexFormat.of().formatHex(digest.digest());
        if (expected != null && !expected.equals(actual)) {
            throw error("checkpoint.checksum", "the numbers in " + file + " do not match their checksum", COPY_AGAIN);
        }
        Map<String, Array> tensors = new LinkedHashMap<>();
        for (Map.Entry<String, Header.Tensor> each : header.tensors().entrySet()) {
            Array array = found.get(each.getKey());
            if (array != null) {
                tensors.put(each.getKey(), array);
            }
        }
        return new Checkpoint(tensors, metadata);
    }

    private Header header(long size) throws IOException {
        ByteBuffer start = ByteBuffer.allocate(9).order(ByteOrder.LITTLE_ENDIAN);
        if (size < 9) {
            throw error("checkpoint.truncated", file + " has " + size + " bytes, less than any checkpoint", COPY_AGAIN);
        }
        readFully(start);
        long length = start.getLong(0);
        if (start.get(8) != '{' || length < 2) {
            throw error("checkpoint.not_a_checkpoint", file + " is not a safetensors file", FOREIGN);
        }
        if (length > HEADER_LIMIT) {
            throw error(
                    "checkpoint.header_too_large",
                    file + " announces a header of " + length + " bytes, the limit is " + HEADER_LIMIT,
                    "if the file is genuine, split it into several");
        }
        if (length > size - 8) {
            throw error("checkpoint.truncated", file + " ends within its header", COPY_AGAIN);
        }
        ByteBuffer json = ByteBuffer.allocate((int) length);
        channel.position(8);
        readFully(json);
        try {
            return Header.parse(json.array());
        } catch (IOException wrong) {
            String reason =
                    String.valueOf(wrong.getMessage()).lines().findFirst().orElse("");
            throw error("checkpoint.header", "the header of " + file + " is damaged: " + reason, COPY_AGAIN);
        }
    }

    /** The tensors must tile the bytes exactly, as the format demands: no overlap, no hole, nothing left over. */
    private void check(List<Map.Entry<String, Header.Tensor>> inOrder, long bytes) {
        long at = 0;
        long needed = 0;
        for (Map.Entry<String, Header.Tensor> each : inOrder) {
            String name = each.getKey();
            Header.Tensor tensor = each.getValue();
            int width = width(name, tensor.dtype());
            long count = tensor.count();
            if (tensor.begin() != at || tensor.end() < at || count < 0 || tensor.end() - at != count * width) {
                throw error(
                        "checkpoint.offsets",
                        "tensor '" + name + "' of " + file + " does not lie where its shape and neighbours say",
                        COPY_AGAIN);
            }
            if (tensor.end() > bytes) {
                throw error("checkpoint.truncated", file + " ends within tensor '" + name + "'", COPY_AGAIN);
            }
            at = tensor.end();
            needed += 8 * count;
        }
        if (at != bytes) {
            throw error("checkpoint.offsets", (bytes - at) + " bytes of " + file + " belong to no tensor", COPY_AGAIN);
        }
        Runtime runtime = Runtime.getRuntime();
        long free = runtime.maxMemory() - runtime.totalMemory() + runtime.freeMemory();
        if (needed > free) {
            throw error(
                    "checkpoint.too_large",
                    file + " needs " + (needed >> 20) + " MB of memory, " + (free >> 20) + " MB are free",
                    "start Java with a larger -Xmx");
        }
    }

    private int width(String name, String dtype) {
        return switch (dtype) {
            case "F64" -> 8;
            case "F32" -> 4;
            default ->
                throw error(
                        "checkpoint.dtype",
                        "tensor '" + name + "' of " + file + " has numbers of type "
                                + dtype.substring(0, Math.min(20, dtype.length()))
                                        .toUpperCase(Locale.ROOT),
                        "convert it to F64 or F32, the types that are read");
        };
    }

    private double[] numbers(Header.Tensor tensor, MessageDigest digest) throws IOException {
        boolean wide = tensor.dtype().equals("F64");
        double[] numbers = new double[(int) tensor.count()];
        ByteBuffer buffer = ByteBuffer.allocate(CHUNK).order(ByteOrder.LITTLE_ENDIAN);
        int at = 0;
        for (long left = tensor.end() - tensor.begin(); left > 0; left -= buffer.limit()) {
            buffer.clear().limit((int) Math.min(CHUNK, left));
            readFully(buffer);
            digest.update(buffer.array(), 0, buffer.limit());
            while (buffer.hasRemaining()) {
                numbers[at++] = wide ? Double.longBitsToDouble(buffer.getLong()) : buffer.getFloat();
            }
        }
        return numbers;
    }

    /** Fills the buffer and flips it. */
    private void readFully(ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            if (channel.read(buffer) < 0) {
                throw new EOFException();
            }
        }
        buffer.flip();
    }

    private static DataException error(String code, String message, String help) {
        return new DataException(Diagnostic.of(code, message).help(help));
    }
}
