package org.derivata.symbolic.rewrite;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.derivata.core.diagnostic.ArgumentException;
import org.derivata.core.diagnostic.Diagnostic;
import org.derivata.core.diagnostic.Source;
import org.derivata.core.diagnostic.Span;
import org.derivata.core.expr.Algebra;
import org.derivata.core.expr.Constant;
import org.derivata.core.expr.Expr;
import org.derivata.core.expr.Graph;
import org.derivata.core.expr.LinearCombination;
import org.derivata.core.expr.Variable;
import org.derivata.core.language.Library;
import org.derivata.core.language.Limits;
import org.derivata.core.language.MathParser;
import org.derivata.core.language.Scope;
import org.derivata.core.operator.Fact;
import org.derivata.core.operator.Rational;
import org.derivata.core.surface.Syntax;

/**
 * What a user promises of variables and expressions: {@code x > 0 and invertible(A) and det(A) > 0}. Immutable.
 *
 * <p>A promise about a variable counts like a declaration, so everything that follows from it is known too; one about another expression counts
 * where a rule asks for just that expression.
 */
public final class Assumptions {

    private final Map<Variable, Variable> stronger = new LinkedHashMap<>();
    private final Map<Expr, Set<Fact>> others = new LinkedHashMap<>();

    private Assumptions(Map<Expr, Set<Fact>> facts) {
        facts.forEach((expression, known) -> {
            if (expression instanceof Variable variable) {
                Set<Fact> all = EnumSet.copyOf(known);
                all.addAll(variable.declared());
                stronger.put(variable, Variable.of(variable.name(), variable.shape(), all));
            }
        });
        facts.forEach((expression, known) -> {
            if (!(expression instanceof Variable)) {
                others.put(strengthen(expression), known);
            }
        });
    }

    /** No assumption at all. */
    public static Assumptions none() {
        return new Assumptions(Map.of());
    }

    /**
     * Reads assumptions: comparisons {@code > >= < <= !=} and facts by their words, as {@code symmetric(A)}, joined by {@code and}.
     *
     * @param variables what the names mean; a name that is not among them is a scalar
     * @throws ArgumentException {@code assume.syntax} for anything else
     */
    public static Assumptions parse(String text, Library library, Map<String, Variable> variables) {
        Source source = new Source("assumptions", text);
        Syntax syntax = new MathParser(Limits.defaults()).parseExpression(source);
        List<Syntax> parts = syntax instanceof Syntax.Chain chain && chain.level() == Syntax.Level.AND
                ? chain.operands()
                : List.of(syntax);
        Scope scope = Scope.open();
        variables.forEach(scope::define);
        Map<Expr, Set<Fact>> facts = new LinkedHashMap<>();
        for (Syntax each : parts) {
            Reader reader = new Reader(source, library, scope, facts);
            if (!reader.read(each)) {
                throw new ArgumentException(Diagnostic.of("assume.syntax", "this is nothing that can be assumed")
                        .help("assume comparisons and facts joined by and, as in x > 0 and invertible(A)")
                        .at(source, each.span()));
            }
        }
        return new Assumptions(facts);
    }

    private record Reader(Source source, Library library, Scope scope, Map<Expr, Set<Fact>> facts) {

        boolean read(Syntax part) {
            if (part instanceof Syntax.Call call && call.arguments().size() == 1) {
                Optional<Fact> fact = Fact.named(call.name());
                fact.ifPresent(each -> add(expression(call.arguments().get(0).value()), each));
                return fact.isPresent();
            }
            if (!(part instanceof Syntax.Chain chain) || chain.level() != Syntax.Level.COMPARISON) {
                return false;
            }
            boolean understood = true;
            for (int i = 0; i < chain.operators().size(); i++) {
                Expr left = expression(chain.operands().get(i));
                Expr right = expression(chain.operands().get(i + 1));
                understood &= compare(chain.operators().get(i).symbol(), left, right);
            }
            return understood;
        }

        private Expr expression(Syntax syntax) {
            Span span = syntax.span();
            return library.elaborate(source.text().substring(span.start(), span.end()), scope);
        }

        private boolean compare(String symbol, Expr left, Expr right) {
            switch (symbol) {
                case ">" -> larger(left, right, Fact.POSITIVE);
                case ">=" -> larger(left, right, Fact.NONNEGATIVE);
                case "<" -> larger(right, left, Fact.POSITIVE);
                case "<=" -> larger(right, left, Fact.NONNEGATIVE);
                case "!=" -> add(difference(left, right), Fact.NONZERO);
                default -> {
                    return false;
                }
            }
            return true;
        }

        private void larger(Expr large, Expr small, Fact fact) {
            add(difference(large, small), fact);
            // above a number that is not negative, the larger side has a sign of its own
            Rational bound = small instanceof Constant constant
                    ? constant.rational().orElse(Rational.MINUS_ONE)
                    : Rational.MINUS_ONE;
            if (bound.signum() >= 0) {
                add(large, bound.signum() > 0 ? Fact.POSITIVE : fact);
            }
        }

        private static Expr difference(Expr a, Expr b) {
            return Algebra.subtract(b.rank() == 0 ? a : Algebra.fill(a, b.shape()), Algebra.fill(b, a.shape()));
        }

        private void add(Expr expression, Fact fact) {
            Expr bare = expression;
            while (bare instanceof LinearCombination sum
                    && sum.isScaling()
                    && sum.terms().get(0).coefficient().signum() > 0) {
                bare = sum.terms().get(0).expression();
            }
            facts.computeIfAbsent(bare, unused -> EnumSet.noneOf(Fact.class)).addAll(Fact.closure(List.of(fact)));
        }
    }

    /** The expression over variables that are declared to have what is assumed of them. */
    public Expr strengthen(Expr root) {
        return stronger.isEmpty() ? root : Graph.substitute(root, stronger);
    }

    /** An expression over the variables as they were. */
    public Expr weaken(Expr root) {
        Map<Variable, Variable> back = new HashMap<>();
        stronger.forEach((before, after) -> back.put(after, before));
        return back.isEmpty() ? root : Graph.substitute(root, back);
    }

    /** What rules may rely on, for {@linkplain #strengthen strengthened} expressions. */
    public Conditions conditions() {
        return Conditions.assuming(others);
    }
}
