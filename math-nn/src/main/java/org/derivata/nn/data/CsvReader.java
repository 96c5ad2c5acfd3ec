package org.derivata.nn.data;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.derivata.core.diagnostic.DataException;
import org.derivata.core.diagnostic.Diagnostic;
import org.derivata.core.diagnostic.Span;

/**
 * Reads CSV files of numbers: a line of column names, then rows of numbers, all equally long; UTF-8, blank lines
 * skipped, fields quoted or not.
 *
 * <p>Whatever is wrong is a {@link DataException} with the line and column in the file and one line of help. Codes:
 * {@code data.missing_file}, {@code data.directory}, {@code data.unreadable}, {@code data.encoding},
 * {@code data.empty}, {@code data.no_header}, {@code data.no_rows}, {@code data.unnamed_column},
 * {@code data.duplicate_column}, {@code data.ragged_row}, {@code data.hole}, {@code data.not_a_number},
 * {@code data.quotes}, {@code data.too_large}.
 */
public final class CsvReader {

    private CsvReader() {}

    /** Reads a file separated by commas. */
    public static Table read(Path file) {
        return read(file, ',');
    }

    /** Reads a file with another separator, such as {@code ';'} or a tab. */
    public static Table read(Path file, char separator) {
        return read(new TextLines(file.toString(), () -> open(file)), file, separator);
    }

    /**
     * Reads a text that is in memory already, separated by commas.
     *
     * @param name what messages call it
     */
    public static Table parse(String name, String text) {
        return read(new TextLines(name, () -> new StringReader(text)), Path.of(""), ',');
    }

    private static Reader open(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new DataException(Diagnostic.of("data.directory", file + " is a folder, not a file")
                    .help("name one CSV file in it"));
        }
        BufferedReader reader = new BufferedReader(
                new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8.newDecoder()));
        try {
            reader.mark(1);
            // Spreadsheets put a byte order mark before the first name.
            if (reader.read() != '\uFEFF') {
                reader.reset();
            }
        } catch (IOException unreadable) {
            reader.close();
            throw unreadable;
        }
        return reader;
    }

    private static Table read(TextLines lines, Path file, char separator) {
        try (Reader reader = lines.open()) {
            return read(lines, reader, separator);
        } catch (CharacterCodingException wrong) {
            throw encoding(file);
        } catch (NoSuchFileException missing) {
            throw new DataException(Diagnostic.of("data.missing_file", "there is no file " + file)
                    .help(nearFiles(file)));
        } catch (AccessDeniedException denied) {
            throw new DataException(Diagnostic.of("data.unreadable", "no permission to read " + file)
                    .help("change the permissions of the file, or run as a user who may read it"));
        } catch (IOException | UncheckedIOException failed) {
            if (failed.getCause() instanceof CharacterCodingException) {
                throw encoding(file);
            }
            throw new DataException(Diagnostic.of("data.unreadable", "reading " + lines.name() + " failed")
                    .help("the system says: " + failed.getMessage()));
        }
    }

    private static Table read(TextLines lines, Reader reader, char separator) {
        RowCollector rows = new RowCollector(lines, separator);
        try (var records = de.siegmar.fastcsv.reader.CsvReader.builder()
                .fieldSeparator(separator)
                .skipEmptyLines(true)
                .trimWhitespacesAroundQuotes(true)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowUnclosedQuote(false)
                .ofCsvRecord(reader)) {
            for (CsvRecord each : records) {
                rows.add(each.getStartingLineNumber(), each.getFields());
            }
        } catch (CsvParseException wrong) {
            throw lines.atLine(
                    Diagnostic.of("data.quotes", "a quoted field does not end properly here or in a later line")
                            .help("close the quotes, and double those inside a quoted field; numbers need none"),
                    rows.lastLine() + 1);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return rows.table();
    }

    /** Finds the first line that is not UTF-8; Latin-1 gives every byte a character, so lines can be told apart. */
    private static DataException encoding(Path file) {
        Diagnostic wrong = Diagnostic.of("data.encoding", file + " is not UTF-8 text")
                .help("save it as UTF-8; a spreadsheet offers 'CSV UTF-8'");
        TextLines lines = new TextLines(
                file.toString(), () -> new InputStreamReader(Files.newInputStream(file), StandardCharsets.ISO_8859_1));
        try (BufferedReader reader = new BufferedReader(lines.open())) {
            int number = 1;
            for (String line = reader.readLine(); line != null; line = reader.readLine(), number++) {
                String decoded = new String(line.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
                int bad = decoded.indexOf('\uFFFD');
                if (bad >= 0) {
                    return lines.at(wrong, number, decoded, new Span(bad, bad + 1));
                }
            }
        } catch (IOException gone) {
            return new DataException(wrong);
        }
        return new DataException(wrong);
    }

    private static String nearFiles(Path file) {
        Path name = file.getFileName();
        Path folder = file.toAbsolutePath().getParent();
        if (name == null || folder == null || !Files.isDirectory(folder)) {
            return "there is no folder " + folder + " either";
        }
        try (Stream<Path> files = Files.list(folder)) {
            List<String> names = files.filter(Files::isRegularFile)
                    .map(Path::getFileName)
                    .filter(java.util.Objects::nonNull)
                    .map(Path::toString)
                    .limit(10_000)
                    .toList();
            String near = NearNames.of(name.toString(), names);
            return near.isEmpty() ? "it was looked for in " + folder : "did you mean " + near + "?";
        } catch (IOException | UncheckedIOException unlisted) {
            return "it was looked for in " + folder;
        }
    }
}
