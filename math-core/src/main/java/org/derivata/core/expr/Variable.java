package org.derivata.core.expr;

import java.util.List;
import java.util.Set;
import org.derivata.core.operator.Fact;
import org.derivata.core.shape.Shape;

/** A name that gets its value later, with its shape and what was declared of it. */
public final class Variable extends Expr {

    private static final StructuralHash KIND = StructuralHash.of("variable");

    private final String name;
    private final Set<Fact> declared;

    private Variable(String name, Shape shape, Set<Fact> declared) {
        super(
                shape,
                KIND.copy()
                        .with(name)
                        .with(shape.toString())
                        .with(
                                declared.isEmpty()
                                        ? "[]"
                                        : declared.stream().sorted().toList().toString()));
        this.name = name;
        this.declared = declared;
    }

    public static Variable of(String name, Shape shape, Set<Fact> declared) {
        return (Variable) Interner.intern(new Variable(name, shape, Set.copyOf(declared)));
    }

    public static Variable of(String name, Shape shape) {
        return of(name, shape, Set.of());
    }

    /** A scalar. */
    public static Variable of(String name) {
        return of(name, Shape.SCALAR);
    }

    public String name() {
        return name;
    }

    /** The facts as declared, without what follows from them. */
    public Set<Fact> declared() {
        return declared;
    }

    @Override
    public <R> R match(Cases<R> cases) {
        return cases.variable(this);
    }

    @Override
    public List<Expr> arguments() {
        return List.of();
    }

    @Override
    public Expr withArguments(List<Expr> arguments) {
        return this;
    }

    @Override
    boolean sameContent(Expr other) {
        Variable that = (Variable) other;
        return name.equals(that.name) && shape().equals(that.shape()) && declared.equals(that.declared);
    }

    @Override
    int inferFacts() {
        return Fact.bits(Fact.closure(declared));
    }

    @Override
    public String toString() {
        return name + (shape().isScalar() ? "" : shape());
    }
}
