package org.derivata.cli.question;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.derivata.core.array.Array;
import org.derivata.core.expr.Expr;
import org.derivata.symbolic.Formula;
import org.jspecify.annotations.Nullable;

/** All expressions that one question needs, to be evaluated together, and how their values are put together again. */
final class Wanted {

    private final Formula formula;
    private final List<String> wrt;
    private final boolean isScalar;
    private final List<Expr> roots = new ArrayList<>();
    private final Map<String, Integer> gradients = new LinkedHashMap<>();
    private final Map<String, Integer> jacobians = new LinkedHashMap<>();
    private final List<Block> blocks = new ArrayList<>();

    /** The second derivatives by two of the variables; the matrix is symmetric. */
    private record Block(int row, int column, int root) {}

    Wanted(Formula formula, Question question) {
        this.formula = formula;
        this.wrt = question.wrt();
        this.isScalar = formula.shape().isScalar();
        roots.add(formula.stabilize().expression());
        if (wrt.isEmpty()) {
            return;
        }
        if (question.jacobian()) {
            wrt.forEach(each -> jacobians.put(each, add(formula.jacobian(each))));
        }
        if (isScalar || !question.jacobian() || question.order() == 2) {
            Map<String, Formula> found = formula.gradients(wrt);
            found.forEach((name, gradient) -> gradients.put(name, add(gradient)));
            if (question.order() == 2) {
                secondDerivatives(found);
            }
        }
    }

    private void secondDerivatives(Map<String, Formula> found) {
        for (int row = 0; row < wrt.size(); row++) {
            for (int column = row; column < wrt.size(); column++) {
                // a definition comes first, since only the text itself can be differentiated by it
                boolean turned = isVariable(row) && !isVariable(column);
                blocks.add(turned ? block(column, row, found) : block(row, column, found));
            }
        }
    }

    private boolean isVariable(int place) {
        return formula.variables().containsKey(wrt.get(place));
    }

    private Block block(int row, int column, Map<String, Formula> gradients) {
        String name = wrt.get(row);
        String other = wrt.get(column);
        Formula gradient = Objects.requireNonNull(gradients.get(name));
        Formula second = isVariable(row)
                ? gradient.jacobian(other)
                : formula.by(name, each -> each.gradient(name).jacobian(other));
        return new Block(row, column, add(second));
    }

    private int add(Formula part) {
        roots.add(part.stabilize().expression());
        return roots.size() - 1;
    }

    /** The formula's own expression first. */
    List<Expr> roots() {
        return roots;
    }

    Answer answer(List<Array> values) {
        Map<String, Array> firsts = new LinkedHashMap<>();
        gradients.forEach((name, root) -> firsts.put(name, values.get(root)));
        Map<String, Array> matrices = new LinkedHashMap<>();
        int rows = values.get(0).count();
        jacobians.forEach((name, root) -> {
            Array jacobian = values.get(root);
            int axes = values.get(0).rank();
            int columns = 1;
            for (int axis = axes; axis < jacobian.rank(); axis++) {
                columns *= jacobian.size(axis);
            }
            matrices.put(name, jacobian.reshape(rows, columns));
        });
        return new Answer(formula.shape(), values.get(0), firsts, hessian(values, firsts), matrices);
    }

    /** When values are missing: the shape alone. */
    Answer withoutValues() {
        return new Answer(formula.shape(), null, Map.of(), null, Map.of());
    }

    private @Nullable Array hessian(List<Array> values, Map<String, Array> firsts) {
        if (blocks.isEmpty()) {
            return null;
        }
        int[] starts = new int[wrt.size() + 1];
        int next = 0;
        for (Array each : firsts.values()) {
            starts[next + 1] = starts[next] + each.count();
            next++;
        }
        int size = starts[next];
        double[] matrix = new double[Array.count(size, size)];
        for (Block block : blocks) {
            double[] data = values.get(block.root).data();
            int width = starts[block.column + 1] - starts[block.column];
            for (int i = 0; i < data.length; i++) {
                int row = starts[block.row] + i / width;
                int column = starts[block.column] + i % width;
                matrix[row * size + column] = data[i];
                matrix[column * size + row] = data[i];
            }
        }
        return Array.of(matrix, size, size);
    }
}
