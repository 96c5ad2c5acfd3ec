package org.derivata.nn.data;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.derivata.core.array.Array;
import org.derivata.core.diagnostic.DataException;
import org.derivata.core.diagnostic.Diagnostic;

/** Named columns of numbers, equally long, without holes. */
public final class Table {

    private final String source;
    private final List<String> names;
    private final Array values;

    private Table(String source, List<String> names, Array values) {
        this.source = source;
        this.names = names;
        this.values = values;
    }

    /**
     * A table over a matrix, which it does not copy.
     *
     * @param source where the numbers are from, for messages: a file name, or {@code table}
     * @param names one name a column
     * @param values [rows, columns]
     * @throws DataException {@code data.duplicate_column} if a name occurs twice
     * @throws IllegalArgumentException if the names do not fit the matrix
     */
    public static Table of(String source, List<String> names, Array values) {
        if (values.rank() != 2 || values.size(1) != names.size()) {
            throw new IllegalArgumentException(names.size() + " names for a table of another width");
        }
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            if (!seen.add(name)) {
                throw new DataException(
                        Diagnostic.of("data.duplicate_column", source + " has two columns named '" + name + "'")
                                .help("give every column a name of its own"));
            }
        }
        return new Table(source, List.copyOf(names), values);
    }

    /** Where the numbers are from: a file name, or what {@link #of} was given. */
    public String source() {
        return source;
    }

    /** The names of the columns, in order. */
    public List<String> names() {
        return names;
    }

    public int rows() {
        return values.size(0);
    }

    /** All numbers, [rows, columns]: the live storage. */
    public Array values() {
        return values;
    }

    /**
     * A copy of one column, [rows].
     *
     * @throws DataException {@code data.unknown_column}
     */
    public Array column(String name) {
        return columns(List.of(name)).reshape(rows());
    }

    /**
     * A copy of several columns, [rows, names], in the order asked for.
     *
     * @throws DataException {@code data.unknown_column}
     */
    public Array columns(List<String> wanted) {
        int width = names.size();
        int[] positions = wanted.stream().mapToInt(this::position).toArray();
        double[] out = new double[Array.count(rows(), positions.length)];
        int at = 0;
        for (int row = 0; row < rows(); row++) {
            for (int position : positions) {
                out[at++] = values.data()[row * width + position];
            }
        }
        return Array.of(out, rows(), positions.length);
    }

    private int position(String name) {
        int position = names.indexOf(name);
        if (position < 0) {
            String near = NearNames.of(name, names);
            throw new DataException(Diagnostic.of("data.unknown_column", source + " has no column named '" + name + "'")
                    .help(near.isEmpty() ? "its columns are " + shown() : "did you mean " + near + "?"));
        }
        return position;
    }

    private String shown() {
        int most = 10;
        String first = String.join(", ", names.subList(0, Math.min(most, names.size())));
        return names.size() > most ? first + " and " + (names.size() - most) + " more" : first;
    }
}
