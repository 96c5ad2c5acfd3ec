package org.derivata.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.derivata.core.diagnostic.ArgumentException;
import org.derivata.core.diagnostic.Diagnostic;
import org.derivata.nn.compile.Compiler;
import org.derivata.nn.compile.Precision;
import org.derivata.nn.data.CsvReader;
import org.derivata.nn.data.Dataset;
import org.derivata.nn.data.Table;
import org.derivata.nn.model.Model;
import org.derivata.nn.optimizer.Optimizer;
import org.derivata.nn.training.Epoch;
import org.derivata.nn.training.TrainedModel;
import org.derivata.nn.training.TrainingOptions;
import org.derivata.symbolic.Formula;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code math train}. */
@Command(
        name = "train",
        description = "Trains a model that is written as a file of formulas.",
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  math train math-examples/models/digits.math",
            "  math train model.math --data rows.csv --target price --epochs 100"
        })
final class TrainCommand implements Callable<Integer> {

    /** A fifth of fewer rows measures nothing. */
    private static final int FEWEST_TO_HOLD_OUT = 20;

    private final Terminal terminal;

    @Parameters(paramLabel = "MODEL", description = "The model: inputs, a target, parameters, a loss.")
    @SuppressWarnings("NullAway.Init")
    private Path file;

    @Option(
            names = "--data",
            paramLabel = "FILE",
            description = "CSV with a line of names (default: of the model's name, beside it or in a data folder).")
    private @Nullable Path data;

    @Option(names = "--target", paramLabel = "COLUMN", description = "What to predict (default: the last column).")
    private @Nullable String target;

    @Option(names = "--epochs", paramLabel = "N", description = "Passes over the rows (default: 30).")
    private int epochs = TrainingOptions.defaults().epochs();

    @Option(names = "--batch", paramLabel = "N", description = "Rows a step (default: 32).")
    private int batch = TrainingOptions.defaults().batchSize();

    @Option(names = "--rate", paramLabel = "RATE", description = "How far a step goes (default: the optimizer's).")
    private @Nullable Double rate;

    @Option(names = "--optimizer", paramLabel = "NAME", description = "adam, sgd, momentum, ... (default: adam).")
    private @Nullable String optimizer;

    @Option(
            names = "--precision",
            paramLabel = "NAME",
            description = "How numbers are kept: float64, or float32 for speed (default: float64).")
    private String precision = Precision.FLOAT64.word();

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Threads for large steps; the result is the same for any number (default: all processors).")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(names = "--seed", paramLabel = "N", description = "Same seed, same result (default: 42).")
    private long seed = TrainingOptions.defaults().seed();

    @Option(
            names = "--holdout",
            paramLabel = "SHARE",
            description = "Rows kept from training to measure it (default: 0.2, and 0 for fewer than 20 rows).")
    private @Nullable Double holdout;

    @Option(names = "--standardize", description = "Shift and scale features to mean 0 and deviation 1.")
    private boolean standardize;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Where to save the model (default: its name with .safetensors, here).")
    private @Nullable Path out;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    boolean help;

    TrainCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Model model = Model.load(file);
        Progress progress = new Progress(terminal);
        TrainingOptions asked = new TrainingOptions(
                optimizer(),
                epochs,
                batch,
                seed,
                holdout == null ? TrainingOptions.defaults().heldOut() : holdout,
                standardize,
                progress,
                compiler());
        ModelFiles files = new ModelFiles(file);
        Path source = data == null ? files.data() : data;
        Path saved = files.checked(out == null ? files.checkpoint() : out);
        Table table = CsvReader.read(source);
        Dataset rows = target == null ? model.dataset(table) : model.dataset(table, target);
        boolean tooFew = holdout == null && rows.rows() < FEWEST_TO_HOLD_OUT;
        TrainingOptions options = tooFew ? asked.heldOut(0) : asked;

        say("model      " + file);
        say("data       " + source + ": " + rows.rows() + " rows, "
                + rows.featureNames().size() + " features, target " + targetName(table));
        say("optimizer  " + text(options.optimizer()));
        say("");
        terminal.out().print(model.summary());
        say("");
        formula("loss", model.loss());
        gradients(model);
        say("");
        terminal.out().flush();

        TrainedModel trained = model.train(rows, options);
        progress.end();
        report(trained, rows, options);
        trained.save(saved);
        say("saved to " + saved);
        return ExitCode.DONE;
    }

    private String targetName(Table table) {
        return target != null ? target : table.names().get(table.names().size() - 1);
    }

    private Compiler compiler() {
        if (threads < 1) {
            throw new ArgumentException(
                    Diagnostic.of("training.options", "threads are " + threads).help("1 is the calling thread alone"));
        }
        return TrainingOptions.defaults().compiler().precision(precision()).threads(threads);
    }

    private Precision precision() {
        return Precision.named(precision)
                .orElseThrow(() ->
                        new ArgumentException(Diagnostic.of("training.options", "there is no precision " + precision)
                                .help("it is float64 or float32")));
    }

    private Optimizer optimizer() {
        if (rate != null && !(rate > 0 && Double.isFinite(rate))) {
            throw new ArgumentException(
                    Diagnostic.of("training.options", "the rate is " + rate).help("it is greater than 0"));
        }
        Optimizer chosen = optimizer == null ? TrainingOptions.defaults().optimizer() : Optimizer.named(optimizer);
        return rate == null ? chosen : chosen.rate(rate);
    }

    private static String text(Optimizer optimizer) {
        return optimizer.hyperparameters().entrySet().stream()
                .map(each -> each.getKey() + " " + NumberText.of(each.getValue()))
                .collect(Collectors.joining(", ", optimizer.name() + " (", ")"));
    }

    private void gradients(Model model) {
        for (Map.Entry<String, Formula> each : model.gradients().entrySet()) {
            formula("d loss / d " + each.getKey(), each.getValue());
        }
    }

    private void formula(String name, Formula formula) {
        say(name);
        formula.toString().lines().forEach(line -> say("    " + line));
    }

    private void report(TrainedModel trained, Dataset rows, TrainingOptions options) {
        List<Epoch> history = trained.history();
        if (history.isEmpty()) {
            say("no epoch was asked for; the parameters are as they start");
            return;
        }
        Epoch last = history.get(history.size() - 1);
        boolean heldOut = options.heldOut() > 0;
        double loss = heldOut ? last.heldOutLoss() : last.loss();
        if (heldOut) {
            say("on held-out rows: loss " + Progress.loss(loss) + Progress.accuracy(last.heldOutAccuracy()));
        } else {
            say((holdout == null ? rows.rows() + " rows: all are trained on" : "no rows were held out")
                    + "; on the training rows loss " + Progress.loss(loss) + Progress.accuracy(last.accuracy()));
        }
        double before = trained.model()
                .train(rows, options.epochs(0))
                .loss(
                        heldOut
                                ? rows.split(1 - options.heldOut(), options.seed())
                                        .test()
                                : rows);
        if (loss > before) {
            say("the loss has grown: before training it was " + Progress.loss(before) + "; try a lower --rate, such as "
                    + NumberText.of(options.optimizer().rate() / 10));
        }
        say(String.format(Locale.ROOT, "trained in %.1f s", last.elapsed().toMillis() / 1000.0));
    }

    private void say(String line) {
        terminal.out().println(line);
    }
}
