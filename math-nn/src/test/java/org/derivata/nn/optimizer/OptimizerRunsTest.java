package org.derivata.nn.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.derivata.core.array.Array;
import org.derivata.core.expr.Expr;
import org.derivata.core.expr.Variable;
import org.derivata.nn.compile.Compiler;
import org.derivata.nn.compile.Engine;
import org.derivata.nn.compile.Program;
import org.derivata.nn.compile.Workspace;
import org.derivata.symbolic.Formula;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Optimizers against the paths that independent programs take. */
class OptimizerRunsTest {

    /** Rules that do not come with Derivata, as a user would write them. */
    private static final Map<String, Optimizer> TEXTS = Map.of(
            "SGD_momentum_dampening_wd",
            text("dampened", "v", """
                    g = g + weight_decay * p
                    v = g if t == 1 else momentum * v + (1 - dampening) * g
                    p = p - rate * v""", "momentum", "dampening", "weight_decay"),
            "RMSprop_centered_momentum",
            text("centered", "a v u", """
                    v = alpha * v + (1 - alpha) * g**2
                    a = alpha * a + (1 - alpha) * g
                    u = momentum * u + g / (sqrt(v - a**2) + eps)
                    p = p - rate * u""", "momentum", "alpha", "eps"),
            "Adadelta",
            text("adadelta", "s d", """
                    s = rho * s + (1 - rho) * g**2
                    change = sqrt(d + eps) / sqrt(s + eps) * g
                    d = rho * d + (1 - rho) * change**2
                    p = p - rate * change""", "rho", "eps"),
            "Adam_amsgrad",
            text("amsgrad", "m v w", """
                    m = beta1 * m + (1 - beta1) * g
                    v = beta2 * v + (1 - beta2) * g**2
                    w = maximum(w, v)
                    p = p - rate / (1 - beta1**t) * m / (sqrt(w / (1 - beta2**t)) + eps)""", "beta1", "beta2", "eps"),
            "Adamax",
            text("adamax", "m u", """
                    m = beta1 * m + (1 - beta1) * g
                    u = maximum(beta2 * u, abs(g) + eps)
                    p = p - rate / (1 - beta1**t) * m / u""", "beta1", "beta2", "eps"));

    private static Optimizer text(String name, String state, String step, String... hyperparameters) {
        Map<String, Double> zeros = new LinkedHashMap<>();
        for (String each : state.split(" ")) {
            zeros.put(each, 0.0);
        }
        Map<String, Double> numbers = new LinkedHashMap<>(Map.of("rate", 0.0));
        for (String each : hyperparameters) {
            numbers.put(each, 0.0);
        }
        return new Optimizer(name, numbers, Map.of(), zeros, step);
    }

    /** Our name for a number of the reference. */
    private static final Map<String, String> NAMES = Map.of(
            "lr", "rate", "weight_decay", "decay", "lr_decay", "rate_decay", "alpha", "smoothing");

    private static JsonNode reference() {
        try (InputStream in = Objects.requireNonNull(
                OptimizerRunsTest.class.getResourceAsStream("/reference/train.json"))) {
            return new ObjectMapper().readTree(in).get("optimizers");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** The optimizer of a run; null for RAdam, which nobody has written yet. */
    private static Optimizer optimizer(JsonNode run) {
        String name = run.get("optimizer").asText();
        Optimizer made = TEXTS.get(name);
        boolean own = made != null;
        if (made == null) {
            String type = run.get("class").asText().toLowerCase(java.util.Locale.ROOT);
            boolean momentum = type.equals("sgd") && run.get("hyper").get("momentum").asDouble() > 0;
            String ours = momentum ? run.get("hyper").get("nesterov").asBoolean() ? "nesterov" : "momentum" : type;
            if (!Optimizer.names().contains(ours)) {
                return null;
            }
            made = Optimizer.named(ours);
        }
        for (Map.Entry<String, JsonNode> each : run.get("hyper").properties()) {
            if (each.getKey().equals("betas")) {
                made = made.with("beta1", each.getValue().get(0).asDouble())
                        .with("beta2", each.getValue().get(1).asDouble());
            }
            String key = own && !each.getKey().equals("lr") ? each.getKey() : NAMES.getOrDefault(each.getKey(), each.getKey());
            if (made.hyperparameters().containsKey(key)) {
                made = made.with(key, each.getValue().asDouble());
            }
        }
        JsonNode start = run.get("hyper").get("initial_accumulator_value");
        return start == null
                ? made
                : new Optimizer(made.name(), made.hyperparameters(), made.shared(), Map.of("v", start.asDouble()), made.step());
    }

    @TestFactory
    Stream<DynamicTest> everyRunEndsWhereTheReferenceEnds() {
        JsonNode reference = reference();
        List<DynamicTest> tests = new ArrayList<>();
        for (JsonNode run : reference.get("runs")) {
            Optimizer optimizer = optimizer(run);
            if (optimizer != null) {
                String problem = run.get("problem").asText();
                tests.add(dynamicTest(
                        run.get("optimizer").asText() + " on " + problem,
                        () -> follow(reference.get("problems").get(problem), optimizer, run)));
            }
        }
        assertThat(tests).hasSizeGreaterThanOrEqualTo(3 * 17);
        return tests.stream();
    }

    private static void follow(JsonNode problem, Optimizer optimizer, JsonNode run) {
        Map<String, Array> data = arrays(problem.get("data"));
        Map<String, Array> parameters = arrays(problem.get("params"));
        List<Variable> variables = new ArrayList<>();
        for (Map<String, Array> each : List.of(data, parameters)) {
            each.forEach((name, array) -> variables.add(
                    Variable.of(name, org.derivata.core.shape.Shape.of(array.shape()))));
        }
        Formula loss = Formula.given("").variables(variables).parse(problem.get("expr").asText());
        Map<Variable, Expr> gradients = new LinkedHashMap<>();
        loss.gradients(parameters.keySet())
                .forEach((name, gradient) -> gradients.put(loss.variables().get(name), gradient.expression()));
        Updates updates = Updates.of(optimizer, gradients, loss.library());
        Program program = Compiler.of(Engine.COMPILED).compile(updates.outputs(), Map.of(), updates.feedback());
        Workspace workspace = program.newWorkspace();
        for (Map<String, Array> each : List.of(data, parameters, updates.state())) {
            each.forEach((name, array) -> {
                if (program.inputs().contains(name)) {
                    workspace.set(name, array);
                }
            });
        }
        for (int step = 1; step <= 100; step++) {
            program.run(workspace);
            JsonNode expected = run.get("params_after").get(Integer.toString(step));
            if (expected != null) {
                double tolerance = run.get("tol").get(Integer.toString(step)).asDouble();
                compare(arrays(expected), parameters, tolerance, step);
            }
        }
    }

    private static void compare(Map<String, Array> expected, Map<String, Array> found, double tolerance, int step) {
        expected.forEach((name, array) -> {
            for (int i = 0; i < array.count(); i++) {
                double reference = array.data()[i];
                assertThat(found.get(name).data()[i])
                        .as("%s[%d] after %d steps", name, i, step)
                        .isCloseTo(reference, within(tolerance * Math.max(1, Math.abs(reference))));
            }
        });
    }

    private static Map<String, Array> arrays(JsonNode object) {
        Map<String, Array> arrays = new LinkedHashMap<>();
        object.properties().forEach(each -> arrays.put(each.getKey(), array(each.getValue())));
        return arrays;
    }

    private static Array array(JsonNode node) {
        if (!node.isArray()) {
            return Array.scalar(node.asDouble());
        }
        List<Double> numbers = new ArrayList<>();
        boolean matrix = node.get(0).isArray();
        node.forEach(row -> {
            if (matrix) {
                row.forEach(each -> numbers.add(each.asDouble()));
            } else {
                numbers.add(row.asDouble());
            }
        });
        double[] data = numbers.stream().mapToDouble(Double::doubleValue).toArray();
        return matrix ? Array.of(data, node.size(), data.length / node.size()) : Array.of(data, data.length);
    }

    @Test
    void theStateOfEachParameterStartsFresh() {
        Variable w = Variable.of("w", org.derivata.core.shape.Shape.of(2));
        Updates updates = Updates.of(Optimizer.adam(0.1), Map.of(w, w), org.derivata.core.language.Library.standard());
        assertThat(updates.state()).containsOnlyKeys("step.rate", "step.t", "w.m", "w.v");
        assertThat(updates.state().get("w.m")).isEqualTo(Array.full(0, 2));
        assertThat(updates.feedback())
                .containsEntry("next w", "w")
                .containsEntry("next w.m", "w.m")
                .containsEntry("next step.t", "step.t");
    }
}
