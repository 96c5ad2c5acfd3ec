package org.derivata.core.expr;

import java.util.List;
import org.derivata.core.operator.Attributes;
import org.derivata.core.operator.Operator;
import org.derivata.core.shape.Shape;

/**
 * An operator that is defined by other operators, such as {@code mse}: it keeps its name until something opens it.
 */
public final class Composite extends Operator {

    /** What the operator stands for. */
    @FunctionalInterface
    public interface Definition {
        Expr open(List<Expr> arguments, Attributes attributes);
    }

    private final Definition definition;

    public Composite(Operator declaration, Definition definition) {
        super(declaration);
        this.definition = definition;
    }

    /** The declaration of a composite, its shape found by opening it on variables. */
    public static Operator declare(String name, Kind kind, List<String> parameters, Definition definition) {
        return composite(name, kind, parameters, (shapes, attributes) -> {
            if (kind == Kind.ELEMENTWISE) {
                return shapes.get(0);
            }
            return shapeByOpening(parameters, shapes, attributes, definition);
        });
    }

    private static Shape shapeByOpening(
            List<String> parameters, List<Shape> shapes, Attributes attributes, Definition definition) {
        List<Expr> variables = new java.util.ArrayList<>();
        for (int i = 0; i < shapes.size(); i++) {
            variables.add(Variable.of(parameters.get(i), shapes.get(i)));
        }
        return definition.open(variables, attributes).shape();
    }

    /** Whether a derivative was declared; without one the definition is differentiated. */
    public boolean hasDerivative() {
        return derivativeText(0).isPresent() || differentialText().isPresent();
    }

    /** The definition with these arguments. */
    public Expr open(List<Expr> arguments) {
        return definition.open(arguments, attributes());
    }

    /** This composite with an attribute fixed. */
    @Override
    public Composite with(String attribute, Object value) {
        return new Composite(super.with(attribute, value), definition);
    }
}
