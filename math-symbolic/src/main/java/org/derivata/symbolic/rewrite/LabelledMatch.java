package org.derivata.symbolic.rewrite;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.derivata.core.expr.Einsum;
import org.derivata.core.expr.Expr;

/** Matches products with sums or axes of their own, such as {@code A @ B}: whole, up to the names of labels and the order of operands. */
final class LabelledMatch {

    private final Match operands;

    LabelledMatch(Match operands) {
        this.operands = operands;
    }

    /** A product with sums or axes, operand by operand, up to the names of labels. */
    List<Bindings> match(Einsum pattern, Einsum target, Bindings bindings) {
        if (pattern.rank() != target.rank()
                || pattern.labelCount() != target.labelCount()
                || pattern.operands().size() != target.operands().size()) {
            return List.of();
        }
        int[] renamed = new int[pattern.labelCount()];
        Arrays.setAll(renamed, label -> label < pattern.rank() ? label : -1);
        List<Bindings> found = new ArrayList<>();
        labelled(pattern, target, new ArrayList<>(), renamed, bindings, found);
        return found;
    }

    private void labelled(
            Einsum pattern,
            Einsum target,
            List<Integer> taken,
            int[] renamed,
            Bindings bindings,
            List<Bindings> found) {
        int operand = taken.size();
        if (operand == pattern.operands().size()) {
            found.add(bindings);
            return;
        }
        for (int i = 0; i < target.operands().size(); i++) {
            int[] names = renamed.clone();
            if (!taken.contains(i) && unify(pattern.labels(operand), target.labels(i), names)) {
                List<Integer> more = new ArrayList<>(taken);
                more.add(i);
                Expr own = pattern.operands().get(operand);
                for (Bindings each : operands.match(own, target.operands().get(i), bindings)) {
                    labelled(pattern, target, more, names, each, found);
                }
            }
        }
    }

    private static boolean unify(int[] pattern, int[] target, int[] names) {
        if (pattern.length != target.length) {
            return false;
        }
        for (int axis = 0; axis < pattern.length; axis++) {
            int label = pattern[axis];
            int other = target[axis];
            if (names[label] < 0 && Arrays.stream(names).noneMatch(each -> each == other)) {
                names[label] = other;
            }
            if (names[label] != other) {
                return false;
            }
        }
        return true;
    }
}
