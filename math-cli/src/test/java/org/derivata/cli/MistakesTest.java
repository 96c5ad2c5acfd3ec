package org.derivata.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What newcomers type wrongly, each with the whole message. {@code -Dexamples=write} writes the messages anew. */
class MistakesTest {

    private static final Path WRITTEN = Path.of("src/test/resources/mistakes.txt");

    @TempDir
    Path folder;

    @Test
    void each_mistake_is_told_with_its_place_and_a_way_out() throws IOException {
        StringBuilder told = new StringBuilder();
        for (String command : commands()) {
            told.append(command).append('\n');
            told.append(new Example(command).answer(folder)).append("\n\n");
        }
        if (Example.WRITE) {
            Files.writeString(WRITTEN, told);
        }
        assertThat(told.toString()).isEqualTo(read());
    }

    private static List<String> commands() throws IOException {
        try (Stream<String> lines = read().lines()) {
            return lines.filter(each -> each.startsWith("$ ")).toList();
        }
    }

    private static String read() throws IOException {
        if (Example.WRITE) {
            return Files.readString(WRITTEN);
        }
        try (var in = Objects.requireNonNull(MistakesTest.class.getResourceAsStream("/mistakes.txt"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
