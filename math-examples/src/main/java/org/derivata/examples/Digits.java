package org.derivata.examples;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Locale;
import org.derivata.nn.data.CsvReader;
import org.derivata.nn.data.Dataset;
import org.derivata.nn.model.Model;
import org.derivata.nn.training.Epoch;
import org.derivata.nn.training.TrainedModel;
import org.derivata.nn.training.TrainingListener;
import org.derivata.nn.training.TrainingOptions;

/** From a file of formulas and a table to a network that reads handwritten digits. */
public final class Digits {

    private Digits() {}

    /** Takes the folder of the examples; by default that of the project, seen from its root. */
    public static void main(String[] arguments) {
        run(System.out, Path.of(arguments.length > 0 ? arguments[0] : "math-examples"));
    }

    static TrainedModel run(PrintStream out, Path examples) {
        Model model = Model.load(examples.resolve("models/digits.math"));
        out.println(model.summary());
        out.println("loss = " + model.loss());
        model.gradients().forEach((name, gradient) -> out.println("d loss / d " + name + " = " + gradient));
        out.println();

        Dataset data = model.dataset(CsvReader.read(examples.resolve("data/digits.csv")));
        TrainedModel trained = model.train(data, TrainingOptions.defaults().listener(everyFifthEpoch(out)));
        out.printf(
                Locale.ROOT,
                "%.1f %% of the rows kept from training are read correctly%n",
                100 * trained.history().get(trained.history().size() - 1).heldOutAccuracy());
        return trained;
    }

    private static TrainingListener everyFifthEpoch(PrintStream out) {
        return new TrainingListener() {
            @Override
            public void epoch(Epoch epoch, int epochs) {
                if (epoch.number() % 5 == 0) {
                    out.printf(
                            Locale.ROOT,
                            "epoch %2d of %d  loss %.4f  accuracy %.3f, held out %.3f%n",
                            epoch.number(),
                            epochs,
                            epoch.loss(),
                            epoch.accuracy(),
                            epoch.heldOutAccuracy());
                }
            }
        };
    }
}
