package org.derivata.nn.optimizer;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.derivata.core.diagnostic.ArgumentException;
import org.derivata.core.diagnostic.Diagnostic;
import org.derivata.core.language.Suggestion;

/**
 * How a parameter moves along its gradient: numbers, state, and one step as a text in the language of Derivata. Immutable data; whatever
 * can be written so is an optimizer.
 *
 * <p>The text is read once for each parameter. It knows
 *
 * <ul>
 *   <li>{@code p} and {@code g}, the parameter and its gradient, and gives {@code p} its new value;
 *   <li>{@code t}, the number of this step, counted from 1;
 *   <li>{@code rate} and the other hyperparameters;
 *   <li>the state, in the shape of the parameter, and the shared numbers, as the step before left them; it gives both new values.
 * </ul>
 *
 * <pre>{@code
 * new Optimizer("signs", Map.of("rate", 0.001), Map.of(), Map.of(), "p = p - rate * sign(g)")
 * }</pre>
 *
 * @param name as it is asked for, {@code adam}
 * @param hyperparameters by name; {@code rate} must be one
 * @param shared numbers that one step hands to the next, with their start, the same for all parameters
 * @param state arrays that one step hands to the next, with the number they are filled with at the start, each parameter its own
 * @param step definitions, one a line
 */
public record Optimizer(
        String name, Map<String, Double> hyperparameters, Map<String, Double> shared, Map<String, Double> state, String step) {

    private static final List<Optimizer> KNOWN = List.of(
            of("sgd", "rate 0.01, decay 0", "", "", """
                    g = g + decay * p
                    p = p - rate * g"""),
            of("momentum", "rate 0.01, momentum 0.9, decay 0", "", "v 0", """
                    g = g + decay * p
                    v = momentum * v + g
                    p = p - rate * v"""),
            of("nesterov", "rate 0.01, momentum 0.9, decay 0", "", "v 0", """
                    g = g + decay * p
                    v = momentum * v + g
                    p = p - rate * (g + momentum * v)"""),
            of("rmsprop", "rate 0.01, smoothing 0.99, eps 1e-8, decay 0", "", "v 0", """
                    g = g + decay * p
                    v = smoothing * v + (1 - smoothing) * g**2
                    p = p - rate * g / (sqrt(v) + eps)"""),
            of("adagrad", "rate 0.01, rate_decay 0, eps 1e-10, decay 0", "", "v 0", """
                    g = g + decay * p
                    v = v + g**2
                    p = p - rate / (1 + (t - 1) * rate_decay) * g / (sqrt(v) + eps)"""),
            of("adam", "rate 0.001, beta1 0.9, beta2 0.999, eps 1e-8, decay 0", "", "m 0, v 0", """
                    g = g + decay * p
                    m = beta1 * m + (1 - beta1) * g
                    v = beta2 * v + (1 - beta2) * g**2
                    p = p - rate / (1 - beta1**t) * m / (sqrt(v / (1 - beta2**t)) + eps)"""),
            of("adamw", "rate 0.001, beta1 0.9, beta2 0.999, eps 1e-8, decay 0.01", "", "m 0, v 0", """
                    m = beta1 * m + (1 - beta1) * g
                    v = beta2 * v + (1 - beta2) * g**2
                    p = p - rate * decay * p - rate / (1 - beta1**t) * m / (sqrt(v / (1 - beta2**t)) + eps)"""),
            of("nadam", "rate 0.002, beta1 0.9, beta2 0.999, eps 1e-8, momentum_decay 0.004, decay 0", "product 1", "m 0, v 0", """
                    g = g + decay * p
                    now = beta1 * (1 - 0.5 * 0.96**(t * momentum_decay))
                    next = beta1 * (1 - 0.5 * 0.96**((t + 1) * momentum_decay))
                    product = product * now
                    m = beta1 * m + (1 - beta1) * g
                    v = beta2 * v + (1 - beta2) * g**2
                    ahead = next / (1 - product * next) * m + (1 - now) / (1 - product) * g
                    p = p - rate * ahead / (sqrt(v / (1 - beta2**t)) + eps)"""));

    public Optimizer {
        hyperparameters = Collections.unmodifiableMap(new LinkedHashMap<>(hyperparameters));
        shared = Collections.unmodifiableMap(new LinkedHashMap<>(shared));
        state = Collections.unmodifiableMap(new LinkedHashMap<>(state));
        if (!hyperparameters.containsKey("rate")) {
            throw wrong("the optimizer " + name + " has no rate", "give it a hyperparameter called rate");
        }
        hyperparameters.forEach((key, value) -> {
            if (!Double.isFinite(value)) {
                throw wrong(key + " is " + value, "hyperparameters are finite numbers");
            }
        });
    }

    private static ArgumentException wrong(String message, String help) {
        return new ArgumentException(
                Diagnostic.of("training.optimizer", message).help(help));
    }

    private static Optimizer of(String name, String hyperparameters, String shared, String state, String step) {
        return new Optimizer(name, numbers(hyperparameters), numbers(shared), numbers(state), step);
    }

    private static Map<String, Double> numbers(String listed) {
        Map<String, Double> numbers = new LinkedHashMap<>();
        for (String each : listed.split(", ")) {
            if (!each.isEmpty()) {
                String[] parts = each.split(" ");
                numbers.put(parts[0], Double.valueOf(parts[1]));
            }
        }
        return numbers;
    }

    /**
     * An optimizer by its name, with its usual hyperparameters.
     *
     * @throws ArgumentException {@code training.optimizer} when there is none of that name
     */
    public static Optimizer named(String name) {
        List<String> names = names();
        int at = names.indexOf(name);
        if (at < 0) {
            throw wrong(
                    "there is no optimizer " + name,
                    Suggestion.nearest(name, names)
                            .map(each -> "did you mean " + each + "?")
                            .orElse("there are " + String.join(", ", names)));
        }
        return KNOWN.get(at);
    }

    /** The names of the optimizers that come with Derivata. */
    public static List<String> names() {
        return KNOWN.stream().map(Optimizer::name).toList();
    }

    /** Plain gradient descent (Robbins, Monro, 1951); {@code decay} is an L2 penalty, as it is below. */
    public static Optimizer sgd(double rate) {
        return named("sgd").rate(rate);
    }

    /** Gradient descent with a heavy ball (Polyak, 1964), {@code momentum} 0.9, in the form of torch: the rate multiplies the velocity. */
    public static Optimizer momentum(double rate) {
        return named("momentum").rate(rate);
    }

    /** Nesterov's momentum (1983) in the form of Sutskever and others, 2013, {@code momentum} 0.9. */
    public static Optimizer nesterov(double rate) {
        return named("nesterov").rate(rate);
    }

    /** RMSprop (Tieleman, Hinton, lecture 6.5 of "Neural networks for machine learning", 2012), {@code smoothing} 0.99. */
    public static Optimizer rmsprop(double rate) {
        return named("rmsprop").rate(rate);
    }

    /** Adagrad (Duchi, Hazan, Singer, 2011). */
    public static Optimizer adagrad(double rate) {
        return named("adagrad").rate(rate);
    }

    /** Adam (Kingma, Ba, 2015), {@code beta1} 0.9, {@code beta2} 0.999, {@code eps} 1e-8 outside the root. */
    public static Optimizer adam(double rate) {
        return named("adam").rate(rate);
    }

    /** Adam with decoupled weight decay (Loshchilov, Hutter, 2019), {@code decay} 0.01. */
    public static Optimizer adamw(double rate) {
        return named("adamw").rate(rate);
    }

    /** Adam with Nesterov's momentum (Dozat, 2016), with its schedule of the momentum, {@code momentum_decay} 0.004. */
    public static Optimizer nadam(double rate) {
        return named("nadam").rate(rate);
    }

    /** How far a step goes. */
    public double rate() {
        return Objects.requireNonNull(hyperparameters.get("rate"));
    }

    /** The same with another rate. */
    public Optimizer rate(double rate) {
        return with("rate", rate);
    }

    /**
     * The same with another value of a hyperparameter.
     *
     * @throws ArgumentException {@code training.optimizer} when it has none of that name, or the value is not finite
     */
    public Optimizer with(String hyperparameter, double value) {
        if (!hyperparameters.containsKey(hyperparameter)) {
            throw wrong(
                    name + " has no hyperparameter " + hyperparameter,
                    Suggestion.nearest(hyperparameter, hyperparameters.keySet())
                            .map(each -> "did you mean " + each + "?")
                            .orElse("it has " + String.join(", ", hyperparameters.keySet())));
        }
        Map<String, Double> changed = new LinkedHashMap<>(hyperparameters);
        changed.put(hyperparameter, value);
        return new Optimizer(name, changed, shared, state, step);
    }

    /** The name and the hyperparameters, {@code adam(rate=0.001, beta1=0.9, ...)}. */
    @Override
    public String toString() {
        StringBuilder out = new StringBuilder(name).append('(');
        hyperparameters.forEach((key, value) ->
                out.append(out.length() > name.length() + 1 ? ", " : "").append(key).append('=').append(value));
        return out.append(')').toString();
    }
}
