package org.derivata.core.language;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.derivata.core.diagnostic.ArgumentException;
import org.derivata.core.diagnostic.Diagnostic;
import org.derivata.core.diagnostic.MathException;
import org.derivata.core.diagnostic.NameException;
import org.derivata.core.diagnostic.Source;
import org.derivata.core.diagnostic.Span;
import org.derivata.core.expr.Algebra;
import org.derivata.core.expr.Constant;
import org.derivata.core.expr.Expr;
import org.derivata.core.language.Function.Parameter;
import org.derivata.core.operator.Rational;
import org.derivata.core.surface.Statement.FunctionDefinition;
import org.derivata.core.surface.Syntax;

/**
 * Gives an expression as typed its meaning: names are looked up, shapes proved, broadcasting made explicit. Works with a stack of its own, so
 * that the depth of a text never meets the depth of the thread's stack.
 */
public final class Elaborator {

    private final Library library;
    private final Source source;
    private final Map<Expr, Integer> order;
    private final Set<String> active = new HashSet<>();
    private Span current = Span.NONE;
    private final Broadcasting broadcasting;
    private final Operators operators;

    /**
     * An elaborator of one text.
     *
     * @param guards receives the sizes the text needs equal without a proof
     * @param order receives for each expression where the text first has it
     */
    Elaborator(Library library, Source source, List<Guard> guards, Map<Expr, Integer> order) {
        this.library = library;
        this.source = source;
        this.order = order;
        this.broadcasting = new Broadcasting((left, right) -> guards.add(new Guard(left, right, source, current)));
        this.operators = new Operators(library, broadcasting);
    }

    private record Step(Syntax node, boolean ready) {}

    /** The core node an expression stands for. */
    public Expr elaborate(Syntax root, Scope scope) {
        Deque<Step> steps = new ArrayDeque<>();
        Deque<Expr> results = new ArrayDeque<>();
        Map<Syntax, Invocation> calls = new IdentityHashMap<>();
        steps.push(new Step(root, false));
        while (!steps.isEmpty()) {
            Step step = steps.pop();
            List<Syntax> operands = operands(step.node, scope, calls);
            if (step.ready) {
                Expr[] values = new Expr[operands.size()];
                for (int i = values.length - 1; i >= 0; i--) {
                    values[i] = results.pop();
                }
                results.push(combine(step.node, List.of(values), scope, calls));
            } else {
                steps.push(new Step(step.node, true));
                for (int i = operands.size() - 1; i >= 0; i--) {
                    steps.push(new Step(operands.get(i), false));
                }
            }
        }
        return results.pop();
    }

    private List<Syntax> operands(Syntax node, Scope scope, Map<Syntax, Invocation> calls) {
        if (node instanceof Syntax.Call call && scope.function(call.name()).isEmpty()) {
            return calls.computeIfAbsent(node, unused -> Invocation.of(function(call, scope), call, source))
                    .operands();
        }
        if (node instanceof Syntax.Index index && index.operand() instanceof Syntax.Attribute attribute) {
            return attribute.children();
        }
        return node.children();
    }

    private Function function(Syntax.Call call, Scope scope) {
        return library.function(call.name()).orElseThrow(() -> {
            List<String> known = new ArrayList<>(library.functionNames());
            known.addAll(scope.functionNames());
            String plain = Library.withoutPrefix(call.name());
            String help = Suggestion.nearest(plain, known)
                    .map(each -> "did you mean " + each + "?")
                    .orElse(
                            scope.isDefined(call.name())
                                    ? call.name() + " is a value; write " + call.name() + " * (...) to multiply"
                                    : "define it, as in " + shortened(plain)
                                            + "(x) = ..., or use a function of the language, such as exp, sum or softmax");
            return new NameException(
                    Diagnostic.of("name.unknown_function", "there is no function " + shortened(call.name()))
                            .help(help)
                            .at(source, call.nameSpan()));
        });
    }

    private static String shortened(String name) {
        return name.length() <= 40 ? name : name.substring(0, 40) + "...";
    }

    private Expr combine(Syntax node, List<Expr> values, Scope scope, Map<Syntax, Invocation> calls) {
        current = node.span();
        try {
            Expr result = meaning(node, values, scope, calls);
            order.putIfAbsent(result, node.span().start());
            return result;
        } catch (MathException e) {
            throw e.at(source, current);
        }
    }

    private Expr meaning(Syntax node, List<Expr> values, Scope scope, Map<Syntax, Invocation> calls) {
        if (node instanceof Syntax.Number number) {
            return Constant.of(Rational.parse(number.text()));
        } else if (node instanceof Syntax.Name name) {
            return named(name, scope);
        } else if (node instanceof Syntax.Prefix prefix) {
            return prefixed(prefix, values.get(0));
        } else if (node instanceof Syntax.Chain chain) {
            return operators.chain(chain, values, span -> current = span);
        } else if (node instanceof Syntax.Conditional) {
            return operators.apply("where", List.of(values.get(1), values.get(0), values.get(2)));
        } else if (node instanceof Syntax.Transpose) {
            return Algebra.transpose(values.get(0));
        } else if (node instanceof Syntax.Call call) {
            return scope.function(call.name())
                    .map(each -> inlined(each, call, values, scope))
                    .orElseGet(() -> called(call, Objects.requireNonNull(calls.get(node)), values, scope));
        } else if (node instanceof Syntax.Index index) {
            return new Indexing(source, broadcasting).index(index, values);
        } else if (node instanceof Syntax.Brackets) {
            return operators.stack(values);
        }
        throw new ArgumentException(Diagnostic.of("type", describe(node) + " has no value here"));
    }

    private static String describe(Syntax node) {
        return node instanceof Syntax.Text
                ? "a quoted text"
                : node instanceof Syntax.Tuple
                        ? "a tuple"
                        : node instanceof Syntax.Attribute attribute ? "." + attribute.name() : "this";
    }

    private Expr named(Syntax.Name name, Scope scope) {
        String plain = Library.withoutPrefix(name.name());
        boolean shadowed = scope.isDefined(name.name());
        if (!shadowed && Library.constant(plain).isPresent()) {
            return Library.constant(plain).get();
        }
        return scope.value(name.name()).orElseThrow(() -> unknown(name.name(), scope));
    }

    private NameException unknown(String name, Scope scope) {
        if (library.function(name).isPresent()) {
            return new NameException(
                    Diagnostic.of("name.function_as_value", name + " is a function and needs arguments")
                            .help("write " + name + "(...)"));
        }
        String help = Suggestion.nearest(name, scope.names().stream().toList())
                .map(each -> "did you mean " + each + "?")
                .orElse("declare it with its shape, as in " + shortened(name) + ": [n, d], or " + shortened(name)
                        + ": [] for a number");
        return new NameException(
                Diagnostic.of("name.unknown_variable", "the name " + shortened(name) + " has no meaning here")
                        .help(help));
    }

    private Expr prefixed(Syntax.Prefix prefix, Expr operand) {
        Expr result = operand;
        for (int i = prefix.operators().size() - 1; i >= 0; i--) {
            switch (prefix.operators().get(i).symbol()) {
                case "-" -> result = Algebra.negate(result);
                case "not" -> result = operators.apply("logical_not", List.of(result));
                default -> {} // a plus changes nothing
            }
        }
        return result;
    }

    private Expr called(Syntax.Call call, Invocation invocation, List<Expr> values, Scope scope) {
        Map<String, List<Expr>> byName = new LinkedHashMap<>();
        int next = 0;
        for (Map.Entry<Parameter, List<Syntax>> each : invocation.values().entrySet()) {
            int count = each.getValue().size();
            byName.put(each.getKey().name(), values.subList(next, next + count));
            next += count;
        }
        current = call.span();
        return invocation
                .function()
                .meaning()
                .of(new Arguments(source, scope, broadcasting, byName, invocation.statics()));
    }

    /** The body of a function of the text, with its parameters standing for the arguments. */
    private Expr inlined(FunctionDefinition function, Syntax.Call call, List<Expr> values, Scope scope) {
        String name = function.name().name();
        if (!active.add(name)) {
            throw new NameException(Diagnostic.of("name.recursive_function", name + " is defined by itself")
                    .help("a function may only use functions defined before it"));
        }
        try {
            Scope inner = scope.inner();
            Map<String, Expr> given = new LinkedHashMap<>();
            for (int i = 0; i < call.arguments().size(); i++) {
                String keyword = call.arguments().get(i).keyword();
                boolean known = i < function.parameters().size();
                String parameter = keyword != null
                        ? keyword
                        : known ? function.parameters().get(i).name().name() : "";
                if (function.parameters().stream()
                                .noneMatch(each -> each.name().name().equals(parameter))
                        || given.put(parameter, values.get(i)) != null) {
                    throw arity(function, call);
                }
            }
            for (var each : function.parameters()) {
                Expr value = given.get(each.name().name());
                Syntax otherwise = each.defaultValue();
                if (value == null && otherwise == null) {
                    throw arity(function, call);
                }
                inner.define(
                        each.name().name(),
                        value != null ? value : elaborate(Objects.requireNonNull(otherwise), inner));
            }
            return elaborate(function.body(), inner);
        } finally {
            active.remove(name);
        }
    }

    private ArgumentException arity(FunctionDefinition function, Syntax.Call call) {
        List<String> parameters = function.parameters().stream()
                .map(each -> each.name().name() + (each.defaultValue() == null ? "" : "=..."))
                .toList();
        return new ArgumentException(Diagnostic.of(
                        "arity",
                        function.name().name() + " takes " + parameters.size() + " arguments, not "
                                + call.arguments().size())
                .help(function.name().name() + "(" + String.join(", ", parameters) + ")"));
    }
}
