package org.derivata.core.operator;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import org.derivata.core.array.Array;
import org.derivata.core.shape.Shape;
import org.derivata.core.shape.Signature;
import org.jspecify.annotations.Nullable;

/**
 * An operator, declared once: name, value, derivative, LaTeX, documentation and a known value in one place. The value of an operator with
 * {@link Attributes} (a maximum over certain axes) is the same declaration {@linkplain #with(String, Object) with} those attributes.
 *
 * <p>Derivative texts are in the language itself. An elementwise operator gives one for each parameter, over the parameters' names and
 * {@code y}, the result; a structural operator gives its differential, over the parameters, {@code y}, and {@code dNAME} for the differential of
 * a parameter, in which it must be linear.
 */
public class Operator {

    /** How values are computed and shapes found. */
    public enum Kind {
        /** Number by number; all arguments have the result's shape. */
        ELEMENTWISE,
        /** By a shape rule of its own. */
        STRUCTURAL
    }

    /** A value of the operator on arrays, for sizes of names. */
    @FunctionalInterface
    public interface Evaluation {
        Array evaluate(List<Array> arguments, Attributes attributes, Map<String, Integer> sizes);
    }

    /** The shape of the result. */
    @FunctionalInterface
    public interface ShapeRule {
        Shape shape(List<Shape> arguments, Attributes attributes);
    }

    /** A function of one number that depends on the operator's attributes. */
    @FunctionalInterface
    public interface AttributedFunction {
        DoubleUnaryOperator of(Attributes attributes);
    }

    /** A function of three numbers. */
    @FunctionalInterface
    public interface DoubleTernaryOperator {
        double applyAsDouble(double a, double b, double c);
    }

    private record Function(
            @Nullable AttributedFunction unary,
            @Nullable DoubleBinaryOperator binary,
            @Nullable DoubleTernaryOperator ternary,
            @Nullable Evaluation evaluation) {}

    /** What a declaration adds to a name and a value; copied for each addition. */
    private static final class Facets {

        private List<String> derivatives = List.of();
        private @Nullable String differential;
        private Set<Fact> facts = Set.of();
        private int factBits;
        private String domain = "";
        private @Nullable String latex;
        private String summary = "";
        private List<String> examples = List.of();
        private Set<String> attributeNames = Set.of();
        private int indicesFrom = Integer.MAX_VALUE;
        private boolean variadic;

        Facets copy() {
            Facets copy = new Facets();
            copy.derivatives = derivatives;
            copy.differential = differential;
            copy.facts = facts;
            copy.factBits = factBits;
            copy.domain = domain;
            copy.latex = latex;
            copy.summary = summary;
            copy.examples = examples;
            copy.attributeNames = attributeNames;
            copy.indicesFrom = indicesFrom;
            copy.variadic = variadic;
            return copy;
        }
    }

    private final String name;
    private final Kind kind;
    private final List<String> parameters;
    private final ShapeRule shapeRule;
    private final Function function;
    private final Facets facets;
    private final Attributes attributes;

    /** Shared by all values of one declaration: two libraries may declare one name differently. */
    private final Object declaration;

    /** For operators that are defined elsewhere, as composites are: everything as in {@code origin}. */
    protected Operator(Operator origin) {
        this(
                origin.name,
                origin.kind,
                origin.parameters,
                origin.shapeRule,
                origin.function,
                origin.facets,
                origin.attributes,
                origin.declaration);
    }

    private Operator(
            String name,
            Kind kind,
            List<String> parameters,
            ShapeRule shapeRule,
            Function function,
            Facets facets,
            Attributes attributes,
            Object declaration) {
        this.name = name;
        this.kind = kind;
        this.parameters = List.copyOf(parameters);
        this.shapeRule = shapeRule;
        this.function = function;
        this.facets = facets;
        this.attributes = attributes;
        this.declaration = declaration;
    }

    // Declaring

    /** An elementwise function of one number, called {@code x} in derivative texts. */
    public static Operator elementwise(String name, DoubleUnaryOperator function) {
        return elementwiseFamily(name, attributes -> function);
    }

    /** An elementwise function of one number {@code x} that depends on attributes. */
    public static Operator elementwiseFamily(String name, AttributedFunction function) {
        return elementwise(name, List.of("x"), new Function(function, null, null, null));
    }

    /** An elementwise function of two numbers, called {@code a} and {@code b} in derivative texts. */
    public static Operator elementwise(String name, DoubleBinaryOperator function) {
        return elementwise(name, List.of("a", "b"), new Function(null, function, null, null));
    }

    /** An elementwise function of three numbers, called {@code a}, {@code b} and {@code c} in derivative texts. */
    public static Operator elementwise(String name, DoubleTernaryOperator function) {
        return elementwise(name, List.of("a", "b", "c"), new Function(null, null, function, null));
    }

    private static Operator elementwise(String name, List<String> parameters, Function function) {
        return new Operator(
                name,
                Kind.ELEMENTWISE,
                parameters,
                (shapes, attributes) -> shapes.get(0),
                function,
                new Facets(),
                Attributes.NONE,
                new Object());
    }

    /** An operator with a shape rule of its own; arguments are called {@code a}, {@code b}, ... in differentials. */
    public static Operator structural(String name, String signature, Evaluation evaluation) {
        Signature rule = Signature.parse(signature);
        int arity =
                (int) signature.split("\\||->")[0].chars().filter(c -> c == '[').count();
        return structural(name, arity, (shapes, attributes) -> rule.apply(name, shapes), evaluation);
    }

    /** An operator whose shape rule is code, for any number of arguments when {@code arity} is negative. */
    public static Operator structural(String name, int arity, ShapeRule rule, Evaluation evaluation) {
        List<String> parameters = List.of("a", "b", "c", "d").subList(0, Math.max(arity, 0));
        Facets facets = new Facets();
        facets.variadic = arity < 0;
        return new Operator(
                name,
                Kind.STRUCTURAL,
                parameters,
                rule,
                new Function(null, null, null, evaluation),
                facets,
                Attributes.NONE,
                new Object());
    }

    /** A named composite: {@code parameters} and kind as in its definition, which its owner keeps. */
    protected static Operator composite(String name, Kind kind, List<String> parameters, ShapeRule rule) {
        return new Operator(
                name,
                kind,
                parameters,
                rule,
                new Function(null, null, null, null),
                new Facets(),
                Attributes.NONE,
                new Object());
    }

    /** Another declaration: equal nodes of both would else be one, and whichever came first would say what its derivative is. */
    private Operator with(Consumer<Facets> addition) {
        Facets more = facets.copy();
        addition.accept(more);
        return new Operator(name, kind, parameters, shapeRule, function, more, attributes, new Object());
    }

    /** The same declaration with other names for the parameters. */
    public Operator parameters(String... names) {
        return new Operator(name, kind, Arrays.asList(names), shapeRule, function, facets, attributes, declaration);
    }

    /** The partial derivative for each parameter, as text. */
    public Operator derivative(String... texts) {
        return with(more -> more.derivatives = List.of(texts));
    }

    /** The differential of the result, linear in {@code da}, {@code db}, ..., as text. */
    public Operator differential(String text) {
        return with(more -> more.differential = text);
    }

    /** The names of the attributes that a value of this operator has. */
    public Operator taking(String... attributeNames) {
        return with(more -> more.attributeNames = Set.of(attributeNames));
    }

    /** The arguments from this one on are integers that tell places: they have no derivative. */
    public Operator indicesFrom(int argument) {
        return with(more -> more.indicesFrom = argument);
    }

    /** What is known of every result. */
    public Operator facts(Fact... facts) {
        return with(more -> {
            more.facts = Fact.closure(Arrays.asList(facts));
            more.factBits = Fact.bits(more.facts);
        });
    }

    /** The condition on the parameters under which a finite result exists, in the language: {@code x > 0}. */
    public Operator domain(String condition) {
        return with(more -> more.domain = condition);
    }

    /** LaTeX: a command that is applied to the arguments, or a template with {@code #1}, {@code #2}. */
    public Operator latex(String template) {
        return with(more -> more.latex = template);
    }

    /** One line of documentation and known values, as {@code tanh(0) = 0}. */
    public Operator doc(String summary, String... examples) {
        return with(more -> {
            more.summary = summary;
            more.examples = List.of(examples);
        });
    }

    /** This operator with an attribute fixed. */
    public Operator with(String attribute, Object value) {
        return new Operator(
                name, kind, parameters, shapeRule, function, facets, attributes.with(attribute, value), declaration);
    }

    // Reading

    public String name() {
        return name;
    }

    public Kind kind() {
        return kind;
    }

    public boolean isElementwise() {
        return kind == Kind.ELEMENTWISE;
    }

    public List<String> parameters() {
        return parameters;
    }

    public Attributes attributes() {
        return attributes;
    }

    /** The names of the attributes that a value of this operator has. */
    public Set<String> attributeNames() {
        return facets.attributeNames;
    }

    /** Whether it takes any number of arguments. */
    public boolean isVariadic() {
        return facets.variadic;
    }

    /** Whether an argument is an array of integers that tell places. */
    public boolean isIndex(int argument) {
        return argument >= facets.indicesFrom;
    }

    public Shape shape(List<Shape> arguments) {
        return shapeRule.shape(arguments, attributes);
    }

    /** The function of one number, when this is an elementwise operator of one argument. */
    public DoubleUnaryOperator unary() {
        return require(function.unary).of(attributes);
    }

    public DoubleBinaryOperator binary() {
        return require(function.binary);
    }

    public DoubleTernaryOperator ternary() {
        return require(function.ternary);
    }

    /** The value of a structural operator. */
    public Array evaluate(List<Array> arguments, Map<String, Integer> sizes) {
        return require(function.evaluation).evaluate(arguments, attributes, sizes);
    }

    private <T> T require(@Nullable T facet) {
        if (facet == null) {
            throw new IllegalStateException(name + " has no such value");
        }
        return facet;
    }

    /** The text of the partial derivative for a parameter, if one was declared. */
    public Optional<String> derivativeText(int parameter) {
        return parameter < facets.derivatives.size()
                ? Optional.of(facets.derivatives.get(parameter))
                : Optional.empty();
    }

    public Optional<String> differentialText() {
        return Optional.ofNullable(facets.differential);
    }

    public Set<Fact> resultFacts() {
        return facets.facts;
    }

    /** The same as {@linkplain Fact#bit bits}. */
    public int factBits() {
        return facets.factBits;
    }

    /** The condition for a finite result; empty when there is none. */
    public String domain() {
        return facets.domain;
    }

    public Optional<String> latex() {
        return Optional.ofNullable(facets.latex);
    }

    public String summary() {
        return facets.summary;
    }

    public List<String> examples() {
        return facets.examples;
    }

    /** Same declaration and same attributes. */
    @Override
    public final boolean equals(Object other) {
        return this == other
                || (other instanceof Operator that
                        && declaration == that.declaration
                        && attributes.equals(that.attributes));
    }

    @Override
    public final int hashCode() {
        return 31 * name.hashCode() + attributes.hashCode();
    }

    @Override
    public String toString() {
        return attributes.isEmpty() ? name : name + attributes.values();
    }
}
