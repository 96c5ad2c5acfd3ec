package org.derivata.symbolic.rules;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.derivata.core.expr.Apply;
import org.derivata.core.expr.Einsum;
import org.derivata.core.expr.Expr;
import org.derivata.core.language.Library;
import org.derivata.core.operator.Rational;
import org.derivata.symbolic.rewrite.Conditions;
import org.derivata.symbolic.rewrite.Rule;

/** {@code exp(z) / sum(exp(z), axis=k, keepdims=1) -> softmax(z, axis=k)}, also inside a longer product. */
public final class SoftmaxOfExponentials implements Rule {

    @Override
    public String name() {
        return "softmax-of-exponentials";
    }

    @Override
    public Set<String> roots() {
        return Set.of(PRODUCT);
    }

    @Override
    public Optional<Expr> apply(Expr node, Conditions conditions) {
        Einsum product = (Einsum) node;
        for (int i = 0; i < product.operands().size(); i++) {
            for (int j = 0;
                    Sums.isExponential(product.operands().get(i))
                            && j < product.operands().size();
                    j++) {
                Optional<List<Integer>> axes = normalizedAxes(product, i, j);
                if (axes.isPresent()) {
                    return Optional.of(replaced(product, i, j, axes.get()));
                }
            }
        }
        return Optional.empty();
    }

    /** The axes over which operand {@code j} is one over the sum of the exponentials in operand {@code i}. */
    private static Optional<List<Integer>> normalizedAxes(Einsum product, int i, int j) {
        Expr exponential = product.operands().get(i);
        if (!(product.operands().get(j) instanceof Apply power)
                || !power.is("power")
                || !power.operator().attributes().rational("exponent").equals(Rational.MINUS_ONE)) {
            return Optional.empty();
        }
        Expr base = power.argument(0);
        int[] labels = product.labels(j);
        while (base instanceof Einsum view && view.isView()) {
            labels = Sums.through(view, labels);
            base = view.operands().get(0);
        }
        if (!(base instanceof Einsum sum)
                || sum.operands().size() != 1
                || sum.operands().get(0) != exponential) {
            return Optional.empty();
        }
        int[] inner = sum.labels(0);
        int[] outer = product.labels(i);
        for (int axis = 0; axis < inner.length; axis++) {
            if (inner[axis] < sum.rank() && labels[inner[axis]] != outer[axis]) {
                return Optional.empty();
            }
        }
        return Sums.summedAxes(inner, sum.rank());
    }

    private static Expr replaced(Einsum product, int i, int j, List<Integer> axes) {
        Apply exponential = (Apply) product.operands().get(i);
        List<Expr> operands = new ArrayList<>();
        List<int[]> labels = new ArrayList<>();
        for (int each = 0; each < product.operands().size(); each++) {
            if (each != i && each != j) {
                operands.add(product.operands().get(each));
                labels.add(product.labels(each));
            }
        }
        operands.add(Apply.of(Library.standard().operator("softmax").with("axes", axes), exponential.argument(0)));
        labels.add(product.labels(i));
        var sizes = product.sizes();
        // a label that only the denominator had, of size 1, is gone with it
        for (int label = product.rank(); label < sizes.length; label++) {
            int own = label;
            if (labels.stream().noneMatch(each -> Arrays.stream(each).anyMatch(other -> other == own))
                    && !sizes[label].isOne()) {
                return product;
            }
        }
        return Einsum.of(operands, labels, IntStream.range(0, product.rank()).toArray(), sizes);
    }
}
