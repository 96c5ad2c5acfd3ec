package org.derivata.nn.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.derivata.core.array.Array;
import org.derivata.core.diagnostic.DataException;
import org.derivata.core.diagnostic.MathException;
import org.derivata.core.diagnostic.ShapeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelTest {

    private static final String LINE = """
            input X: [n, 2]
            target y: [n]
            param w: [2] = [0.5, -0.5]
            param b: [] = 0
            pred = X @ w + b
            loss = mse(pred, y)
            """;

    private static Model model(String text) {
        return Model.parse("test.math", text);
    }

    @Test
    void aFileOfFormulasIsAModel() {
        Model model = model(LINE);
        assertThat(model.name()).isEqualTo("test.math");
        assertThat(model.text()).isEqualTo(LINE);
        assertThat(model.inputs()).extracting(each -> each.name()).containsExactly("X");
        assertThat(model.target()).hasValueSatisfying(each -> assertThat(each.name()).isEqualTo("y"));
        assertThat(model.parameters()).extracting(Parameter::name).containsExactly("w", "b");
        assertThat(model.start(0)).containsEntry("w", Array.vector(0.5, -0.5)).containsEntry("b", Array.scalar(0));
        assertThat(model.loss()).hasToString("mse(pred, y)");
        assertThat(model.prediction().shape()).hasToString("[n]");
    }

    @Test
    void theSummaryCountsParameters() {
        assertThat(model(LINE).summary()).isEqualTo("""
                parameter  shape  count  start
                w          [2]        2  [0.5, -0.5]
                b          []         1  0
                total                 3
                """);
    }

    @Test
    void gradientsUseTheNamesOfTheAuthor() {
        assertThat(model(LINE).gradients())
                .containsOnlyKeys("w", "b")
                .hasEntrySatisfying("w", gradient -> assertThat(gradient.toString()).isEqualTo("2 * X.T @ (pred - y) / n"));
    }

    @Test
    void aFinalExpressionIsTheLoss() {
        assertThat(model("input x: [n]; param a: [] = 1; mean((x - a)**2)").loss().shape()).hasToString("[]");
    }

    @Test
    void thePredictionIsWhatIsNamedSo() {
        Model model = model("""
                input X: [n, 2]; target y: [n]; param w: [2] = zeros
                z = X @ w; prediction = sigmoid(z); loss = mse(z, y)""");
        assertThat(model.prediction()).hasToString("sigmoid(z)");
    }

    @Test
    void thePredictionIsElseTheFirstArgumentOfAKnownLoss() {
        Model model = model("""
                input X: [n, 2]; target Y: [n, 3] one_hot; param W: [2, 3] = zeros
                H = X @ W; other = tanh(H); loss = cross_entropy(H, Y) + 0.1 * sum(W**2) + 0 * sum(other)""");
        assertThat(model.prediction()).hasToString("X @ W");
    }

    @Test
    void thePredictionIsElseTheLastDefinitionLikeTheTarget() {
        Model model = model("""
                input X: [n, 2]; target y: [n]; param w: [2] = zeros
                z = X @ w; p = sigmoid(z); loss = -mean(y * log(p) + (1 - y) * log(1 - p))""");
        assertThat(model.prediction()).hasToString("sigmoid(z)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            value = {
                "model.no_input             | 1:1  | param w: [] = 1; loss = w**2",
                "model.no_parameter         | 1:1  | input x: [n]; loss = mean(x)",
                "model.no_loss              | 1:41 | input x: [n]; param w: [] = 1; p = w * x; loos = mean(p)",
                "model.loss_shape           | 1:32 | input x: [n]; param w: [] = 1; loss = w * x",
                "model.loss_shape           | 1:32 | input x: [n]; param w: [] = 1; w * x",
                "model.unknown_initializer  | 1:29 | input x: [n]; param w: [3] = he_norml; loss = mean(x) * sum(w)",
                "model.unknown_initializer  | 1:29 | input x: [n]; param w: [3] = xaver(2); loss = mean(x) * sum(w)",
                "model.no_initializer       | 1:21 | input x: [n]; param w: [3]; loss = mean(x) * sum(w)",
                "model.initializer          | 1:42 | input x: [n]; param w: [3] = zeros([3]) + k; loss = mean(x) * sum(w)",
                "model.initializer          | 1:29 | input x: [n]; param w: [3] = 1 / 0; loss = mean(x) * sum(w)",
                "model.initializer          | 1:39 | input x: [n]; param w: [3] = he_normal(3); loss = mean(x) * sum(w)",
                "model.initializer_shape    | 1:29 | input x: [n]; param w: [3] = [1, 2]; loss = mean(x) * sum(w)",
                "model.unknown_size         | 1:28 | input X: [n, d]; param w: [d] = zeros; loss = mean(X @ w)",
                "model.no_role              | 1:15 | input x: [n]; y: [n]; param w: [] = 1; loss = mean(w * x - y)",
                "model.duplicate            | 1:21 | input x: [n]; param x: [] = 1; loss = x",
                "model.duplicate            | 1:32 | input x: [n]; param w: [] = 1; w = 2 * w; loss = mean(w * x)",
                "model.rows                 | 1:7  | input x: [3]; param w: [] = 1; loss = mean(w * x)",
                "model.parameter_fact       | 1:23 | input x: [n]; param s: [] positive = 1; loss = mean(s * x)",
                "model.two_targets          | 1:30 | input x: [n]; target y: [n]; target z: [n]; param w: [] = 1; loss = mean(w * x - y - z)",
                "model.unused               | 1:38 | input x: [n]; param w: [] = 1; param v: [2] = zeros; loss = mean(w * x)",
                "model.no_prediction        | 1:54 | input X: [n, 2]; target y: [n]; param w: [2] = ones; loss = mean((X @ w - y)**2)",
                "model.prediction_shape     | 1:46 | input x: [n]; target y: [n]; param w: [] = 1; prediction = sum(w * x); loss = mean(prediction - y)",
            })
    void whatIsNoModelIsRefusedWithItsPlace(String code, String place, String text) {
        assertThatThrownBy(() -> model(text))
                .isInstanceOfSatisfying(MathException.class, error -> {
                    assertThat(error.code()).isEqualTo(code);
                    assertThat(error.getMessage()).contains("help: ");
                    assertThat(error.diagnostic().line() + ":" + error.diagnostic().column()).isEqualTo(place);
                });
    }

    @Test
    void helpNamesWhatWasProbablyMeant() {
        assertThatThrownBy(() -> model("input x: [n]; param w: [3] = he_norml; loss = mean(x) * sum(w)"))
                .hasMessageContaining("did you mean he_normal?");
        assertThatThrownBy(() -> model("input x: [n]; param w: [] = 1; los = mean(w * x)"))
                .hasMessageContaining("is it los? then call it loss");
    }

    @Test
    void errorsOfTheLanguageKeepTheirPlaceInTheFile() {
        assertThatThrownBy(() -> model("input X: [n, 3]\nparam W: [2, 1] = zeros\nloss = mean(X @ W)"))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("test.math:3:");
    }

    @Test
    void startsAreSeededByParameter() {
        Model small = model("input X: [n, 2]; param W: [2, 3] = he_normal; loss = mean(X @ W)");
        Model larger =
                model("input X: [n, 2]; param V: [2, 3] = he_normal; param W: [2, 3] = he_normal; loss = mean(X @ (V + W))");
        assertThat(small.start(1)).isEqualTo(small.start(1)).isNotEqualTo(small.start(2));
        assertThat(larger.start(1).get("W")).isEqualTo(small.start(1).get("W"));
        assertThat(larger.start(1).get("V")).isNotEqualTo(small.start(1).get("W"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "normal                   | 0   | 1",
                "normal(5, std=0.1)       | 5   | 0.01",
                "uniform                  | 0.5 | 0.083333333",
                "uniform(-1, 1)           | 0   | 0.333333333",
                "he_normal                | 0   | 0.01",
                "he_uniform               | 0   | 0.01",
                "glorot_normal            | 0   | 0.008",
                "xavier_normal            | 0   | 0.008",
                "glorot_uniform           | 0   | 0.008",
                "xavier_uniform           | 0   | 0.008",
                "lecun_normal             | 0   | 0.005",
                "zeros                    | 0   | 0",
                "ones                     | 1   | 0",
                "0.1 * ones([50])         | 0.1 | 0",
                "2 * pi / 4               | 1.5707963267948966 | 0",
            })
    void startsHaveTheirMeanAndVariance(String initializer, double mean, double variance) {
        Model model = model("input X: [n, 200]; param W: [200, 50] = " + initializer + "; loss = mean(X @ W)");
        double[] values = model.start(7).get("W").data();
        double sum = 0;
        double squares = 0;
        for (double each : values) {
            sum += each;
            squares += (each - mean) * (each - mean);
        }
        assertThat(sum / values.length).isBetween(mean - 0.04 * Math.sqrt(variance) - 1e-12, mean + 0.04 * Math.sqrt(variance) + 1e-12);
        assertThat(squares / values.length).isBetween(0.95 * variance, 1.05 * variance + 1e-20);
    }

    @Test
    void aFileThatIsMissingOrNoTextIsTold(@TempDir Path folder) throws IOException {
        assertThatThrownBy(() -> Model.load(folder.resolve("no.math")))
                .isInstanceOfSatisfying(
                        DataException.class, error -> assertThat(error.code()).isEqualTo("model.missing_file"));
        Path bytes = Files.write(folder.resolve("bytes.math"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
        assertThatThrownBy(() -> Model.load(bytes))
                .isInstanceOfSatisfying(
                        DataException.class, error -> assertThat(error.code()).isEqualTo("model.encoding"));
        assertThatThrownBy(() -> Model.load(folder))
                .isInstanceOfSatisfying(
                        DataException.class, error -> assertThat(error.code()).isEqualTo("model.unreadable"));
        assertThatThrownBy(() -> model("")).hasMessageContaining("[syntax.empty]");
        Path good = Files.writeString(folder.resolve("good.math"), LINE);
        assertThat(Model.load(good).parameterCount()).isEqualTo(3);
        assertThat(Model.load(good).name()).isEqualTo("good.math");
    }
}
