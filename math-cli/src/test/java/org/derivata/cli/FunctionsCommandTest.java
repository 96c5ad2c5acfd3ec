package org.derivata.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.derivata.cli.CommandLines.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.derivata.core.language.Library;
import org.junit.jupiter.api.Test;

class FunctionsCommandTest {

    @Test
    void the_page_about_all_functions_is_up_to_date() throws IOException {
        List<String> page = Files.readAllLines(Path.of("..", "docs", "operators.md"));
        List<String> fresh = run("functions", "--markdown").out().lines().toList();
        String remedy =
                "docs/operators.md is out of date; write it anew: ./math functions --markdown > docs/operators.md";
        assertThat(fresh.stream().filter(each -> !page.contains(each)))
                .as(remedy)
                .isEmpty();
        assertThat(page.equals(fresh)).as(remedy).isTrue();
    }

    @Test
    void every_function_is_on_the_page_with_a_line_about_it() {
        FunctionList all = FunctionList.standard();
        String page = all.page();
        for (String name : Library.standard().functionNames()) {
            Library.standard()
                    .function(name)
                    .ifPresent(each -> assertThat(page)
                            .contains("| `" + each.signature() + "` | "
                                    + each.summary().replace("|", "\\|")));
        }
        assertThat(all.functions())
                .allSatisfy(each -> assertThat(each.summary()).as(each.name()).isNotBlank());
    }

    @Test
    void one_function_is_told_about_in_full() {
        assertThat(run("functions", "hypot").out()).isEqualTo("""
                        hypot(a, b)
                          sqrt(a**2 + b**2) without overflow; its derivatives at 0 are 0.
                          hypot(3, 4) = 5
                          derivative by a: divide_no_nan(a, hypot(a, b))
                          derivative by b: divide_no_nan(b, hypot(a, b))
                        """);
        assertThat(run("functions", "hypo").err()).contains("did you mean hypot?");
        assertThat(run("functions").out()).contains("Along axes\n");
    }
}
