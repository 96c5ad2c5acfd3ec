package org.derivata.core.operator;

import static org.derivata.core.operator.Operator.structural;

import java.util.List;
import java.util.Map;
import org.derivata.core.array.Array;
import org.derivata.core.diagnostic.Diagnostic;
import org.derivata.core.diagnostic.ShapeException;
import org.derivata.core.shape.Shape;
import org.derivata.core.shape.Signature;

/** Operators of square matrices, on the last two axes; leading axes are a batch. */
public final class LinearAlgebra {

    static final Operator INV = structural("inv", "[..., n, n] -> [..., n, n]", LinearAlgebra::inv)
            .differential("-y @ da @ y")
            .latex("{#1}^{-1}")
            .doc("Matrix inverse; NaN for a singular matrix.", "trace(inv(2 * eye(2))) = 1");

    static final Operator LOGDET = structural("logdet", "[..., n, n] -> [...]", LinearAlgebra::logDeterminant)
            .differential("einsum(\"...ji,...ij->...\", inv(a), da)")
            .latex("\\ln\\det")
            .doc("Logarithm of the determinant; NaN where that is negative.", "logdet(eye(3)) = 0");

    static final Operator DET = structural("det", "[..., n, n] -> [...]", LinearAlgebra::determinant)
            .differential("einsum(\"...ji,...ij->...\", adjugate(a), da)")
            .latex("\\det")
            .doc("Determinant.", "det(2 * eye(3)) = 8");

    static final Operator ADJUGATE = structural("adjugate", "[..., n, n] -> [..., n, n]", LinearAlgebra::adjugate)
            .differential("einsum(\"...ji,...ij->...\", y, da)[..., None, None] * inv(a) - y @ da @ inv(a)")
            .latex("\\operatorname{adj}")
            .doc(
                    "The transposed matrix of cofactors: det(A) * inv(A), at singular matrices too.",
                    "trace(adjugate(eye(3))) = 3");

    /** The lower triangular factor of the symmetric part, so that its derivative is that of the value and not of an assumption. */
    static final Operator CHOLESKY = structural("cholesky", "[n, n] -> [n, n]", LinearAlgebra::cholesky)
            .differential("y @ (tril(inv(y) @ (da + da.T) @ inv(y).T)"
                    + " + tril(inv(y) @ (da + da.T) @ inv(y).T, k=-1)) / 4")
            .latex("\\operatorname{chol}")
            .doc(
                    "The lower triangular L with L @ L.T equal to a symmetric positive definite matrix; NaN for others.",
                    "trace(cholesky(4 * eye(2))) = 4");

    /** A right side is a vector, or has the axes of the matrices with columns in the place of the last. */
    public static final Operator SOLVE = structural("solve", 2, LinearAlgebra::solved, LinearAlgebra::solve)
            .latex("{#1}^{-1} #2")
            .doc("The x of a @ x = b; NaN for a singular matrix.", "sum(solve(2 * eye(2), [4, 6])) = 5");

    /** Operators of one square matrix, or of a batch of them. */
    public static final List<Operator> SQUARE = List.of(INV, LOGDET, DET, ADJUGATE, CHOLESKY);

    /** Every declaration of this file. */
    public static final List<Operator> ALL = List.of(INV, LOGDET, DET, ADJUGATE, CHOLESKY, SOLVE);

    private LinearAlgebra() {}

    private static Array inv(List<Array> arguments, Attributes attributes, Map<String, Integer> sizes) {
        Array a = arguments.get(0);
        int n = a.size(a.rank() - 1);
        double[] result = new double[a.count()];
        for (int offset = 0; offset < result.length; offset += n * n) {
            Elimination elimination = Elimination.of(a.data(), offset, n);
            for (int column = 0; column < n; column++) {
                double[] unit = new double[n];
                unit[column] = 1;
                double[] solution = elimination.solve(unit);
                for (int row = 0; row < n; row++) {
                    result[offset + row * n + column] = solution[row];
                }
            }
        }
        return Array.of(result, a.shape());
    }

    private static Shape solved(List<Shape> shapes, Attributes attributes) {
        Shape a = shapes.get(0);
        Shape b = shapes.get(1);
        int rank = a.rank();
        boolean vector = rank == 2 && b.rank() == 1;
        if (rank < 2 || !(vector || b.rank() == rank)) {
            throw unsolvable(a, b, a, b);
        }
        if (a.get(rank - 1).surelyDiffersFrom(a.get(rank - 2))) {
            throw Signature.notSquare("solve", a);
        }
        int rows = vector ? 1 : rank - 1;
        a.slice(0, rows).differingAxis(b.slice(0, rows)).ifPresent(axis -> {
            throw unsolvable(a, b, a.get(axis), b.get(axis));
        });
        return b;
    }

    private static ShapeException unsolvable(Shape a, Shape b, Object left, Object right) {
        return new ShapeException(Diagnostic.of(
                        "shape.solve",
                        "solve takes a square matrix and a right side of as many rows, not " + a + " and " + b)
                .clash(left, right)
                .help("the right side is a vector or a matrix whose first size is that of the square matrix"));
    }

    private static Array solve(List<Array> arguments, Attributes attributes, Map<String, Integer> sizes) {
        Array a = arguments.get(0);
        Array b = arguments.get(1);
        int n = a.size(a.rank() - 1);
        int columns = b.rank() == 1 ? 1 : b.size(b.rank() - 1);
        double[] result = new double[b.count()];
        for (int matrix = 0; matrix * n * columns < result.length; matrix++) {
            Elimination elimination = Elimination.of(a.data(), matrix * n * n, n);
            for (int column = 0; column < columns; column++) {
                int at = matrix * n * columns + column;
                double[] right = new double[n];
                for (int row = 0; row < n; row++) {
                    right[row] = b.data()[at + row * columns];
                }
                double[] solution = elimination.solve(right);
                for (int row = 0; row < n; row++) {
                    result[at + row * columns] = solution[row];
                }
            }
        }
        return Array.of(result, b.shape());
    }

    /** Cofactor by cofactor: exact at singular matrices, where {@code det(A) * inv(A)} is 0 times infinity. */
    private static Array adjugate(List<Array> arguments, Attributes attributes, Map<String, Integer> sizes) {
        Array a = arguments.get(0);
        int n = a.size(a.rank() - 1);
        double[] result = new double[a.count()];
        for (int offset = 0; offset < result.length; offset += n * n) {
            for (int row = 0; row < n; row++) {
                for (int column = 0; column < n; column++) {
                    double minor = Elimination.of(minor(a.data(), offset, n, row, column), 0, n - 1)
                            .determinant();
                    result[offset + column * n + row] = (row + column) % 2 == 0 ? minor : -minor;
                }
            }
        }
        return Array.of(result, a.shape());
    }

    private static double[] minor(double[] data, int offset, int n, int row, int column) {
        double[] minor = new double[(n - 1) * (n - 1)];
        int next = 0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                if (i != row && j != column) {
                    minor[next++] = data[offset + i * n + j];
                }
            }
        }
        return minor;
    }

    private static Array cholesky(List<Array> arguments, Attributes attributes, Map<String, Integer> sizes) {
        Array a = arguments.get(0);
        int n = a.size(0);
        double[] lower = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = (a.data()[i * n + j] + a.data()[j * n + i]) / 2;
                for (int k = 0; k < j; k++) {
                    sum -= lower[i * n + k] * lower[j * n + k];
                }
                // the root of a negative number is NaN, and NaN spreads: not positive definite
                lower[i * n + j] = i == j ? Math.sqrt(sum) : sum / lower[j * n + j];
            }
        }
        return Array.of(lower, n, n);
    }

    private static Array determinant(List<Array> arguments, Attributes attributes, Map<String, Integer> sizes) {
        return eachMatrix(arguments.get(0), Elimination::determinant);
    }

    private static Array logDeterminant(List<Array> arguments, Attributes attributes, Map<String, Integer> sizes) {
        return eachMatrix(arguments.get(0), Elimination::logDeterminant);
    }

    private static Array eachMatrix(Array a, java.util.function.ToDoubleFunction<Elimination> function) {
        int n = a.size(a.rank() - 1);
        int[] batch = java.util.Arrays.copyOf(a.shape(), a.rank() - 2);
        double[] result = new double[Array.count(batch)];
        for (int i = 0; i < result.length; i++) {
            result[i] = function.applyAsDouble(Elimination.of(a.data(), i * n * n, n));
        }
        return Array.of(result, batch);
    }
}
