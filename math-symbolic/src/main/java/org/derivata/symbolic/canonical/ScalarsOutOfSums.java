package org.derivata.symbolic.canonical;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.derivata.core.expr.Algebra;
import org.derivata.core.expr.Einsum;
import org.derivata.core.expr.Expr;
import org.derivata.symbolic.rewrite.Conditions;
import org.derivata.symbolic.rewrite.Rule;

/** {@code sum(s * x) -> s * sum(x)} for scalars {@code s} and a single array: the form that {@code mean(x)} has. */
public final class ScalarsOutOfSums implements Rule {

    @Override
    public String name() {
        return "scalar-out-of-sum";
    }

    @Override
    public Set<String> roots() {
        return Set.of(PRODUCT);
    }

    @Override
    public Optional<Expr> apply(Expr node, Conditions conditions) {
        Einsum product = (Einsum) node;
        if (!product.sums()) {
            return Optional.empty();
        }
        List<Expr> scalars = new ArrayList<>();
        int array = -1;
        for (int i = 0; i < product.operands().size(); i++) {
            if (product.operands().get(i).rank() == 0) {
                scalars.add(product.operands().get(i));
            } else if (array >= 0) {
                return Optional.empty();
            } else {
                array = i;
            }
        }
        if (scalars.isEmpty() || array < 0) {
            return Optional.empty();
        }
        Expr sum = Einsum.of(
                List.of(product.operands().get(array)),
                List.of(product.labels(array)),
                IntStream.range(0, product.rank()).toArray(),
                product.sizes());
        scalars.add(sum);
        return Optional.of(Algebra.product(node.shape(), scalars));
    }
}
