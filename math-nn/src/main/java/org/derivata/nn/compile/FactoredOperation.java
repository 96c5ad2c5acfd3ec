package org.derivata.nn.compile;

import java.util.List;
import org.derivata.nn.kernel.Factors;

/** What is computed of square matrices once they are factored: an inverse, a determinant or its logarithm, a triangular root. */
final class FactoredOperation extends StepOperation {

    private final String name;
    private final FactorOperation factors;
    private final boolean transposed;

    /** @param transposed whether the plan tells it of the transpose, which for these is the same but for a view */
    FactoredOperation(String name, FactorOperation factors, boolean transposed) {
        super(reads(name, factors), isMatrix(name) ? factors.matrix().count() : factors.batch());
        this.name = name;
        this.factors = factors;
        this.transposed = transposed;
    }

    private static boolean isMatrix(String name) {
        return name.equals("inv") || name.equals("cholesky");
    }

    /** A root is that of the symmetric part, whatever the matrix, so it may need more than the factors. */
    private static List<View> reads(String name, FactorOperation factors) {
        View all = View.whole(factors.result(), factors.result().count());
        return name.equals("cholesky") ? List.of(all, factors.matrix()) : List.of(all);
    }

    @Override
    void compute(Memory memory) {
        double[] f = memory.array(factors.result());
        double[] out = memory.array(result());
        int n = factors.size();
        for (int i = 0; i < factors.batch(); i++) {
            int at = i * Factors.count(n);
            switch (name) {
                case "inv" -> Factors.inv(n, f, at, out, i * n * n);
                case "det" -> out[i] = Factors.det(n, f, at);
                case "logdet" -> out[i] = Factors.logdet(n, f, at);
                default -> {
                    if (!Factors.cholesky(n, f, at, out, i * n * n)) {
                        double[] a = memory.array(factors.matrix().value());
                        Factors.choleskyOf(n, a, i * n * n, out, i * n * n);
                    }
                }
            }
        }
    }

    @Override
    public String describe(PlanNames names) {
        return target(names) + name + "(" + names.of(factors.matrix()) + (transposed ? ".T" : "") + ") by "
                + names.of(factors.result());
    }

    @Override
    public String kernel() {
        return "factors " + factors.size() + "x" + factors.size();
    }

    @Override
    public double flops() {
        double n = factors.size();
        return factors.batch()
                * switch (name) {
                    case "inv" -> 4 * n * n * n / 3;
                    case "cholesky" -> 0;
                    default -> n;
                };
    }
}
