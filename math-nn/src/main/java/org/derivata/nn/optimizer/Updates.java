package org.derivata.nn.optimizer;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.derivata.core.array.Array;
import org.derivata.core.diagnostic.ArgumentException;
import org.derivata.core.diagnostic.Diagnostic;
import org.derivata.core.diagnostic.Source;
import org.derivata.core.diagnostic.Span;
import org.derivata.core.expr.Expr;
import org.derivata.core.expr.Graph;
import org.derivata.core.expr.Variable;
import org.derivata.core.language.Elaboration;
import org.derivata.core.language.Library;
import org.derivata.core.language.Limits;

/**
 * The step of an optimizer for some parameters, as expressions that are compiled together with the loss and its gradients.
 *
 * <p>State lives in variables of its own, {@code W.m} for the state {@code m} of the parameter {@code W}, and {@code step.t},
 * {@code step.rate} and the like for numbers that all share: no name of a model has a dot.
 *
 * @param outputs the values after the step, by output name
 * @param feedback for each output the variable that receives it
 * @param state the arrays before the first step, by variable, all of them new; parameters are not among them
 */
public record Updates(Map<String, Expr> outputs, Map<String, String> feedback, Map<String, Array> state) {

    /** The variable for the rate, a scalar, which may be changed between steps. */
    public static final String RATE = "step.rate";

    private static final String COUNT = "step.t";

    public Updates {
        outputs = Collections.unmodifiableMap(new LinkedHashMap<>(outputs));
        feedback = Collections.unmodifiableMap(new LinkedHashMap<>(feedback));
        state = Collections.unmodifiableMap(new LinkedHashMap<>(state));
    }

    /**
     * The step for some parameters, whose sizes are all integers.
     *
     * @param gradients the gradient of the loss by parameter
     * @throws org.derivata.core.diagnostic.MathException when the optimizer's text is wrong
     */
    public static Updates of(Optimizer optimizer, Map<Variable, Expr> gradients, Library library) {
        Builder builder = new Builder(optimizer, library);
        gradients.forEach(builder::add);
        return new Updates(builder.outputs, builder.feedback, builder.state);
    }

    private static final class Builder {

        private final Optimizer optimizer;
        private final Library library;
        private final String text;
        private final Map<String, Expr> outputs = new LinkedHashMap<>();
        private final Map<String, String> feedback = new LinkedHashMap<>();
        private final Map<String, Array> state = new LinkedHashMap<>();

        Builder(Optimizer optimizer, Library library) {
            this.optimizer = optimizer;
            this.library = library;
            StringBuilder lines = new StringBuilder("t = t + 1\n");
            optimizer.hyperparameters().forEach((name, value) -> {
                if (!name.equals("rate")) {
                    lines.append(name).append(" = ").append(value).append('\n');
                }
            });
            this.text = lines.append(optimizer.step()).toString();
            state.put(RATE, Array.scalar(optimizer.rate()));
        }

        void add(Variable parameter, Expr gradient) {
            Map<String, Variable> given = new LinkedHashMap<>();
            Map<Expr, Expr> actual = new LinkedHashMap<>();
            bind(given, actual, Variable.of("p", parameter.shape()), parameter);
            bind(given, actual, Variable.of("g", parameter.shape()), gradient);
            bind(given, actual, Variable.of("t"), Variable.of(COUNT));
            bind(given, actual, Variable.of("rate"), Variable.of(RATE));
            optimizer.shared().keySet().forEach(name ->
                    bind(given, actual, Variable.of(name), Variable.of("step." + name)));
            optimizer.state().keySet().forEach(name -> bind(
                    given,
                    actual,
                    Variable.of(name, parameter.shape()),
                    Variable.of(parameter.name() + "." + name, parameter.shape())));
            Elaboration elaboration = Elaboration.of(text, library, given, Limits.trusted());
            put(elaboration, actual, "p", parameter);
            put(elaboration, actual, "t", Variable.of(COUNT));
            state.computeIfAbsent(COUNT, unused -> Array.scalar(0));
            optimizer.shared().forEach((name, start) -> {
                put(elaboration, actual, name, Variable.of("step." + name));
                state.computeIfAbsent("step." + name, unused -> Array.scalar(start));
            });
            int[] shape = parameter.shape().evaluate(Map.of());
            optimizer.state().forEach((name, start) -> {
                Variable variable = Variable.of(parameter.name() + "." + name, parameter.shape());
                put(elaboration, actual, name, variable);
                state.put(variable.name(), Array.full(start, shape));
            });
        }

        private static void bind(Map<String, Variable> given, Map<Expr, Expr> actual, Variable inText, Expr meant) {
            given.put(inText.name(), inText);
            actual.put(inText, meant);
        }

        private void put(Elaboration elaboration, Map<Expr, Expr> actual, String name, Variable receiver) {
            Expr value = elaboration.definitions().get(name);
            if (value == null || !value.shape().equals(receiver.shape())) {
                Source source = new Source("optimizer " + optimizer.name(), optimizer.step());
                throw new ArgumentException(Diagnostic.of(
                                "training.optimizer",
                                "the optimizer " + optimizer.name()
                                        + (value == null
                                                ? " gives " + name + " no new value"
                                                : " gives " + name + " the shape " + value.shape()))
                        .help("its text needs a line " + name + " = ... of shape " + receiver.shape())
                        .at(source, Span.NONE));
            }
            String output = "next " + receiver.name();
            outputs.put(output, Graph.substitute(value, actual));
            feedback.put(output, receiver.name());
        }
    }
}
