package org.derivata.core.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
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

    private final List<String> reports = new ArrayList<>();

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
        try (var in = AmbiguityTest.class.getResourceAsStream("/reference/bad.jsonl")) {
            String cases = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            Matcher found = Pattern.compile("\"expr\": \"([^\"\\\\]*)\"").matcher(cases);
            found.results().forEach(each -> texts.add(each.group(1)));
        }
        assertThat(texts).hasSizeGreaterThan(100);
        texts.forEach(this::read);
        assertThat(reports).isEmpty();
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
            } catch (StopAtFirstError.Stop wrong) {
                // what it read until here counts
            }
        }
    }
}
