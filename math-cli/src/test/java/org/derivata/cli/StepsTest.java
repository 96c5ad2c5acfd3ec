package org.derivata.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.derivata.cli.CommandLines.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.derivata.cli.CommandLines.Run;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StepsTest {

    private static final String SHAPES = "X: [n, d]; w: [d]; y: [n]";

    @Test
    void steps_are_printed_as_text_unicode_and_latex() {
        assertThat(run("diff", "x * exp(x)", "--steps").out()).contains("(product rule)");
        assertThat(run("diff", "x**2 * exp(x)", "--steps", "--format", "unicode")
                        .out())
                .contains("x²");
        assertThat(run("diff", "x * exp(x)", "--steps", "--format", "latex").out())
                .contains("\\begin{align*}", "\\frac{d}{dx}", "\\text{product rule}");
    }

    @Test
    void each_variable_has_steps_of_its_own() {
        assertThat(run("diff", "x * y**2", "--wrt", "x,y", "--steps").out()).contains("by x\n", "by y\n");
    }

    @Test
    void programs_read_the_lines() {
        assertThat(run("diff", "sum((X @ w - y)**2)", "--shape", SHAPES, "--wrt", "w", "--steps", "--json")
                        .out())
                .startsWith("{\"steps\":{\"w\":[[{\"left\":\"u1\",\"right\":\"X @ w - y\",\"rules\":[]}")
                .contains("\"latex\":{\"w\":\"\\\\begin{align*}");
    }

    @Test
    void a_page_is_written_whole_and_replaced(@TempDir Path directory) throws IOException {
        Path page = directory.resolve("steps.html");
        for (String text : new String[] {"x * exp(x)", "x * sin(x)"}) {
            Run run = run("diff", text, "--steps", "-o", page.toString());
            assertThat(run.out()).isEqualTo("wrote " + page + "\n");
            assertThat(Files.readString(page)).contains("<title>d/dx " + text + "</title>");
        }
        try (var files = Files.list(directory)) {
            assertThat(files).containsExactly(page);
        }
    }

    @Test
    void what_steps_do_not_show_is_refused() {
        assertThat(run("diff", "x**2", "-o", "x.html").err()).contains("add --steps");
        assertThat(run("diff", "x**3", "--steps", "--order", "2").err()).contains("the gradient of a number");
        assertThat(run("diff", "x**3", "--steps", "--format", "java").err()).contains("text, unicode, latex or json");
        assertThat(run("diff", "x * y", "--wrt", "x,y", "--steps", "-o", "z.html")
                        .err())
                .contains("choose one of --wrt x, y");
        assertThat(run("diff", "x**3", "--steps", "--order", "2").code()).isEqualTo(ExitCode.WRONG_INPUT);
    }
}
