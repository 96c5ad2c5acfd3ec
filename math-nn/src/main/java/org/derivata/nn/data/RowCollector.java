package org.derivata.nn.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.derivata.core.array.Array;
import org.derivata.core.diagnostic.DataException;
import org.derivata.core.diagnostic.Diagnostic;

/** Turns the records of a CSV file into a table, and says exactly where one cannot be turned. */
final class RowCollector {

    /** Spellings of "no value" that other programs write. */
    private static final Set<String> HOLES = Set.of("", "na", "n/a", "nan", "null", "none", "?", "-", ".");

    private final TextLines lines;
    private final char separator;
    private final List<String> names = new ArrayList<>();
    private double[] values = new double[1024];
    private int count;
    private long headerLine;
    private long lastLine;

    RowCollector(TextLines lines, char separator) {
        this.lines = lines;
        this.separator = separator;
    }

    /** The line on which the last good record started; 0 before the first. */
    long lastLine() {
        return lastLine;
    }

    void add(long line, List<String> fields) {
        boolean blank = fields.size() == 1 && fields.get(0).isBlank();
        if (blank && names.size() != 1) {
            return;
        }
        if (names.isEmpty()) {
            header(line, fields);
        } else {
            row(line, fields);
        }
        lastLine = line;
    }

    Table table() {
        if (names.isEmpty()) {
            throw lines.atLine(
                    Diagnostic.of("data.empty", lines.name() + " is empty")
                            .help("it needs a line of column names and one line a row"),
                    1);
        }
        if (count == 0) {
            throw lines.atLine(
                    Diagnostic.of("data.no_rows", lines.name() + " has column names but no rows")
                            .help("add one line of numbers a row below the names"),
                    headerLine);
        }
        Array matrix = Array.of(Arrays.copyOf(values, count), count / names.size(), names.size());
        return Table.of(lines.name(), names, matrix);
    }

    private void header(long line, List<String> fields) {
        headerLine = line;
        Set<String> seen = new HashSet<>();
        boolean numbers = true;
        boolean counting = true;
        for (int i = 0; i < fields.size(); i++) {
            String name = fields.get(i).strip();
            if (name.isEmpty()) {
                throw error(line, i, "data.unnamed_column", "column " + (i + 1) + " has no name", "name every column");
            }
            if (!seen.add(name)) {
                throw error(
                        line,
                        i,
                        "data.duplicate_column",
                        "two columns are named '" + name + "'",
                        "give every column a name of its own");
            }
            numbers &= isNumber(name);
            counting &= name.equals(Integer.toString(i)) || name.equals(Integer.toString(i + 1));
            names.add(name);
        }
        if (numbers && !counting) {
            throw lines.atLine(
                    Diagnostic.of("data.no_header", "the first line holds numbers, not column names")
                            .help("put a line of column names first, such as x1,x2,y"),
                    line);
        }
    }

    private void row(long line, List<String> fields) {
        if (fields.size() != names.size()) {
            throw ragged(line, fields.size());
        }
        if (count > Integer.MAX_VALUE - 8 - fields.size()) {
            throw new DataException(Diagnostic.of("data.too_large", lines.name() + " holds more than 2^31 numbers")
                    .help("split the file, or drop columns"));
        }
        if (count + fields.size() > values.length) {
            long grown = Math.max(count + (long) fields.size(), values.length + (values.length >> 1));
            values = Arrays.copyOf(values, (int) Math.min(grown, Integer.MAX_VALUE - 8));
        }
        for (int i = 0; i < fields.size(); i++) {
            values[count++] = number(line, i, fields.get(i).strip());
        }
    }

    private double number(long line, int field, String text) {
        if (HOLES.contains(text.toLowerCase(Locale.ROOT))) {
            throw error(
                    line,
                    field,
                    "data.hole",
                    "column '" + names.get(field) + "' has no number in this row",
                    "fill it in, or remove the row: a model cannot learn from a hole");
        }
        double value = isNumber(text) ? Double.parseDouble(text) : Double.NaN;
        if (Double.isFinite(value)) {
            return value;
        }
        throw error(
                line,
                field,
                "data.not_a_number",
                "column '" + names.get(field) + "' holds '" + shortened(text) + "', which is not a number",
                helpWith(text));
    }

    private static String helpWith(String text) {
        if (isNumber(text)) {
            return "the number is too large: doubles end at 1.8e308";
        }
        if (isNumber(text.replace(',', '.'))) {
            return "decimals take a point: " + text.replace(',', '.');
        }
        return "every column must hold numbers: number the categories from 0, or remove the column";
    }

    private static String shortened(String text) {
        return text.length() <= 40 ? text : text.substring(0, 39) + "…";
    }

    private DataException ragged(long line, int found) {
        String message =
                "this row has " + found + (found == 1 ? " field" : " fields") + ", the header has " + names.size();
        boolean otherSeparator =
                names.size() == 1 && (names.get(0).contains(";") || names.get(0).contains("\t"));
        return lines.atField(
                Diagnostic.of("data.ragged_row", message)
                        .clash(names.size(), found)
                        .help(
                                otherSeparator
                                        ? "the header seems to use another separator: give it to the reader"
                                        : "every row needs one number for each column name"),
                line,
                Math.min(found, names.size()),
                separator);
    }

    private DataException error(long line, int field, String code, String message, String help) {
        return lines.atField(Diagnostic.of(code, message).help(help), line, field, separator);
    }

    /** Plain decimal notation; {@link Double#parseDouble} alone would also take {@code 1d}, {@code 0x1p3} and NaN. */
    private static boolean isNumber(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean allowed = (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '+' || c == 'e' || c == 'E';
            if (!allowed) {
                return false;
            }
        }
        try {
            Double.parseDouble(text);
            return true;
        } catch (NumberFormatException notANumber) {
            return false;
        }
    }
}
