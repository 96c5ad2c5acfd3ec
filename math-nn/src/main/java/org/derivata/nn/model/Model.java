package org.derivata.nn.model;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.derivata.core.array.Array;
import org.derivata.core.diagnostic.DataException;
import org.derivata.core.diagnostic.Diagnostic;
import org.derivata.core.diagnostic.ShapeException;
import org.derivata.core.diagnostic.Source;
import org.derivata.core.diagnostic.Span;
import org.derivata.core.expr.Expr;
import org.derivata.core.expr.Variable;
import org.derivata.core.language.Elaboration;
import org.derivata.core.language.Library;
import org.derivata.core.language.Limits;
import org.derivata.nn.data.Dataset;
import org.derivata.nn.data.Table;
import org.derivata.symbolic.Formula;

/**
 * A model: inputs, a target, parameters with their starts, and a loss, as formulas. Immutable.
 *
 * <pre>{@code
 * Model model = Model.load(Path.of("digits.math"));
 * TrainedModel trained = model.train(model.dataset(CsvReader.read(file)), TrainingOptions.defaults());
 * }</pre>
 *
 * <p>The loss is the final expression or the definition {@code loss}. What the model predicts is the definition {@code prediction}; without
 * one the first argument of the {@code cross_entropy}, {@code binary_cross_entropy} or {@code mse} in the loss; else the last definition
 * with the target's shape. A model without a target needs none of these: its prediction is then the loss.
 */
public final class Model {

    private final Source source;
    private final Elaboration elaboration;
    private final List<Variable> inputs;
    private final Optional<Variable> target;
    private final List<Parameter> parameters;
    private final Expr loss;
    private final Expr prediction;
    private final Map<String, Span> places;

    Model(
            Source source,
            Elaboration elaboration,
            List<Variable> inputs,
            Optional<Variable> target,
            List<Parameter> parameters,
            Expr loss,
            Expr prediction,
            Map<String, Span> places) {
        this.source = source;
        this.elaboration = elaboration;
        this.inputs = List.copyOf(inputs);
        this.target = target;
        this.parameters = List.copyOf(parameters);
        this.loss = loss;
        this.prediction = prediction;
        this.places = Map.copyOf(places);
    }

    /**
     * Reads a model file, UTF-8.
     *
     * @throws DataException {@code model.missing_file}, {@code model.encoding}, {@code model.unreadable}
     * @throws org.derivata.core.diagnostic.MathException when the text is wrong, with its place; codes {@code model.*} for what makes a
     *     formula file no model
     */
    public static Model load(Path file) {
        try {
            Path name = file.getFileName();
            String text = Files.readString(file, StandardCharsets.UTF_8);
            return parse(name == null ? "model" : name.toString(), text);
        } catch (NoSuchFileException missing) {
            throw new DataException(Diagnostic.of("model.missing_file", "there is no file " + file)
                    .help("it was looked for at " + file.toAbsolutePath()));
        } catch (CharacterCodingException wrong) {
            throw new DataException(
                    Diagnostic.of("model.encoding", file + " is not UTF-8 text").help("save it as UTF-8"));
        } catch (IOException failed) {
            throw new DataException(Diagnostic.of("model.unreadable", "reading " + file + " failed")
                    .help(
                            Files.isDirectory(file)
                                    ? "it is a folder; name a model file in it"
                                    : "the system says: " + failed.getMessage()));
        }
    }

    /**
     * A model from its text, with the standard library and the limits for text from strangers.
     *
     * @param name what messages call it, such as a file's name
     */
    public static Model parse(String name, String text) {
        return parse(name, text, Library.standard(), Limits.defaults());
    }

    /** A model from its text, with functions of one's own. */
    public static Model parse(String name, String text, Library library, Limits limits) {
        return new ModelFile(new Source(name, text), library, limits).read();
    }

    /** What messages call it. */
    public String name() {
        return source.name();
    }

    /** The text as it was read. */
    public String text() {
        return source.text();
    }

    /** The inputs, in order; at least one. The first size of each is the number of rows. */
    public List<Variable> inputs() {
        return inputs;
    }

    /** What is to be predicted; nothing for a model that learns from its inputs alone. */
    public Optional<Variable> target() {
        return target;
    }

    /** What training changes, in order; at least one. */
    public List<Parameter> parameters() {
        return parameters;
    }

    /** How wrong the model is: one number. */
    public Formula loss() {
        return Formula.of(elaboration, loss);
    }

    /** What the model predicts, one row for each row of the input. */
    public Formula prediction() {
        return Formula.of(elaboration, prediction);
    }

    /** The gradient of the loss for each parameter, in its shape; found in one sweep. */
    public Map<String, Formula> gradients() {
        return loss().gradients(parameters.stream().map(Parameter::name).toList());
    }

    /** New arrays with every parameter's values before the first step. */
    public Map<String, Array> start(long seed) {
        Map<String, Array> start = new LinkedHashMap<>();
        parameters.forEach(each -> start.put(each.name(), each.start(seed)));
        return start;
    }

    /** How many numbers training changes. */
    public long parameterCount() {
        return parameters.stream().mapToLong(Parameter::count).sum();
    }

    /** Each parameter with its shape, count and start, and the total: a table of plain text. */
    public String summary() {
        List<String[]> rows = new ArrayList<>();
        rows.add(new String[] {"parameter", "shape", "count", "start"});
        for (Parameter each : parameters) {
            rows.add(new String[] {
                each.name(), each.variable().shape().toString(), grouped(each.count()), each.initializer().toString()
            });
        }
        rows.add(new String[] {"total", "", grouped(parameterCount()), ""});
        int[] widths = new int[4];
        rows.forEach(row -> Arrays.setAll(widths, i -> Math.max(widths[i], row[i].length())));
        StringBuilder out = new StringBuilder();
        for (String[] row : rows) {
            String line = String.format(
                    Locale.ROOT,
                    "%-" + widths[0] + "s  %-" + widths[1] + "s  %" + widths[2] + "s  %s",
                    row[0],
                    row[1],
                    row[2],
                    row[3]);
            out.append(line.stripTrailing()).append('\n');
        }
        return out.toString();
    }

    private static String grouped(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    /** A table as the model wants its data, with the last column as the target. */
    public Dataset dataset(Table table) {
        List<String> names = table.names();
        return dataset(table, names.get(names.size() - 1));
    }

    /**
     * A table as the model wants its data: a label column 0, 1, ..., k-1 as one-hot rows when the target is declared [n, k], a number
     * when it is [n].
     *
     * @throws DataException {@code data.unknown_column}, {@code data.label}
     */
    public Dataset dataset(Table table, String targetColumn) {
        if (target.isPresent() && target.get().rank() == 2) {
            var classes = target.get().shape().get(1);
            return classes.isConstant()
                    ? Dataset.labelled(table, targetColumn, Math.toIntExact(classes.constant()))
                    : Dataset.labelled(table, targetColumn);
        }
        return Dataset.numeric(table, targetColumn);
    }

    /**
     * Trains on a data set: {@code model.train(data, TrainingOptions.defaults())}.
     *
     * @throws org.derivata.core.diagnostic.MathException when the data do not fit the model, or training fails
     */
    public <R> R train(Dataset data, Trainer<R> trainer) {
        return trainer.train(this, data);
    }

    /**
     * The features of a data set as the model's one input, sharing memory: [n, d] reshaped to the shape declared.
     *
     * @throws DataException {@code model.one_input} when the model has several inputs
     * @throws ShapeException {@code model.input_shape} when rows are longer or shorter than declared
     */
    public Array inputOf(Array features) {
        if (inputs.size() != 1) {
            throw new DataException(Diagnostic.of(
                            "model.one_input", "a data set gives one input, the model has " + inputs.size())
                    .help("declare one input and take its columns apart, as in A = X[:, 0:3]")
                    .at(source, place(inputs.get(1))));
        }
        return fitted(inputs.get(0), features, "model.input_shape");
    }

    /**
     * The target of a data set in the shape declared, sharing memory.
     *
     * @throws ShapeException {@code model.target_shape} when it has another shape
     * @throws java.util.NoSuchElementException when the model has none
     */
    public Array targetOf(Array values) {
        return fitted(target.orElseThrow(), values, "model.target_shape");
    }

    private Span place(Variable variable) {
        return places.getOrDefault(variable.name(), Span.NONE);
    }

    private Array fitted(Variable declared, Array given, String code) {
        int[] shape = new int[declared.rank()];
        boolean fits = true;
        for (int axis = 0; axis < shape.length; axis++) {
            var size = declared.shape().get(axis);
            int found = axis < given.rank() ? given.size(axis) : 1;
            shape[axis] = axis > 0 && size.isConstant() ? Math.toIntExact(size.constant()) : found;
            fits &= axis > 0 || given.rank() > 0;
        }
        if (!fits || Array.count(shape) != given.count()) {
            String found = Arrays.toString(given.shape());
            boolean labels = code.equals("model.target_shape");
            throw new ShapeException(Diagnostic.of(
                            code, declared.name() + " is declared " + declared.shape() + ", the data have " + found)
                    .clash(declared.shape(), found)
                    .help(
                            labels
                                    ? "declare [n, k] for one of k classes, [n] for a number; the data set must be read the same way"
                                    : "declare as many columns as the data have features")
                    .at(source, place(declared)));
        }
        return Arrays.equals(shape, given.shape()) ? given : given.reshape(shape);
    }
}
