package org.derivata.symbolic.rewrite;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.derivata.core.expr.Algebra;
import org.derivata.core.expr.Apply;
import org.derivata.core.expr.Constant;
import org.derivata.core.expr.Einsum;
import org.derivata.core.expr.Expr;
import org.derivata.core.expr.Graph;
import org.derivata.core.expr.LinearCombination;
import org.derivata.core.expr.LinearCombination.Term;
import org.derivata.core.expr.Variable;
import org.derivata.core.operator.Attributes;
import org.derivata.core.operator.Operator;

/**
 * One search for the ways in which a pattern matches a node. Patterns are expressions over variables of their own. Every method is given what is to be
 * done with a way; ways are made one after the other, in a fixed order, until that has a result. Recursion is as deep as the pattern, whatever the
 * node.
 */
final class Match {

    /** Longer sums and products are only matched as a whole: looking for parts in each of their terms would be too much work. */
    static final int LONGEST = 256;

    /** After more attempts than these the rest is not looked at: x + y + z + ... matches a pattern of three such terms in n**3 ways. */
    private static final int MOST = 2000;

    private static final Set<String> COMMUTATIVE =
            Set.of("maximum", "minimum", "equal", "not_equal", "logical_and", "logical_or");

    private final PatternNames names;
    private final Set<String> signed;
    private int attempts;

    /**
     * A search.
     *
     * @param signed names that the pattern has with a minus only: they match what has a negative sign
     */
    Match(PatternNames names, Set<String> signed) {
        this.names = names;
        this.signed = signed;
    }

    /** The names that a pattern has in nothing but {@code -name}. */
    static Set<String> signed(Expr pattern) {
        Set<String> negative = new LinkedHashSet<>();
        Set<String> plain = new LinkedHashSet<>();
        for (Expr node : Graph.postOrder(pattern)) {
            boolean minus = node instanceof LinearCombination sum
                    && sum.isScaling()
                    && sum.terms().get(0).coefficient().signum() < 0;
            for (Expr each : node.arguments()) {
                if (each instanceof Variable variable) {
                    (minus ? negative : plain).add(variable.name());
                }
            }
        }
        negative.removeAll(plain);
        return negative;
    }

    /** The first result for a way in which a whole node matches. */
    <R> Optional<R> match(Expr pattern, Expr node, Bindings bindings, Function<Bindings, Optional<R>> then) {
        if (pattern instanceof Variable variable) {
            return variable.rank() > node.rank() || (PatternNames.isMatrix(variable.name()) && node.rank() != 2)
                    ? Optional.empty()
                    : bindings.with(variable.name(), node).flatMap(then);
        }
        if (pattern instanceof Constant constant) {
            return Roots.matches(constant, node) ? then.apply(bindings) : Optional.empty();
        }
        if (pattern instanceof LinearCombination sum) {
            return sum.isScaling()
                    ? scaling(sum.terms().get(0), node, bindings, then)
                    : node instanceof LinearCombination target
                            ? new SumMatch(this).whole(sum, target, bindings, then)
                            : Optional.empty();
        }
        if (pattern instanceof Einsum product) {
            return product.rank() == 0 && !product.sums()
                    ? new ProductMatch(this).whole(product.operands(), node, bindings, then)
                    : node instanceof Einsum target
                            ? new LabelledMatch(this).whole(product, target, bindings, then)
                            : Optional.empty();
        }
        return call((Apply) pattern, node, bindings, then);
    }

    /** Whether another part of a sum or product may be tried. */
    boolean mayTry() {
        return ++attempts <= MOST;
    }

    /** Whether a pattern is a name that stands for nothing yet. */
    static boolean isUnbound(Expr pattern, Bindings bindings) {
        return pattern instanceof Variable variable
                && bindings.value(variable.name()).isEmpty();
    }

    private <R> Optional<R> call(Apply pattern, Expr node, Bindings bindings, Function<Bindings, Optional<R>> then) {
        if (node instanceof Apply target) {
            return call(pattern, target.operator(), target.arguments(), bindings, then);
        }
        if (node instanceof Einsum view
                && view.isView()
                && view.operands().get(0) instanceof Apply inner
                && pattern.operator().isElementwise()
                && inner.operator().isElementwise()) {
            // f of a view is the view of f; put together, a power would become the view of a power again
            List<Expr> viewed = inner.arguments().stream()
                    .map(each -> view.withArguments(List.of(each)))
                    .toList();
            return call(pattern, inner.operator(), viewed, bindings, then);
        }
        return Optional.empty();
    }

    private <R> Optional<R> call(
            Apply pattern,
            Operator operator,
            List<Expr> arguments,
            Bindings bindings,
            Function<Bindings, Optional<R>> then) {
        if (pattern.is("pow") && operator.name().equals("power")) {
            Expr exponent = Constant.of(operator.attributes().rational("exponent"));
            return all(pattern.arguments(), List.of(arguments.get(0), exponent), bindings, then);
        }
        if (!pattern.is(operator.name()) || pattern.arguments().size() != arguments.size()) {
            return Optional.empty();
        }
        Optional<Bindings> known = attributes(pattern.operator().attributes(), operator.attributes(), bindings);
        if (known.isEmpty()) {
            return Optional.empty();
        }
        Optional<R> found = all(pattern.arguments(), arguments, known.get(), then);
        return found.isEmpty() && COMMUTATIVE.contains(operator.name())
                ? all(pattern.arguments(), List.of(arguments.get(1), arguments.get(0)), known.get(), then)
                : found;
    }

    private Optional<Bindings> attributes(Attributes pattern, Attributes target, Bindings bindings) {
        if (pattern.values().isEmpty() && target.values().isEmpty()) {
            return Optional.of(bindings);
        }
        if (!pattern.values().keySet().equals(target.values().keySet())) {
            return Optional.empty();
        }
        Optional<Bindings> result = Optional.of(bindings);
        for (Map.Entry<String, Object> each : pattern.entries()) {
            Optional<String> name = names.axes(each.getValue());
            if (name.isPresent()) {
                result = result.flatMap(known -> known.withAxes(name.get(), target.integers(each.getKey())));
            } else if (!each.getValue().equals(target.values().get(each.getKey()))) {
                return Optional.empty();
            }
        }
        return result;
    }

    /** Each node matches the pattern at its place. */
    private <R> Optional<R> all(
            List<Expr> patterns, List<Expr> nodes, Bindings bindings, Function<Bindings, Optional<R>> then) {
        int last = patterns.size() - 1;
        Function<Bindings, Optional<R>> next = then;
        for (int i = last; i > 0; i--) {
            Function<Bindings, Optional<R>> rest = next;
            Expr pattern = patterns.get(i);
            Expr node = nodes.get(i);
            next = more -> match(pattern, node, more, rest);
        }
        return last < 0 ? then.apply(bindings) : match(patterns.get(0), nodes.get(0), bindings, next);
    }

    private <R> Optional<R> scaling(Term pattern, Expr node, Bindings bindings, Function<Bindings, Optional<R>> then) {
        if (pattern.expression() instanceof Variable variable
                && signed.contains(variable.name())
                && isUnbound(variable, bindings)
                && !isNegative(node)) {
            return Optional.empty();
        }
        Expr unscaled = Algebra.scale(pattern.coefficient().reciprocal(), node);
        return match(pattern.expression(), unscaled, bindings, then);
    }

    /** Of an expression and its negative exactly one, zero aside. */
    private static boolean isNegative(Expr node) {
        if (node instanceof Constant constant) {
            return constant.rational().filter(each -> each.signum() < 0).isPresent();
        }
        return node instanceof LinearCombination sum && sum.isNegative();
    }
}
