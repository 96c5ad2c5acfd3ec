package org.derivata.symbolic.rewrite;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.derivata.core.expr.Einsum;
import org.derivata.core.expr.Expr;

/** Matches products with sums or axes of their own, such as {@code A @ B}: whole, up to the names of labels and the order of operands. */
final class LabelledMatch {

    private final Match search;

    LabelledMatch(Match search) {
        this.search = search;
    }

    /** A product with sums or axes, operand by operand, up to the names of labels. */
    <R> Optional<R> whole(Einsum pattern, Einsum target, Bindings bindings, Function<Bindings, Optional<R>> then) {
        if (pattern.rank() != target.rank()
                || pattern.labelCount() != target.labelCount()
                || pattern.operands().size() != target.operands().size()) {
            return Optional.empty();
        }
        int[] renamed = new int[pattern.labelCount()];
        Arrays.setAll(renamed, label -> label < pattern.rank() ? label : -1);
        return operand(pattern, target, List.of(), renamed, bindings, then);
    }

    private <R> Optional<R> operand(
            Einsum pattern,
            Einsum target,
            List<Integer> taken,
            int[] renamed,
            Bindings bindings,
            Function<Bindings, Optional<R>> then) {
        int operand = taken.size();
        if (operand == pattern.operands().size()) {
            return then.apply(bindings);
        }
        Optional<R> found = Optional.empty();
        for (int i = 0; found.isEmpty() && i < target.operands().size(); i++) {
            int[] names = renamed.clone();
            if (!taken.contains(i) && unify(pattern.labels(operand), target.labels(i), names)) {
                List<Integer> more = new ArrayList<>(taken);
                more.add(i);
                Expr own = pattern.operands().get(operand);
                found = search.match(
                        own,
                        target.operands().get(i),
                        bindings,
                        each -> operand(pattern, target, more, names, each, then));
            }
        }
        return found;
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
