package org.derivata.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.derivata.cli.CommandLines.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.derivata.cli.CommandLines.Run;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every code that a message can bear has a page, and its example is answered as it says; {@code -Dexamples=write} writes the answers anew. */
class ErrorPagesTest {

    private static final Path ROOT = root();
    private static final Path PAGES = ROOT.resolve("docs/errors");

    /** Codes are literals, most of them right in the call that makes the diagnostic. */
    private static final Pattern CODE = Pattern.compile("Diagnostic\\s*\\.of\\(\\s*\"([a-z_]+(?:\\.[a-z_]+)?)\"\\s*,"
            + "|\"((?:syntax|name|keyword|shape|number|limit|derivative|value|model|data|checkpoint|training|train"
            + "|request|assume|index|rule)\\.[a-z_]+)\"");

    private static final Pattern BLOCK = Pattern.compile("(?ms)^```\\w*\n(.*?)\n```$");

    @TempDir
    Path folder;

    private static Path root() {
        Path here = Path.of("").toAbsolutePath();
        while (!Files.isRegularFile(here.resolve("math"))) {
            here = here.getParent();
        }
        return here;
    }

    private static Set<String> codesInSources() throws IOException {
        Set<String> codes = new TreeSet<>();
        try (Stream<Path> files = Files.walk(ROOT)) {
            files.filter(each -> each.toString().matches(".*math-[a-z]+.src.main.java.*\\.java"))
                    .forEach(each -> CODE.matcher(read(each)).results().forEach(found -> {
                        String code = found.group(1) == null ? found.group(2) : found.group(1);
                        codes.add(code);
                    }));
        }
        return codes;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Set<String> pages() throws IOException {
        try (Stream<Path> files = Files.list(PAGES)) {
            return files.map(each -> PAGES.relativize(each).toString())
                    .filter(each -> each.endsWith(".md"))
                    .map(each -> each.substring(0, each.length() - ".md".length()))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    @Test
    void every_code_has_a_page_and_every_page_a_code() throws IOException {
        assertThat(pages()).isEqualTo(codesInSources());
    }

    @Test
    void every_page_has_a_meaning_an_example_and_a_remedy() throws IOException {
        for (String code : pages()) {
            String page = read(PAGES.resolve(code + ".md"));
            assertThat(page)
                    .as(code)
                    .startsWith("# `" + code + "`\n\n")
                    .contains("[" + code + "]", "\n## What to do\n\n");
            Matcher fences = Pattern.compile("(?m)^```").matcher(page);
            assertThat(fences.results().count()).as(code).isEqualTo(4);
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void an_example_that_can_run_is_answered_as_the_page_says(String code) throws IOException {
        Path file = PAGES.resolve(code + ".md");
        String page = read(file);
        Matcher blocks = BLOCK.matcher(page);
        assertThat(blocks.find()).isTrue();
        Example example = new Example(blocks.group(1));
        assertThat(blocks.find()).isTrue();
        if (example.canRun()) {
            String answer = example.answer(folder);
            if (Example.WRITE) {
                Files.writeString(file, page.substring(0, blocks.start(1)) + answer + page.substring(blocks.end(1)));
            }
            assertThat(answer).contains("[" + code + "]");
            assertThat(blocks.group(1)).isEqualTo(answer);
        }
    }

    @Test
    void the_command_prints_a_page_by_its_code() throws IOException {
        assertThat(run("explain-error").out().lines()).containsExactlyElementsOf(pages());
        assertThat(run("explain-error", "[shape.matmul]").out()).isEqualTo(read(PAGES.resolve("shape.matmul.md")));
        Run unknown = run("explain-error", "shape.matmull");
        assertThat(unknown.code()).isEqualTo(2);
        assertThat(unknown.err()).contains("did you mean shape.matmul?");
    }
}
