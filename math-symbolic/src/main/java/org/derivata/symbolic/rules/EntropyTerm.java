package org.derivata.symbolic.rules;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.derivata.core.expr.Algebra;
import org.derivata.core.expr.Apply;
import org.derivata.core.expr.Einsum;
import org.derivata.core.expr.Expr;
import org.derivata.core.expr.Power;
import org.derivata.core.language.Library;
import org.derivata.symbolic.rewrite.Conditions;
import org.derivata.symbolic.rewrite.Rule;

/** {@code a * log(b) -> xlogy(a, b)} and {@code a * log1p(b) -> xlog1py(a, b)}, which are 0 where {@code a} is, and {@code b} ends the logarithm's domain. */
public final class EntropyTerm implements Rule {

    @Override
    public String name() {
        return "entropy-term";
    }

    @Override
    public boolean widens() {
        return true;
    }

    @Override
    public Set<String> roots() {
        return Set.of(PRODUCT);
    }

    @Override
    public Optional<Expr> apply(Expr node, Conditions conditions) {
        Einsum product = (Einsum) node;
        // a quotient is not 0 where its divisor is: other rules know such forms
        if (product.operands().stream()
                .anyMatch(each -> Power.of(each).exponent().signum() < 0)) {
            return Optional.empty();
        }
        for (int i = 0; i < product.operands().size(); i++) {
            if (product.operands().get(i) instanceof Apply log && (log.is("log") || log.is("log1p"))) {
                return term(product, i, log);
            }
        }
        return Optional.empty();
    }

    private static Optional<Expr> term(Einsum product, int place, Apply log) {
        List<Expr> factors = new ArrayList<>();
        List<Expr> operands = new ArrayList<>();
        List<int[]> labels = new ArrayList<>();
        for (int i = 0; i < product.operands().size(); i++) {
            if (i == place) {
                continue;
            }
            if (Arrays.equals(product.labels(i), product.labels(place))) {
                factors.add(product.operands().get(i));
            } else {
                operands.add(product.operands().get(i));
                labels.add(product.labels(i));
            }
        }
        if (factors.isEmpty()) {
            return Optional.empty();
        }
        Expr factor = Algebra.product(log.shape(), factors);
        String name = log.is("log") ? "xlogy" : "xlog1py";
        operands.add(Apply.of(Library.standard().operator(name), factor, log.argument(0)));
        labels.add(product.labels(place));
        return Optional.of(
                Einsum.of(operands, labels, IntStream.range(0, product.rank()).toArray(), product.sizes()));
    }
}
