package org.derivata.nn.training;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.derivata.core.array.Array;
import org.derivata.core.diagnostic.DataException;
import org.derivata.core.diagnostic.Diagnostic;
import org.derivata.core.language.Library;
import org.derivata.core.language.Limits;
import org.derivata.nn.checkpoint.Checkpoint;
import org.derivata.nn.compile.Compiler;
import org.derivata.nn.data.Dataset;
import org.derivata.nn.data.Standardizer;
import org.derivata.nn.model.Model;
import org.derivata.nn.model.Parameter;
import org.derivata.nn.training.ModelProgram.Running;

/**
 * A model with values for its parameters, and how it came to them. Features are given as they are in the data: where training standardised
 * them, so does this.
 */
public final class TrainedModel {

    private static final String TEXT = "derivata.model";
    private static final String NAME = "derivata.model.name";

    /** No parameter has a dot in its name. */
    private static final String MEAN = "features.mean";

    private static final String DEVIATION = "features.deviation";

    private final Model model;
    private final Map<String, Array> parameters;
    private final Optional<Standardizer> standardizer;
    private final List<Epoch> history;
    private final Compiler compiler;

    TrainedModel(
            Model model,
            Map<String, Array> parameters,
            Optional<Standardizer> standardizer,
            List<Epoch> history,
            Compiler compiler) {
        this.model = model;
        this.parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
        this.standardizer = standardizer;
        this.history = List.copyOf(history);
        this.compiler = compiler;
    }

    public Model model() {
        return model;
    }

    /** The values of the parameters: the live arrays. */
    public Map<String, Array> parameters() {
        return parameters;
    }

    /**
     * The values of one parameter.
     *
     * @throws DataException {@code model.unknown_parameter}
     */
    public Array parameter(String name) {
        Array found = parameters.get(name);
        if (found == null) {
            throw new DataException(Diagnostic.of("model.unknown_parameter", "the model has no parameter " + name)
                    .help("it has " + String.join(", ", parameters.keySet())));
        }
        return found;
    }

    /** One entry an epoch; none for a model that was loaded. */
    public List<Epoch> history() {
        return history;
    }

    /**
     * What the model predicts for rows of features [n, d]: one row each, in the shape of the target.
     *
     * @throws org.derivata.core.diagnostic.ShapeException {@code model.input_shape} when rows have another length than the model's
     */
    public Array predict(Array features) {
        Array input = input(features);
        return ran(ModelProgram.prediction(model, compiler), input, Optional.empty())
                .copyOfPrediction();
    }

    /** The loss over the rows of a data set. */
    public double loss(Dataset data) {
        return ran(ModelProgram.measure(model, compiler), input(data.features()), target(data))
                .loss();
    }

    /**
     * The share of rows predicted right: the largest score is that of the class; for a target of 0 and 1, the prediction is a probability on
     * the right side of one half. NaN where the target is any other number.
     */
    public double accuracy(Dataset data) {
        Optional<Array> target = target(data);
        if (target.isEmpty()) {
            return Double.NaN;
        }
        return ran(ModelProgram.measure(model, compiler), input(data.features()), target)
                .accuracy(Accuracy.suiting(target.get()), target.get());
    }

    private Running ran(ModelProgram program, Array input, Optional<Array> target) {
        Running running = program.forRows(input, target).bind(parameters).rows(input, target);
        running.run();
        return running;
    }

    private Array input(Array features) {
        model.inputOf(features);
        return model.inputOf(standardizer.map(each -> each.apply(features)).orElse(features));
    }

    private Optional<Array> target(Dataset data) {
        return model.target().map(unused -> model.targetOf(data.target()));
    }

    /**
     * Writes parameters and the model's text as a safetensors file, replacing an old one in a single step.
     *
     * @throws DataException {@code checkpoint.unwritable}
     */
    public void save(Path file) {
        Map<String, Array> tensors = new LinkedHashMap<>(parameters);
        standardizer.ifPresent(each -> {
            tensors.put(MEAN, each.mean());
            tensors.put(DEVIATION, each.deviation());
        });
        new Checkpoint(tensors, Map.of(TEXT, model.text(), NAME, model.name())).write(file);
    }

    /**
     * Reads what {@link #save} wrote.
     *
     * @throws DataException {@code checkpoint.*} when the file is damaged or holds no model
     * @throws org.derivata.core.diagnostic.MathException when the model's text is wrong
     */
    public static TrainedModel load(Path file) {
        return load(file, Library.standard());
    }

    /** The same for a model with functions of one's own. */
    public static TrainedModel load(Path file, Library library) {
        Checkpoint checkpoint = Checkpoint.read(file);
        String text = checkpoint.metadata().get(TEXT);
        if (text == null) {
            throw new DataException(Diagnostic.of("checkpoint.no_model", file + " holds numbers but no model")
                    .help("it was written by another program; Checkpoint.read gives its arrays"));
        }
        Model model = Model.parse(checkpoint.metadata().getOrDefault(NAME, "model"), text, library, Limits.defaults());
        Map<String, Array> parameters = new LinkedHashMap<>();
        for (Parameter each : model.parameters()) {
            Array values = checkpoint.tensor(each.name());
            if (!Arrays.equals(values.shape(), each.shape())) {
                String found = Arrays.toString(values.shape());
                throw new DataException(Diagnostic.of(
                                "checkpoint.shape",
                                each.name() + " is declared " + each.variable().shape() + ", the file has " + found)
                        .clash(each.variable().shape(), found)
                        .help("the file was changed after it was written; train again"));
            }
            parameters.put(each.name(), values);
        }
        Optional<Standardizer> standardizer = checkpoint.tensors().containsKey(MEAN)
                ? Optional.of(new Standardizer(checkpoint.tensor(MEAN), checkpoint.tensor(DEVIATION)))
                : Optional.empty();
        return new TrainedModel(model, parameters, standardizer, List.of(), Compiler.standard());
    }
}
