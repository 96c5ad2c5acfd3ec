package org.derivata.nn.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.derivata.core.diagnostic.DataException;
import org.derivata.core.diagnostic.Diagnostic;
import org.derivata.core.diagnostic.LimitException;
import org.derivata.core.diagnostic.ShapeException;
import org.derivata.core.diagnostic.Source;
import org.derivata.core.diagnostic.Span;
import org.derivata.core.expr.Apply;
import org.derivata.core.expr.Expr;
import org.derivata.core.expr.Graph;
import org.derivata.core.expr.Variable;
import org.derivata.core.language.Elaboration;
import org.derivata.core.language.Library;
import org.derivata.core.language.Limits;
import org.derivata.core.language.MathParser;
import org.derivata.core.language.Suggestion;
import org.derivata.core.surface.Program;
import org.derivata.core.surface.Statement;
import org.derivata.core.surface.Statement.Identifier;
import org.derivata.core.surface.Syntax;

/**
 * The parts of a model's text, read and checked before any data exist:
 *
 * <pre>{@code
 * input X: [n, 64]                # one row for each example
 * target Y: [n, 10] one_hot
 * param W: [64, 10] = he_normal
 * param b: [10] = zeros
 * scores = X @ W + b
 * loss = cross_entropy(scores, Y)
 * }</pre>
 */
final class ModelFile {

    /** Losses whose first argument is what the model predicts. */
    private static final Set<String> LOSSES = Set.of("cross_entropy", "binary_cross_entropy", "mse");

    private static final Span START = new Span(0, 0);

    private final Source source;
    private final Library library;
    private final Limits limits;
    private final Program program;
    private final Map<String, Span> places = new LinkedHashMap<>();
    private final Map<String, Statement.Declaration> roles = new LinkedHashMap<>();

    ModelFile(Source source, Library library, Limits limits) {
        this.source = source;
        this.library = library;
        this.limits = limits;
        this.program = new MathParser(limits).parse(source);
    }

    Model read() {
        readDeclarations();
        requireRole("input", "model.no_input", "the model has no input", "declare one, as in input X: [n, 64]");
        requireRole(
                "param",
                "model.no_parameter",
                "the model has no parameter, so there is nothing to train",
                "declare one, as in param W: [64, 10] = he_normal");
        readDefinitions();
        Elaboration elaboration = Elaboration.of(program, library, Map.of(), limits);
        Expr loss = loss(elaboration);
        List<Parameter> parameters = new ArrayList<>();
        List<Variable> inputs = new ArrayList<>();
        Optional<Variable> target = Optional.empty();
        for (Map.Entry<String, Statement.Declaration> each : roles.entrySet()) {
            Variable variable = Objects.requireNonNull(elaboration.variables().get(each.getKey()));
            switch (String.valueOf(each.getValue().role())) {
                case "param" -> parameters.add(parameter(variable, each.getValue()));
                case "input" -> inputs.add(input(variable));
                default -> target = Optional.of(target(variable, target));
            }
        }
        requireUsed(loss);
        Expr prediction = prediction(elaboration, loss, target);
        return new Model(source, elaboration, inputs, target, parameters, loss, prediction, places);
    }

    private DataException wrong(String code, String message, String help, Span span) {
        return new DataException(Diagnostic.of(code, message).help(help).at(source, span));
    }

    private Span place(String name) {
        return places.getOrDefault(name, START);
    }

    private void readDeclarations() {
        for (Statement statement : program.statements()) {
            if (statement instanceof Statement.Declaration declaration) {
                for (Identifier name : declaration.names()) {
                    if (declaration.role() == null) {
                        throw wrong(
                                "model.no_role",
                                name.name() + " is neither an input nor a target nor a parameter",
                                "write input, target or param before it",
                                name.span());
                    }
                    if (roles.put(name.name(), declaration) != null) {
                        throw wrong(
                                "model.duplicate",
                                name.name() + " is declared twice",
                                "give each input, target and parameter a name of its own",
                                name.span());
                    }
                    places.put(name.name(), name.span());
                }
            }
        }
    }

    private void readDefinitions() {
        for (Statement statement : program.statements()) {
            if (statement instanceof Statement.Declaration) {
                continue;
            }
            for (Statement.Identifier defined : statement.defines()) {
                String name = defined.name();
                if (roles.containsKey(name)) {
                    throw wrong(
                            "model.duplicate",
                            name + " is declared and then defined as something else",
                            "give the definition a name of its own",
                            defined.span());
                }
                places.put(name, statement.span());
            }
        }
    }

    private void requireRole(String role, String code, String message, String help) {
        if (roles.values().stream().noneMatch(each -> role.equals(each.role()))) {
            throw wrong(code, message, help, START);
        }
    }

    private Expr loss(Elaboration elaboration) {
        Statement last = program.statements().get(program.statements().size() - 1);
        Optional<Expr> found = last instanceof Statement.Expression
                ? elaboration.result()
                : Optional.ofNullable(elaboration.definitions().get("loss"));
        Span place = last instanceof Statement.Expression ? last.span() : places.getOrDefault("loss", last.span());
        Expr loss = found.orElseThrow(() -> wrong(
                "model.no_loss",
                "the model has no loss",
                Suggestion.nearest("loss", elaboration.definitions().keySet())
                        .map(each -> "is it " + each + "? then call it loss")
                        .orElse("end with one, as in loss = cross_entropy(scores, Y)"),
                place));
        if (loss.rank() != 0) {
            throw new ShapeException(
                    Diagnostic.of("model.loss_shape", "the loss has shape " + loss.shape() + "; it must be one number")
                            .clash(loss.shape(), "[]")
                            .help("take its mean(...) or sum(...)")
                            .at(source, place));
        }
        places.put("loss", place);
        return loss;
    }

    private Parameter parameter(Variable variable, Statement.Declaration declaration) {
        Span place = place(variable.name());
        for (int axis = 0; axis < variable.rank(); axis++) {
            if (!variable.shape().get(axis).isConstant()) {
                String size = variable.shape().get(axis).toString();
                throw new ShapeException(Diagnostic.of(
                                "model.unknown_size",
                                "the size " + size + " of the parameter " + variable.name() + " is not known")
                        .help(
                                "write an integer in its place, in the input too: nothing is trained before its size is known")
                        .at(source, declaration.dimensions().get(axis).span()));
            }
        }
        requireSize(variable, place);
        if (!declaration.facts().isEmpty()) {
            throw wrong(
                    "model.parameter_fact",
                    "training does not keep " + variable.name() + " "
                            + declaration.facts().get(0).name(),
                    "leave the word out, and use exp(" + variable.name() + ") or softplus(" + variable.name()
                            + ") where a positive number is needed",
                    declaration.facts().get(0).span());
        }
        Syntax initializer = declaration.initializer();
        if (initializer == null) {
            throw wrong(
                    "model.no_initializer",
                    "the parameter " + variable.name() + " has no initial value",
                    "write = he_normal for a weight, = zeros for a bias",
                    place);
        }
        return new Parameter(variable, new InitializerReader(source, library).read(initializer, variable.shape()));
    }

    /** Sizes are longs, so their product is taken where it cannot overflow. */
    private void requireSize(Variable variable, Span place) {
        long most = Math.min(limits.elements(), Integer.MAX_VALUE);
        double count = 1;
        for (int axis = 0; axis < variable.rank(); axis++) {
            count *= variable.shape().get(axis).constant();
        }
        if (count > most) {
            throw new LimitException(Diagnostic.of(
                            "limit.elements",
                            "the parameter " + variable.name() + " of shape " + variable.shape() + " has more than "
                                    + most + " numbers")
                    .help("raise the limit with Limits.withElements(n), up to " + Integer.MAX_VALUE)
                    .at(source, place));
        }
    }

    private Variable input(Variable variable) {
        if (variable.rank() == 0 || !variable.shape().get(0).isName()) {
            throw new ShapeException(Diagnostic.of(
                            "model.rows",
                            "the first size of the input " + variable.name() + " counts the rows and must be a name")
                    .clash(variable.shape(), "[n, ...]")
                    .help("write n there: batches, held-out rows and single predictions have different numbers of rows")
                    .at(source, place(variable.name())));
        }
        return variable;
    }

    private Variable target(Variable variable, Optional<Variable> before) {
        if (before.isPresent()) {
            throw wrong(
                    "model.two_targets",
                    "the model has two targets, " + before.get().name() + " and " + variable.name(),
                    "join them to one, or make one of them an input",
                    place(variable.name()));
        }
        return variable;
    }

    private void requireUsed(Expr loss) {
        Set<String> used = new TreeSet<>();
        Graph.variables(List.of(loss)).forEach(each -> used.add(each.name()));
        for (Map.Entry<String, Statement.Declaration> each : roles.entrySet()) {
            if (!used.contains(each.getKey())) {
                throw wrong(
                        "model.unused",
                        "the loss does not depend on " + each.getKey(),
                        "use it, or leave out its declaration",
                        place(each.getKey()));
            }
        }
    }

    private Expr prediction(Elaboration elaboration, Expr loss, Optional<Variable> target) {
        Expr named = elaboration.definitions().get("prediction");
        if (named != null) {
            if (target.isPresent()
                    && named.shape().surelyDiffersFrom(target.get().shape())) {
                throw new ShapeException(Diagnostic.of(
                                "model.prediction_shape",
                                "the prediction has shape " + named.shape() + ", the target "
                                        + target.get().shape())
                        .clash(named.shape(), target.get().shape())
                        .help("prediction is compared with the target row by row; give it the same shape")
                        .at(source, place("prediction")));
            }
            return named;
        }
        for (Expr node : Graph.postOrder(loss)) {
            if (node instanceof Apply call && LOSSES.contains(call.operator().name())) {
                return call.argument(0);
            }
        }
        Expr last = null;
        for (Map.Entry<String, Expr> each : elaboration.definitions().entrySet()) {
            boolean fits = target.isEmpty()
                    || each.getValue().shape().equals(target.get().shape());
            if (fits && each.getValue() != loss) {
                last = each.getValue();
            }
        }
        if (last == null && target.isEmpty()) {
            return loss;
        }
        if (last == null) {
            throw wrong(
                    "model.no_prediction",
                    "nothing in the model says what it predicts",
                    "define it, as in prediction = sigmoid(X @ w + b), and use it in the loss",
                    place("loss"));
        }
        return last;
    }
}
