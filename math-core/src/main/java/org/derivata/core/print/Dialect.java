package org.derivata.core.print;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.derivata.core.diagnostic.ArgumentException;
import org.derivata.core.diagnostic.Diagnostic;
import org.derivata.core.expr.Apply;
import org.derivata.core.expr.Expr;
import org.derivata.core.expr.Graph;

/**
 * What the functions of this language are called in another one: a table of templates, read from a file beside this class. Forms of the language that
 * are no functions stand in it under their sign, {@code <} or {@code and}.
 */
final class Dialect {

    private static final Pattern MARK = Pattern.compile("[#%][1-9*+]|@[a-z]+|@[*]");

    /** A text, or a mark: {@code #1} an argument, {@code %1} a list of sizes, {@code #*} all arguments, {@code #+} those without a keyword,
     * {@code @*} those with one, {@code @order} an attribute. */
    record Part(boolean isMark, String text) {
        /** The index of the argument that a numbered mark stands for. */
        int argument() {
            return text.charAt(1) - '1';
        }
    }

    private final String language;
    private final Map<String, List<Part>> templates = new HashMap<>();

    /** The table {@code FILE.dialect}. */
    Dialect(String language, String file) {
        this.language = language;
        try (InputStream in = Objects.requireNonNull(Dialect.class.getResourceAsStream(file + ".dialect"));
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            lines.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("# "))
                    .forEach(this::read);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read(String line) {
        int end = line.indexOf(" = ");
        String name = line.substring(0, end);
        String template = line.substring(end + 3);
        if (name.endsWith("*")) {
            for (String each : template.split(" ")) {
                templates.put(each, parts(name.substring(0, name.length() - 1) + each));
            }
        } else {
            templates.put(name, parts(template));
        }
    }

    private static List<Part> parts(String template) {
        List<Part> parts = new ArrayList<>();
        Matcher marks = MARK.matcher(template);
        int from = 0;
        while (marks.find()) {
            parts.add(new Part(false, template.substring(from, marks.start())));
            parts.add(new Part(true, marks.group()));
            from = marks.end();
        }
        parts.add(new Part(false, template.substring(from)));
        return parts;
    }

    boolean has(String function) {
        return templates.containsKey(function);
    }

    /** The template of a function, if it has one; a single text is a name to be called. */
    Optional<List<Part>> find(String function) {
        return Optional.ofNullable(templates.get(function));
    }

    /** The template of a function; one that the language lacks is refused. */
    List<Part> template(String function) {
        return find(function).orElseThrow(() -> unsupported(function));
    }

    /** The template of a function without marks, as of a constant. */
    String word(String function) {
        return template(function).get(0).text();
    }

    /** The error for a part of a formula that cannot be written in the language. */
    ArgumentException unsupported(String what) {
        return new ArgumentException(Diagnostic.of("print.unsupported", language + " has no counterpart of " + what)
                .help("--format numpy knows the most functions, --format text all of them"));
    }

    /** An expression with all composites opened that the language does not have. */
    Expr opened(Expr root) {
        return Graph.open(List.of(root), composite -> !has(composite.name()), (call, definition) -> {})
                .get(0);
    }

    /** Refuses the first operator that the language does not have, but for those that are written without a function. */
    void check(Expr root, Collection<String> written) {
        for (Expr node : Graph.postOrder(root)) {
            if (node instanceof Apply apply
                    && !written.contains(apply.operator().name())) {
                template(apply.operator().name());
            }
        }
    }
}
