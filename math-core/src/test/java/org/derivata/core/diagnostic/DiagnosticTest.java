package org.derivata.core.diagnostic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The caret stands under the place, however wide the letters before it are. */
class DiagnosticTest {

    private static List<String> excerpt(String text, int start, int end) {
        List<String> lines = Diagnostic.of("name.unknown_variable", "no such name")
                .at(Source.formula(text), new Span(start, end))
                .render()
                .lines()
                .toList();
        return lines.subList(2, 4);
    }

    @Test
    void marksTheWholePlace() {
        assertThat(excerpt("x + abc", 4, 7)).containsExactly("    x + abc", "        ^^^");
    }

    @Test
    void tabsTakeOneColumnMarksNoneAndWideLettersTwo() {
        assertThat(excerpt("\tx + y", 5, 6)).containsExactly("     x + y", "         ^");
        assertThat(excerpt("y\u0302 + y", 5, 6)).containsExactly("    y\u0302 + y", "        ^");
        assertThat(excerpt("\u6570 + y", 4, 5)).containsExactly("    \u6570 + y", "         ^");
        assertThat(excerpt("x + \u6570\u5B66", 4, 6)).containsExactly("    x + \u6570\u5B66", "        ^^^^");
    }

    @Test
    void aLongLineIsCutAroundThePlace() {
        String text = "a + ".repeat(1_250) + "b" + " + a".repeat(1_250);
        List<String> shown = excerpt(text, 5_000, 5_001);
        assertThat(shown.get(0)).hasSize(4 + 102).startsWith("    …").endsWith("…");
        assertThat(shown.get(0).charAt(shown.get(1).indexOf('^'))).isEqualTo('b');
    }

    @Test
    void aCutTearsNoCharacterApart() {
        String clefs = "\uD834\uDD1E".repeat(200);
        for (int place = 0; place < 400; place += 2) {
            assertThat(excerpt(clefs, place, place + 2).get(0)).doesNotContain("\uFFFD");
        }
    }

    @Test
    void whatTurnsTheDirectionOfWritingIsShownAsUnknown() {
        assertThat(excerpt("x + \u202Ey", 4, 5)).containsExactly("    x + \uFFFDy", "        ^");
    }
}
