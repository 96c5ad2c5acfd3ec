package org.derivata.symbolic;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.derivata.core.array.Array;
import org.derivata.core.diagnostic.Diagnostic;
import org.derivata.core.diagnostic.NameException;
import org.derivata.core.diagnostic.ShapeException;
import org.derivata.core.evaluate.OperationCount;
import org.derivata.core.expr.Constant;
import org.derivata.core.expr.ContractionOrder;
import org.derivata.core.expr.Expr;
import org.derivata.core.expr.Graph;
import org.derivata.core.expr.Products;
import org.derivata.core.expr.Variable;
import org.derivata.core.language.Elaboration;
import org.derivata.core.language.Guard;
import org.derivata.core.language.Library;
import org.derivata.core.language.Limits;
import org.derivata.core.language.Scope;
import org.derivata.core.notation.Notation;
import org.derivata.core.print.FunctionPrinter;
import org.derivata.core.print.Printer;
import org.derivata.core.shape.Shape;
import org.derivata.core.surface.Program;
import org.derivata.symbolic.derivation.Derivation;
import org.jspecify.annotations.Nullable;

/**
 * A formula: text with a meaning, and everything that can be asked of it. Immutable.
 *
 * <pre>{@code
 * Formula loss = Formula.given("X: [n, d]; w: [d]; y: [n]").parse("sum((X @ w - y)**2)");
 * loss.gradient("w").toString();     // 2 * X.T @ (X @ w - y)
 * }</pre>
 */
public final class Formula {

    private final Expr expression;
    private final Library library;
    private final Origin origin;
    private final Calculus calculus;
    private @Nullable Program notation;

    private Formula(Expr expression, Library library, Origin origin, Calculus calculus) {
        this.expression = expression;
        this.library = library;
        this.origin = origin;
        this.calculus = calculus;
    }

    /** Another expression, made of this one. */
    Formula with(Expr changed) {
        return new Formula(changed, library, origin.derived(), calculus.ofRewritten());
    }

    /**
     * Reads a text in the language of Derivata, which is NumPy's as far as it goes. Where it declares nothing, names are scalars.
     *
     * @throws org.derivata.core.diagnostic.MathException when the text is wrong, with place and help
     */
    public static Formula parse(String text) {
        return given("").parse(text);
    }

    /** Declarations for formulas to come: {@code Formula.given("X: [n, d]; w: [d]").parse("X @ w")}. */
    public static Given given(String declarations) {
        return new Given(declarations, Library.standard(), Limits.defaults(), Map.of());
    }

    /** The formula that a program, already elaborated, computes. */
    public static Formula of(Elaboration elaboration) {
        return of(elaboration, elaboration.requireResult());
    }

    /** A part of an elaborated program. */
    public static Formula of(Elaboration elaboration, Expr part) {
        Calculus calculus = Calculus.standard(elaboration.library()).limits(elaboration.limits());
        return new Formula(part, elaboration.library(), Origin.of(elaboration), calculus);
    }

    /** A scalar variable. */
    public static Formula variable(String name) {
        return variable(name, Shape.SCALAR);
    }

    /** A variable of a shape. */
    public static Formula variable(String name, Shape shape) {
        Variable variable = Variable.of(name, shape);
        Origin origin = Origin.of(Map.of(name, variable), Map.of(), Map.of(variable, 0), List.of());
        return new Formula(variable, Library.standard(), origin, Calculus.standard(Library.standard()));
    }

    /** A number; doubles count as their shortest decimal, so 0.1 is one tenth. */
    public static Formula number(double value) {
        return new Formula(Constant.of(value), Library.standard(), Origin.NONE, Calculus.standard(Library.standard()));
    }

    public Formula plus(Formula other) {
        return combine("a + b", other);
    }

    public Formula plus(double other) {
        return plus(number(other));
    }

    public Formula minus(Formula other) {
        return combine("a - b", other);
    }

    public Formula minus(double other) {
        return minus(number(other));
    }

    /** Entry by entry, with broadcasting. */
    public Formula times(Formula other) {
        return combine("a * b", other);
    }

    public Formula times(double other) {
        return times(number(other));
    }

    public Formula dividedBy(Formula other) {
        return combine("a / b", other);
    }

    public Formula dividedBy(double other) {
        return dividedBy(number(other));
    }

    public Formula pow(double exponent) {
        return combine("a**b", number(exponent));
    }

    public Formula pow(Formula exponent) {
        return combine("a**b", exponent);
    }

    /** The matrix product {@code this @ other}. */
    public Formula matmul(Formula other) {
        return combine("a @ b", other);
    }

    /** All axes reversed. */
    public Formula transpose() {
        return combine("a.T", this);
    }

    public Formula negate() {
        return combine("-a", this);
    }

    /**
     * A function of the language by its name, {@code Formula.call("softmax", z)}.
     *
     * @throws NameException when there is no such function
     */
    public static Formula call(String function, Formula... arguments) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < arguments.length; i++) {
            names.add("argument_" + (i + 1));
        }
        return combine(function + "(" + String.join(", ", names) + ")", names, List.of(arguments));
    }

    private Formula combine(String text, Formula other) {
        return combine(text, List.of("a", "b"), List.of(this, other));
    }

    private static Formula combine(String text, List<String> names, List<Formula> parts) {
        Scope scope = Scope.closed();
        for (int i = 0; i < parts.size(); i++) {
            scope.define(names.get(i), parts.get(i).expression);
        }
        Formula first = parts.get(0);
        List<Guard> guards = new ArrayList<>();
        Expr combined = first.library.elaborate(text, scope, guards);
        Origin origin = Origin.of(parts.stream().map(each -> each.origin).toList(), guards);
        return new Formula(combined, first.library, origin, first.calculus);
    }

    /**
     * This formula with another one in the place of a variable.
     *
     * @throws org.derivata.core.diagnostic.MathException when there is no such variable, or the shapes differ
     */
    public Formula substitute(String name, Formula value) {
        Expr variable = requireName(name);
        if (variable.shape().surelyDiffersFrom(value.shape())) {
            throw new ShapeException(Diagnostic.of(
                            "shape.substitute",
                            name + " has shape " + variable.shape() + ", its replacement " + value.shape())
                    .clash(variable.shape(), value.shape()));
        }
        Expr changed = Products.flatten(Graph.substitute(expression, Map.of(variable, value.expression)));
        return new Formula(changed, library, origin.within(changed).with(value.origin), calculus);
    }

    public Expr expression() {
        return expression;
    }

    public Shape shape() {
        return expression.shape();
    }

    /** The declared variables, in the order of declaration. */
    public Map<String, Variable> variables() {
        return origin.contents().variables();
    }

    public Library library() {
        return library;
    }

    /** Sizes that must turn out equal when names get sizes. */
    public List<Guard> guards() {
        return origin.contents().guards();
    }

    Expr requireName(String name) {
        return origin.contents().require(name);
    }

    /**
     * What is derived by a variable or by a definition: {@code formula.by("h", f -> f.gradient("h").jacobian("h"))}.
     *
     * @param derivative of a formula in which the name is a variable; the value of a definition takes its place in the result
     * @throws NameException when there is no such name, or a formula made of others no longer tells where it uses a definition
     */
    public Formula by(String name, UnaryOperator<Formula> derivative) {
        Expr value = requireName(name);
        if (variables().containsKey(name)) {
            return derivative.apply(this);
        }
        Formula free = free(name);
        Formula derived = derivative.apply(free);
        Expr closed = Graph.substitute(derived.expression, Map.of(free.requireName(name), value));
        Expr simple = calculus.finished(List.of(Products.flatten(closed))).get(0);
        return new Formula(simple, library, origin.derived().with(derived.origin.without(name)), calculus);
    }

    /** This formula with a definition as a variable. */
    private Formula free(String name) {
        Formula free = origin.free(expression, name);
        return new Formula(free.expression, library, free.origin, calculus);
    }

    /** The derivative of a scalar formula: the same as {@link #gradient}, by the name one has for scalars. */
    public Formula derivative(String name) {
        return gradient(name);
    }

    /**
     * The gradient of a scalar formula by a variable or a definition, in its shape.
     *
     * @throws org.derivata.core.diagnostic.MathException when the formula is no scalar, has no such variable, or a derivative is not known
     */
    public Formula gradient(String name) {
        return by(
                name, each -> each.gradients(List.of(name)).values().iterator().next());
    }

    /** The gradients by several names; those by variables are found in one sweep. */
    public Map<String, Formula> gradients(Collection<String> names) {
        List<String> variables = names.stream().filter(variables()::containsKey).toList();
        Iterator<Expr> found = calculus.gradients(
                        expression, variables.stream().map(this::requireName).toList())
                .iterator();
        Map<String, Formula> gradients = new LinkedHashMap<>();
        for (String each : names) {
            gradients.put(each, variables().containsKey(each) ? with(found.next()) : gradient(each));
        }
        return gradients;
    }

    /**
     * How {@link #gradient} comes about, line by line; by a definition with its name for a variable.
     *
     * @throws org.derivata.core.diagnostic.LimitException {@code limit.steps} where nobody could read it
     */
    public Derivation derivation(String name) {
        Expr known = requireName(name);
        if (!variables().containsKey(name)) {
            return free(name).derivation(name);
        }
        return calculus.derivation(
                expression,
                known,
                name,
                origin.contents().places(),
                origin.contents().names(calculus));
    }

    /** All first derivatives of an array formula: its axes, then the variable's. */
    public Formula jacobian(String name) {
        return by(name, each -> each.with(calculus.jacobian(each.expression, each.requireName(name))));
    }

    /** All second derivatives of a scalar formula: the variable's axes twice. */
    public Formula hessian(String name) {
        return by(name, each -> each.gradient(name).jacobian(name));
    }

    /**
     * All second derivatives of a scalar formula by several variables, simplified together: by the first name and the second, the first's axes and
     * then the second's. Of two that mirror each other one is computed.
     */
    public Map<String, Map<String, Formula>> hessian(Collection<String> names) {
        List<Variable> variables = names.stream()
                .distinct()
                .map(origin.contents()::requireVariable)
                .toList();
        Iterator<Expr> entries = calculus.hessian(expression, variables).iterator();
        Map<String, Map<String, Formula>> rows = new LinkedHashMap<>();
        for (Variable row : variables) {
            Map<String, Formula> columns = new LinkedHashMap<>();
            variables.forEach(column -> columns.put(column.name(), with(entries.next())));
            rows.put(row.name(), columns);
        }
        return rows;
    }

    /**
     * The derivative along a direction (a Jacobian-vector product), in this formula's shape and without the Jacobian.
     *
     * @param name a variable or a definition
     * @param tangent a variable of its shape; declared here if it is not yet
     * @throws org.derivata.core.diagnostic.MathException {@code shape.direction} when the tangent has another shape
     */
    public Formula jvp(String name, String tangent) {
        return jvp(name, direction(tangent, requireName(name).shape()));
    }

    /** The derivative along a direction that is a formula of the variable's shape. */
    public Formula jvp(String name, Formula tangent) {
        return along(name, "tangent", tangent, requireName(name).shape(), calculus::jvp);
    }

    /**
     * The transposed derivative applied to a cotangent (a vector-Jacobian product), in the variable's shape and without the Jacobian.
     *
     * @param name a variable or a definition
     * @param cotangent a variable of this formula's shape; declared here if it is not yet
     * @throws org.derivata.core.diagnostic.MathException {@code shape.direction} when the cotangent has another shape
     */
    public Formula vjp(String name, String cotangent) {
        return vjp(name, direction(cotangent, shape()));
    }

    /** The transposed derivative applied to a cotangent that is a formula of this one's shape. */
    public Formula vjp(String name, Formula cotangent) {
        return along(name, "cotangent", cotangent, shape(), calculus::vjp);
    }

    /**
     * The Hessian of a scalar formula applied to a direction, without the Hessian: for a loss over {@code X @ w} it costs what two products with
     * {@code X} cost.
     *
     * @param name a variable or a definition
     * @param direction a variable of its shape; declared here if it is not yet
     * @throws org.derivata.core.diagnostic.MathException {@code shape.direction} when the direction has another shape,
     *     {@code derivative.not_scalar} when the formula is no scalar
     */
    public Formula hvp(String name, String direction) {
        return hvp(name, direction(direction, requireName(name).shape()));
    }

    /** The Hessian applied to a direction that is a formula of the variable's shape. */
    public Formula hvp(String name, Formula direction) {
        return along(name, "direction", direction, requireName(name).shape(), calculus::hvp);
    }

    private Formula direction(String name, Shape shape) {
        Variable declared = variables().get(name);
        return declared == null ? variable(name, shape) : with(declared);
    }

    /** A derivative of a formula by a variable along a direction. */
    private interface Directional {
        Expr of(Expr formula, Expr variable, Expr direction);
    }

    private Formula along(String name, String role, Formula given, Shape wanted, Directional derivative) {
        Expr direction = new Direction(role, given)
                .of(wanted, origin.contents().usefulDefinitions().keySet());
        return by(name, each -> {
            Expr found = derivative.of(each.expression, each.requireName(name), direction);
            return new Formula(found, library, each.origin.with(given.origin), calculus);
        });
    }

    /** The same value, written shorter where a rule knows how. */
    public Formula simplify() {
        return with(calculus.simplify(expression));
    }

    /** What can be rewritten and asked of it as in school algebra: expand, collect, Taylor polynomials. */
    public FormulaAlgebra algebra() {
        return new FormulaAlgebra(this, calculus);
    }

    /** How it is understood, the rules that make it stable with their conditions, the hazards that remain, and the facts that would help. */
    public Explanation explain() {
        return Explanation.of(this, calculus, Optional.empty());
    }

    /** The same with the gradient by a variable or a definition, and what would help that. */
    public Explanation explain(String by) {
        return Explanation.of(this, calculus, Optional.of(by));
    }

    /** The form that is evaluated: what would overflow or cancel as typed, written so that it does not. It is to be run, not read. */
    public Formula stabilize() {
        return with(calculus.forEvaluation(expression));
    }

    /** This formula evaluated and differentiated exactly as it stands, without stabilising. */
    public Formula asTyped() {
        return new Formula(expression, library, origin, calculus.asTyped());
    }

    /** This formula simplified and differentiated so that no result has a value where it has none: {@code x / x} stays. */
    public Formula strict() {
        return new Formula(expression, library, origin, calculus.strict());
    }

    /**
     * The value for given inputs: numbers, {@code double[]}, {@code double[][]} or {@link Array}s.
     *
     * @throws org.derivata.core.diagnostic.EvaluationException when an input is missing or of another shape
     */
    public Array evaluate(Map<String, ?> inputs) {
        return calculus.evaluate(expression, variables().values(), Inputs.arrays(inputs), guards());
    }

    /** The value of a scalar formula as a number. */
    public double value(Map<String, ?> inputs) {
        return evaluate(inputs).scalar();
    }

    /** What evaluating it costs, in the sizes of its arrays; products in the order in which they are printed. */
    public OperationCount cost() {
        return OperationCount.of(List.of(stabilize().expression), ContractionOrder::nominal);
    }

    /** The formula as a program: its expression, after definitions where much is shared. */
    public Program notation() {
        Program known = notation;
        if (known == null) {
            known = Notation.write(
                    expression, origin.contents().places(), origin.contents().names(calculus));
            notation = known;
        }
        return known;
    }

    /** In this language: what is printed reads back as the same formula. */
    @Override
    public String toString() {
        return Texts.TEXT.print(notation());
    }

    /** As a printer of the author's notation writes it. */
    public String print(Printer printer) {
        return printer.print(notation());
    }

    /**
     * As a function of another language, with this formula's variables as parameters, those it uses.
     *
     * @throws org.derivata.core.diagnostic.ArgumentException {@code print.unsupported} for what the language has no counterpart of
     */
    public String print(FunctionPrinter printer, String name) {
        Set<Variable> used = Graph.variables(List.of(expression));
        Set<Variable> parameters = new LinkedHashSet<>(variables().values());
        parameters.retainAll(used);
        parameters.addAll(used);
        return printer.print(new FunctionPrinter.Listing(
                name, expression, List.copyOf(parameters), origin.contents().places(), Map.of()));
    }

    public String toLatex() {
        return Texts.latex(library).print(notation());
    }

    public String toUnicode() {
        return Texts.UNICODE.print(notation());
    }
}
