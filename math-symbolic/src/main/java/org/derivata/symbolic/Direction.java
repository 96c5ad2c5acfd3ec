package org.derivata.symbolic;

import java.util.Set;
import org.derivata.core.diagnostic.Diagnostic;
import org.derivata.core.diagnostic.NameException;
import org.derivata.core.diagnostic.ShapeException;
import org.derivata.core.expr.Expr;
import org.derivata.core.shape.Shape;

/**
 * What a derivative is applied to.
 *
 * @param role a tangent or a cotangent, as messages call it
 */
record Direction(String role, Formula formula) {

    /**
     * Its expression.
     *
     * @param wanted the shape it has to have
     * @param defined the names that are defined in the formula that is differentiated
     * @throws ShapeException {@code shape.direction} when it has another one
     */
    Expr of(Shape wanted, Set<String> defined) {
        for (String each : formula.variables().keySet()) {
            if (defined.contains(each)) {
                throw new NameException(Diagnostic.of(
                                "name.two_meanings", each + " is defined in the formula, and a variable of the " + role)
                        .help("call one of them otherwise"));
            }
        }
        if (!formula.shape().equals(wanted)) {
            throw new ShapeException(Diagnostic.of(
                            "shape.direction", "the " + role + " has shape " + formula.shape() + ", not " + wanted)
                    .clash(formula.shape(), wanted)
                    .help("a tangent has the variable's shape, a cotangent that of the result"));
        }
        return formula.expression();
    }
}
