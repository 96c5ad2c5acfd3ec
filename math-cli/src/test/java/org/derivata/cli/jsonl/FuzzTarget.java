package org.derivata.cli.jsonl;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.derivata.core.diagnostic.MathException;
import org.derivata.core.diagnostic.Source;
import org.derivata.core.language.MathParser;
import org.derivata.core.print.TextPrinter;
import org.derivata.core.print.UnicodePrinter;
import org.derivata.core.surface.Program;

/**
 * What a fuzzer feeds: the first byte chooses a door, the rest is the text. Whatever it is, there must be an answer, and none that tells of a
 * defect of ours. {@code FuzzTest} replays what was found, and starts Jazzer in the profile {@code fuzz}.
 */
public final class FuzzTarget {

    private FuzzTarget() {}

    /** Called by Jazzer, by this name. */
    public static void fuzzerTestOneInput(byte[] data) {
        if (data.length == 0) {
            return;
        }
        String text = new String(Arrays.copyOfRange(data, 1, data.length), StandardCharsets.UTF_8);
        switch (data[0] & 3) {
            case 0 -> readAndPrint(text);
            case 1 -> answer(text.replace('\n', ' '));
            case 2 -> answer(request("diff", text));
            default -> answer(request("eval", text));
        }
    }

    /** What is printed reads back, and prints the same. */
    private static void readAndPrint(String text) {
        Program program;
        try {
            program = new MathParser().parse(Source.formula(text));
        } catch (MathException refused) {
            check(!refused.getMessage().isBlank(), "an error without a message");
            return;
        }
        String printed = new TextPrinter().print(program);
        new UnicodePrinter().print(program);
        try {
            String again = new TextPrinter().print(new MathParser().parse(Source.formula(printed)));
            check(again.equals(printed), "printed " + printed + " reads back as " + again);
        } catch (MathException refused) {
            check(refused.code().startsWith("limit."), "printed " + printed + " is refused: " + refused.getMessage());
        }
    }

    private static String request(String operation, String text) {
        String inputs = operation.equals("eval") ? ",\"inputs\":{\"x\":0.5,\"y\":[1,2],\"A\":[[2,1],[1,3]]}" : "";
        String expression = Json.text(out -> out.writeString(text));
        return "{\"op\":\"" + operation + "\",\"wrt\":[\"x\"]" + inputs + ",\"expr\":" + expression + "}";
    }

    private static void answer(String request) {
        StringWriter answers = new StringWriter();
        try {
            new JsonLines(new StringReader(request + "\n"), answers).run();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        String answer = answers.toString();
        check(answer.endsWith("\n") && answer.indexOf('\n') == answer.length() - 1, "not one line: " + answer);
        check(!answer.contains("\"code\":\"internal\""), request + " is answered with " + answer);
        check(!answer.contains("\"code\":\"limit.memory\""), request + " is answered with " + answer);
    }

    private static void check(boolean holds, String message) {
        if (!holds) {
            throw new AssertionError(message);
        }
    }
}
