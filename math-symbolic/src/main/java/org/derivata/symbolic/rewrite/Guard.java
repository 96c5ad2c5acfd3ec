package org.derivata.symbolic.rewrite;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.derivata.core.diagnostic.ArgumentException;
import org.derivata.core.diagnostic.Diagnostic;
import org.derivata.core.diagnostic.Source;
import org.derivata.core.expr.Algebra;
import org.derivata.core.expr.Expr;
import org.derivata.core.operator.Fact;
import org.derivata.core.surface.Syntax;

/**
 * Conditions on the names of a rule, joined by {@code and}: {@code a > 0}, {@code a >= 0}, {@code a < 0}, {@code a <= 0}, {@code a != 0}, {@code integer(a)}, {@code symmetric(A)}
 * and every other {@link Fact} by its word.
 */
public record Guard(List<Demand> demands) {

    /**
     * What must be proved of a name.
     *
     * @param negated whether it must be proved of the negative: {@code a < 0} demands that {@code -a} is positive
     */
    public record Demand(String name, Fact fact, boolean negated) {

        /** The expression of which the fact must be proved, for a value of the name. */
        public Expr subject(Expr value) {
            return negated ? Algebra.negate(value) : value;
        }

        @Override
        public String toString() {
            return switch (fact) {
                case POSITIVE -> name + (negated ? " < 0" : " > 0");
                case NONNEGATIVE -> name + (negated ? " <= 0" : " >= 0");
                case NONZERO -> name + " != 0";
                default -> fact.word() + "(" + name + ")";
            };
        }
    }

    static final Guard NONE = new Guard(List.of());

    private static final Map<String, Fact> COMPARISONS = Map.of(
            ">", Fact.POSITIVE, ">=", Fact.NONNEGATIVE, "<", Fact.POSITIVE, "<=", Fact.NONNEGATIVE, "!=", Fact.NONZERO);

    /** Reads a guard. Anything outside the vocabulary is an {@link ArgumentException}. */
    static Guard of(Syntax syntax, Source source) {
        List<Demand> demands = new ArrayList<>();
        List<Syntax> parts = syntax instanceof Syntax.Chain chain && chain.level() == Syntax.Level.AND
                ? chain.operands()
                : List.of(syntax);
        for (Syntax each : parts) {
            demands.add(demand(each)
                    .orElseThrow(() -> new ArgumentException(Diagnostic.of(
                                    "rule.guard", "this is no condition of a rule")
                            .help("conditions are a > 0, a >= 0, a != 0 and facts such as symmetric(A), joined by and")
                            .at(source, each.span()))));
        }
        return new Guard(List.copyOf(demands));
    }

    private static Optional<Demand> demand(Syntax syntax) {
        if (syntax instanceof Syntax.Call call
                && call.arguments().size() == 1
                && call.arguments().get(0).value() instanceof Syntax.Name name) {
            return Fact.named(call.name()).map(fact -> new Demand(name.name(), fact, false));
        }
        if (syntax instanceof Syntax.Chain chain
                && chain.level() == Syntax.Level.COMPARISON
                && chain.operands().size() == 2
                && chain.operands().get(0) instanceof Syntax.Name name
                && chain.operands().get(1) instanceof Syntax.Number number
                && number.text().equals("0")) {
            String symbol = chain.operators().get(0).symbol();
            return Optional.ofNullable(COMPARISONS.get(symbol))
                    .map(fact -> new Demand(name.name(), fact, symbol.startsWith("<")));
        }
        return Optional.empty();
    }

    boolean holds(Bindings bindings, Conditions conditions) {
        return demands.stream()
                .allMatch(each -> bindings.value(each.name)
                        .filter(value -> conditions.hold(each.subject(value), each.fact))
                        .isPresent());
    }

    /** The guard without one of its demands. */
    public Guard without(Demand demand) {
        return new Guard(demands.stream().filter(each -> !each.equals(demand)).toList());
    }

    @Override
    public String toString() {
        return String.join(" and ", demands.stream().map(Demand::toString).toList());
    }
}
