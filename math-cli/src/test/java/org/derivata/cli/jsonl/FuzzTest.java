package org.derivata.cli.jsonl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Inputs that a fuzzer once found, replayed; and the search for more, in the profile {@code fuzz}. */
class FuzzTest {

    /** Each line of the file is one input in Base64. */
    static Stream<byte[]> corpus() throws IOException {
        try (var in = FuzzTest.class.getResourceAsStream("/hostile/fuzz-corpus.txt")) {
            return new String(java.util.Objects.requireNonNull(in).readAllBytes(), StandardCharsets.US_ASCII)
                    .lines().map(Base64.getDecoder()::decode).toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("corpus")
    void every_input_has_an_answer(byte[] input) {
        FuzzTarget.fuzzerTestOneInput(input);
    }

    /** {@code -Dfuzz.runs=10000000} for a long search; what it finds is in {@code target/fuzz}. */
    @Tag("fuzz")
    @Test
    void jazzer_finds_no_input_without_an_answer() throws Exception {
        Path seeds = Files.createDirectories(Path.of("target", "fuzz", "corpus"));
        int next = 0;
        for (byte[] each : corpus().toList()) {
            Files.write(seeds.resolve("seed-" + next++), each);
        }
        Process jazzer = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path")
                                + File.pathSeparator
                                + System.getProperty("surefire.test.class.path", ""),
                        "com.code_intelligence.jazzer.Jazzer",
                        "--target_class=" + FuzzTarget.class.getName(),
                        "--instrumentation_includes=org.derivata.**",
                        "--custom_hook_excludes=**",
                        "-runs=" + System.getProperty("fuzz.runs", "100000"),
                        "-max_len=300",
                        "-timeout=60",
                        "corpus"))
                .directory(seeds.getParent().toFile())
                .redirectErrorStream(true)
                .redirectOutput(seeds.resolveSibling("jazzer.log").toFile())
                .start();
        assertThat(jazzer.waitFor()).as("see target/fuzz/jazzer.log").isZero();
    }
}
