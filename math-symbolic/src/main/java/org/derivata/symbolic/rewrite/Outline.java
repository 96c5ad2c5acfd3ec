package org.derivata.symbolic.rewrite;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.derivata.core.language.Library;

/**
 * What the text of a pattern tells before it is parsed: the kinds of node at its head, and the functions that it names. It is all that is needed to
 * pass a rule over, and much less work than reading it.
 */
final class Outline {

    /** The kinds of powers: a pattern's {@code a**p} is found in those with a constant exponent too. */
    static final Set<String> POWERS = Set.of("pow", "power");

    /** The kinds that signs outside brackets make, the loosest first; longer signs stand before those they begin with. */
    private static final List<Map.Entry<String, Set<String>>> SIGNS = List.of(
            Map.entry(" or ", Set.of("logical_or")),
            Map.entry(" and ", Set.of("logical_and")),
            Map.entry("not ", Set.of("logical_not")),
            Map.entry(" <= ", Set.of("less_equal")),
            Map.entry(" >= ", Set.of("greater_equal")),
            Map.entry(" == ", Set.of("equal")),
            Map.entry(" != ", Set.of("not_equal")),
            Map.entry(" < ", Set.of("less")),
            Map.entry(" > ", Set.of("greater")),
            Map.entry(" + ", Set.of(Rule.SUM)),
            Map.entry(" - ", Set.of(Rule.SUM)),
            Map.entry(" * ", Set.of(Rule.PRODUCT)),
            Map.entry(" / ", Set.of(Rule.PRODUCT)),
            Map.entry(" @ ", Set.of(Rule.PRODUCT)),
            Map.entry("**", POWERS));

    private Outline() {}

    /** The kinds of the node, as {@link Rule#roots}. */
    static Set<String> kinds(String pattern) {
        String outside = outsideBrackets(pattern);
        for (Map.Entry<String, Set<String>> sign : SIGNS) {
            int at = outside.indexOf(sign.getKey());
            if (at >= 0) {
                boolean reciprocal = sign.getKey().equals(" / ") && isNumber(outside.substring(0, at));
                return reciprocal ? POWERS : sign.getValue();
            }
        }
        String name = outside.substring(0, outside.indexOf('('));
        return Library.standard().declares(name) ? Set.of(name) : POWERS;
    }

    /** The operators whose names are called in the text. */
    static Set<String> functions(String pattern) {
        Set<String> called = new LinkedHashSet<>();
        int start = 0;
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            if (c == '(' && i > start && Library.standard().declares(pattern.substring(start, i))) {
                called.add(pattern.substring(start, i));
            }
            if (!Character.isLetterOrDigit(c) && c != '_') {
                start = i + 1;
            }
        }
        return called;
    }

    private static String outsideBrackets(String pattern) {
        StringBuilder outside = new StringBuilder();
        int depth = 0;
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            depth -= c == ')' ? 1 : 0;
            if (depth == 0) {
                outside.append(c);
            }
            depth += c == '(' ? 1 : 0;
        }
        return outside.toString();
    }

    private static boolean isNumber(String text) {
        return text.chars().allMatch(Character::isDigit);
    }
}
