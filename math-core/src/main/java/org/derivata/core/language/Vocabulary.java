package org.derivata.core.language;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.derivata.core.diagnostic.ArgumentException;
import org.derivata.core.diagnostic.Diagnostic;
import org.derivata.core.diagnostic.Source;
import org.derivata.core.surface.Syntax;
import org.derivata.core.surface.Syntax.Argument;

/**
 * The names that may stand behind a prefix such as {@code np.}, and what they mean in this language. The tables are the {@code .names} files
 * beside this class; a section there begins with the prefixes it is for:
 *
 * <pre>
 * [torch.nn.functional F]
 * keywords dim=axis                      an argument named dim is called axis here
 * constants pi inf                       numbers with the names they have here
 * same relu softmax                      functions with the names and arguments they have here
 * rename arctan=atan                     functions with another name here
 * silu(input) -> input * sigmoid(input)  everything else, see {@link Spelling}; of several forms the first that fits counts
 * like torch                             all that another section before it has
 * </pre>
 */
final class Vocabulary {

    /** Names as they may stand without a prefix. */
    static final String PLAIN = "plain";
    /** Names of methods, {@code x.sum()}. */
    static final String METHODS = "methods";

    private static final Map<String, Vocabulary> ALL = readAll("numpy", "scipy", "torch", "others", "plain");
    private static final Set<String> FIRST_WORDS = ALL.keySet().stream()
            .map(each -> each.contains(".") ? each.substring(0, each.indexOf('.')) : each)
            .filter(each -> !each.equals(PLAIN) && !each.equals(METHODS))
            .collect(Collectors.toUnmodifiableSet());

    private final Map<String, String> keywords = new HashMap<>();
    private final Set<String> constants = new LinkedHashSet<>();
    private final Map<String, String> renamed = new LinkedHashMap<>();
    private final Map<String, List<String>> lines = new LinkedHashMap<>();
    private final Map<String, List<Spelling>> spellings = new ConcurrentHashMap<>();

    private Vocabulary() {}

    private static Map<String, Vocabulary> readAll(String... files) {
        Map<String, Vocabulary> all = new LinkedHashMap<>();
        for (String file : files) {
            Vocabulary section = new Vocabulary();
            for (String line : text(file + ".names").split("\n")) {
                String content = line.strip();
                if (content.startsWith("[")) {
                    section = new Vocabulary();
                    for (String prefix :
                            content.substring(1, content.length() - 1).split(" ")) {
                        all.put(prefix, section);
                    }
                } else if (!content.isEmpty() && !content.startsWith("#")) {
                    section.read(content, all);
                }
            }
        }
        return all;
    }

    private static String text(String resource) {
        try (InputStream in = Objects.requireNonNull(Vocabulary.class.getResourceAsStream(resource))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read(String line, Map<String, Vocabulary> before) {
        if (line.contains("->")) {
            String head = line.substring(0, line.indexOf("->")).strip();
            String name = head.contains("(") ? head.substring(0, head.indexOf('(')) : head;
            lines.computeIfAbsent(name, unused -> new ArrayList<>()).add(line);
            return;
        }
        String[] words = line.split(" +");
        for (int i = 1; i < words.length; i++) {
            String[] sides = words[i].split("=");
            switch (words[0]) {
                case "keywords" -> keywords.put(sides[0], sides[1]);
                case "constants" -> constants.add(words[i]);
                case "same" -> renamed.put(words[i], words[i]);
                case "rename" -> renamed.put(sides[0], sides[1]);
                case "like" -> include(Objects.requireNonNull(before.get(words[i])));
                default -> throw new IllegalStateException("no such line: " + line);
            }
        }
    }

    private void include(Vocabulary other) {
        keywords.putAll(other.keywords);
        constants.addAll(other.constants);
        renamed.putAll(other.renamed);
        other.lines.forEach(lines::putIfAbsent);
    }

    /** Whether a name followed by a dot opens a dotted name. */
    static boolean isPrefix(String name) {
        return FIRST_WORDS.contains(name);
    }

    /** The names behind a prefix, if the language knows any. */
    static Optional<Vocabulary> behind(String prefix) {
        return Optional.ofNullable(ALL.get(prefix));
    }

    static Map<String, Vocabulary> all() {
        return ALL;
    }

    boolean has(String name) {
        return renamed.containsKey(name) || lines.containsKey(name);
    }

    boolean hasConstant(String name) {
        return constants.contains(name);
    }

    Collection<String> names() {
        Set<String> names = new LinkedHashSet<>(renamed.keySet());
        names.addAll(lines.keySet());
        return names;
    }

    /** The name here of a function that only has another name. */
    Optional<String> renamed(String name) {
        return Optional.ofNullable(renamed.get(name));
    }

    List<Spelling> spellings(String name) {
        return spellings.computeIfAbsent(
                name,
                unused -> lines.getOrDefault(name, List.of()).stream()
                        .map(Spelling::read)
                        .toList());
    }

    /** What a call of one of these names means, in names of this language. */
    Syntax meaning(Syntax.Call call, String name, Library library, Source source) {
        List<Spelling> forms = spellings(name);
        if (forms.isEmpty()) {
            return renamed(call, renamed.getOrDefault(name, name), library);
        }
        List<Diagnostic> mismatches = new ArrayList<>();
        for (Spelling each : forms) {
            Diagnostic mismatch = each.mismatch(call, source);
            if (mismatch == null) {
                return each.expand(call, source);
            }
            mismatches.add(mismatch);
        }
        throw new ArgumentException(
                forms.size() == 1
                        ? mismatches.get(0)
                        : Diagnostic.of("arity", "these are not the arguments of " + call.name())
                                .help(forms.stream()
                                        .map(Spelling::signature)
                                        .distinct()
                                        .collect(Collectors.joining(", or ")))
                                .at(source, call.span()));
    }

    private Syntax renamed(Syntax.Call call, String name, Library library) {
        Optional<Function> function = library.function(name);
        List<Argument> arguments = call.arguments().stream()
                .map(each -> {
                    String keyword = each.keyword() == null ? null : keywords.get(each.keyword());
                    boolean meant = keyword != null
                            && function.isPresent()
                            && function.get().hasParameter(keyword);
                    return meant ? new Argument(keyword, each.value(), each.span()) : each;
                })
                .toList();
        return new Syntax.Call(name, call.nameSpan(), arguments, false, call.span());
    }
}
