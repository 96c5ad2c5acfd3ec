package org.derivata.testkit;

import java.util.List;
import java.util.Map;
import org.derivata.core.array.Array;
import org.derivata.core.evaluate.ReferenceEvaluator;
import org.derivata.core.expr.Expr;

/** Something that gives expressions their values: the reference evaluator, or a compiler that is held to it. */
@FunctionalInterface
public interface Engine {

    /** The value of an expression for inputs by name and sizes of dimension names. */
    Array evaluate(Expr expression, Map<String, Array> inputs, Map<String, Integer> sizes);

    /** The oracle. */
    static Engine reference() {
        return (expression, inputs, sizes) ->
                ReferenceEvaluator.evaluate(List.of(expression), inputs, sizes).get(0);
    }
}
