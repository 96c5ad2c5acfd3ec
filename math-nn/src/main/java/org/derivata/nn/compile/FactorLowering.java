package org.derivata.nn.compile;

import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.derivata.core.array.Array;
import org.derivata.core.diagnostic.Diagnostic;
import org.derivata.core.diagnostic.EvaluationException;
import org.derivata.core.expr.Algebra;
import org.derivata.core.expr.Apply;
import org.derivata.core.expr.Expr;
import org.derivata.core.operator.Fact;
import org.derivata.nn.kernel.Factors;
import org.derivata.nn.kernel.MatrixMultiplier;
import org.jspecify.annotations.Nullable;

/** Square matrices, each factored once for all that the program computes of it and of its transpose. */
final class FactorLowering {

    private static final String SOLVE = "solve";
    private static final String CHOLESKY = "cholesky";
    private static final Set<String> NAMES = Set.of("inv", "det", "logdet", SOLVE, CHOLESKY);

    private final OperationList operations;
    private final MatrixMultiplier multiplier;
    private final Map<Expr, Factored> known = new IdentityHashMap<>();

    /** Of which matrices a triangular root is wanted: who takes one believes that there is one. */
    private final Set<Expr> rooted = Collections.newSetFromMap(new IdentityHashMap<>());

    /** A matrix in the factors of itself or of its transpose. */
    private record Factored(Shared shared, boolean transposed) {}

    /** What is made once. */
    private static final class Shared {

        private final FactorOperation factors;
        private final int[] sizes;
        private @Nullable View inverse;

        Shared(FactorOperation factors, int[] sizes) {
            this.factors = factors;
            this.sizes = sizes;
        }
    }

    FactorLowering(OperationList operations, MatrixMultiplier multiplier) {
        this.operations = operations;
        this.multiplier = multiplier;
    }

    /** Looks for what is known of matrices before they are factored. */
    void find(List<Expr> nodes) {
        for (Expr node : nodes) {
            if (node instanceof Apply apply && apply.is(CHOLESKY)) {
                rooted.add(apply.argument(0));
                rooted.add(Algebra.transposeLastTwo(apply.argument(0)));
            }
        }
    }

    boolean has(Apply node) {
        return operations.engine() == Engine.COMPILED
                && NAMES.contains(node.operator().name());
    }

    /** @param arguments the views of the node's arguments */
    View lower(Apply node, List<View> arguments, int[] shape) {
        String name = node.operator().name();
        checkSquare(name, arguments.get(0));
        Factored matrix = factored(node.argument(0), arguments.get(0));
        FactorOperation factors = matrix.shared.factors;
        if (name.equals(SOLVE)) {
            return solved(matrix, arguments.get(1), shape);
        }
        if (name.equals("inv")) {
            View inverse = inverse(matrix);
            return matrix.transposed ? transposed(inverse) : inverse;
        }
        return operations.add(new FactoredOperation(name, factors, matrix.transposed), shape);
    }

    private Factored factored(Expr matrix, View view) {
        Factored found = known.get(matrix);
        if (found != null) {
            return found;
        }
        // a transpose is read where the matrix lies
        View turned = transposed(view);
        boolean isTranspose = !view.isWhole() && turned.isWhole();
        View whole = isTranspose ? turned : operations.whole(view);
        int rank = whole.rank();
        int batch = Array.count(Arrays.copyOf(whole.sizes(), rank - 2));
        boolean definite = matrix.is(Fact.POSITIVE_DEFINITE) || rooted.contains(matrix);
        int size = whole.sizes()[rank - 1];
        Factors kernel = new Factors(size, multiplier);
        FactorOperation factors = new FactorOperation(whole, batch, size, kernel, definite);
        operations.add(factors, factors.result().count());
        Shared shared = new Shared(factors, whole.sizes());
        Factored made = new Factored(shared, isTranspose);
        known.put(Algebra.transposeLastTwo(matrix), new Factored(shared, !isTranspose));
        known.put(matrix, made);
        return made;
    }

    private static View transposed(View view) {
        return view.with(exchanged(view.sizes()), exchanged(view.steps()));
    }

    private static int[] exchanged(int[] axes) {
        int[] exchanged = axes.clone();
        exchanged[axes.length - 1] = axes[axes.length - 2];
        exchanged[axes.length - 2] = axes[axes.length - 1];
        return exchanged;
    }

    private View inverse(Factored matrix) {
        Shared shared = matrix.shared;
        if (shared.inverse == null) {
            shared.inverse = operations.add(new FactoredOperation("inv", shared.factors, false), shared.sizes);
        }
        return shared.inverse;
    }

    private View solved(Factored matrix, View right, int[] shape) {
        FactorOperation factors = matrix.shared.factors;
        int[] sizes = matrix.shared.sizes;
        boolean vector = right.rank() == 1;
        int[] rows = Arrays.copyOf(right.sizes(), vector ? 1 : right.rank() - 1);
        int[] expected = vector ? new int[] {factors.size()} : Arrays.copyOf(sizes, sizes.length - 1);
        if (!Arrays.equals(rows, expected)) {
            throw new EvaluationException(
                    Diagnostic.of("value.shape", "the right side of solve has as many rows as the matrix")
                            .clash(Arrays.toString(sizes), Arrays.toString(right.sizes())));
        }
        int columns = vector ? 1 : right.sizes()[right.rank() - 1];
        return operations.add(new SolveOperation(factors, matrix.transposed, right, columns), shape);
    }

    private static void checkSquare(String name, View matrix) {
        int[] sizes = matrix.sizes();
        if (sizes[sizes.length - 1] != sizes[sizes.length - 2]) {
            throw new EvaluationException(Diagnostic.of("value.shape", name + " takes a square matrix")
                    .clash(sizes[sizes.length - 2], sizes[sizes.length - 1]));
        }
    }
}
