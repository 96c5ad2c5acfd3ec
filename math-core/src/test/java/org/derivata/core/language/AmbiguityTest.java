package org.derivata.core.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.antlr.v4.runtime.DiagnosticErrorListener;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Recognizer;
import org.antlr.v4.runtime.atn.PredictionMode;
import org.derivata.core.diagnostic.MathException;
import org.derivata.core.diagnostic.Source;
import org.derivata.core.language.TokenReader.Line;
import org.derivata.core.language.grammar.MathParser;
import org.junit.jupiter.api.Test;

/** The grammar never has two readings, and the parser never has to look twice. */
class AmbiguityTest {

    private static final List<String> TEXTS = List.of(
            "x if a < b <= c else -y ** -z ** 2 or not a and b @ c / d * e - f",
            "f(x, s=1, t=[1, 2]) = exp(-(x / s)**2)",
            "input X, Z: [n, 2 * d + 1] positive symmetric",
            "param W: [64, 32] = he_normal",
            "H = relu(X @ W.T + b')[:, None, ..., 1:2, ::3, :-1].sum(axis=(0, 1), keepdims=1).T",
            "einsum('ij,jk->ik', A, B)[0][1:](2)",
            "((x,), (x, y), [[1, 2], [3, 4]], [])",
            "- - + not -x.shape[0] ** x.T ** 'text'");

    private static final int RANDOM = 10_000;

    private static final List<String> TOKENS = List.of(
            "x",
            "f",
            "2",
            "1e3",
            "'ij->ji'",
            "(",
            ")",
            "[",
            "]",
            ",",
            ":",
            "=",
            ".T",
            ".sum",
            "'",
            "+",
            "-",
            "*",
            "/",
            "@",
            "**",
            "<",
            "==",
            "and",
            "or",
            "not",
            "if",
            "else",
            "...",
            "None",
            "\n");

    private static final List<String> TEMPLATES = List.of(
            "_ + _",
            "_ - _",
            "_ * _",
            "_ / _",
            "_ @ _",
            "_ ** _",
            "-_",
            "not _",
            "_ and _",
            "_ or _",
            "_ < _ <= _",
            "_ == _",
            "_ if _ else _",
            "(_)",
            "f(_)",
            "f(_, _, axis=(0, 1))",
            "[_, _]",
            "[_]",
            "(_,)",
            "(_, _)",
            "x[_]",
            "x[_:_, ::_, None, ...]",
            "(_).T",
            "(_)'",
            "x.sum(axis=_)",
            "(_)[_]",
            "np.linalg.norm(_)",
            "a = _\n_",
            "f(x, s=_) = _\n_",
            "x: [n, 2 * d + 1] positive\n_");

    private final List<String> reports = new ArrayList<>();
    private int completed;

    private final class Listener extends DiagnosticErrorListener {

        Listener() {
            super(false);
        }

        @Override
        public void syntaxError(
                Recognizer<?, ?> recognizer,
                Object symbol,
                int line,
                int column,
                String message,
                RecognitionException error) {
            // the listener tells of ambiguities and second looks as if they were errors of syntax
            if (message.startsWith("report")) {
                reports.add(message);
            }
        }
    }

    @Test
    void noTextHasTwoReadingsOrNeedsASecondLook() throws IOException {
        List<String> texts = new ArrayList<>(TEXTS);
        texts.addAll(reference("bad.jsonl"));
        texts.addAll(reference("scalar.jsonl"));
        texts.addAll(reference("tensor.jsonl"));
        texts.addAll(reference("pasted.jsonl"));
        try (InputStream in = AmbiguityTest.class.getResourceAsStream("precedence.txt")) {
            String cases = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            cases.lines().forEach(line -> texts.add(line.split("\t")[0]));
        }
        assertThat(texts).hasSizeGreaterThan(2_500);
        for (long seed = 1; seed <= RANDOM; seed++) {
            texts.add(random(new SplittableRandom(seed)));
        }
        texts.forEach(this::read);
        assertThat(reports).isEmpty();
        assertThat(completed).as("statements read to their end").isGreaterThan(2_000);
    }

    /** A text of tokens in any order, or one of the templates with others put into it: most of the first are wrong, most of the second are right. */
    private static String random(SplittableRandom random) {
        if (random.nextInt(4) == 0) {
            StringBuilder text = new StringBuilder();
            for (int i = 1 + random.nextInt(12); i > 0; i--) {
                text.append(TOKENS.get(random.nextInt(TOKENS.size()))).append(' ');
            }
            return text.toString();
        }
        String text = "_";
        for (int i = 1 + random.nextInt(10); i > 0; i--) {
            String part = TEMPLATES.get(random.nextInt(TEMPLATES.size()));
            text = text.replaceFirst("_", Matcher.quoteReplacement(part));
        }
        return text.replace("_", random.nextBoolean() ? "x" : "2");
    }

    /** The formulas of a file of the reference cases, with their line breaks. */
    private static List<String> reference(String file) throws IOException {
        Pattern formula = Pattern.compile("\"expr\": \"((?:[^\"\\\\]|\\\\.)*)\"");
        List<String> found = new ArrayList<>();
        Path here = Path.of("").toAbsolutePath();
        Path project = Files.isDirectory(here.resolve("math-cli")) ? here : here.getParent();
        for (String line : Files.readAllLines(
                project.resolve("math-cli/src/test/resources/reference").resolve(file))) {
            Matcher match = formula.matcher(line);
            if (match.find()) {
                found.add(match.group(1)
                        .replace("\\n", "\n")
                        .replace("\\\"", "\"")
                        .replace("\\\\", "\\"));
            }
        }
        return found;
    }

    private void read(String text) {
        TokenReader reader;
        try {
            reader = TokenReader.read(Source.formula(text), Limits.defaults());
        } catch (MathException tooDeep) {
            return;
        }
        for (Line line : reader.lines()) {
            Tokens tokens = reader.stream();
            MathParser parser = new MathParser(tokens);
            parser.removeErrorListeners();
            parser.addErrorListener(new Listener());
            parser.setErrorHandler(new StopAtFirstError());
            parser.getInterpreter().setPredictionMode(PredictionMode.LL_EXACT_AMBIG_DETECTION);
            tokens.seek(line.start());
            try {
                switch (line.kind()) {
                    case DECLARATION -> parser.declaration();
                    case DEFINITION -> parser.definition();
                    case FUNCTION -> parser.functionDefinition();
                    case FORMULA -> parser.expression();
                }
                completed++;
            } catch (StopAtFirstError.Stop wrong) {
                // what it read until here counts
            }
        }
    }
}
