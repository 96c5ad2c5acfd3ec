package org.derivata.cli.question;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.derivata.core.diagnostic.ArgumentException;
import org.derivata.core.diagnostic.Diagnostic;
import org.derivata.core.diagnostic.Source;
import org.derivata.core.expr.Expr;
import org.derivata.core.expr.Graph;
import org.derivata.core.expr.Products;
import org.derivata.core.expr.Variable;
import org.derivata.core.language.Elaboration;
import org.derivata.core.language.MathParser;
import org.derivata.core.operator.Fact;
import org.derivata.core.surface.Syntax;
import org.derivata.symbolic.Formula;
import org.derivata.symbolic.rewrite.Conditions;
import org.derivata.symbolic.rewrite.Trace;
import org.derivata.symbolic.simplify.Simplifier;

/** Formulas written shorter, under what may be assumed of their variables. */
public final class Simplification {

    private Simplification() {}

    /**
     * The simplified formula.
     *
     * @param assume comparisons and facts joined by {@code and}, as {@code x > 0 and invertible(A)}; what says nothing of one variable
     *     alone is accepted and not used
     * @param strict whether the result must have no value where the formula has none
     * @throws org.derivata.core.diagnostic.MathException when the text or the assumption is wrong
     */
    public static Formula of(Question question, String assume, boolean strict) {
        Elaboration elaboration = Solver.elaborate(question);
        Map<String, Set<Fact>> facts = facts(assume, question);
        Map<Variable, Variable> told = new LinkedHashMap<>();
        facts.forEach((name, more) -> {
            Variable variable = elaboration.variables().get(name);
            if (variable != null) {
                told.put(variable, with(variable, more));
            }
        });
        Expr known = Products.flatten(Graph.substitute(elaboration.requireResult(), told));
        Expr simple = simplifier(question, strict)
                .simplify(List.of(known), Conditions.proved(), new Trace())
                .get(0);
        Map<Variable, Variable> back = new LinkedHashMap<>();
        told.forEach((plain, strong) -> back.put(strong, plain));
        return Formula.of(elaboration, Graph.substitute(simple, back));
    }

    static Simplifier simplifier(Question question, boolean strict) {
        Simplifier all = question.stabilize() ? Simplifier.standard() : Simplifier.withoutStabilizing();
        return strict ? all.strict() : all;
    }

    private static Variable with(Variable variable, Set<Fact> more) {
        Set<Fact> all = EnumSet.copyOf(more);
        all.addAll(variable.declared());
        return Variable.of(variable.name(), variable.shape(), all);
    }

    private static Map<String, Set<Fact>> facts(String assume, Question question) {
        Map<String, Set<Fact>> facts = new LinkedHashMap<>();
        if (assume.isBlank()) {
            return facts;
        }
        Source source = new Source("assumption", assume);
        Deque<Syntax> parts = new ArrayDeque<>();
        parts.add(new MathParser(question.limits()).parseExpression(source));
        while (!parts.isEmpty()) {
            Syntax part = parts.remove();
            if (part instanceof Syntax.Chain chain && chain.level() == Syntax.Level.AND) {
                parts.addAll(chain.operands());
            } else if (part instanceof Syntax.Chain chain && chain.level() == Syntax.Level.COMPARISON) {
                for (int i = 0; i < chain.operators().size(); i++) {
                    compare(
                            chain.operands().get(i),
                            chain.operators().get(i).symbol(),
                            chain.operands().get(i + 1),
                            facts);
                }
            } else if (part instanceof Syntax.Call call
                    && call.arguments().size() == 1
                    && call.arguments().get(0).value() instanceof Syntax.Name name
                    && Fact.named(call.name()).isPresent()) {
                add(facts, name.name(), Fact.named(call.name()).get());
            } else {
                throw new ArgumentException(Diagnostic.of("assume.form", "this is no assumption")
                        .help("assume comparisons and facts joined by and, as in x > 0 and invertible(A)")
                        .at(source, part.span()));
            }
        }
        return facts;
    }

    private static void compare(Syntax left, String symbol, Syntax right, Map<String, Set<Fact>> facts) {
        if (left instanceof Syntax.Name name && isNumber(right)) {
            bound(name.name(), symbol, number(right), facts);
        } else if (right instanceof Syntax.Name name && isNumber(left)) {
            String turned = symbol.startsWith("<")
                    ? symbol.replace('<', '>')
                    : symbol.startsWith(">") ? symbol.replace('>', '<') : symbol;
            bound(name.name(), turned, number(left), facts);
        }
    }

    private static void bound(String name, String symbol, double bound, Map<String, Set<Fact>> facts) {
        switch (symbol) {
            case ">" -> {
                if (bound >= 0) {
                    add(facts, name, Fact.POSITIVE);
                }
            }
            case ">=" -> {
                if (bound >= 0) {
                    add(facts, name, bound > 0 ? Fact.POSITIVE : Fact.NONNEGATIVE);
                }
            }
            case "<" -> {
                if (bound <= 0) {
                    add(facts, name, Fact.NONZERO);
                }
            }
            case "<=" -> {
                if (bound < 0) {
                    add(facts, name, Fact.NONZERO);
                }
            }
            case "!=" -> {
                if (bound == 0) {
                    add(facts, name, Fact.NONZERO);
                }
            }
            default -> {} // an equation is no fact
        }
    }

    private static void add(Map<String, Set<Fact>> facts, String name, Fact fact) {
        facts.computeIfAbsent(name, unused -> EnumSet.noneOf(Fact.class)).add(fact);
    }

    private static boolean isNumber(Syntax syntax) {
        return syntax instanceof Syntax.Number
                || (syntax instanceof Syntax.Prefix prefix && prefix.operand() instanceof Syntax.Number);
    }

    private static double number(Syntax syntax) {
        if (syntax instanceof Syntax.Prefix prefix) {
            long minuses = prefix.operators().stream()
                    .filter(each -> each.symbol().equals("-"))
                    .count();
            return (minuses % 2 == 0 ? 1 : -1) * number(prefix.operand());
        }
        return syntax instanceof Syntax.Number number ? Double.parseDouble(number.text()) : Double.NaN;
    }
}
