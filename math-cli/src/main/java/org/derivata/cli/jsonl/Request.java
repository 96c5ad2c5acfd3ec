package org.derivata.cli.jsonl;

import com.fasterxml.jackson.databind.JsonNode;
import org.derivata.cli.question.EngineChoice;
import org.derivata.cli.question.Question;
import org.derivata.core.diagnostic.ArgumentException;
import org.derivata.core.diagnostic.Diagnostic;

/**
 * A line that asks something.
 *
 * @param assume what {@code simplify} may take for granted; empty for nothing
 */
record Request(Operation operation, Question question, String assume) {

    /** What is asked for. */
    enum Operation {
        EVAL,
        DIFF,
        SIMPLIFY
    }

    /**
     * Reads a request.
     *
     * @throws org.derivata.core.diagnostic.MathException {@code request.*} when a field is missing or of another type
     */
    static Request of(JsonNode line) {
        Fields fields = new Fields(line);
        Question question = Question.of(fields.requiredText("expr"))
                .shapes(fields.shapes())
                .inputs(fields.inputs())
                .wrt(fields.names("wrt"))
                .order(fields.order())
                .jacobian(fields.flag("jacobian", false))
                .stabilize(fields.flag("stabilize", true))
                .engine(engine(fields.text("engine", EngineChoice.STANDARD.word())));
        return new Request(operation(fields.text("op", "eval")), question, fields.text("assume", ""));
    }

    private static EngineChoice engine(String word) {
        return EngineChoice.named(word)
                .orElseThrow(() ->
                        new ArgumentException(Diagnostic.of("request.engine", "there is no engine " + clipped(word))
                                .help("engines are " + EngineChoice.words())));
    }

    private static Operation operation(String word) {
        return switch (word) {
            case "eval" -> Operation.EVAL;
            case "diff" -> Operation.DIFF;
            case "simplify" -> Operation.SIMPLIFY;
            default ->
                throw new ArgumentException(Diagnostic.of("request.op", "there is no op " + clipped(word))
                        .help("ops are eval, diff, simplify"));
        };
    }

    private static String clipped(String word) {
        return word.length() <= 40 ? word : word.substring(0, 40) + "...";
    }
}
