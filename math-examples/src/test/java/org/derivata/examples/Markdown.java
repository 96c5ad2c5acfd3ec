package org.derivata.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A page of the project's documentation, as far as tests need to read it. */
record Markdown(String name, String text) {

    /** The repository, found from the folder of a module. */
    static final Path ROOT = root();

    private static final Pattern FENCE = Pattern.compile("(?ms)^```(\\w*)\\n(.*?)^```$");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    /** A fenced part: its language, which may be empty, and its lines. */
    record Block(String language, String text) {}

    private static Path root() {
        Path here = Path.of("").toAbsolutePath();
        while (!Files.isRegularFile(here.resolve("math"))) {
            here = here.getParent();
        }
        return here;
    }

    static Markdown read(String name) throws IOException {
        return new Markdown(name, Files.readString(ROOT.resolve(name)).replace("\r\n", "\n"));
    }

    List<Block> blocks() {
        return FENCE.matcher(text)
                .results()
                .map(found -> new Block(found.group(1), found.group(2)))
                .toList();
    }

    List<String> blocks(String language) {
        return blocks().stream()
                .filter(each -> each.language().equals(language))
                .map(Block::text)
                .toList();
    }

    /** The cells of the tables under a header line, row by row. */
    List<List<String>> table(String header) {
        List<List<String>> rows = new ArrayList<>();
        boolean inside = false;
        for (String line : text.lines().toList()) {
            inside = line.equals(header) || (inside && line.startsWith("|"));
            if (inside && !line.equals(header) && !line.startsWith("|---")) {
                rows.add(List.of(line.substring(1).strip().split("\\s*\\|\\s*")));
            }
        }
        return rows;
    }

    /** What stands between single backticks. */
    static List<String> code(String cell) {
        return CODE.matcher(cell).results().map(found -> found.group(1)).toList();
    }

    /** Words of a command line; quotes keep words together. */
    static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        Matcher word = Pattern.compile("\"([^\"]*)\"|(\\S+)").matcher(line);
        while (word.find()) {
            words.add(word.group(1) == null ? word.group(2) : word.group(1));
        }
        return words;
    }
}
