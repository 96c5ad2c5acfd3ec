package org.derivata.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.derivata.nn.data.CsvReader;
import org.derivata.nn.data.Dataset;
import org.derivata.nn.model.Model;
import org.derivata.nn.optimizer.Optimizer;
import org.derivata.nn.training.TrainedModel;
import org.derivata.nn.training.TrainingOptions;
import org.derivata.symbolic.Formula;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the examples show is so. */
class ExamplesTest {

    private static final Path HERE = Path.of("");

    /** Losses before steps 0, 5, 10 and 15, computed independently with numpy. */
    private static final Map<String, double[]> LOSSES = Map.of(
            "exact gradient",
                    new double[] {0.8409120356966935, 0.8163982234969946, 0.7928741188613136, 0.7702995060796222},
            "mean of pred - y",
                    new double[] {0.8409120356966935, 0.8163982229353399, 0.7928741177986302, 0.7702995045704848},
            "sum of pred - y",
                    new double[] {0.8409120356966935, 0.7481121703626812, 0.669489929839874, 0.6028335106072099});

    private static String printed(Consumer<PrintStream> example) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        example.accept(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        return bytes.toString(StandardCharsets.UTF_8).replace("\r\n", "\n");
    }

    @Test
    void vectorsAndLayersShowProductsAndShapes() {
        assertThat(printed(VectorsAndLayers::run))
                .contains("a @ b = 32.0")
                .contains("has shape [2]\n")
                .contains("has shape [32, 128]\n")
                .contains("[[4.5, 0.5], [0.5, 0.5]]");
    }

    @Test
    void softmaxIsTheSameForScoresMovedByAThousand() {
        assertThat(printed(StableSoftmax::run))
                .contains("of 2, 0.5, -1:        [0.786, 0.175, 0.039]")
                .contains("of 1002, 1000.5, 999: [0.786, 0.175, 0.039]")
                .contains("as typed:      [NaN, NaN, NaN]");
    }

    @Test
    void logisticRegressionFollowsTheReferenceUnderAllThreeRules() {
        Formula loss = Formula.given("X: [n, 2]; y: [n]; W: [2]; b: []").parse(LogisticRegression.LOSS);
        LogisticRegression.rules(loss).forEach((name, rule) -> {
            double[] losses = LogisticRegression.descend(loss, rule.get(0), rule.get(1));
            double[] expected = Objects.requireNonNull(LOSSES.get(name));
            for (int i = 0; i < 4; i++) {
                assertThat(losses[5 * i]).as("%s, step %d", name, 5 * i).isCloseTo(expected[i], within(1e-12));
            }
        });
        assertThat(printed(LogisticRegression::run))
                .contains("+ 1e-8)")
                .contains("dW = X.T @ (pred - y) / n")
                .contains("step 15  loss 0.77029950");
    }

    @Test
    void theModelFileOfLogisticRegressionTrainsAlongTheExactRule() {
        Model model = Model.load(HERE.resolve("models/logistic.math"));
        Dataset data = model.dataset(CsvReader.read(HERE.resolve("data/logistic.csv")));
        TrainingOptions options = TrainingOptions.defaults()
                .optimizer(Optimizer.sgd(0.1))
                .epochs(20)
                .batchSize(4)
                .heldOut(0);
        TrainedModel trained = model.train(data, options);
        double[] expected = Objects.requireNonNull(LOSSES.get("exact gradient"));
        for (int i = 0; i < 4; i++) {
            assertThat(trained.history().get(5 * i).loss()).isCloseTo(expected[i], within(1e-12));
        }
        assertThat(trained.parameter("W").data())
                .containsExactly(new double[] {0.19899741032615292, -0.19312091128247733}, within(1e-12));
        assertThat(trained.parameter("b").scalar()).isCloseTo(0.0058764990436755375, within(1e-12));
    }

    @Test
    void theSecondLayerMovesByTheChainRule() {
        List<Double> difference = new ArrayList<>();
        assertThat(printed(out -> difference.add(HiddenLayerStep.run(out))))
                .contains("dW2  = A.T @ (softmax(scores, axis=1) - Y) / n")
                .contains("hidden layer [32, 128]")
                .contains("new W2       [128, 10]");
        assertThat(difference.get(0)).isLessThan(1e-14);
    }

    @Test
    void gradientDescentFindsTheSlopeOfTheNormalEquations() {
        List<double[]> slopes = new ArrayList<>();
        assertThat(printed(out -> slopes.add(LeastSquares.run(out)))).contains("gradient = 2 * X.T @ (X @ w - y) / n");
        assertThat(slopes.get(0)[0]).isCloseTo(slopes.get(0)[1], within(1e-9)).isCloseTo(3, within(0.2));
    }

    @Test
    void digitsAreReadAndTheModelIsKept(@TempDir Path folder) {
        List<TrainedModel> found = new ArrayList<>();
        String text = printed(out -> found.add(Digits.run(out, HERE)));
        assertThat(text)
                .contains("total                4,810")
                .contains("d loss / d W2 = H.T @ (softmax(scores, axis=1) - Y) / n")
                .contains("% of the rows kept from training are read correctly");
        TrainedModel trained = found.get(0);
        assertThat(trained.history().get(29).heldOutAccuracy()).isGreaterThanOrEqualTo(0.96);
        Path file = folder.resolve("digits.safetensors");
        trained.save(file);
        Dataset data = trained.model().dataset(CsvReader.read(HERE.resolve("data/digits.csv")));
        assertThat(TrainedModel.load(file).predict(data.features())).isEqualTo(trained.predict(data.features()));
        assertThat(TrainedModel.load(file).accuracy(data)).isGreaterThan(0.98);
    }
}
