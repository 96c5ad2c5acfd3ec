package org.derivata.nn.compile;

import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.stream.Stream;
import org.derivata.symbolic.rewrite.PatternNames;
import org.derivata.symbolic.rewrite.PatternRule;
import org.derivata.symbolic.rules.AlgebraRules;
import org.derivata.symbolic.rules.StabilityRules;

/** The text of a formula of three numbers, as a person might type it, the same for the same seed. */
final class RandomFormula {

    private static final List<String> VARIABLES = List.of("x", "y", "z");

    private static final List<String> NUMBERS = List.of("1", "1", "1", "2", "2", "0.5", "3", "10", "1e-8", "pi");

    private static final List<String> FUNCTIONS = List.of(
            "exp",
            "exp",
            "exp",
            "log",
            "log",
            "log",
            "sqrt",
            "sqrt",
            "sin",
            "cos",
            "tan",
            "sinh",
            "cosh",
            "tanh",
            "atan",
            "asin",
            "acos",
            "asinh",
            "atanh",
            "log1p",
            "expm1",
            "abs",
            "sigmoid",
            "softplus",
            "relu",
            "silu",
            "cbrt",
            "log2",
            "log10",
            "square",
            "erf",
            "erfc",
            "sign",
            "log1mexp",
            "logit");

    private static final List<String> PAIRS =
            List.of("hypot", "logaddexp", "maximum", "minimum", "xlogy", "atan2", "pow");

    private static final List<String> COMPARISONS = List.of("<", ">", "<=", ">=", "==", "!=");

    private static final List<String> EXPONENTS = List.of(
            "2", "2", "2", "3", "(-1)", "(-2)", "0.5", "(1/2)", "(3/2)", "(-1/2)", "(-3/2)", "4", "0.1", "10", "100");

    /** The left sides of the rules about numbers, over names for anything. */
    private static final List<PatternRule> RULES = Stream.of(
                    StabilityRules.ALL,
                    StabilityRules.BEFORE,
                    StabilityRules.SLOPES,
                    StabilityRules.EVALUATION,
                    AlgebraRules.ALL)
            .flatMap(each -> each.rules().stream())
            .filter(PatternRule.class::isInstance)
            .map(PatternRule.class::cast)
            .filter(each -> each.names().axes().isEmpty()
                    && each.names().values().stream().noneMatch(PatternNames::isMatrix))
            .toList();

    private static final int DEPTH = 3;

    private final SplittableRandom random;

    private RandomFormula(long seed) {
        random = new SplittableRandom(seed);
    }

    static String text(long seed) {
        return new RandomFormula(seed).inner(DEPTH);
    }

    private <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private String any(int depth) {
        return depth == 0 || random.nextInt(5) == 0 ? leaf() : inner(depth - 1);
    }

    private String leaf() {
        return random.nextInt(4) == 0 ? pick(NUMBERS) : pick(VARIABLES);
    }

    private String inner(int depth) {
        String a = any(depth);
        return switch (random.nextInt(30)) {
            case 0, 1, 2, 3, 4, 5 -> pick(FUNCTIONS) + "(" + a + ")";
            case 6 -> pick(PAIRS) + "(" + a + ", " + any(depth) + ")";
            case 7, 8 -> "(" + a + " + " + any(depth) + ")";
            case 9 -> "(" + a + " - " + any(depth) + ")";
            case 10, 11 -> "(" + a + " * " + any(depth) + ")";
            case 12, 13 -> "(" + a + ") / (" + any(depth) + ")";
            case 14 -> "(1 + " + a + ")";
            case 15 -> "(1 - " + a + ")";
            case 16 -> "(" + a + ")**" + pick(EXPONENTS);
            case 17 -> "(-(" + a + "))";
            case 19 -> "where(" + a + " " + pick(COMPARISONS) + " " + any(depth) + ", " + any(depth) + ", " + a + ")";
            // what cancels, where it does, cancels with something of its own
            case 18 -> {
                String b = any(depth);
                yield "((" + a + ") + (" + b + ") - (" + a + "))";
            }
            default -> form(depth);
        };
    }

    private String form(int depth) {
        PatternRule rule = pick(RULES);
        String text = rule.left();
        for (String name : rule.names().values()) {
            String value = "(" + any(Math.max(0, depth - 1)) + ")";
            text = text.replaceAll("\\b" + name + "\\b", Matcher.quoteReplacement(value));
        }
        return "(" + text + ")";
    }
}
