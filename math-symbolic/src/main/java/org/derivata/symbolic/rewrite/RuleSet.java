package org.derivata.symbolic.rewrite;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.derivata.core.diagnostic.Source;
import org.derivata.core.expr.Expr;

/** Named rules that belong together, tried in their order, found by the kind of the node they apply to. Immutable. */
public final class RuleSet {

    private final String name;
    private final List<Rule> rules;
    private final List<Rule> anywhere;
    private final Map<String, List<Rule>> byKind = new LinkedHashMap<>();

    private RuleSet(String name, List<Rule> rules) {
        this.name = name;
        this.rules = List.copyOf(rules);
        this.anywhere = rules.stream().filter(each -> each.roots().isEmpty()).toList();
        List<String> kinds =
                rules.stream().flatMap(each -> each.roots().stream()).distinct().toList();
        for (String kind : kinds) {
            byKind.put(
                    kind,
                    rules.stream()
                            .filter(each ->
                                    each.roots().isEmpty() || each.roots().contains(kind))
                            .toList());
        }
    }

    public static RuleSet of(String name, Rule... rules) {
        return new RuleSet(name, List.of(rules));
    }

    /**
     * The rules of a text, one a line as {@code name : left -> right  where guard}; {@code ~>} where the right side is defined more widely.
     * Empty lines and lines that start with {@code #} do not count.
     *
     * @throws org.derivata.core.diagnostic.MathException when a line is no rule
     */
    public static RuleSet parse(String name, String lines) {
        List<Rule> rules = new ArrayList<>();
        for (String line : lines.split("\n", -1)) {
            if (!line.isBlank() && !line.strip().startsWith("#")) {
                rules.add(PatternRule.parse(new Source(name, line.strip())));
            }
        }
        return new RuleSet(name, rules);
    }

    /** These rules and then those, under this name. */
    public RuleSet and(RuleSet more) {
        return new RuleSet(
                name, Stream.concat(rules.stream(), more.rules.stream()).toList());
    }

    /** The rules without those that widen. */
    public RuleSet strict() {
        return new RuleSet(name, rules.stream().filter(each -> !each.widens()).toList());
    }

    public String name() {
        return name;
    }

    public List<Rule> rules() {
        return rules;
    }

    /** The rules that may apply to a node. */
    List<Rule> candidates(Expr node) {
        return byKind.getOrDefault(Rule.kind(node), anywhere);
    }

    @Override
    public String toString() {
        return name + " (" + rules.size() + " rules)";
    }
}
