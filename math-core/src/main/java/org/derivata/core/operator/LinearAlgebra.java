package org.derivata.core.operator;

import static org.derivata.core.operator.Operator.structural;

import java.util.List;
import java.util.Map;
import org.derivata.core.array.Array;

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
            .differential("y * einsum(\"...ji,...ij->...\", inv(a), da)")
            .latex("\\det")
            .doc("Determinant.", "det(2 * eye(3)) = 8");

    /** Every declaration of this file. */
    public static final List<Operator> ALL = List.of(INV, LOGDET, DET);

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
