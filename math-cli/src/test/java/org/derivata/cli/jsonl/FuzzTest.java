package org.derivata.cli.jsonl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Inputs that a fuzzer once found worth keeping, replayed; and the search for more, in the profile {@code fuzz}: {@code -Dfuzz.runs} says how many
 * inputs each target gets, and what is found is in {@code target/fuzz}.
 */
class FuzzTest {

    private static final String MANY = "1000000";

    /** Each line of a file is one input in Base64. */
    private static List<byte[]> corpus(String name) throws IOException {
        try (var in = Objects.requireNonNull(FuzzTest.class.getResourceAsStream("/hostile/fuzz-" + name + ".txt"))) {
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .map(Base64.getDecoder()::decode)
                    .toList();
        }
    }

    static List<byte[]> reading() throws IOException {
        return corpus("reading");
    }

    static List<byte[]> answering() throws IOException {
        return corpus("answering");
    }

    @ParameterizedTest
    @MethodSource("reading")
    void whatIsReadAndPrintedReadsBack(byte[] input) {
        ReadingFuzzTarget.fuzzerTestOneInput(input);
    }

    @ParameterizedTest
    @MethodSource("answering")
    void everyRequestHasAnAnswer(byte[] input) {
        AnsweringFuzzTarget.fuzzerTestOneInput(input);
    }

    @Tag("fuzz")
    @Test
    void jazzerFindsNoTextThatIsReadWrong() throws Exception {
        search("reading", ReadingFuzzTarget.class);
    }

    @Tag("fuzz")
    @Test
    void jazzerFindsNoRequestWithoutAnAnswer() throws Exception {
        search("answering", AnsweringFuzzTarget.class);
    }

    private static void search(String name, Class<?> target) throws Exception {
        Path folder = Path.of("target", "fuzz", name);
        Path seeds = Files.createDirectories(folder.resolve("corpus"));
        int next = 0;
        for (byte[] each : corpus(name)) {
            Files.write(seeds.resolve("seed-" + next++), each);
        }
        Process jazzer = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        // a heap may take a quarter of the machine, which the fuzzer would call a leak: it allows the
                        // process 2,048 MB
                        "-Xmx1g",
                        "-cp",
                        System.getProperty("java.class.path")
                                + File.pathSeparator
                                + System.getProperty("surefire.test.class.path", ""),
                        "com.code_intelligence.jazzer.Jazzer",
                        "--target_class=" + target.getName(),
                        "--instrumentation_includes=org.derivata.**",
                        "--custom_hook_excludes=**",
                        // edges alone: what comparisons see costs more than it finds in a text
                        "--trace=cov",
                        "-reduce_inputs=0",
                        "-runs=" + System.getProperty("fuzz.runs", MANY),
                        "-max_len=80",
                        "-timeout=60",
                        "corpus"))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("jazzer.log").toFile())
                .start();
        assertThat(jazzer.waitFor()).as("see " + folder.resolve("jazzer.log")).isZero();
    }
}
