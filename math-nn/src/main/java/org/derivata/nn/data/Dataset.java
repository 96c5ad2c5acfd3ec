package org.derivata.nn.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.derivata.core.array.Array;
import org.derivata.core.diagnostic.DataException;
import org.derivata.core.diagnostic.Diagnostic;

/**
 * Features and a target, row by row.
 *
 * @param features [n, d]
 * @param target one-hot [n, k] for classes, or [n] for a number
 * @param featureNames one a column of the features
 * @param classes k, or 0 when the target is a number
 */
public record Dataset(Array features, Array target, List<String> featureNames, int classes) {

    /** The most numbers in a one-hot target, so that one wild label cannot exhaust the memory. */
    private static final long ONE_HOT_LIMIT = 100_000_000;

    public Dataset {
        featureNames = List.copyOf(featureNames);
        boolean matching = features.rank() == 2
                && features.size(1) == featureNames.size()
                && target.rank() == (classes > 0 ? 2 : 1)
                && target.size(0) == features.size(0)
                && (classes == 0 || target.size(1) == classes);
        if (!matching) {
            throw new IllegalArgumentException("features " + Arrays.toString(features.shape()) + " and target "
                    + Arrays.toString(target.shape()) + " do not belong together");
        }
    }

    /** The rows kept for training and those held back. */
    public record Split(Dataset training, Dataset test) {

        /** Both parts standardised by what {@link Standardizer#fit} measures on the training rows alone. */
        public Split standardized() {
            Standardizer standardizer = Standardizer.fit(training.features());
            return new Split(training.standardized(standardizer), test.standardized(standardizer));
        }
    }

    /**
     * Every column but one as features, that one as the number to predict.
     *
     * @throws DataException {@code data.unknown_column}
     */
    public static Dataset numeric(Table table, String targetColumn) {
        Array target = table.column(targetColumn);
        List<String> names = others(table, targetColumn);
        return new Dataset(table.columns(names), target, names, 0);
    }

    /**
     * Every column but one as features, that one as a label 0, 1, ..., k-1 whose number k is found.
     *
     * @throws DataException {@code data.unknown_column}, {@code data.label} for a label that is no such number
     */
    public static Dataset labelled(Table table, String labelColumn) {
        double[] labels = table.column(labelColumn).data();
        double smallest = Double.POSITIVE_INFINITY;
        double largest = -1;
        for (double label : labels) {
            smallest = Math.min(smallest, label);
            largest = Math.max(largest, label);
        }
        if (smallest > 0) {
            throw label(
                    table,
                    labelColumn,
                    "has no class 0: its labels start at " + shown(smallest),
                    "number the classes from 0, or give the number of classes");
        }
        return labelled(table, labelColumn, (int) Math.min(largest + 1, Integer.MAX_VALUE));
    }

    /**
     * Every column but one as features, that one as a label 0, 1, ..., classes-1.
     *
     * @throws DataException {@code data.unknown_column}, {@code data.label} for a label that is no such number
     */
    public static Dataset labelled(Table table, String labelColumn, int classes) {
        double[] labels = table.column(labelColumn).data();
        for (int row = 0; row < labels.length; row++) {
            if (!(labels[row] >= 0 && labels[row] < classes && labels[row] == Math.rint(labels[row]))) {
                throw label(
                        table,
                        labelColumn,
                        "holds " + shown(labels[row]) + " in row " + (row + 1),
                        classes > 0
                                ? "a label is an integer from 0 to " + (classes - 1)
                                : "a label is an integer from 0");
            }
        }
        if ((long) labels.length * classes > ONE_HOT_LIMIT) {
            throw label(
                    table,
                    labelColumn,
                    "would need " + classes + " classes",
                    "number the classes 0, 1, 2, ... without gaps");
        }
        double[] oneHot = new double[labels.length * classes];
        for (int row = 0; row < labels.length; row++) {
            oneHot[row * classes + (int) labels[row]] = 1;
        }
        List<String> names = others(table, labelColumn);
        return new Dataset(table.columns(names), Array.of(oneHot, labels.length, classes), names, classes);
    }

    private static List<String> others(Table table, String column) {
        List<String> names = new ArrayList<>(table.names());
        names.remove(column);
        if (names.isEmpty()) {
            throw new DataException(
                    Diagnostic.of("data.no_features", table.source() + " has no column besides '" + column + "'")
                            .help("a model needs at least one column to predict from"));
        }
        return names;
    }

    private static DataException label(Table table, String column, String message, String help) {
        return new DataException(
                Diagnostic.of("data.label", "column '" + column + "' of " + table.source() + " " + message)
                        .help(help));
    }

    private static String shown(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }

    public int rows() {
        return features.size(0);
    }

    /** A copy of some rows, in the order given. */
    public Dataset select(int... rows) {
        int width = featureNames.size();
        int targets = classes == 0 ? 1 : classes;
        double[] x = new double[rows.length * width];
        double[] y = new double[rows.length * targets];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(features.data(), rows[i] * width, x, i * width, width);
            System.arraycopy(target.data(), rows[i] * targets, y, i * targets, targets);
        }
        Array selected = classes == 0 ? Array.of(y, rows.length) : Array.of(y, rows.length, classes);
        return new Dataset(Array.of(x, rows.length, width), selected, featureNames, classes);
    }

    /** The same rows with standardised features. */
    public Dataset standardized(Standardizer standardizer) {
        return new Dataset(standardizer.apply(features), target, featureNames, classes);
    }

    /**
     * Shuffles the rows and divides them; the same seed gives the same rows everywhere. With classes each class is
     * divided in the same proportion, and one with two rows or more is in both parts.
     *
     * @param trainingShare between 0 and 1, exclusive
     * @throws DataException {@code data.split} for another share or less than two rows
     */
    public Split split(double trainingShare, long seed) {
        if (!(trainingShare > 0 && trainingShare < 1) || rows() < 2) {
            throw new DataException(Diagnostic.of(
                            "data.split",
                            "cannot keep a share of " + trainingShare + " of " + rows() + " rows for training")
                    .help("the share lies between 0 and 1, and there must be two rows or more"));
        }
        SplittableRandom random = SeededOrder.generator(seed, 0);
        int[] training = new int[rows()];
        int[] test = new int[rows()];
        int kept = 0;
        int held = 0;
        for (int label = 0; label < Math.max(1, classes); label++) {
            int[] members = members(label);
            SeededOrder.shuffle(members, random);
            int share = (int) Math.round(trainingShare * members.length);
            share = members.length < 2 ? members.length : Math.max(1, Math.min(members.length - 1, share));
            System.arraycopy(members, 0, training, kept, share);
            System.arraycopy(members, share, test, held, members.length - share);
            kept += share;
            held += members.length - share;
        }
        training = Arrays.copyOf(training, kept);
        test = Arrays.copyOf(test, held);
        SeededOrder.shuffle(training, random);
        SeededOrder.shuffle(test, random);
        return new Split(select(training), select(test));
    }

    private int[] members(int label) {
        int[] members = new int[rows()];
        int count = 0;
        for (int row = 0; row < members.length; row++) {
            if (classes == 0 || target.data()[row * classes + label] == 1) {
                members[count++] = row;
            }
        }
        return Arrays.copyOf(members, count);
    }
}
