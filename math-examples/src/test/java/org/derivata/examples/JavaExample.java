package org.derivata.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis.Completeness;
import jdk.jshell.VarSnippet;
import jdk.jshell.execution.LocalExecutionControlProvider;

/** Runs Java lines as a page shows them: a comment behind a statement says what its value prints. */
public final class JavaExample implements AutoCloseable {

    /** Filled by the shell, whose own display would shorten and quote values. */
    private static final Map<String, String> SHOWN = new ConcurrentHashMap<>();

    private static final Pattern COMMENTED = Pattern.compile("(.*;)\\s*// (.*)");

    private static final String PREAMBLE = """
            import java.nio.file.Path;
            import java.util.*;
            import org.derivata.core.array.Array;
            import org.derivata.core.language.Library;
            import org.derivata.nn.compile.Compiler;
            import org.derivata.nn.data.*;
            import org.derivata.nn.model.Model;
            import org.derivata.nn.optimizer.Optimizer;
            import org.derivata.nn.training.*;
            import org.derivata.symbolic.Formula;
            Array x = Array.matrix(new double[] {1, 2}, new double[] {3, 4}, new double[] {5, 7});
            Array w = Array.vector(0.5, -1);
            Array y = Array.vector(1, 2, 3);
            """;

    private final Path output;
    private final JShell shell;
    private final List<String> checked = new ArrayList<>();

    /** Files that an example writes go to the folder. */
    JavaExample(Path output) {
        this.output = output;
        this.shell = JShell.builder()
                .executionEngine(new LocalExecutionControlProvider(), Map.of())
                .compilerOptions("--class-path", System.getProperty("java.class.path"))
                .build();
        run(PREAMBLE);
    }

    /** Called from within the shell. */
    public static void show(String key, Object value) {
        SHOWN.put(key, String.valueOf(value));
    }

    /** Runs all lines; returns the values that were compared. */
    List<String> run(String block) {
        StringBuilder pending = new StringBuilder();
        for (String line : block.lines().toList()) {
            Matcher commented = COMMENTED.matcher(line);
            boolean hasComment = commented.matches();
            pending.append(hasComment ? commented.group(1) : line).append('\n');
            Completeness completeness = shell.sourceCodeAnalysis()
                    .analyzeCompletion(pending.toString())
                    .completeness();
            if (completeness == Completeness.COMPLETE || completeness == Completeness.CONSIDERED_INCOMPLETE) {
                Snippet snippet = evaluate(pending.toString());
                pending.setLength(0);
                if (hasComment) {
                    String expected = commented.group(2).strip();
                    assertThat(value(snippet)).as(line.strip()).isEqualTo(expected);
                    checked.add(expected);
                }
            }
        }
        assertThat(pending.toString().strip()).as("left over").isEmpty();
        return List.copyOf(checked);
    }

    private String value(Snippet snippet) {
        String name = ((VarSnippet) snippet).name();
        String key = output + "#" + checked.size();
        evaluate("org.derivata.examples.JavaExample.show(\"" + key.replace("\\", "\\\\") + "\", " + name + ");");
        return SHOWN.get(key);
    }

    /** Paths are those of someone who stands at the root. */
    private String located(String source) {
        return source.replaceAll(
                        "Path\\.of\\(\"(?=math-)",
                        Matcher.quoteReplacement("Path.of(\"" + slashes(Markdown.ROOT) + "/"))
                .replaceAll(
                        "Path\\.of\\(\"(?![/:])(?!\\w:)",
                        Matcher.quoteReplacement("Path.of(\"" + slashes(output) + "/"));
    }

    private static String slashes(Path path) {
        return path.toString().replace('\\', '/');
    }

    private Snippet evaluate(String source) {
        Snippet last = null;
        for (SnippetEvent event : shell.eval(located(source))) {
            if (event.causeSnippet() != null) {
                continue; // an earlier variable of the same name, replaced
            }
            String complaints = shell.diagnostics(event.snippet())
                    .map(each -> each.getMessage(null))
                    .toList()
                    .toString();
            assertThat(event.status()).as("%s %s", source, complaints).isEqualTo(Snippet.Status.VALID);
            assertThat(event.exception()).as(source).isNull();
            last = event.snippet();
        }
        return java.util.Objects.requireNonNull(last);
    }

    @Override
    public void close() {
        shell.close();
    }
}
