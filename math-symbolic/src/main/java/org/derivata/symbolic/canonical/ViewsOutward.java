package org.derivata.symbolic.canonical;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.derivata.core.expr.Apply;
import org.derivata.core.expr.Constant;
import org.derivata.core.expr.Einsum;
import org.derivata.core.expr.Expr;
import org.derivata.core.expr.LinearCombination;
import org.derivata.core.shape.Shape;
import org.derivata.symbolic.rewrite.Conditions;
import org.derivata.symbolic.rewrite.Rule;

/**
 * What is computed entry by entry is computed before its axes are permuted or repeated: {@code exp(X.T) -> exp(X).T}, {@code x[:, None] + y[:, None]
 * -> (x + y)[:, None]}. Constants fit every view.
 */
public final class ViewsOutward implements Rule {

    @Override
    public String name() {
        return "views-outward";
    }

    @Override
    public Optional<Expr> apply(Expr node, Conditions conditions) {
        boolean entryByEntry = (node instanceof LinearCombination sum && !sum.isScaling())
                || (node instanceof Apply call && call.operator().isElementwise());
        if (!entryByEntry) {
            return Optional.empty();
        }
        Einsum first = null;
        List<Expr> arguments = node.arguments();
        for (int i = 0; i < arguments.size(); i++) {
            Expr each = arguments.get(i);
            if (each instanceof Constant constant && constant.rational().isPresent()) {
                continue;
            }
            if (!(each instanceof Einsum view)
                    || !view.isView()
                    || takesDiagonal(view)
                    || (first != null && !sameView(first, view))) {
                return Optional.empty();
            }
            first = first == null ? view : first;
        }
        return first == null ? Optional.empty() : Optional.of(outward(node, first));
    }

    /** A diagonal has fewer entries than what it is taken from: there the view comes first. */
    private static boolean takesDiagonal(Einsum view) {
        int[] labels = view.labels(0);
        return Arrays.stream(labels).distinct().count() < labels.length;
    }

    private static boolean sameView(Einsum a, Einsum b) {
        return Arrays.equals(a.labels(0), b.labels(0))
                && a.operands().get(0).shape().equals(b.operands().get(0).shape());
    }

    private static Expr outward(Expr node, Einsum view) {
        Shape inner = view.operands().get(0).shape();
        List<Expr> arguments = new ArrayList<>();
        for (Expr each : node.arguments()) {
            arguments.add(
                    each instanceof Constant constant
                            ? Constant.of(constant.rational().orElseThrow(), inner)
                            : ((Einsum) each).operands().get(0));
        }
        if (node instanceof LinearCombination sum) {
            List<LinearCombination.Term> terms = new ArrayList<>();
            for (int i = 0; i < arguments.size(); i++) {
                terms.add(new LinearCombination.Term(sum.terms().get(i).coefficient(), arguments.get(i)));
            }
            return view.withArguments(List.of(LinearCombination.of(inner, terms)));
        }
        return view.withArguments(List.of(node.withArguments(arguments)));
    }
}
