package org.derivata.cli.question;

import java.util.List;
import java.util.Map;
import org.derivata.core.array.Array;
import org.derivata.core.expr.Variable;
import org.derivata.core.language.Limits;

/**
 * What is asked of one formula. Immutable.
 *
 * @param text the formula, with or without declarations of its own
 * @param inputs values by name; a name that {@code shapes} does not declare is declared by its value
 * @param shapes declarations by name, for names with or without a value
 * @param wrt the variables to differentiate by; none for the value alone
 * @param order 1, or 2 for the full matrix of second derivatives too
 * @param jacobian whether every derivative of an array is wanted
 * @param stabilize whether the formula may be rewritten into a form that neither overflows nor cancels
 */
public record Question(
        String text,
        Map<String, Array> inputs,
        Map<String, Variable> shapes,
        List<String> wrt,
        int order,
        boolean jacobian,
        EngineChoice engine,
        boolean stabilize,
        Limits limits) {

    public Question {
        wrt = wrt.stream().distinct().toList();
    }

    /** The value of a text under the limits for strangers. */
    public static Question of(String text) {
        return new Question(
                text, Map.of(), Map.of(), List.of(), 1, false, EngineChoice.STANDARD, true, Limits.defaults());
    }

    /** The same about another text. */
    public Question text(String other) {
        return new Question(other, inputs, shapes, wrt, order, jacobian, engine, stabilize, limits);
    }

    /** The same with values. */
    public Question inputs(Map<String, Array> values) {
        return new Question(text, values, shapes, wrt, order, jacobian, engine, stabilize, limits);
    }

    /** The same with declarations. */
    public Question shapes(Map<String, Variable> declared) {
        return new Question(text, inputs, declared, wrt, order, jacobian, engine, stabilize, limits);
    }

    /** The same by some variables. */
    public Question wrt(List<String> names) {
        return new Question(text, inputs, shapes, names, order, jacobian, engine, stabilize, limits);
    }

    /** The same with second derivatives, or without. */
    public Question order(int wanted) {
        return new Question(text, inputs, shapes, wrt, wanted, jacobian, engine, stabilize, limits);
    }

    /** The same with Jacobians, or without. */
    public Question jacobian(boolean wanted) {
        return new Question(text, inputs, shapes, wrt, order, wanted, engine, stabilize, limits);
    }

    /** The same by another engine. */
    public Question engine(EngineChoice other) {
        return new Question(text, inputs, shapes, wrt, order, jacobian, other, stabilize, limits);
    }

    /** The same exactly as typed, or in its stable form. */
    public Question stabilize(boolean wanted) {
        return new Question(text, inputs, shapes, wrt, order, jacobian, engine, wanted, limits);
    }

    /** The same under other limits. */
    public Question limits(Limits other) {
        return new Question(text, inputs, shapes, wrt, order, jacobian, engine, stabilize, other);
    }
}
