package org.derivata.nn.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.derivata.core.array.Array;
import org.derivata.core.diagnostic.DataException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointTest {

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void nameTheFile() {
        file = folder.resolve("model.safetensors");
    }

    private static Checkpoint sample() {
        Map<String, Array> tensors = new LinkedHashMap<>();
        tensors.put(
                "W", Array.of(new double[] {1, -0.0, Double.MIN_VALUE, Double.NEGATIVE_INFINITY, 1e300, 0.1}, 2, 3));
        tensors.put("θ \"quoted\"\n", Array.scalar(Double.longBitsToDouble(0x7ff8_0000_0000_1234L)));
        tensors.put("empty", Array.full(0, 0, 4));
        tensors.put("b", Array.vector(1, 2));
        return new Checkpoint(tensors, Map.of("epoch", "12", "model", "W @ x\n+ b"));
    }

    @Test
    void everyBitOrderAndWordSurvives() {
        sample().write(file);
        Checkpoint read = Checkpoint.read(file);
        assertThat(read.tensors().keySet())
                .containsExactlyElementsOf(sample().tensors().keySet());
        sample().tensors().forEach((name, array) -> {
            assertThat(read.tensor(name).shape()).isEqualTo(array.shape());
            assertThat(Arrays.stream(read.tensor(name).data()).mapToLong(Double::doubleToRawLongBits))
                    .containsExactlyElementsOf(Arrays.stream(array.data())
                            .mapToLong(Double::doubleToRawLongBits)
                            .boxed()
                            .toList());
        });
        assertThat(read.metadata()).isEqualTo(sample().metadata());
    }

    @Test
    void aLargeTensorCrossesItsBuffers() {
        double[] numbers = new SplittableRandom(1).doubles(100_003).toArray();
        new Checkpoint(Map.of("x", Array.vector(numbers)), Map.of()).write(file);
        assertThat(Checkpoint.read(file).tensor("x").data()).isEqualTo(numbers);
    }

    @Test
    void theBytesAreThoseOfTheFormat() throws IOException {
        new Checkpoint(Map.of("x", Array.vector(1, 2)), Map.of()).write(file);
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        int length = (int) bytes.getLong();
        assertThat(length % 8).isZero();
        assertThat(new String(bytes.array(), 8, length, StandardCharsets.UTF_8))
                .contains("\"x\":{\"dtype\":\"F64\",\"shape\":[2],\"data_offsets\":[0,16]}");
        assertThat(bytes.getDouble(8 + length)).isEqualTo(1);
        assertThat(bytes.remaining()).isEqualTo(length + 16);
    }

    @Test
    void readsFloat32WithoutAChecksumAndTensorsInAnyOrder() throws IOException {
        byte[] data = ByteBuffer.allocate(16)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putFloat(0.5f)
                .putFloat(-2)
                .putDouble(7)
                .array();
        write(
                "{\"b\":{\"dtype\":\"F64\",\"shape\":[],\"data_offsets\":[8,16]},"
                        + "\"a\":{\"shape\":[1,2],\"dtype\":\"F32\",\"data_offsets\":[0,8]}}   ",
                data);
        Checkpoint read = Checkpoint.read(file);
        assertThat(read.tensors().keySet()).containsExactly("b", "a");
        assertThat(read.tensor("a")).isEqualTo(Array.of(new double[] {0.5, -2}, 1, 2));
        assertThat(read.tensor("b").scalar()).isEqualTo(7);
    }

    @Test
    void aFailingWriteLeavesTheOldFileAndNothingElse() throws IOException {
        sample().write(file);
        byte[] before = Files.readAllBytes(file);
        assertThatThrownBy(() -> AtomicFile.replace(file, channel -> {
                    channel.write(ByteBuffer.allocate(100));
                    throw new IOException("disk full");
                }))
                .hasMessage("disk full");
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).containsExactly(file);
        }
    }

    @Test
    void replacesAnOldFileAndFollowsALink() throws IOException {
        sample().write(file);
        new Checkpoint(Map.of("x", Array.vector(1)), Map.of()).write(file);
        assertThat(Checkpoint.read(file).tensors()).containsOnlyKeys("x");
        Path link = Files.createSymbolicLink(folder.resolve("link"), file);
        sample().write(link);
        assertThat(link).isSymbolicLink();
        assertThat(Checkpoint.read(file).tensors()).hasSize(4);
    }

    @Test
    void unwritablePlacesAreTold() {
        assertThat(codeOf(() -> sample().write(folder))).isEqualTo("checkpoint.unwritable");
        assertThat(codeOf(() -> sample().write(folder.resolve("no/such/folder"))))
                .isEqualTo("checkpoint.unwritable");
    }

    @Test
    void reservedAndMissingNamesAreTold() {
        assertThat(codeOf(() -> new Checkpoint(Map.of("__metadata__", Array.scalar(1)), Map.of())))
                .isEqualTo("checkpoint.name");
        assertThat(codeOf(() -> new Checkpoint(Map.of(), Map.of("derivata.sha256", ""))))
                .isEqualTo("checkpoint.name");
        assertThat(codeOf(() -> sample().tensor("V"))).isEqualTo("checkpoint.missing_tensor");
    }

    @Test
    void filesThatAreNoCheckpointsAreTold() throws IOException {
        assertThat(codeOf(() -> Checkpoint.read(file))).isEqualTo("checkpoint.missing_file");
        assertThat(codeOf(() -> Checkpoint.read(folder))).isEqualTo("checkpoint.unreadable");
        Files.writeString(file, "");
        assertThat(codeOf(() -> Checkpoint.read(file))).isEqualTo("checkpoint.truncated");
        Files.writeString(file, "length,width,species\n5.1,3.5,0\n");
        assertThat(codeOf(() -> Checkpoint.read(file))).isEqualTo("checkpoint.not_a_checkpoint");
    }

    @Test
    void anyCutIsTruncatedAndAnyFlippedNumberFailsTheChecksum() throws IOException {
        sample().write(file);
        byte[] whole = Files.readAllBytes(file);
        for (int length = 0; length < whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertThat(codeOf(() -> Checkpoint.read(file))).isEqualTo("checkpoint.truncated");
        }
        byte[] changed = whole.clone();
        changed[whole.length - 1] ^= 1;
        Files.write(file, changed);
        assertThat(codeOf(() -> Checkpoint.read(file))).isEqualTo("checkpoint.checksum");
        Files.write(file, Arrays.copyOf(whole, whole.length + 1));
        assertThat(codeOf(() -> Checkpoint.read(file))).isEqualTo("checkpoint.offsets");
    }

    @Test
    void aHugeAnnouncedHeaderIsRefusedUnread() throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
        for (long length : new long[] {SafetensorsReader.HEADER_LIMIT + 1L, Integer.MAX_VALUE, Long.MAX_VALUE}) {
            Files.write(file, bytes.putLong(0, length).put(8, (byte) '{').array());
            assertThat(codeOf(() -> Checkpoint.read(file))).isEqualTo("checkpoint.header_too_large");
        }
        Files.write(file, bytes.putLong(0, -1).array());
        assertThat(codeOf(() -> Checkpoint.read(file))).isEqualTo("checkpoint.not_a_checkpoint");
        Files.write(file, bytes.putLong(0, 1000).array());
        assertThat(codeOf(() -> Checkpoint.read(file))).isEqualTo("checkpoint.truncated");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":{\"dtype\":\"F64\",\"shape\":[2],\"data_offsets\":[0,16]},"
                        + "\"b\":{\"dtype\":\"F64\",\"shape\":[1],\"data_offsets\":[8,16]}}",
                "{\"a\":{\"dtype\":\"F64\",\"shape\":[1],\"data_offsets\":[0,8]}}",
                "{\"a\":{\"dtype\":\"F64\",\"shape\":[1],\"data_offsets\":[8,16]}}",
                "{\"a\":{\"dtype\":\"F64\",\"shape\":[3],\"data_offsets\":[0,16]}}",
                "{\"a\":{\"dtype\":\"F64\",\"shape\":[2],\"data_offsets\":[16,0]}}",
                "{\"a\":{\"dtype\":\"F64\",\"shape\":[2147483647,2147483647,2147483647],\"data_offsets\":[0,16]}}",
                "{\"a\":{\"dtype\":\"F64\",\"shape\":[2147483647,2147483647,0],\"data_offsets\":[0,0]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[4],\"data_offsets\":[0,9223372036854775807]}}",
            })
    void offsetsThatDoNotTileTheBytesAreRefused(String header) throws IOException {
        write(header, new byte[16]);
        assertThat(codeOf(() -> Checkpoint.read(file))).isEqualTo("checkpoint.offsets");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":{\"dtype\":\"F64\",\"shape\":[1],\"data_offsets\":[0,8]},"
                        + "\"a\":{\"dtype\":\"F64\",\"shape\":[1],\"data_offsets\":[8,16]}}",
                "{\"__metadata__\":{\"k\":1}}",
                "{\"__metadata__\":{\"k\":\"1\",\"k\":\"2\"}}",
                "{\"a\":{\"dtype\":\"F64\",\"shape\":[-2],\"data_offsets\":[0,16]}}",
                "{\"a\":{\"dtype\":\"F64\",\"shape\":[2.0],\"data_offsets\":[0,16]}}",
                "{\"a\":{\"dtype\":\"F64\",\"shape\":[99999999999],\"data_offsets\":[0,16]}}",
                "{\"a\":{\"dtype\":\"F64\",\"shape\":[99999999999999999999],\"data_offsets\":[0,16]}}",
                "{\"a\":{\"dtype\":\"F64\",\"shape\":[2],\"data_offsets\":[0]}}",
                "{\"a\":{\"dtype\":\"F64\",\"shape\":[2]}}",
                "{\"a\":{\"dtype\":\"F64\",\"shape\":[2],\"data_offsets\":[0,16],\"more\":[[[]]]}}",
                "{\"a\":{\"dtype\":null,\"shape\":[2],\"data_offsets\":[0,16]}}",
                "{\"a\":7}",
                "{\"a\":{\"dtype\":\"F64\"",
                "{} {}",
                "{]",
                "{\"a\":{\"dtype\":\"\uD800\"}}"
            })
    void damagedHeadersAreRefused(String header) throws IOException {
        write(header, new byte[16]);
        assertThat(codeOf(() -> Checkpoint.read(file))).isEqualTo("checkpoint.header");
    }

    @Test
    void deepNestingAndLongListsDoNotExhaustAnything() throws IOException {
        write("{\"a\":{\"shape\":" + "[".repeat(1_000_000), new byte[0]);
        assertThat(codeOf(() -> Checkpoint.read(file))).isEqualTo("checkpoint.header");
        write("{\"a\":{\"shape\":[" + "1,".repeat(1_000_000) + "1]}}", new byte[0]);
        assertThat(codeOf(() -> Checkpoint.read(file))).isEqualTo("checkpoint.header");
        write("{\"a\":{\"shape\":[" + "1".repeat(1_000_000) + "]}}", new byte[0]);
        assertThat(codeOf(() -> Checkpoint.read(file))).isEqualTo("checkpoint.header");
    }

    @Test
    void otherNumberTypesAreNamed() throws IOException {
        write("{\"a\":{\"dtype\":\"BF16\",\"shape\":[8],\"data_offsets\":[0,16]}}", new byte[16]);
        assertThatThrownBy(() -> Checkpoint.read(file))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("BF16")
                .hasMessageContaining("checkpoint.dtype");
    }

    @Test
    void aFileBeyondTheHeapIsRefusedBeforeItIsRead() throws IOException {
        long count = Integer.MAX_VALUE - 8L;
        StringBuilder header = new StringBuilder("{");
        long tensors = Runtime.getRuntime().maxMemory() / (8 * count) + 1;
        for (long i = 0; i < tensors; i++) {
            header.append(i == 0 ? "" : ",").append("\"t" + i + "\":{\"dtype\":\"F32\",\"shape\":[" + count + "],");
            header.append("\"data_offsets\":[" + 4 * i * count + "," + 4 * (i + 1) * count + "]}");
        }
        write(header.append('}').toString(), new byte[0]);
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(sparse.length() + 4 * tensors * count);
        }
        assertThat(codeOf(() -> Checkpoint.read(file))).isEqualTo("checkpoint.too_large");
    }

    @Test
    void randomDamageNeverCausesAnythingButADataException() throws IOException {
        sample().write(file);
        byte[] whole = Files.readAllBytes(file);
        SplittableRandom random = new SplittableRandom(20261122);
        for (int trial = 0; trial < 3000; trial++) {
            byte[] damaged = whole.clone();
            for (int i = random.nextInt(1, 4); i > 0; i--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            Files.write(file, damaged);
            Throwable thrown = catchThrowable(() -> Checkpoint.read(file));
            assertThat(thrown == null || thrown instanceof DataException)
                    .describedAs("trial %d: %s", trial, thrown)
                    .isTrue();
        }
    }

    private static String codeOf(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        DataException thrown = catchThrowableOfType(DataException.class, call);
        assertThat(thrown).isNotNull();
        assertThat(thrown.diagnostic().help()).isNotBlank();
        return thrown.code();
    }

    private void write(String header, byte[] data) throws IOException {
        byte[] json = header.getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(8 + json.length + data.length).order(ByteOrder.LITTLE_ENDIAN);
        Files.write(file, bytes.putLong(json.length).put(json).put(data).array());
    }
}
