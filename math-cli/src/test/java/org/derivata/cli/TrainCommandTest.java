package org.derivata.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.derivata.cli.CommandLines.run;
import static org.derivata.cli.CommandLines.runWith;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.derivata.cli.CommandLines.Run;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainCommandTest {

    private static final String MODEL = """
            input X: [n, 2]
            target y: [n]
            param w: [2] = zeros
            param b: [] = zeros
            p = sigmoid(X @ w + b)
            loss = binary_cross_entropy(p, y)
            """;

    @TempDir
    private Path folder;

    private Path model;
    private Path out;

    @BeforeEach
    void write_a_model_and_its_data() throws IOException {
        model = Files.createDirectories(folder.resolve("models")).resolve("sign.math");
        out = folder.resolve("sign.safetensors");
        Files.writeString(model, MODEL);
        StringBuilder rows = new StringBuilder("a,b,label\n");
        for (int i = 0; i < 60; i++) {
            double a = Math.sin(i);
            double b = Math.cos(3 * i);
            rows.append(a)
                    .append(',')
                    .append(b)
                    .append(',')
                    .append(a + b > 0 ? 1 : 0)
                    .append('\n');
        }
        Files.writeString(Files.createDirectories(folder.resolve("data")).resolve("sign.csv"), rows.toString());
    }

    private Run train(String... more) {
        String[] all = new String[more.length + 4];
        all[0] = "train";
        all[1] = model.toString();
        all[2] = "--out";
        all[3] = out.toString();
        System.arraycopy(more, 0, all, 4, more.length);
        return run(all);
    }

    @Test
    void training_shows_formulas_and_progress_and_saves() {
        Run run = train("--epochs", "100", "--rate", "0.1");
        assertThat(run.err()).isEmpty();
        assertThat(run.code()).isZero();
        assertThat(run.out())
                .contains("60 rows, 2 features, target label", "w          [2]", "total", "3")
                .contains(
                        "d loss / d w\n    X.T @ ", "epoch   1/100  loss ", "epoch 100/100", "on held-out rows: loss ")
                .contains("accuracy", "saved to " + out)
                .doesNotContain("\r", "\u001b");
        assertThat(run.out().lines().filter(line -> line.startsWith("epoch"))).hasSizeLessThanOrEqualTo(12);
        assertThat(out).isRegularFile();
    }

    @Test
    void a_terminal_gets_one_line_that_fits_it() {
        Run run = runWith(
                "", true, Map.of("COLUMNS", "40", "NO_COLOR", "1"), "train", model.toString(), "--out", out.toString());
        assertThat(run.out()).contains("\r").doesNotContain("\u001b");
        String bar = run.out().substring(run.out().indexOf('\r'), run.out().lastIndexOf('\r'));
        assertThat(bar.split("\r")).allSatisfy(line -> assertThat(line).hasSizeLessThan(40));
    }

    @Test
    void a_trained_model_is_replaced_and_any_other_file_is_left_alone() throws IOException {
        assertThat(train("--epochs", "1").code()).isZero();
        assertThat(train("--epochs", "1").code()).isZero();
        Files.writeString(out, "my thesis");
        Run run = train("--epochs", "1");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("train.out", "left alone");
        assertThat(out).hasContent("my thesis");
    }

    @Test
    void missing_and_useless_files_are_told_apart() throws IOException {
        assertThat(run("train", folder.resolve("no.math").toString()).err()).contains("model.missing_file");
        assertThat(run("train", folder.toString()).err()).contains("model.unreadable", "folder");
        Path empty = Files.createFile(folder.resolve("empty.math"));
        assertThat(run("train", empty.toString()).err()).contains("syntax.empty");
        assertThat(train("--data", folder.resolve("no.csv").toString()).err()).contains("data.missing_file");
        assertThat(train("--data", folder.toString()).err()).contains("data.directory");
        Path nothing = Files.createFile(folder.resolve("empty.csv"));
        assertThat(train("--data", nothing.toString()).err()).contains("data.empty");
        Path holes = folder.resolve("holes.csv");
        Files.writeString(holes, "a,b,label\n1,,1\n");
        assertThat(train("--data", holes.toString()).err()).contains("data.hole");
        Files.writeString(holes, "a,b,label\n1,two,1\n");
        assertThat(train("--data", holes.toString()).err()).contains("data.not_a_number", "holes.csv:2:3");
        Path alone = folder.resolve("alone.math");
        Files.writeString(alone, MODEL);
        assertThat(run("train", alone.toString()).err()).contains("data.missing_file", "--data", "alone.csv");
        for (Run each : new Run[] {train("--data", holes.toString()), run("train", alone.toString())}) {
            assertThat(each.code()).isEqualTo(2);
            assertThat(each.all()).doesNotContain("\tat ");
        }
    }

    @Test
    void unknown_columns_optimizers_and_senseless_numbers_are_refused() {
        assertThat(train("--target", "lable").err()).contains("data.unknown_column", "label");
        assertThat(train("--optimizer", "adma").err()).contains("training.optimizer", "did you mean adam?");
        assertThat(train("--rate", "-1").err()).contains("training.options");
        assertThat(train("--holdout", "1").err()).contains("training.options");
        assertThat(train("--epochs", "many").code()).isEqualTo(2);
    }

    @Test
    void the_same_seed_gives_the_same_file() throws IOException {
        assertThat(train("--epochs", "3", "--seed", "7").code()).isZero();
        byte[] first = Files.readAllBytes(out);
        assertThat(train("--epochs", "3", "--seed", "7").code()).isZero();
        assertThat(Files.readAllBytes(out)).isEqualTo(first);
    }

    @Test
    void a_loss_that_grew_is_told_in_short_numbers_with_a_remedy() throws IOException {
        Files.writeString(model, MODEL.replaceAll("(?s)p = .*", "p = X @ w + b\nloss = sum((p - y)**2) / n\n"));
        Run run = train("--optimizer", "sgd", "--rate", "3", "--epochs", "20");
        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("the loss has grown: before training it was 0.", "a lower --rate, such as 0.3");
        assertThat(run.out().lines().filter(line -> line.startsWith("epoch")))
                .allSatisfy(line -> assertThat(line).hasSizeLessThan(60));
        assertThat(train("--optimizer", "sgd", "--rate", "0.01").out()).doesNotContain("has grown");
    }

    @Test
    void losses_have_an_exponent_where_plain_digits_would_be_many() {
        assertThat(Progress.loss(999_999)).isEqualTo("999999.0000");
        assertThat(Progress.loss(1e6)).isEqualTo("1.000e+06");
        assertThat(Progress.loss(-1e300)).isEqualTo("-1.000e+300");
        assertThat(Progress.loss(1e-4)).isEqualTo("0.0001");
        assertThat(Progress.loss(9e-5)).isEqualTo("9.000e-05");
        assertThat(Progress.loss(0)).isEqualTo("0.0000");
    }

    @Test
    void few_rows_are_all_trained_on_unless_asked_otherwise() throws IOException {
        Path few = folder.resolve("few.csv");
        Files.writeString(few, "a,b,label\n0,0,0\n0,1,0\n1,0,1\n1,1,1\n");
        Run run = train("--data", few.toString());
        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("4 rows: all are trained on; on the training rows loss ");
        assertThat(train("--data", few.toString(), "--holdout", "0.25").out()).contains("on held-out rows: loss ");
        assertThat(train("--holdout", "0").out()).contains("no rows were held out; on the training rows loss ");
    }
}
