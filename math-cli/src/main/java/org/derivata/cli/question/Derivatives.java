package org.derivata.cli.question;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.derivata.core.diagnostic.Diagnostic;
import org.derivata.core.diagnostic.LimitException;
import org.derivata.core.diagnostic.NameException;
import org.derivata.core.expr.Expr;
import org.derivata.core.expr.Graph;
import org.derivata.core.language.Guard;
import org.derivata.symbolic.Formula;
import org.derivata.symbolic.derivation.Derivation;

/** Derivatives as formulas. */
public final class Derivatives {

    private Derivatives() {}

    /**
     * The derivative by each variable of the question, of its order: a gradient in the variable's shape, then for each further order the
     * variable's axes once more. With {@code jacobian} an array may be differentiated too.
     *
     * @param strict whether the result must have no value where the derivative has none
     * @throws org.derivata.core.diagnostic.MathException when the text is wrong or has no such derivative
     */
    public static Map<String, Formula> of(Question question, boolean strict) {
        Formula typed = Solver.formula(question);
        Formula formula = strict ? typed.strict() : typed;
        List<String> names = question.wrt().isEmpty() ? List.of(onlyVariable(formula)) : question.wrt();
        Map<String, Formula> found = new LinkedHashMap<>();
        if (question.order() == 1 && !question.jacobian()) {
            found.putAll(formula.gradients(names));
            checkCount(found, question);
            return found;
        }
        for (String name : names) {
            found.put(name, formula.by(name, each -> {
                Formula derivative = question.jacobian() ? each.jacobian(name) : each.gradient(name);
                for (int order = 2; order <= question.order(); order++) {
                    derivative = derivative.jacobian(name);
                    checkCount(Map.of(name, derivative), question);
                }
                return derivative;
            }));
        }
        checkCount(found, question);
        return found;
    }

    /**
     * How the gradient by each variable of the question comes about.
     *
     * @throws org.derivata.core.diagnostic.MathException when the text is wrong, has no such derivative, or one too long to read
     */
    public static Map<String, Derivation> steps(Question question) {
        Formula formula = Solver.formula(question);
        List<String> names = question.wrt().isEmpty() ? List.of(onlyVariable(formula)) : question.wrt();
        Map<String, Derivation> found = new LinkedHashMap<>();
        names.forEach(each -> found.put(each, formula.derivation(each)));
        return found;
    }

    /** What a derivative can be multiplied by without ever being written out. */
    public enum Product {
        JVP,
        VJP,
        HVP
    }

    /**
     * A derivative applied to a direction, by each variable of the question.
     *
     * @param direction the name of the direction; declared by the question or by this
     * @throws org.derivata.core.diagnostic.MathException when the text is wrong, has no such derivative, or the direction is of another shape
     */
    public static Map<String, Formula> along(Question question, Product product, String direction) {
        Formula formula = Solver.formula(question);
        List<String> names = question.wrt().isEmpty() ? List.of(onlyVariable(formula)) : question.wrt();
        Map<String, Formula> found = new LinkedHashMap<>();
        for (String name : names) {
            found.put(
                    name,
                    switch (product) {
                        case JVP -> formula.jvp(name, direction);
                        case VJP -> formula.vjp(name, direction);
                        case HVP -> formula.hvp(name, direction);
                    });
        }
        checkCount(found, question);
        return found;
    }

    /** How sizes must stand to each other for derivatives to hold, as {@code d = k}; nothing where shapes prove it. */
    public static List<String> conditions(Map<String, Formula> derivatives) {
        return derivatives.values().stream()
                .flatMap(each -> each.guards().stream())
                .map(Guard::toString)
                .distinct()
                .toList();
    }

    private static void checkCount(Map<String, Formula> found, Question question) {
        List<Expr> nodes =
                Graph.postOrder(found.values().stream().map(Formula::expression).toList());
        if (nodes.size() > question.limits().derivedNodes()) {
            throw new LimitException(Diagnostic.of(
                            "limit.derived_nodes",
                            "the derivatives have " + nodes.size() + " nodes; the limit is "
                                    + question.limits().derivedNodes())
                    .help("raise it with Limits.withDerivedNodes(" + nodes.size()
                            + "), or --trusted for your own text"));
        }
        requireLegible(found.values(), question);
    }

    /**
     * That an answer is no longer than anybody would read.
     *
     * @throws LimitException {@code limit.symbols}
     */
    static void requireLegible(Collection<Formula> answer, Question question) {
        long symbols = 0;
        for (Formula each : answer) {
            for (Expr node : Graph.postOrder(each.expression())) {
                symbols += 1 + node.arguments().size();
            }
        }
        if (symbols > question.limits().symbols()) {
            throw new LimitException(Diagnostic.of(
                            "limit.symbols",
                            "the answer is a formula of " + symbols + " symbols; the limit is "
                                    + question.limits().symbols())
                    .help("raise it with Limits.withSymbols(" + symbols + "), or --trusted for your own text"));
        }
    }

    private static String onlyVariable(Formula formula) {
        List<String> names = List.copyOf(formula.variables().keySet());
        if (names.size() == 1) {
            return names.get(0);
        }
        throw new NameException(
                names.isEmpty()
                        ? Diagnostic.of("name.no_variable", "the formula has no variable to differentiate by")
                                .help("use a name in it, as in x**2")
                        : Diagnostic.of(
                                        "name.which_variable",
                                        "the formula has several variables: " + String.join(", ", names))
                                .help("say by which, as in --wrt " + names.get(0)));
    }
}
