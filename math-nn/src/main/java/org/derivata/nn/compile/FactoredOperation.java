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
    public int scratch() {
        return factors.factors().scratch();
    }

    @Override
    void compute(Memory memory) {
        double[] f = memory.array(factors.result());
        double[] out = memory.array(result());
        Factors kernel = factors.factors();
        int square = factors.size() * factors.size();
        for (int i = 0; i < factors.batch(); i++) {
            int at = i * kernel.count();
            switch (name) {
                case "inv" -> kernel.inv(f, at, out, i * square, memory.frame().scratch());
                case "det" -> out[i] = kernel.det(f, at);
                case "logdet" -> out[i] = kernel.logdet(f, at);
                default -> {
                    if (!kernel.cholesky(f, at, out, i * square)) {
                        double[] a = memory.array(factors.matrix().value());
                        kernel.choleskyOf(a, i * square, out, i * square);
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
                    case "inv" -> 2 * n * n * n;
                    case "cholesky" -> 0;
                    default -> n;
                };
    }
}
