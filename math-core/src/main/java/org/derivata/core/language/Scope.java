package org.derivata.core.language;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.derivata.core.diagnostic.Source;
import org.derivata.core.expr.Apply;
import org.derivata.core.expr.Constant;
import org.derivata.core.expr.Expr;
import org.derivata.core.expr.Variable;
import org.derivata.core.expr.Views;
import org.derivata.core.operator.Attributes;
import org.derivata.core.operator.Fact;
import org.derivata.core.operator.Rational;
import org.derivata.core.shape.Dimension;
import org.derivata.core.shape.Shape;
import org.derivata.core.surface.Statement.FunctionDefinition;
import org.derivata.core.surface.Syntax;
import org.jspecify.annotations.Nullable;

/** What names mean at a place: values, axes given by name, sizes, functions of the text itself. */
public final class Scope {

    private final Map<String, Expr> values = new HashMap<>();
    // most scopes are those of a derivative, and have nothing but values: the rest is made when it is needed
    private Map<String, List<Integer>> axes = Map.of();
    private Set<String> dimensions = Set.of();
    private Map<String, FunctionDefinition> functions = Map.of();
    private boolean open;

    /** A scope in which every unknown name is a scalar variable. */
    public static Scope open() {
        Scope scope = new Scope();
        scope.open = true;
        return scope;
    }

    /** A scope in which unknown names are errors. */
    public static Scope closed() {
        return new Scope();
    }

    /** A scope for the inside of a function: its parameters and the functions around it. */
    Scope inner() {
        Scope scope = new Scope();
        scope.functions = new HashMap<>(functions);
        scope.dimensions = new LinkedHashSet<>(dimensions);
        return scope;
    }

    public Scope define(String name, Expr value) {
        values.put(name, value);
        if (!value.shape().isScalar()) {
            dimensions = dimensions.isEmpty() ? new LinkedHashSet<>() : dimensions;
            dimensions.addAll(value.shape().names());
        }
        return this;
    }

    /** Makes a function of the text known. */
    Scope define(FunctionDefinition function) {
        functions = functions.isEmpty() ? new HashMap<>() : functions;
        functions.put(function.name().name(), function);
        return this;
    }

    /** Gives a name to a list of axes, as it may stand after {@code axis=}. */
    public Scope defineAxes(String name, List<Integer> list) {
        axes = axes.isEmpty() ? new HashMap<>() : axes;
        axes.put(name, list);
        return this;
    }

    /** Gives an operator's attributes as names: axes, numbers and sizes. */
    public Scope define(Attributes attributes) {
        for (Map.Entry<String, Object> each : attributes.entries()) {
            if (each.getValue() instanceof Rational number) {
                values.put(each.getKey(), Constant.of(number));
            } else if (each.getValue() instanceof Dimension size) {
                values.put(each.getKey(), Apply.size(size));
            } else if (each.getValue() instanceof List) {
                defineAxes(each.getKey(), attributes.integers(each.getKey()));
            }
        }
        return this;
    }

    void close() {
        open = false;
    }

    boolean isOpen() {
        return open;
    }

    /** What was given for a name; null for any other, which may still become a variable. */
    @Nullable
    Expr defined(String name) {
        Expr value = values.get(name);
        return value == null && dimensions.contains(name) ? Apply.size(Dimension.named(name)) : value;
    }

    Optional<Expr> value(String name) {
        Expr value = defined(name);
        if (value == null && open) {
            value = Variable.of(name);
            values.put(name, value);
        }
        return Optional.ofNullable(value);
    }

    boolean isDefined(String name) {
        return values.containsKey(name) || dimensions.contains(name);
    }

    /** A literal, a number that has a name here, or a sum of such; null for anything else. */
    @Nullable
    Rational number(Syntax syntax) {
        if (syntax instanceof Syntax.Name name
                && values.get(name.name()) instanceof Constant constant
                && constant.rational().isPresent()) {
            return constant.rational().get();
        }
        if (syntax instanceof Syntax.Chain chain && chain.level() == Syntax.Level.SUM) {
            Rational sum = number(chain.operands().get(0));
            for (int i = 0; i < chain.operators().size() && sum != null; i++) {
                Rational next = number(chain.operands().get(i + 1));
                boolean minus = chain.operators().get(i).symbol().equals("-");
                sum = next == null ? null : minus ? sum.minus(next) : sum.plus(next);
            }
            return sum;
        }
        return StaticValue.number(syntax);
    }

    /**
     * What a text can see of the names here. Texts that see the same read the same, whatever the values are.
     *
     * @param axes lists of axes that have a name
     */
    record View(List<Seen> names, Map<String, List<Integer>> axes) {

        /** A scope that looks the same, with variables for what only has a shape and facts. */
        Scope scope() {
            Scope scope = closed();
            names.forEach(each -> scope.define(each.name, each.standIn()));
            scope.axes = axes;
            return scope;
        }
    }

    /**
     * What can be seen of a value: a constant or a size as it is, of any other its shape and facts.
     *
     * @param exact the value as it is, or null
     * @param facts as {@linkplain Expr#factBits bits}
     */
    record Seen(String name, @Nullable Expr exact, Shape shape, int facts) {

        static Seen of(String name, Expr value) {
            boolean isExact =
                    value instanceof Constant || Views.dimension(value).isPresent();
            return isExact
                    ? new Seen(name, value, value.shape(), 0)
                    : new Seen(name, null, value.shape(), value.factBits());
        }

        Expr standIn() {
            return exact == null ? Variable.of(name, shape, Fact.ofBits(facts)) : exact;
        }
    }

    /** The view of this scope; empty where names can still come to mean something. */
    Optional<View> view() {
        if (open || !functions.isEmpty()) {
            return Optional.empty();
        }
        List<Seen> names = new ArrayList<>(values.size());
        for (Map.Entry<String, Expr> each : values.entrySet()) {
            names.add(Seen.of(each.getKey(), each.getValue()));
        }
        return Optional.of(new View(names, axes.isEmpty() ? Map.of() : Map.copyOf(axes)));
    }

    /** A size; a name defined in the text stands for its value. */
    Dimension dimension(Syntax syntax, Source source) {
        Dimension typed = StaticValue.dimension(syntax, source);
        Map<String, Dimension> known = new HashMap<>();
        for (String name : typed.names()) {
            Expr value = values.get(name);
            if (value != null && !dimensions.contains(name)) {
                known.put(name, Views.dimension(value).orElseThrow(() -> StaticValue.refuse(syntax, source)));
            }
        }
        return typed.substitute(known);
    }

    Optional<List<Integer>> axes(String name) {
        return Optional.ofNullable(axes.get(name));
    }

    Optional<FunctionDefinition> function(String name) {
        return Optional.ofNullable(functions.get(name));
    }

    Collection<String> names() {
        List<String> names = new ArrayList<>(values.keySet());
        names.addAll(dimensions);
        return names;
    }

    Collection<String> functionNames() {
        return functions.keySet();
    }
}
