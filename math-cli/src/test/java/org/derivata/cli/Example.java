package org.derivata.cli;

import static org.derivata.cli.CommandLines.run;
import static org.derivata.cli.CommandLines.runWith;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An example as a person types it: {@code $ cat FILE} with the file's contents behind it, then {@code $ math ...}; or one request as JSON. It
 * runs in a folder of its own.
 */
record Example(String text) {

    /** {@code -Dexamples=write} writes what the command says now into the files that hold what it should say. */
    static final boolean WRITE = "write".equals(System.getProperty("examples"));

    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|'([^']*)'|(\\S+)");

    boolean canRun() {
        return text.startsWith("$ ") || text.startsWith("{");
    }

    /** What the command answers: its error where it has one. */
    String answer(Path folder) throws IOException {
        if (text.startsWith("{")) {
            return told(runWith(text + "\n", false, Map.of(), "eval", "--jsonl").out());
        }
        String answer = "";
        for (String step : text.split("(?m)^\\$ ")) {
            int end = step.indexOf('\n');
            String command = end < 0 ? step : step.substring(0, end);
            if (command.startsWith("cat ")) {
                Files.writeString(folder.resolve(command.substring("cat ".length())), step.substring(end + 1));
            } else if (command.startsWith("math ")) {
                answer = run(words(command.substring("math ".length()), folder)).all();
            }
        }
        return answer.replace(folder + "/", "")
                .replace(folder.toString(), "this folder")
                .stripTrailing();
    }

    private static String told(String line) throws IOException {
        JsonNode error = new ObjectMapper().readTree(line).path("error");
        String help = error.path("help").asText("");
        return error.path("message").asText() + " [" + error.path("code").asText() + "]"
                + (help.isEmpty() ? "" : "\n  help: " + help);
    }

    /** The words of a command line; those that name a file of the example, in its folder. */
    private static String[] words(String command, Path folder) {
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(command);
        while (matcher.find()) {
            String word = matcher.group().replaceAll("^[\"']|[\"']$", "");
            words.add(
                    word.matches("\\w+\\.(math|csv|safetensors)")
                            ? folder.resolve(word).toString()
                            : word);
        }
        return words.toArray(String[]::new);
    }
}
