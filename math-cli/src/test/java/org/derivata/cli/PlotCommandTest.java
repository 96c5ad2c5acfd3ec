package org.derivata.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.derivata.cli.CommandLines.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.derivata.cli.CommandLines.Run;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlotCommandTest {

    @Test
    void a_parabola_is_drawn_with_characters() {
        Run run = run("plot", "x**2", "--over", "x=-2..2", "--points", "101");
        assertThat(run.err()).isEmpty();
        assertThat(run.code()).isZero();
        String[] lines = run.out().split("\n");
        assertThat(lines).hasSize(21).allMatch(each -> each.length() < 80);
        assertThat(lines[18]).as("the vertex lies on the axis").matches("0  -+\\*{13}-+");
        assertThat(lines[20].trim()).startsWith("-2").endsWith("2  x");
    }

    @Test
    void a_picture_holds_the_curve_and_its_derivative(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("wave.svg");
        Run run = run(
                "plot",
                "a * x**2",
                "--over",
                "x=0..sqrt(4)",
                "--let",
                "a=3",
                "--derivative",
                "--points",
                "3",
                "-o",
                file.toString());
        assertThat(run.out()).isEqualTo("wrote " + file + "\n");
        String picture = Files.readString(file);
        // both curves go from 0 to 12
        assertThat(picture)
                .contains(">a * x**2</text>", ">d/dx = 2 * a * x</text>")
                .containsPattern(
                        "d=\"M64.0 ([0-9.]+)L380.0 [0-9.]+L696.0 ([0-9.]+)\".*\n.*d=\"M64.0 \\1L380.0 [0-9.]+L696.0 \\2\"");
        assertThat(directory)
                .isDirectoryContaining(each -> each.equals(file))
                .isDirectoryNotContaining("glob:**/plot*");
    }

    @Test
    void no_stroke_joins_the_two_sides_of_a_pole(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("pole.svg");
        assertThat(run("plot", "1 / x", "--over", "x=-1..1", "--points", "100", "-o", file.toString())
                        .code())
                .isZero();
        String path = Files.readString(file)
                .lines()
                .filter(each -> each.contains("clip-path="))
                .findFirst()
                .orElseThrow();
        assertThat(path.chars().filter(each -> each == 'M').count()).isEqualTo(2);
    }

    @Test
    void an_array_has_a_curve_an_entry() {
        assertThat(run("plot", "softmax([x, 0])", "--over", "x=-3..3").out())
                .contains("*  softmax([x, 0])  entry 0", "o  softmax([x, 0])  entry 1");
    }

    @Test
    void what_cannot_be_drawn_is_told(@TempDir Path directory) {
        assertThat(run("plot", "x", "--over", "x=3").err()).contains("--over wants NAME=FROM..TO");
        assertThat(run("plot", "x", "--over", "x=3..1").err()).contains("from a number up to a larger one");
        assertThat(run("plot", "x", "--over", "x=0..y").err()).contains("an end of --over is a number");
        assertThat(run("plot", "z", "--over", "x=0..1").err()).contains("which the formula has not");
        assertThat(run("plot", "x * y", "--over", "x=0..1").err()).contains("--let y=1.5");
        assertThat(run("plot", "x", "--over", "x=0..1", "--let", "x=2").err()).contains("leave out --let x");
        assertThat(run("plot", "x * arange(9)", "--over", "x=0..1").code()).isEqualTo(3);
        Run run = run(
                "plot",
                "x",
                "--over",
                "x=0..1",
                "-o",
                directory.resolve("no/x.svg").toString());
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("[plot.out]");
    }
}
