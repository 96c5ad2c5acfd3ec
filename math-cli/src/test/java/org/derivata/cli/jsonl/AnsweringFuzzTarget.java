package org.derivata.cli.jsonl;

import java.nio.charset.StandardCharsets;

/**
 * What a fuzzer feeds to {@code math eval --jsonl}: the first byte chooses what is asked of the text in the others. There is an answer of one line,
 * and none that tells of a defect of ours. {@code FuzzTest} replays what was found, and starts Jazzer in the profile {@code fuzz}.
 */
public final class AnsweringFuzzTarget {

    private static final String VALUES = "{\"inputs\":{\"x\":0.5,\"y\":[1,2],\"A\":[[2,1],[1,3]]},";

    private AnsweringFuzzTarget() {}

    /** Called by Jazzer, by this name. */
    public static void fuzzerTestOneInput(byte[] data) {
        if (data.length == 0) {
            return;
        }
        String text = new String(data, 1, data.length - 1, StandardCharsets.UTF_8);
        String request = switch (data[0] & 15) {
            case 0 -> text.replace('\n', ' ');
            case 1 -> request("{\"op\":\"diff\",\"wrt\":[\"x\"],", text);
            case 2 -> request("{\"op\":\"simplify\",", text);
            case 3 -> request(VALUES + "\"wrt\":[\"x\"],", text);
            case 4 -> request(VALUES, text);
            case 5 -> request(VALUES + "\"engine\":\"ojalgo\",", text);
            case 6, 7 -> request("{\"engine\":\"reference\",\"inputs\":{\"x\":0.5},", text);
            default -> request(VALUES + "\"engine\":\"reference\",", text);
        };
        String answer = Responses.of(request, 1);
        check(answer.indexOf('\n') < 0, answer, request);
        check(!answer.contains("\"code\":\"internal\""), answer, request);
        check(!answer.contains("\"code\":\"limit.memory\""), answer, request);
    }

    private static String request(String start, String text) {
        return start + "\"expr\":" + Json.text(out -> out.writeString(text)) + "}";
    }

    private static void check(boolean holds, String answer, String request) {
        if (!holds) {
            throw new AssertionError(request + " is answered with " + answer);
        }
    }
}
