package org.derivata.nn.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.derivata.core.array.Array;
import org.derivata.core.diagnostic.DataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvReaderTest {

    @TempDir
    Path folder;

    @Test
    void readsNamesAndNumbers() throws IOException {
        Table table = CsvReader.read(write("a, \"b\" ,c\n1,-2.5,3e-4\n\n \n\"4\", 5 ,+6\n"));
        assertThat(table.names()).containsExactly("a", "b", "c");
        assertThat(table.values()).isEqualTo(Array.of(new double[] {1, -2.5, 3e-4, 4, 5, 6}, 2, 3));
        assertThat(table.column("b")).isEqualTo(Array.vector(-2.5, 5));
        assertThat(table.source()).endsWith("data.csv");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void readsEveryKindOfLineBreakAndAByteOrderMark(String lineBreak) throws IOException {
        Table table = CsvReader.read(write("\uFEFFa,b" + lineBreak + "1,2" + lineBreak + "3,4"));
        assertThat(table.names()).containsExactly("a", "b");
        assertThat(table.rows()).isEqualTo(2);
    }

    @Test
    void readsOtherSeparatorsAndPointsOutAForgottenOne() throws IOException {
        Path file = write("a;b\n1;2\n");
        assertThat(CsvReader.read(file, ';').values()).isEqualTo(Array.of(new double[] {1, 2}, 1, 2));
        DataException wrong = failure(file);
        assertThat(wrong.code()).isEqualTo("data.not_a_number");
        assertThat(failure(write("a;b\n1,5;2\n")).diagnostic().help()).contains("separator");
    }

    @Test
    void aMissingFileNamesNearMatches() throws IOException {
        write("a\n1\n");
        DataException wrong = failure(folder.resolve("dta.csv"));
        assertThat(wrong.code()).isEqualTo("data.missing_file");
        assertThat(wrong.diagnostic().help()).isEqualTo("did you mean data.csv?");
        assertThat(failure(folder.resolve("elsewhere.txt")).diagnostic().help()).contains(folder.toString());
        assertThat(failure(folder.resolve("no/such.csv")).diagnostic().help()).contains("no folder");
    }

    @Test
    void aFolderIsNotAFile() {
        assertThat(failure(folder).code()).isEqualTo("data.directory");
    }

    @Test
    void anEmptyFileAndAHeaderAloneAreTold() throws IOException {
        assertThat(failure(write("")).code()).isEqualTo("data.empty");
        assertThat(failure(write("\n  \n")).code()).isEqualTo("data.empty");
        DataException wrong = failure(write("\na,b\n"));
        assertThat(wrong.code()).isEqualTo("data.no_rows");
        assertThat(wrong.diagnostic().line()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "NA", "nan", "?", "null"})
    void aHoleNamesRowAndColumn(String hole) throws IOException {
        DataException wrong = failure(write("age,size\n1,2\n3," + hole + "\n5,6\n"));
        assertThat(wrong.code()).isEqualTo("data.hole");
        assertThat(wrong.diagnostic().line()).isEqualTo(3);
        assertThat(wrong.diagnostic().column()).isEqualTo(3);
        assertThat(wrong.diagnostic().message()).contains("'size'");
    }

    @Test
    void theCaretStandsUnderTheWord() throws IOException {
        Path file = write("age,size\n1,2\n\n31,\"x, y\"\n5,6\n");
        assertThat(failure(file).getMessage()).isEqualTo("""
            column 'size' holds 'x, y', which is not a number [data.not_a_number]
              %s:4:4
                31,"x, y"
                   ^^^^^^
              help: every column must hold numbers: number the categories from 0, or remove the column\
            """.formatted(file));
    }

    @ParameterizedTest
    @CsvSource({"1d", "0x1p3", "Infinity", "1e999", "1.2.3", "--1", "e", "'1,5'"})
    void takesPlainDecimalNumbersOnly(String word) throws IOException {
        assertThat(failure(write("a,b\n\"" + word + "\",1\n")).code()).isEqualTo("data.not_a_number");
    }

    @Test
    void aDecimalCommaIsRecognised() throws IOException {
        assertThat(failure(write("a,b\n\"1,5\",1\n")).diagnostic().help()).isEqualTo("decimals take a point: 1.5");
    }

    @Test
    void aRaggedRowSaysHowManyFieldsBothHave() throws IOException {
        DataException few = failure(write("a,b,c\n1,2,3\n1,2\n"));
        assertThat(few.code()).isEqualTo("data.ragged_row");
        assertThat(few.diagnostic().message()).isEqualTo("this row has 2 fields, the header has 3");
        assertThat(few.diagnostic().line()).isEqualTo(3);
        assertThat(few.diagnostic().column()).isEqualTo(4);
        DataException many = failure(write("a,b\n1,2,3\n"));
        assertThat(many.diagnostic().column()).isEqualTo(5);
    }

    @Test
    void theHeaderMustNameEveryColumnOnce() throws IOException {
        DataException twice = failure(write("a,b,a\n1,2,3\n"));
        assertThat(twice.code()).isEqualTo("data.duplicate_column");
        assertThat(twice.diagnostic().column()).isEqualTo(5);
        assertThat(failure(write("a,,c\n1,2,3\n")).code()).isEqualTo("data.unnamed_column");
        assertThat(failure(write("5.1,3.5\n4.9,3\n")).code()).isEqualTo("data.no_header");
        assertThat(CsvReader.read(write("0,1\n4.9,3\n")).rows()).isEqualTo(1);
    }

    @Test
    void otherEncodingsAreRefusedWithTheLine() throws IOException {
        DataException latin = failure(writeAs("größe,b\n1,2\n", StandardCharsets.ISO_8859_1));
        assertThat(latin.code()).isEqualTo("data.encoding");
        assertThat(latin.diagnostic().line()).isEqualTo(1);
        assertThat(latin.diagnostic().column()).isEqualTo(3);
        assertThat(failure(writeAs("a,b\n1,2\n", StandardCharsets.UTF_16)).code())
                .isEqualTo("data.encoding");
        assertThat(failure(writeAs("a,b\n".concat("1,2\n".repeat(5000)).concat("ü,2\n"), StandardCharsets.ISO_8859_1))
                        .diagnostic()
                        .line())
                .isEqualTo(5002);
    }

    @Test
    void brokenQuotesAreToldWithTheLine() throws IOException {
        DataException wrong = failure(write("a,b\n1,2\n3,\"4\n5,6\n"));
        assertThat(wrong.code()).isEqualTo("data.quotes");
        assertThat(wrong.diagnostic().line()).isEqualTo(3);
    }

    @Test
    void aBigFileShowsOneLineOnly() throws IOException {
        StringBuilder text = new StringBuilder("a,b\n");
        for (int i = 0; i < 50_000; i++) {
            text.append(i).append(",1\n");
        }
        DataException wrong = failure(write(text.append("oops,1\n").toString()));
        assertThat(wrong.diagnostic().line()).isEqualTo(50_002);
        assertThat(wrong.getMessage().lines()).hasSize(5);
        assertThat(wrong.diagnostic().source().text().strip()).isEqualTo("oops,1");
    }

    @Test
    void textInMemoryIsReadAlike() {
        assertThat(CsvReader.parse("pasted", "a,b\n1,2\n").rows()).isEqualTo(1);
        DataException wrong = catchThrowableOfType(DataException.class, () -> CsvReader.parse("pasted", "a,b\n1,x\n"));
        assertThat(wrong.getMessage()).contains("pasted:2:3");
    }

    private DataException failure(Path file) {
        DataException wrong = catchThrowableOfType(DataException.class, () -> CsvReader.read(file));
        assertThat(wrong).isNotNull();
        assertThat(wrong.diagnostic().help()).isNotBlank();
        return wrong;
    }

    private Path write(String text) throws IOException {
        return writeAs(text, StandardCharsets.UTF_8);
    }

    private Path writeAs(String text, Charset charset) throws IOException {
        return Files.write(folder.resolve("data.csv"), text.getBytes(charset));
    }
}
