package org.derivata.nn.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.derivata.core.array.Array;
import org.derivata.core.diagnostic.DataException;
import org.derivata.core.diagnostic.EvaluationException;
import org.derivata.core.diagnostic.MathException;
import org.derivata.core.diagnostic.ShapeException;
import org.derivata.nn.checkpoint.Checkpoint;
import org.derivata.nn.compile.Precision;
import org.derivata.nn.data.Dataset;
import org.derivata.nn.model.Model;
import org.derivata.nn.optimizer.Optimizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingTest {

    private static final Model LINE = Model.parse("line.math", """
            input X: [n, 2]
            target y: [n]
            param w: [2] = zeros
            param b: [] = 0
            pred = X @ w + b
            loss = mse(pred, y)
            """);

    private static final Model CLASSES = Model.parse("classes.math", """
            input X: [n, 2]
            target Y: [n, 3] one_hot
            param W: [2, 3] = glorot_normal
            param b: [3] = zeros
            loss = cross_entropy(X @ W + b, Y)
            """);

    private static final TrainingOptions OPTIONS =
            TrainingOptions.defaults().optimizer(Optimizer.adam(0.05)).batchSize(16);

    /** y = 2 x0 - 3 x1 + 1 without noise. */
    private static Dataset line(int rows) {
        SplittableRandom random = new SplittableRandom(5);
        double[] x = new double[2 * rows];
        double[] y = new double[rows];
        for (int row = 0; row < rows; row++) {
            x[2 * row] = random.nextDouble() * 4 - 2;
            x[2 * row + 1] = random.nextDouble() * 4 - 2;
            y[row] = 2 * x[2 * row] - 3 * x[2 * row + 1] + 1;
        }
        return new Dataset(Array.of(x, rows, 2), Array.of(y, rows), List.of("x0", "x1"), 0);
    }

    @Test
    void trainingInFloat32StaysNearTheSameTrainingInFloat64AndLeavesRoundedParameters() {
        TrainingOptions singles = OPTIONS.compiler(OPTIONS.compiler().precision(Precision.FLOAT32));
        TrainedModel expected = CLASSES.train(clouds(75), OPTIONS);
        TrainedModel trained = CLASSES.train(clouds(75), singles);
        Array weights = trained.parameter("W");
        for (int i = 0; i < weights.count(); i++) {
            assertThat(weights.data()[i])
                    .isCloseTo(expected.parameter("W").data()[i], within(1e-3))
                    .isEqualTo((float) weights.data()[i]);
        }
        assertThat(trained.history().get(29).heldOutLoss())
                .isCloseTo(expected.history().get(29).heldOutLoss(), within(1e-3));
        assertThat(trained.accuracy(clouds(75))).isEqualTo(expected.accuracy(clouds(75)));
    }

    /** Three clouds around the corners of a triangle. */
    private static Dataset clouds(int rows) {
        SplittableRandom random = new SplittableRandom(6);
        double[] x = new double[2 * rows];
        double[] y = new double[3 * rows];
        for (int row = 0; row < rows; row++) {
            int label = row % 3;
            x[2 * row] = 3 * Math.cos(2 * label) + random.nextDouble() - 0.5;
            x[2 * row + 1] = 3 * Math.sin(2 * label) + random.nextDouble() - 0.5;
            y[3 * row + label] = 1;
        }
        return new Dataset(Array.of(x, rows, 2), Array.of(y, rows, 3), List.of("x0", "x1"), 3);
    }

    @Test
    void findsTheLineBehindItsPoints() {
        TrainedModel trained = LINE.train(line(100), OPTIONS.epochs(200));
        assertThat(trained.parameter("w").data()).containsExactly(new double[] {2, -3}, within(1e-3));
        assertThat(trained.parameter("b").scalar()).isCloseTo(1, within(1e-3));
        assertThat(trained.predict(Array.matrix(new double[][] {{1, 1}, {0, 2}}))
                        .data())
                .containsExactly(new double[] {0, -5}, within(1e-2));
        assertThat(trained.history()).hasSize(200);
        assertThat(trained.history().get(199).heldOutLoss()).isLessThan(1e-4);
        assertThat(trained.history().get(199).accuracy()).isNaN();
        assertThat(trained.accuracy(line(10))).isNaN();
        assertThat(trained.loss(line(100))).isLessThan(1e-4);
    }

    @Test
    void tellsClassesApart() {
        TrainedModel trained = CLASSES.train(clouds(100), OPTIONS.epochs(30));
        Epoch last = trained.history().get(29);
        assertThat(last.heldOutAccuracy()).isEqualTo(1);
        assertThat(last.accuracy()).isEqualTo(1);
        assertThat(last.loss()).isLessThan(trained.history().get(0).loss());
        assertThat(trained.accuracy(clouds(10))).isEqualTo(1);
    }

    @Test
    void aTargetOfZerosAndOnesIsMetOnItsSideOfOneHalf() {
        Model model = Model.parse("yes.math", """
                input x: [n]; target y: [n]; param w: [] = 0; param b: [] = 0
                p = sigmoid(w * x + b); loss = binary_cross_entropy(p, y)""");
        Dataset data = new Dataset(
                Array.matrix(new double[][] {{-2}, {-1}, {1}, {2}}), Array.vector(0, 0, 1, 1), List.of("x"), 0);
        TrainedModel trained = model.train(data, OPTIONS.heldOut(0).epochs(50));
        assertThat(trained.accuracy(data)).isEqualTo(1);
        assertThat(trained.history().get(49).heldOutLoss()).isNaN();
        assertThat(trained.predict(Array.matrix(new double[][] {{3}})).shape()).containsExactly(1);
    }

    @Test
    void theSameSeedGivesTheSameBits() {
        TrainingOptions options = OPTIONS.epochs(3).standardize(true);
        TrainedModel first = CLASSES.train(clouds(50), options);
        assertThat(CLASSES.train(clouds(50), options).parameters()).isEqualTo(first.parameters());
        assertThat(CLASSES.train(clouds(50), options.seed(1)).parameters()).isNotEqualTo(first.parameters());
    }

    @Test
    void aSmallerLastBatchTrainsTheSameParameters() {
        // 7 rows in batches of 4: the mean over both steps of an epoch sees every row
        List<Integer> batches = new ArrayList<>();
        TrainingListener counting = new TrainingListener() {
            @Override
            public void batch(Progress progress) {
                batches.add(progress.batch());
                assertThat(progress.batches()).isEqualTo(2);
            }
        };
        TrainingOptions options = OPTIONS.heldOut(0).batchSize(4).epochs(500).listener(counting);
        TrainedModel trained = LINE.train(line(7), options);
        assertThat(batches).hasSize(1000).startsWith(1, 2, 1, 2);
        assertThat(trained.loss(line(7))).isLessThan(1e-3);
    }

    @Test
    void noEpochLeavesTheStart() {
        TrainedModel untrained = LINE.train(line(10), OPTIONS.epochs(0));
        assertThat(untrained.parameters()).isEqualTo(LINE.start(42));
        assertThat(untrained.history()).isEmpty();
    }

    @Test
    void standardisedFeaturesAreMeasuredOnceAndKept(@TempDir Path folder) {
        Dataset data = line(60);
        TrainedModel trained = LINE.train(data, OPTIONS.epochs(5).standardize(true));
        Path file = folder.resolve("line.safetensors");
        trained.save(file);
        TrainedModel loaded = TrainedModel.load(file);
        assertThat(loaded.predict(data.features())).isEqualTo(trained.predict(data.features()));
        assertThat(loaded.parameters()).isEqualTo(trained.parameters());
        assertThat(loaded.model().text()).isEqualTo(LINE.text());
        assertThat(loaded.model().name()).isEqualTo("line.math");
    }

    @Test
    void aFileWithoutAModelIsNoTrainedModel(@TempDir Path folder) {
        Path file = folder.resolve("numbers.safetensors");
        new Checkpoint(Map.of("w", Array.vector(1, 2)), Map.of()).write(file);
        assertCode(() -> TrainedModel.load(file), "checkpoint.no_model");
        new Checkpoint(Map.of("w", Array.vector(1, 2, 3)), Map.of("derivata.model", LINE.text())).write(file);
        assertCode(() -> TrainedModel.load(file), "checkpoint.shape");
        new Checkpoint(Map.of("w", Array.vector(1, 2)), Map.of("derivata.model", LINE.text())).write(file);
        assertCode(() -> TrainedModel.load(file), "checkpoint.missing_tensor");
        assertCode(() -> TrainedModel.load(folder.resolve("none")), "checkpoint.missing_file");
    }

    @Test
    void aLossThatGrowsBeyondAllNumbersStopsWithAdvice() {
        assertThatThrownBy(() -> LINE.train(
                        line(20), OPTIONS.optimizer(Optimizer.sgd(1e6)).epochs(100)))
                .isInstanceOf(EvaluationException.class)
                .hasMessageContaining("training.not_finite")
                .hasMessageContaining("at step ")
                .hasMessageContaining("try a lower rate, such as 100000.0 in place of 1000000.0");
    }

    @Test
    void aLossThatIsNoNumberFromTheStartIsToldApart() {
        Model model = Model.parse("log.math", "input x: [n]; param w: [] = 0; loss = mean(log(w * x**2))");
        Dataset data = new Dataset(Array.matrix(new double[][] {{1}, {2}}), Array.vector(0, 0), List.of("x"), 0);
        assertThatThrownBy(() -> model.train(data, OPTIONS.heldOut(0)))
                .hasMessageContaining("at step 1 (epoch 1, batch 1)")
                .hasMessageContaining("before anything was learnt");
    }

    @Test
    void dataThatDoNotFitAreToldAtTheDeclaration() {
        Dataset wide = new Dataset(Array.full(1, 4, 3), Array.full(0, 4), List.of("a", "b", "c"), 0);
        assertThatThrownBy(() -> LINE.train(wide, OPTIONS))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("[model.input_shape]")
                .hasMessageContaining("line.math:1:7")
                .hasMessageContaining("X is declared [n, 2], the data have [4, 3]");
        assertThatThrownBy(() -> LINE.train(clouds(6), OPTIONS))
                .hasMessageContaining("[model.target_shape]")
                .hasMessageContaining("line.math:2:8");
        assertThatThrownBy(() -> CLASSES.train(line(6), OPTIONS)).hasMessageContaining("[model.target_shape]");
        assertThatThrownBy(() -> LINE.train(line(10), OPTIONS.epochs(0)).predict(Array.full(0, 3, 5)))
                .hasMessageContaining("[model.input_shape]");
    }

    @Test
    void rowsAreFoldedToTheShapeThatIsDeclared() {
        Model model = Model.parse("folded.math", """
                input X: [n, 2, 2]; target y: [n]; param W: [2, 2] = zeros
                pred = sum(X * W, axis=(1, 2)); loss = mse(pred, y)""");
        Dataset data = new Dataset(Array.full(1, 6, 4), Array.full(2, 6), List.of("a", "b", "c", "d"), 0);
        TrainedModel trained = model.train(data, OPTIONS.epochs(2).standardize(true));
        assertThat(trained.predict(Array.full(1, 3, 4)).shape()).containsExactly(3);
        assertThat(trained.predict(Array.full(1, 3, 2, 2))).isEqualTo(trained.predict(Array.full(1, 3, 4)));
        Model huge = Model.parse("huge.math", "input X: [n, 2000000000]; param w: [] = 0; loss = mean(X * w)");
        assertCode(() -> huge.train(data, OPTIONS), "model.input_shape");
    }

    @Test
    void twoInputsCannotComeFromOneDataSet() {
        Model model = Model.parse("two.math", "input a, b: [n]; param w: [] = 1; loss = mean(a * w - b)");
        assertCode(() -> model.train(line(4), OPTIONS), "model.one_input");
    }

    @Test
    void optionsThatCannotBeAreRefused() {
        assertCode(() -> OPTIONS.epochs(-1), "training.options");
        assertCode(() -> OPTIONS.batchSize(0), "training.options");
        assertCode(() -> OPTIONS.heldOut(1), "training.options");
        assertCode(() -> OPTIONS.heldOut(Double.NaN), "training.options");
    }

    @Test
    void aParameterThatIsMissingIsToldByName() {
        assertThatThrownBy(() -> LINE.train(line(10), OPTIONS.epochs(0)).parameter("W"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("it has w, b");
    }

    @Test
    void theListenerHearsEveryEpochInOrder() {
        List<Epoch> heard = new ArrayList<>();
        TrainingListener listener = new TrainingListener() {
            @Override
            public void epoch(Epoch epoch, int epochs) {
                assertThat(epochs).isEqualTo(4);
                heard.add(epoch);
            }
        };
        TrainedModel trained = LINE.train(line(30), OPTIONS.epochs(4).listener(listener));
        assertThat(heard).isEqualTo(trained.history()).extracting(Epoch::number).containsExactly(1, 2, 3, 4);
    }

    @Test
    void aModelWithoutATargetLearnsFromItsInput() {
        Model mean = Model.parse("mean.math", "input x: [n]; param m: [] = 0; loss = mean((x - m)**2)");
        Dataset data =
                new Dataset(Array.matrix(new double[][] {{1}, {2}, {6}}), Array.vector(0, 0, 0), List.of("x"), 0);
        TrainedModel trained = mean.train(data, OPTIONS.heldOut(0).epochs(300));
        assertThat(trained.parameter("m").scalar()).isCloseTo(3, within(1e-3));
    }

    private static void assertCode(org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String code) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        MathException.class, error -> assertThat(error.code()).isEqualTo(code));
    }

    @Test
    void aCsvWithAHoleNeverReachesTheModel(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("hole.csv"), "x0,x1,y\n1,2,3\n4,,6\n");
        assertThatThrownBy(() -> LINE.dataset(org.derivata.nn.data.CsvReader.read(file)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("[data.hole]")
                .hasMessageContaining("hole.csv:3");
        Path words = Files.writeString(folder.resolve("labels.csv"), "x0,x1,label\n1,2,0\n4,5,7\n");
        assertCode(() -> CLASSES.dataset(org.derivata.nn.data.CsvReader.read(words)), "data.label");
        assertCode(() -> CLASSES.dataset(org.derivata.nn.data.CsvReader.read(words), "labl"), "data.unknown_column");
    }
}
