package org.derivata.core.language;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.derivata.core.diagnostic.ArgumentException;
import org.derivata.core.diagnostic.Diagnostic;
import org.derivata.core.diagnostic.LimitException;
import org.derivata.core.diagnostic.MathException;
import org.derivata.core.diagnostic.NameException;
import org.derivata.core.diagnostic.ShapeException;
import org.derivata.core.diagnostic.Source;
import org.derivata.core.diagnostic.Span;
import org.derivata.core.expr.Algebra;
import org.derivata.core.expr.Apply;
import org.derivata.core.expr.Constant;
import org.derivata.core.expr.Expr;
import org.derivata.core.language.Guard.Relation;
import org.derivata.core.operator.Rational;
import org.derivata.core.shape.Dimension;
import org.derivata.core.surface.Statement.FunctionDefinition;
import org.derivata.core.surface.Syntax;
import org.jspecify.annotations.Nullable;

/**
 * Gives an expression as typed its meaning: names are looked up, shapes proved, broadcasting made explicit. Works with a stack of its own, so
 * that the depth of a text never meets the depth of the thread's stack.
 */
public final class Elaborator {

    private static final String ATTRIBUTES =
            "an array has .T, .shape[k], .size and .ndim; functions need brackets, as in x.sum()";

    private final Lookup lookup;
    private final List<Guard> guards;
    private final Source source;
    private final Map<Expr, Integer> order;
    private final Set<String> active = new HashSet<>();
    private Span current = Span.NONE;
    private final Consumer<Span> entered = span -> current = span;
    private final Broadcasting broadcasting;
    private final Operators operators;
    private final Limits limits;
    private int parts;

    /**
     * An elaborator of one text.
     *
     * @param guards receives the sizes the text needs equal without a proof
     * @param order receives for each expression where the text first has it
     */
    Elaborator(Library library, Source source, List<Guard> guards, Map<Expr, Integer> order, Limits limits) {
        this.lookup = new Lookup(library, source);
        this.limits = limits;
        this.source = source;
        this.order = order;
        this.broadcasting = new Broadcasting((left, right) -> require(left, Relation.EQUAL, right));
        this.guards = guards;
        this.operators = new Operators(library, broadcasting);
    }

    private void require(Dimension left, Relation relation, Dimension right) {
        guards.add(new Guard(left, relation, right, source, current));
    }

    /**
     * The parts of a value along its first axis, or the sizes of {@code x.shape}.
     *
     * @throws ShapeException {@code shape.unpack} when they are not as many as wanted
     */
    List<Expr> unpacked(Syntax value, int count, Scope scope) {
        boolean sizes =
                value instanceof Syntax.Attribute attribute && attribute.name().equals("shape");
        Expr whole = elaborate(sizes ? value.children().get(0) : value, scope);
        Dimension parts = sizes
                ? Dimension.of(whole.rank())
                : whole.rank() == 0 ? Dimension.of(0) : whole.shape().get(0);
        if (!parts.equals(Dimension.of(count))) {
            String found = sizes
                    ? "this array has " + whole.rank() + (whole.rank() == 1 ? " axis" : " axes")
                    : whole.rank() == 0 ? "a number has no parts" : "this has " + parts + " parts";
            throw new ShapeException(Diagnostic.of("shape.unpack", found + ", and " + count + " names stand before =")
                    .help(
                            "as many names as parts must stand there, and how many there are must be known, as in n, d = X.shape")
                    .clash(parts, count)
                    .at(source, value.span()));
        }
        List<Expr> unpacked = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Syntax place = new Syntax.Number(Integer.toString(i), value.span());
            unpacked.add(elaborate(
                    new Syntax.Index(value, List.of(new Syntax.Subscript.At(place, value.span())), value.span()),
                    scope));
        }
        return unpacked;
    }

    /** An expression whose operands are being elaborated. */
    private static final class Open {

        private final Syntax node;
        /** The function that a call means: one of the text, or one of the language; neither for anything else. */
        private final @Nullable FunctionDefinition definition;

        private final @Nullable Invocation invocation;
        private final List<Syntax> operands;
        private final Expr[] values;
        private final @Nullable Open outer;
        private int next;

        Open(
                Syntax node,
                @Nullable FunctionDefinition definition,
                @Nullable Invocation invocation,
                List<Syntax> operands,
                @Nullable Open outer) {
            this.node = node;
            this.definition = definition;
            this.invocation = invocation;
            this.operands = operands;
            this.values = new Expr[operands.size()];
            this.outer = outer;
        }
    }

    /** The core node an expression stands for. */
    public Expr elaborate(Syntax root, Scope scope) {
        Open open = open(root, scope, null);
        while (true) {
            if (open.next < open.values.length) {
                Syntax operand = open.operands.get(open.next);
                if (operand instanceof Syntax.Name || operand instanceof Syntax.Number) {
                    open.values[open.next++] = combine(operand, null, scope);
                } else {
                    open = open(operand, scope, open);
                }
                continue;
            }
            Expr value = combine(open.node, open, scope);
            open = open.outer;
            if (open == null) {
                return value;
            }
            open.values[open.next++] = value;
        }
    }

    private Open open(Syntax typed, Scope scope, @Nullable Open outer) {
        Syntax node = typed;
        while (node instanceof Syntax.Call call) {
            FunctionDefinition definition = scope.function(call.name()).orElse(null);
            if (definition != null) {
                return new Open(call, definition, null, call.children(), outer);
            }
            Syntax meaning = lookup.meaning(call);
            if (meaning == call) {
                Invocation invocation = Invocation.of(lookup.function(call, scope), call, source);
                return new Open(call, null, invocation, invocation.operands(), outer);
            }
            // written with another library's name
            node = meaning;
        }
        List<Syntax> operands = node instanceof Syntax.Index index && index.operand() instanceof Syntax.Attribute sizes
                ? sizes.children()
                : node.children();
        return new Open(node, null, null, operands, outer);
    }

    /** A function's body counts each time it is called: thirty lines that each call the one before twice ask for a billion parts. */
    private void countOne(Syntax node) {
        if (++parts > limits.nodes()) {
            throw new LimitException(Diagnostic.of(
                            "limit.nodes",
                            "with its functions written out this text has more than " + limits.nodes()
                                    + " parts, the limit for a text")
                    .help("raise it with Limits.withNodes(n), or use Limits.trusted() for your own text")
                    .at(source, node.span()));
        }
    }

    /** @param open has the values of the operands, if there are any */
    private Expr combine(Syntax node, @Nullable Open open, Scope scope) {
        countOne(node);
        current = node.span();
        try {
            Expr result = open == null ? leaf(node, scope) : meaning(open, Arrays.asList(open.values), scope);
            order.putIfAbsent(result, node.span().start());
            return result;
        } catch (MathException e) {
            throw e.at(source, current);
        }
    }

    private Expr leaf(Syntax node, Scope scope) {
        return node instanceof Syntax.Number number
                ? Constant.of(Rational.parse(number.text()))
                : named((Syntax.Name) node, scope);
    }

    private Expr meaning(Open open, List<Expr> values, Scope scope) {
        Syntax node = open.node;
        if (node instanceof Syntax.Name || node instanceof Syntax.Number) {
            return leaf(node, scope);
        } else if (node instanceof Syntax.Prefix prefix) {
            return prefixed(prefix, values.get(0));
        } else if (node instanceof Syntax.Chain chain) {
            return operators.chain(chain, values, entered);
        } else if (node instanceof Syntax.Conditional) {
            return operators.apply("where", List.of(values.get(1), values.get(0), values.get(2)));
        } else if (node instanceof Syntax.Transpose) {
            return Algebra.transpose(values.get(0));
        } else if (node instanceof Syntax.Call call) {
            return open.definition != null
                    ? inlined(open.definition, call, values, scope)
                    : called(Objects.requireNonNull(open.invocation), values, scope);
        } else if (node instanceof Syntax.Attribute attribute) {
            return attribute(attribute, values.get(0));
        } else if (node instanceof Syntax.Index index) {
            return new Indexing(source, broadcasting, (large, small) -> require(large, Relation.AT_LEAST, small))
                    .index(index, values);
        } else if (node instanceof Syntax.Brackets) {
            return operators.stack(values);
        }
        throw new ArgumentException(Diagnostic.of("type", describe(node) + " has no value here"));
    }

    private static String describe(Syntax node) {
        return node instanceof Syntax.Text ? "a quoted text" : node instanceof Syntax.Tuple ? "a tuple" : "this";
    }

    private static Expr attribute(Syntax.Attribute attribute, Expr operand) {
        return switch (attribute.name()) {
            case "ndim" -> Constant.of(operand.rank());
            case "size" -> Apply.size(Dimension.product(operand.shape().sizes()));
            default ->
                throw new ArgumentException(Diagnostic.of("type", "." + attribute.name() + " has no value here")
                        .help(
                                attribute.name().equals("shape")
                                        ? "x.shape[0] is the size of the first axis"
                                        : ATTRIBUTES));
        };
    }

    private Expr named(Syntax.Name name, Scope scope) {
        Expr defined = scope.defined(name.name());
        return defined != null
                ? defined
                : Lookup.constant(name.name())
                        .or(() -> scope.value(name.name()))
                        .orElseThrow(() -> lookup.unknownValue(name.name(), scope));
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

    private Expr called(Invocation invocation, List<Expr> values, Scope scope) {
        return invocation.function().meaning().of(new Arguments(source, scope, broadcasting, invocation, values));
    }

    /** The body of a function of the text, with its parameters standing for the arguments. */
    private Expr inlined(FunctionDefinition function, Syntax.Call call, List<Expr> values, Scope scope) {
        String name = function.name().name();
        if (!active.add(name)) {
            throw new NameException(Diagnostic.of("name.recursive_function", name + " is defined by itself")
                    .help("a function may only use functions defined before it"));
        }
        if (active.size() > limits.depth()) {
            throw new LimitException(Diagnostic.of(
                            "limit.depth",
                            "functions call each other deeper than " + limits.depth() + " levels, the limit for depth")
                    .help("call fewer of them within each other, or raise the limit with Limits.withDepth(n);"
                            + " Limits.trusted() has none, for your own text"));
        }
        try {
            Scope inner = scope.inner();
            Map<String, Expr> given = new LinkedHashMap<>();
            List<String> parameters = function.parameters().stream()
                    .map(each -> each.name().name())
                    .toList();
            for (int i = 0; i < call.arguments().size(); i++) {
                Syntax.Argument argument = call.arguments().get(i);
                if (argument.keyword() == null && i >= parameters.size()) {
                    throw arity(function, call);
                }
                String parameter = argument.keyword() == null ? parameters.get(i) : argument.keyword();
                if (!parameters.contains(parameter)) {
                    throw new ArgumentException(
                            Diagnostic.of("keyword.unknown", name + " has no keyword argument " + parameter)
                                    .help(Suggestion.nearest(parameter, parameters)
                                            .map(each -> "did you mean " + each + "=?")
                                            .orElse("its arguments are " + String.join(", ", parameters)))
                                    .at(source, argument.span()));
                }
                if (given.put(parameter, values.get(i)) != null) {
                    throw new ArgumentException(Diagnostic.of(
                                    "keyword.repeated", "argument " + parameter + " of " + name + " is given twice")
                            .help("leave one of them out")
                            .at(source, argument.span()));
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
