package org.derivata.symbolic.rewrite;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.derivata.core.diagnostic.Source;
import org.derivata.core.expr.Expr;
import org.jspecify.annotations.Nullable;

/** Named rules that belong together, tried in their order, found by the kind of the node they apply to. Immutable. */
public final class RuleSet {

    private final String name;
    private final List<Rule> rules;
    private volatile @Nullable Index index;

    private RuleSet(String name, List<Rule> rules) {
        this.name = name;
        this.rules = List.copyOf(rules);
    }

    /** The rules for each kind that some rule names, and those for all others. */
    private record Index(Map<String, List<Rule>> byKind, List<Rule> anywhere) {

        static Index of(List<Rule> rules) {
            Map<String, List<Rule>> byKind = new HashMap<>();
            List<Rule> anywhere = new ArrayList<>();
            for (Rule rule : rules) {
                if (rule.roots().isEmpty()) {
                    byKind.values().forEach(each -> each.add(rule));
                    anywhere.add(rule);
                }
                for (String kind : rule.roots()) {
                    byKind.computeIfAbsent(kind, unused -> new ArrayList<>(anywhere))
                            .add(rule);
                }
            }
            return new Index(byKind, anywhere);
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
        return new RuleSet(name, read(name, lines, PatternRule::parse));
    }

    /**
     * The same, of lines that tests have read: each is parsed when an expression holds the functions it is about. Of some hundred rules a formula
     * needs a few, and reading them all would take longer than all else that a short program does.
     */
    public static RuleSet known(String name, String lines) {
        return new RuleSet(name, read(name, lines, PatternRule::known));
    }

    private static List<Rule> read(String name, String lines, Function<Source, Rule> reader) {
        List<Rule> rules = new ArrayList<>();
        for (String line : lines.split("\n", -1)) {
            String content = line.strip();
            if (!content.isEmpty() && !content.startsWith("#")) {
                rules.add(reader.apply(new Source(name, content)));
            }
        }
        return rules;
    }

    /** These rules and then those, under this name. */
    public RuleSet and(RuleSet more) {
        List<Rule> all = new ArrayList<>(rules);
        all.addAll(more.rules);
        return new RuleSet(name, all);
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
        Index known = index;
        if (known == null) {
            known = Index.of(rules);
            index = known;
        }
        return known.byKind.getOrDefault(Rule.kind(node), known.anywhere);
    }

    @Override
    public String toString() {
        return name + " (" + rules.size() + " rules)";
    }
}
