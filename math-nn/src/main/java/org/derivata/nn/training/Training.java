package org.derivata.nn.training;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.derivata.core.array.Array;
import org.derivata.core.diagnostic.Diagnostic;
import org.derivata.core.diagnostic.EvaluationException;
import org.derivata.nn.compile.Precision;
import org.derivata.nn.data.Batches;
import org.derivata.nn.data.Dataset;
import org.derivata.nn.data.Standardizer;
import org.derivata.nn.model.Model;
import org.derivata.nn.training.ModelProgram.Running;
import org.jspecify.annotations.Nullable;

/**
 * One training of one model: splits the rows, compiles loss, gradients and update to one program, and runs it batch by batch over arrays that
 * stay where they are.
 *
 * <p>A smaller last batch has a program of its own over the same parameters.
 */
public final class Training {

    private final Model model;
    private final TrainingOptions options;
    private final Dataset rows;
    private final Optional<Dataset> heldOut;
    private final Optional<Standardizer> standardizer;
    private final Map<String, Array> parameters;

    /**
     * Prepares a training.
     *
     * @throws org.derivata.core.diagnostic.MathException when the data do not fit the model, with the place of the declaration; codes
     *     {@code model.*}, {@code data.split}, {@code value.shape}
     */
    public Training(Model model, Dataset data, TrainingOptions options) {
        this(model, data, options, model.start(options.seed()));
    }

    /** The same from other starting values, which are not changed. */
    public Training(Model model, Dataset data, TrainingOptions options, Map<String, Array> start) {
        this.model = model;
        this.options = options;
        model.inputOf(data.features());
        if (model.target().isPresent()) {
            model.targetOf(data.target());
        }
        Optional<Dataset.Split> split = options.heldOut() == 0
                ? Optional.empty()
                : Optional.of(data.split(1 - options.heldOut(), options.seed()));
        Dataset kept = split.map(Dataset.Split::training).orElse(data);
        this.standardizer = options.standardize() ? Optional.of(Standardizer.fit(kept.features())) : Optional.empty();
        this.rows = standardizer.map(kept::standardized).orElse(kept);
        this.heldOut = split.map(Dataset.Split::test)
                .map(test -> standardizer.map(test::standardized).orElse(test));
        this.parameters = new LinkedHashMap<>();
        start.forEach(
                (name, array) -> parameters.put(name, Array.of(array.data().clone(), array.shape())));
    }

    /**
     * Trains.
     *
     * @throws EvaluationException {@code training.not_finite} when the loss becomes infinite or NaN
     */
    public TrainedModel run() {
        List<Epoch> history = new Run().epochs();
        return new TrainedModel(model, parameters, standardizer, history, options.compiler());
    }

    private Optional<Array> target(Dataset data) {
        return target(data.target());
    }

    private Optional<Array> target(Array values) {
        return model.target().map(unused -> model.targetOf(values));
    }

    private final class Run {

        private final long begin = System.nanoTime();
        private final ModelProgram program = ModelProgram.step(model, options.compiler(), options.optimizer());
        private final Batches batches = new Batches(rows, options.batchSize(), options.seed());
        private final Accuracy accuracy = target(rows).map(Accuracy::suiting).orElse(Accuracy.NONE);
        private final CarriedNumbers carried = carried();
        private final Optional<Running> measuring = heldOut.map(this::measuring);
        private final boolean copiesRows = options.compiler().precision() == Precision.FLOAT32;
        private @Nullable Running full;
        private @Nullable Running tail;
        private long step;

        private CarriedNumbers carried() {
            Map<String, Array> all = new LinkedHashMap<>(parameters);
            all.putAll(program.state());
            return new CarriedNumbers(options.compiler().precision(), all);
        }

        private Running measuring(Dataset data) {
            Array input = model.inputOf(data.features());
            Running running = ModelProgram.measure(model, options.compiler()).forRows(input, target(data));
            return carried.bindTo(running).rows(input, target(data));
        }

        List<Epoch> epochs() {
            List<Epoch> history = new ArrayList<>();
            for (int number = 1; number <= options.epochs(); number++) {
                Epoch epoch = epoch(number);
                history.add(epoch);
                options.listener().epoch(epoch, options.epochs());
            }
            carried.finish();
            return history;
        }

        private Epoch epoch(int number) {
            batches.start(number - 1L);
            double loss = 0;
            double right = 0;
            long seen = 0;
            for (int batch = 1; batches.next(); batch++) {
                step++;
                Running running = running();
                running.run();
                requireFinite(running.loss(), number, batch);
                int count = batches.features().size(0);
                seen += count;
                loss += count * running.loss();
                right += count
                        * target(batches.target())
                                .map(y -> running.accuracy(accuracy, y))
                                .orElse(Double.NaN);
                options.listener()
                        .batch(new TrainingListener.Progress(
                                number,
                                options.epochs(),
                                batch,
                                batches.count(),
                                loss / seen,
                                right / seen,
                                elapsed()));
            }
            measuring.ifPresent(Running::run);
            double heldOutLoss = measuring.map(Running::loss).orElse(Double.NaN);
            double heldOutAccuracy = measuring
                    .flatMap(each -> target(heldOut.orElseThrow()).map(y -> each.accuracy(accuracy, y)))
                    .orElse(Double.NaN);
            return new Epoch(number, loss / seen, right / seen, heldOutLoss, heldOutAccuracy, elapsed());
        }

        /** The program for the rows of the current batch. */
        private Running running() {
            boolean whole = batches.features().size(0) == batches.size();
            Running known = whole ? full : tail;
            if (known != null && !copiesRows) {
                return known;
            }
            Array input = model.inputOf(batches.features());
            Optional<Array> target = target(batches.target());
            if (known == null) {
                known = carried.bindTo(program.forRows(input, target));
                full = whole ? known : full;
                tail = whole ? tail : known;
            }
            return known.rows(input, target);
        }

        private Duration elapsed() {
            return Duration.ofNanos(System.nanoTime() - begin);
        }

        private void requireFinite(double loss, int epoch, int batch) {
            if (Double.isFinite(loss)) {
                return;
            }
            double rate = options.optimizer().rate();
            throw new EvaluationException(Diagnostic.of(
                            "training.not_finite",
                            "the loss is " + loss + " at step " + step + " (epoch " + epoch + ", batch " + batch + ")")
                    .help(
                            step == 1
                                    ? "it is so before anything was learnt: look at the starting values, and at logarithms and"
                                            + " divisions in the loss; large features may need standardizing"
                                    : "try a lower rate, such as " + rate / 10 + " in place of " + rate
                                            + ", or standardized features"));
        }
    }
}
