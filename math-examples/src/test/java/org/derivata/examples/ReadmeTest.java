package org.derivata.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.derivata.cli.Main;
import org.derivata.nn.model.Model;
import org.derivata.symbolic.Formula;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** What README and the guide show is so. */
class ReadmeTest {

    private static final String TABLE = "| formula | derivative, as printed |";

    private static final String VALUES = "| typed | value |";

    /** Before what is typed into a session, and before a line that goes on. */
    private static final Pattern PROMPT = Pattern.compile("(?m)^(?:math> |  \\.\\.\\. )");

    /** What each formula of the table is about; two entries where the row shows what another declaration prints. */
    private static final Map<String, List<String>> DECLARATIONS = Map.of(
            "sum((X @ w - y)**2)", List.of("X: [n, d]; w: [d]; y: [n]"),
            "x @ A @ x", List.of("x: [n]; A: [n, n]", "x: [n]; A: [n, n] symmetric"),
            "trace(A @ X @ B)", List.of("A: [m, p]; X: [p, q]; B: [q, m]"),
            "logdet(X)", List.of("X: [n, n]"),
            "cross_entropy(X @ W + b, Y)", List.of("X: [n, d]; W: [d, k]; b: [k]; Y: [n, k] one_hot"),
            "binary_cross_entropy(sigmoid(X @ w + b), y)", List.of("X: [n, d]; w: [d]; b: []; y: [n]"));

    @TempDir
    private Path folder;

    private static List<Markdown> pages() throws IOException {
        List<Markdown> pages = new ArrayList<>(List.of(Markdown.read("README.md")));
        Path guide = Markdown.ROOT.resolve("docs/guide");
        if (Files.isDirectory(guide)) {
            try (Stream<Path> files = Files.list(guide)) {
                for (Path each : files.filter(Files::isRegularFile).sorted().toList()) {
                    pages.add(Markdown.read(Markdown.ROOT.relativize(each).toString()));
                }
            }
        }
        return pages;
    }

    private static Stream<DynamicTest> each(String language, Check check) throws IOException {
        return pages().stream()
                .flatMap(page -> page.blocks(language).stream()
                        .map(block -> DynamicTest.dynamicTest(
                                page.name() + ": " + block.lines().findFirst().orElse(""), () -> check.accept(block))));
    }

    private interface Check {
        void accept(String block) throws IOException;
    }

    @BeforeEach
    void layOutTheFilesThatCommandsName() throws IOException {
        Files.writeString(
                folder.resolve("requests.jsonl"), "{\"id\": 1, \"expr\": \"x**2\", \"inputs\": {\"x\": 3}}\n");
        Files.writeString(
                folder.resolve("model.math"),
                "input X: [n, 2]; target y: [n]\nparam w: [2] = zeros\nloss = mse(X @ w, y)\n");
        Files.writeString(folder.resolve("file.csv"), "a,b,y\n1,2,3\n2,1,3\n0,1,1\n3,1,4\n1,1,2\n");
    }

    @TestFactory
    Stream<DynamicTest> javaRunsAndHasTheValuesBehindItsComments() throws IOException {
        return each("java", block -> {
            try (JavaExample example = new JavaExample(folder)) {
                long comments = block.lines()
                        .filter(line -> line.contains("; ") && line.contains(" // "))
                        .count();
                assertThat(example.run(block)).hasSize((int) comments);
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> commandsEndWell() throws IOException {
        return each("sh", block -> {
            for (String line :
                    block.lines().filter(each -> each.startsWith("./math ")).toList()) {
                Run run = run(line);
                assertThat(run.code).as(line + "\n" + run.text).isZero();
                assertThat(run.text).isNotBlank();
            }
        });
    }

    /** Behind the prompts of a session stands what is typed; all else is answers, in their order. */
    @TestFactory
    Stream<DynamicTest> consolesShowWhatTheCommandSays() throws IOException {
        return each("console", block -> {
            String command = block.lines().findFirst().orElseThrow();
            assertThat(command).startsWith("$ ./math ");
            Map<Boolean, String> lines = block.lines()
                    .skip(1)
                    .map(line -> line + "\n")
                    .collect(Collectors.partitioningBy(
                            line -> PROMPT.matcher(line).find(), Collectors.joining()));
            String typed = PROMPT.matcher(lines.get(true)).replaceAll("");
            assertThat(run(command.substring(2), typed).text).isEqualTo(lines.get(false));
        });
    }

    @TestFactory
    Stream<DynamicTest> everyRowOfATableOfValuesHasItsValue() throws IOException {
        return pages().stream()
                .flatMap(page -> page.table(VALUES).stream())
                .map(row -> row.stream()
                        .flatMap(cell -> Markdown.code(cell).stream())
                        .toList())
                .map(row -> DynamicTest.dynamicTest(
                        row.get(0),
                        () -> assertThat(run("math eval \"" + row.get(0) + "\"")
                                        .text
                                        .replaceAll("\\n *", " "))
                                .isEqualTo(row.get(1) + " ")));
    }

    @TestFactory
    Stream<DynamicTest> modelsAreModels() throws IOException {
        return each(
                "", block -> assertThat(Model.parse("shown", block).gradients()).isNotEmpty());
    }

    @TestFactory
    Stream<DynamicTest> everyRowOfTheTableIsPrintedSo() throws IOException {
        return Markdown.read("README.md").table(TABLE).stream().map(row -> {
            List<String> left = Markdown.code(row.get(0));
            String formula = left.get(0);
            String variable = left.get(left.size() - 1);
            return DynamicTest.dynamicTest(formula, () -> {
                List<String> declarations = DECLARATIONS.get(formula);
                assertThat(declarations)
                        .as("add the declarations of %s", formula)
                        .isNotNull();
                for (int i = 0; i < declarations.size(); i++) {
                    Formula gradient =
                            Formula.given(declarations.get(i)).parse(formula).gradient(variable);
                    assertThat(gradient).hasToString(Markdown.code(row.get(1)).get(i));
                }
            });
        });
    }

    @Test
    void theTableAndTheExamplesAreFound() throws IOException {
        Markdown readme = Markdown.read("README.md");
        assertThat(readme.table(TABLE)).hasSameSizeAs(DECLARATIONS.keySet());
        assertThat(readme.blocks("java")).hasSizeGreaterThanOrEqualTo(4);
        assertThat(readme.blocks("console")).isNotEmpty();
        assertThat(pages().stream().flatMap(page -> page.blocks().stream()).map(Markdown.Block::language))
                .isSubsetOf("java", "sh", "console", "");
        assertThat(Markdown.read("docs/guide/language.md").table(VALUES)).hasSizeGreaterThan(10);
    }

    private record Run(int code, String text) {}

    private Run run(String line) throws IOException {
        return run(line, "");
    }

    private Run run(String line, String typed) throws IOException {
        List<String> words = new ArrayList<>(Markdown.words(line));
        words.remove(0);
        InputStream in = new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8));
        int redirect = words.indexOf("<");
        if (redirect >= 0) {
            in = new ByteArrayInputStream(Files.readAllBytes(folder.resolve(words.get(redirect + 1))));
            words.subList(redirect, redirect + 2).clear();
        }
        words.replaceAll(this::located);
        if (words.get(0).equals("train")) {
            words.addAll(List.of("--out", folder.resolve("trained.safetensors").toString()));
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        int code = Main.run(in, stream, stream, words.toArray(String[]::new));
        return new Run(code, out.toString(StandardCharsets.UTF_8).replace("\r\n", "\n"));
    }

    /** Files of the project are those of someone who stands at its root; all others are ours. */
    private String located(String word) {
        if (word.startsWith("math-examples/")) {
            return Markdown.ROOT.resolve(word).toString();
        }
        return Files.exists(folder.resolve(word)) ? folder.resolve(word).toString() : word;
    }
}
