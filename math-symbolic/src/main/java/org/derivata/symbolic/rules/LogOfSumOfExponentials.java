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
import org.derivata.core.language.Library;
import org.derivata.core.operator.Fact;
import org.derivata.core.shape.Dimension;
import org.derivata.symbolic.rewrite.Conditions;
import org.derivata.symbolic.rewrite.Rule;

/** {@code log(sum(exp(z), axis=k)) -> logsumexp(z, axis=k)}; positive scalar factors of the sum, as in a mean, become terms. */
public final class LogOfSumOfExponentials implements Rule {

    @Override
    public String name() {
        return "log-of-sum-of-exponentials";
    }

    @Override
    public Set<String> roots() {
        return Set.of("log");
    }

    @Override
    public Optional<Expr> apply(Expr node, Conditions conditions) {
        Apply log = (Apply) node;
        if (!(log.argument(0) instanceof Einsum product)) {
            return Optional.empty();
        }
        List<Expr> terms = new ArrayList<>();
        boolean found = false;
        for (int i = 0; i < product.operands().size(); i++) {
            Expr operand = product.operands().get(i);
            int[] labels = product.labels(i);
            if (!found && operand instanceof Einsum bare && bare.operands().size() == 1 && !product.sums()) {
                Optional<Expr> inner = logSumExp(bare.operands().get(0), bare.labels(0), bare);
                inner.ifPresent(each -> terms.add(Algebra.fill(each, node.shape())));
                found = inner.isPresent() && operand.rank() == 0;
            } else if (!found && product.sums() && operand.rank() > 0) {
                Optional<Expr> own = logSumExp(operand, labels, product);
                own.ifPresent(terms::add);
                found = own.isPresent();
            } else if (operand.rank() == 0 && conditions.hold(operand, Fact.POSITIVE)) {
                terms.add(Algebra.fill(Apply.of(log.operator(), operand), node.shape()));
                continue;
            } else {
                return Optional.empty();
            }
            if (!found) {
                return Optional.empty();
            }
        }
        return found ? Optional.of(Algebra.sum(node.shape(), terms)) : Optional.empty();
    }

    /** The logarithm of an exponential summed over the labels beyond the rank of {@code sum}. */
    private static Optional<Expr> logSumExp(Expr operand, int[] labels, Einsum sum) {
        Optional<List<Integer>> axes = Sums.summedAxes(labels, sum.rank());
        if (!Sums.isExponential(operand) || axes.isEmpty()) {
            return Optional.empty();
        }
        Expr exponent = ((Apply) operand).argument(0);
        Expr reduced = Apply.of(Library.standard().operator("logsumexp").with("axes", axes.get()), exponent);
        int[] kept = Arrays.stream(labels).filter(label -> label < sum.rank()).toArray();
        Dimension[] sizes = Arrays.copyOf(sum.sizes(), sum.rank());
        return Optional.of(Einsum.of(
                List.of(reduced), List.of(kept), IntStream.range(0, sum.rank()).toArray(), sizes));
    }
}
