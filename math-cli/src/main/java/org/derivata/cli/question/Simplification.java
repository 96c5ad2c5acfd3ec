package org.derivata.cli.question;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.derivata.core.diagnostic.ArgumentException;
import org.derivata.core.diagnostic.Diagnostic;
import org.derivata.core.diagnostic.Source;
import org.derivata.core.expr.Variable;
import org.derivata.core.language.MathParser;
import org.derivata.core.operator.Fact;
import org.derivata.core.surface.Syntax;
import org.derivata.symbolic.Formula;

/** Formulas written shorter, under what may be assumed of their variables. */
public final class Simplification {

    private Simplification() {}

    /**
     * The simplified formula.
     *
     * @param assume comparisons and facts joined by {@code and}, as {@code x > 0 and invertible(A)}; what says nothing of one variable
     *     alone is accepted and not used
     * @throws org.derivata.core.diagnostic.MathException when the text or the assumption is wrong
     */
    public static Formula of(Question question, String assume) {
        Formula formula = Solver.formula(question);
        Map<String, Set<Fact>> facts = facts(assume, question);
        if (facts.isEmpty()) {
            return formula.simplify();
        }
        Map<String, Variable> variables = new LinkedHashMap<>(formula.variables());
        facts.forEach((name, more) -> variables.computeIfPresent(name, (unused, variable) -> with(variable, more)));
        Formula told = Formula.given("")
                .variables(variables.values())
                .limits(question.limits())
                .parse(question.text());
        return (question.stabilize() ? told : told.asTyped()).simplify();
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
                    compare(chain.operands().get(i), chain.operators().get(i).symbol(), chain.operands().get(i + 1), facts);
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
                || syntax instanceof Syntax.Prefix prefix && prefix.operand() instanceof Syntax.Number;
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
