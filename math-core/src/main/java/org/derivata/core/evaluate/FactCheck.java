package org.derivata.core.evaluate;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoublePredicate;
import java.util.function.Predicate;
import org.derivata.core.array.Array;
import org.derivata.core.array.Groups;
import org.derivata.core.diagnostic.Diagnostic;
import org.derivata.core.diagnostic.EvaluationException;
import org.derivata.core.expr.Variable;
import org.derivata.core.operator.Fact;

/**
 * Holds values to what was declared of them: derivatives rely on declared facts, and a wrong one would make them silently wrong. Facts that would
 * need a decomposition to check (invertible, positive definite, orthogonal) are taken on trust, but for the symmetry that they imply.
 */
final class FactCheck {

    private static final double TOLERANCE = 1e-6;

    private FactCheck() {}

    /** Refuses a value that is not what its variable is declared to be, as {@code value.fact}. */
    static void check(Variable variable, Array value) {
        for (Fact each : variable.declared()) {
            if (!Fact.closure(List.of(each)).stream().allMatch(fact -> holds(fact, value))) {
                throw new EvaluationException(Diagnostic.of(
                                "value.fact", variable.name() + " is declared " + each.word() + " but its value is not")
                        .help("derivatives rely on what is declared: mend the value, or leave " + each.word()
                                + " out of the declaration"));
            }
        }
    }

    private static boolean holds(Fact fact, Array value) {
        return switch (fact) {
            case NONNEGATIVE -> every(value, x -> x >= 0);
            case NONZERO -> every(value, x -> x != 0);
            case POSITIVE -> every(value, x -> x > 0);
            case UNIT -> every(value, x -> x >= 0 && x <= 1);
            case INTEGER -> every(value, x -> x == Math.rint(x));
            case ROWS_SUM_TO_ONE ->
                rows(value, row -> Math.abs(Arrays.stream(row).sum() - 1) <= TOLERANCE);
            case ONE_HOT ->
                every(value, x -> x == 0 || x == 1)
                        && rows(value, row -> Arrays.stream(row).sum() == 1);
            case SYMMETRIC -> symmetric(value);
            case DIAGONAL -> diagonal(value);
            default -> true;
        };
    }

    private static boolean every(Array value, DoublePredicate condition) {
        return Arrays.stream(value.data()).allMatch(condition);
    }

    private static boolean rows(Array value, Predicate<double[]> condition) {
        Array failed = Groups.along(value, List.of(value.rank() - 1)).reduce(row -> condition.test(row) ? 0 : 1);
        return every(failed, x -> x == 0);
    }

    private static boolean symmetric(Array value) {
        double scale = Arrays.stream(value.data()).map(Math::abs).max().orElse(0);
        return matrices(value, (a, i, j, n) -> Math.abs(a[i * n + j] - a[j * n + i]) <= TOLERANCE * scale);
    }

    private static boolean diagonal(Array value) {
        return matrices(value, (a, i, j, n) -> i == j || a[i * n + j] == 0);
    }

    private interface Entry {
        boolean holds(double[] matrix, int row, int column, int n);
    }

    private static boolean matrices(Array value, Entry condition) {
        int n = value.size(value.rank() - 1);
        return rowsOfMatrices(value, matrix -> {
            for (int k = 0; k < n * n; k++) {
                if (!condition.holds(matrix, k / n, k % n, n)) {
                    return false;
                }
            }
            return true;
        });
    }

    private static boolean rowsOfMatrices(Array value, Predicate<double[]> condition) {
        List<Integer> lastTwo = List.of(value.rank() - 2, value.rank() - 1);
        Array failed = Groups.along(value, lastTwo).reduce(matrix -> condition.test(matrix) ? 0 : 1);
        return every(failed, x -> x == 0);
    }
}
