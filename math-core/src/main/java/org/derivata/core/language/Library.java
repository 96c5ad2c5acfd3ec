package org.derivata.core.language;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.derivata.core.diagnostic.Source;
import org.derivata.core.expr.Apply;
import org.derivata.core.expr.Composite;
import org.derivata.core.expr.Constant;
import org.derivata.core.expr.Expr;
import org.derivata.core.expr.Template;
import org.derivata.core.operator.Elementary;
import org.derivata.core.operator.LinearAlgebra;
import org.derivata.core.operator.Operator;
import org.derivata.core.operator.Reductions;
import org.derivata.core.operator.Selection;
import org.derivata.core.operator.Structure;
import org.derivata.core.surface.Syntax;
import org.jspecify.annotations.Nullable;

/**
 * The operators and functions that a text may use: the standard ones, and what a user {@linkplain #with adds}. Immutable.
 *
 * <pre>{@code
 * Library mine = Library.standard().with("softsign(x) = x / (1 + abs(x))");
 * }</pre>
 */
public final class Library {

    private static final Library STANDARD =
            new Library(standardOperators(), StandardFunctions.all(), Map.of()).with(resource("prelude.math"));

    private static final Map<String, String> COMPARISONS = Map.of(
            "<", "less", "<=", "less_equal", ">", "greater", ">=", "greater_equal", "==", "equal", "!=", "not_equal");

    private final Map<String, Operator> operators;
    private final Map<String, Function> functions;
    private final Map<String, PreludeLine> composites;
    private final Map<String, Function> built = new ConcurrentHashMap<>();
    private final Map<String, Composite> opened = new ConcurrentHashMap<>();
    private final Map<String, Syntax> parsed = new ConcurrentHashMap<>();
    private final Map<Reading, Template> templates = new ConcurrentHashMap<>();

    private Library(
            Map<String, Operator> operators, Map<String, Function> functions, Map<String, PreludeLine> composites) {
        this.operators = operators;
        this.functions = functions;
        this.composites = composites;
    }

    private static Map<String, Operator> standardOperators() {
        Map<String, Operator> all = new LinkedHashMap<>();
        List.of(Elementary.ALL, Reductions.ALL, LinearAlgebra.ALL, Structure.ALL, Selection.ALL)
                .forEach(each -> each.forEach(operator -> all.put(operator.name(), operator)));
        return Collections.unmodifiableMap(all);
    }

    private static String resource(String name) {
        try (InputStream in = Objects.requireNonNull(Library.class.getResourceAsStream(name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Everything the language has by itself. */
    public static Library standard() {
        return STANDARD;
    }

    /** This library and a primitive; an operator of the same name is replaced. */
    public Library with(Operator operator) {
        Map<String, Operator> more = new LinkedHashMap<>(operators);
        more.put(operator.name(), operator);
        return new Library(more, functions, composites);
    }

    /**
     * This library and composites, one a line, in the form of {@code prelude.math}.
     *
     * @throws org.derivata.core.diagnostic.MathException when a line is not of that form
     */
    public Library with(String lines) {
        Map<String, PreludeLine> more = new LinkedHashMap<>(composites);
        PreludeLine.readAll(new Source("library", lines)).forEach(each -> more.put(each.name(), each));
        return new Library(operators, functions, more);
    }

    /** The declared operator of a name, as {@code tanh} or {@code less}. Only for names that are known to exist. */
    public Operator operator(String name) {
        Operator operator = operators.get(name);
        if (operator == null) {
            throw new IllegalArgumentException("no operator " + name);
        }
        return operator;
    }

    /** Whether a primitive or a composite has this name. */
    public boolean declares(String name) {
        return operators.containsKey(name) || composites.containsKey(name);
    }

    /** Every primitive, in the order of declaration. */
    public Collection<Operator> operators() {
        return operators.values();
    }

    /** Every operator that can stand in a graph: primitives, then composites. */
    public List<Operator> declared() {
        List<Operator> all = new ArrayList<>(operators.values());
        composites.keySet().forEach(each -> all.add(composite(each)));
        return all;
    }

    /** The composite of a name: always the same operator, or equal calls would be different nodes. */
    Composite composite(String name) {
        Composite known = opened.get(name);
        if (known == null) {
            // not computeIfAbsent: building one composite may need another
            Composite fresh = Objects.requireNonNull(composites.get(name)).composite(this);
            Composite other = opened.putIfAbsent(name, fresh);
            known = other == null ? fresh : other;
        }
        return known;
    }

    /** Every composite, in the order of declaration. */
    public Collection<PreludeLine> composites() {
        return composites.values();
    }

    /** The function that has this name in the language itself. */
    public Optional<Function> function(String name) {
        Function known = built.get(name);
        if (known == null) {
            // not computeIfAbsent: building one composite asks for the functions it is made of
            Function fresh = build(name);
            Function other = fresh == null ? null : built.putIfAbsent(name, fresh);
            known = other == null ? fresh : other;
        }
        return Optional.ofNullable(known);
    }

    private @Nullable Function build(String name) {
        PreludeLine composite = composites.get(name);
        if (composite != null) {
            return composite.function(this);
        }
        Operator operator = operators.get(name);
        return functions.containsKey(name)
                ? functions.get(name)
                : operator != null
                                && operator.isElementwise()
                                && operator.attributeNames().isEmpty()
                        ? elementwise(operator)
                        : null;
    }

    private static Function elementwise(Operator operator) {
        List<String> parameters = operator.parameters();
        return Function.declare(
                operator.name() + "(" + String.join(", ", parameters) + ")", operator.summary(), arguments -> {
                    Expr[] values = new Expr[parameters.size()];
                    for (int i = 0; i < values.length; i++) {
                        values[i] = arguments.value(parameters.get(i));
                    }
                    return Apply.of(operator, arguments.broadcasting().together(Arrays.asList(values)));
                });
    }

    /** The LaTeX template of a function, if its declaration has one. */
    public Optional<String> latex(String name) {
        if (composites.containsKey(name)) {
            return Objects.requireNonNull(composites.get(name)).latex();
        }
        if (name.equals("sqrt")) {
            return Optional.of("\\sqrt{#1}");
        }
        return Optional.ofNullable(operators.get(name)).flatMap(Operator::latex);
    }

    /** All names that can be called. */
    public Collection<String> functionNames() {
        List<String> names = new ArrayList<>(functions.keySet());
        names.addAll(composites.keySet());
        operators.values().stream().filter(Operator::isElementwise).forEach(each -> names.add(each.name()));
        names.addAll(Vocabulary.behind(Vocabulary.PLAIN).orElseThrow().names());
        return names;
    }

    /** Whether a call of this name has a meaning, with a prefix such as {@code np.} or without one. */
    public boolean knows(String typed) {
        int dot = typed.lastIndexOf('.');
        return function(typed).isPresent()
                || Vocabulary.behind(dot < 0 ? Vocabulary.PLAIN : typed.substring(0, dot))
                        .filter(each -> each.has(typed.substring(dot + 1)))
                        .isPresent();
    }

    /** A text and what it sees of its names. */
    private record Reading(String text, Scope.View view) {}

    /** Kept readings beyond this many are forgotten, all at once. */
    private static final int MOST_READINGS = 10_000;

    /**
     * An expression of the library itself, such as a derivative, with its names bound by a scope. Parsed once, and read once for each combination
     * of shapes and facts: after that only its nodes are built.
     */
    public Expr elaborate(String text, Scope scope) {
        Optional<Reading> reading = scope.view().map(view -> new Reading(text, view));
        if (reading.isEmpty()) {
            return elaborate(text, scope, new ArrayList<>());
        }
        Template template = templates.get(reading.get());
        if (template == null) {
            if (templates.size() >= MOST_READINGS) {
                templates.clear();
            }
            template = template(reading.get());
            templates.put(reading.get(), template);
        }
        return template.fill(open(reading.get(), scope));
    }

    private Template template(Reading reading) {
        Scope standIns = reading.view.scope();
        return new Template(elaborate(reading.text, standIns, new ArrayList<>()), open(reading, standIns));
    }

    /** The values in a scope of the names of which a reading only sees shapes and facts. */
    private static List<Expr> open(Reading reading, Scope scope) {
        List<Expr> values = new ArrayList<>();
        for (Scope.Seen each : reading.view.names()) {
            if (each.exact() == null) {
                values.add(Objects.requireNonNull(scope.defined(each.name())));
            }
        }
        return values;
    }

    /** The same, and what sizes must be equal for it. */
    public Expr elaborate(String text, Scope scope, List<Guard> guards) {
        return new Elaborator(this, source(text), guards, new java.util.HashMap<>(), Limits.trusted())
                .elaborate(syntax(text), scope);
    }

    /**
     * An expression of the library itself, parsed once.
     *
     * @throws org.derivata.core.diagnostic.MathException when the text is no expression
     */
    public Syntax syntax(String text) {
        return parsed.computeIfAbsent(text, unused -> new MathParser(Limits.trusted()).parseExpression(source(text)));
    }

    private static Source source(String text) {
        return new Source("library", text);
    }

    /** A name without {@code np.}, {@code math.} and the like. */
    static String withoutPrefix(String name) {
        return name.indexOf('.') < 0 ? name : name.substring(name.lastIndexOf('.') + 1);
    }

    /** The constants that every text knows. */
    static Optional<Expr> constant(String name) {
        return switch (name) {
            case "pi", "π" -> Optional.of(Constant.of(Constant.Symbol.PI));
            case "e" -> Optional.of(Constant.of(Constant.Symbol.E));
            case "inf" -> Optional.of(Constant.of(Constant.Symbol.INFINITY));
            case "nan" -> Optional.of(Constant.of(Constant.Symbol.NAN));
            case "True" -> Optional.of(Constant.of(1));
            case "False" -> Optional.of(Constant.of(0));
            default -> Optional.empty();
        };
    }

    /** The operator a comparison sign stands for. */
    static String comparison(String symbol) {
        return Objects.requireNonNull(COMPARISONS.get(symbol));
    }
}
