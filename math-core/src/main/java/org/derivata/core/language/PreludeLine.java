package org.derivata.core.language;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.derivata.core.diagnostic.Diagnostic;
import org.derivata.core.diagnostic.NameException;
import org.derivata.core.diagnostic.Source;
import org.derivata.core.diagnostic.Span;
import org.derivata.core.diagnostic.SyntaxException;
import org.derivata.core.expr.Apply;
import org.derivata.core.expr.Composite;
import org.derivata.core.expr.Einsum;
import org.derivata.core.expr.Expr;
import org.derivata.core.expr.Graph;
import org.derivata.core.expr.Variable;
import org.derivata.core.operator.Fact;
import org.derivata.core.operator.Operator;
import org.derivata.core.shape.Dimension;
import org.derivata.core.shape.Shape;
import org.derivata.core.surface.Syntax;

/**
 * A composite as its line declares it: {@code sigmoid(x) = 1 / (1 + exp(-x))   derivative y * (1 - y)   latex \sigma}. Parameters may have
 * defaults, {@code elu(x, alpha=1)}.
 */
public final class PreludeLine {

    private static final Pattern HEAD = Pattern.compile("\\s*([\\p{L}_][\\p{L}\\p{N}_]*)\\(([^)]*)\\)\\s*=");
    private static final Pattern SECTION = Pattern.compile("\\s{2,}(derivative|domain|latex|facts|doc|check)\\s+");

    private final String name;
    private final List<String> parameters;
    private final Map<String, String> defaults;
    private final Map<String, String> sections;

    private PreludeLine(
            String name, List<String> parameters, Map<String, String> defaults, Map<String, String> sections) {
        this.name = name;
        this.parameters = parameters;
        this.defaults = defaults;
        this.sections = sections;
    }

    /** The lines of a text; empty ones and comments do not count. */
    static List<PreludeLine> readAll(Source source) {
        List<PreludeLine> lines = new ArrayList<>();
        int offset = 0;
        for (String line : source.text().split("\n", -1)) {
            if (!line.isBlank() && !line.strip().startsWith("#")) {
                lines.add(read(source, offset, line));
            }
            offset += line.length() + 1;
        }
        return lines;
    }

    private static PreludeLine read(Source source, int offset, String line) {
        Matcher head = HEAD.matcher(line);
        if (!head.lookingAt()) {
            throw new SyntaxException(Diagnostic.of("syntax.prelude", "this line defines no function")
                    .help("write name(parameters) = definition, as in softsign(x) = x / (1 + abs(x))")
                    .at(source, new Span(offset, offset + line.length())));
        }
        Map<String, String> sections = new LinkedHashMap<>();
        Matcher section = SECTION.matcher(line);
        String keyword = "definition";
        int start = head.end();
        while (section.find(start)) {
            sections.put(keyword, line.substring(start, section.start()).trim());
            keyword = section.group(1);
            start = section.end();
        }
        sections.put(keyword, line.substring(start).trim());
        List<String> parameters = new ArrayList<>();
        Map<String, String> defaults = new LinkedHashMap<>();
        for (String parameter : head.group(2).split(",")) {
            String[] sides = parameter.split("=");
            parameters.add(sides[0].trim());
            if (sides.length > 1) {
                defaults.put(sides[0].trim(), sides[1].trim());
            }
        }
        return new PreludeLine(head.group(1), List.copyOf(parameters), defaults, sections);
    }

    public String name() {
        return name;
    }

    public List<String> parameters() {
        return parameters;
    }

    /** The definition as written. */
    public String definition() {
        return section("definition").orElse("");
    }

    Optional<String> latex() {
        return section("latex");
    }

    private Optional<String> section(String keyword) {
        return Optional.ofNullable(sections.get(keyword));
    }

    /** The function for calls, which stays closed until a pass opens it. */
    Function function(Library library) {
        Composite composite = library.composite(name);
        Map<String, Expr> otherwise = new LinkedHashMap<>();
        defaults.forEach((parameter, text) -> otherwise.put(parameter, library.elaborate(text, Scope.closed())));
        String signature = parameters.stream()
                .map(each -> defaults.containsKey(each) ? each + "=" + defaults.get(each) : each)
                .collect(Collectors.joining(", ", name + "(", ")"));
        return Function.declare(signature, composite.summary(), arguments -> {
            List<Expr> values = new ArrayList<>();
            for (String each : parameters) {
                values.add(arguments.has(each) ? arguments.value(each) : Objects.requireNonNull(otherwise.get(each)));
            }
            return Apply.of(
                    composite,
                    composite.isElementwise() ? arguments.broadcasting().together(values) : values);
        });
    }

    /** The operator of a library's composite. */
    Composite composite(Library library) {
        Syntax body = new MathParser(Limits.trusted()).parseExpression(new Source(name, definition()));
        Composite.Definition definition = (values, attributes) -> {
            Scope scope = Scope.closed().define(attributes);
            for (int i = 0; i < parameters.size(); i++) {
                scope.define(parameters.get(i), values.get(i));
            }
            Source source = new Source(name, definition());
            return new Elaborator(library, source, new ArrayList<>(), new IdentityHashMap<>(), Limits.trusted())
                    .elaborate(body, scope);
        };
        Operator declared = Composite.declare(name, kind(definition), parameters, definition)
                .doc(section("doc").orElse(""), section("check").stream().toArray(String[]::new))
                .facts(facts());
        if (section("derivative").isPresent()) {
            declared = declared.derivative(section("derivative").get());
        }
        if (section("domain").isPresent()) {
            declared = declared.domain(section("domain").get());
        }
        if (section("latex").isPresent()) {
            declared = declared.latex(section("latex").get());
        }
        return new Composite(declared, definition);
    }

    private Fact[] facts() {
        return section("facts").map(words -> words.split("\\s+")).stream()
                .flatMap(Arrays::stream)
                .map(word -> Fact.named(word)
                        .orElseThrow(() ->
                                new NameException(Diagnostic.of("name.unknown_fact", "there is no fact " + word))))
                .toArray(Fact[]::new);
    }

    /** Scalars in it are constants, since nothing here sums. */
    private static boolean isEntryByEntry(Einsum product) {
        boolean entries = IntStream.range(0, product.operands().size())
                .mapToObj(product::labels)
                .allMatch(labels -> labels.length == 0 || (labels.length == 1 && labels[0] == 0));
        return !product.sums() && entries;
    }

    /** A definition is elementwise when on vectors of an unknown size it only uses what is. */
    private Operator.Kind kind(Composite.Definition definition) {
        Shape shape = Shape.of(Dimension.named("n"));
        List<Expr> variables = new ArrayList<>();
        parameters.forEach(each -> variables.add(Variable.of(each, shape)));
        Expr opened = definition.open(variables, org.derivata.core.operator.Attributes.NONE);
        boolean elementwise = opened.shape().equals(shape)
                && Graph.postOrder(opened).stream()
                        .allMatch(each -> each instanceof Einsum product
                                ? isEntryByEntry(product)
                                : !(each instanceof Apply apply)
                                        || apply.operator().isElementwise());
        return elementwise ? Operator.Kind.ELEMENTWISE : Operator.Kind.STRUCTURAL;
    }
}
