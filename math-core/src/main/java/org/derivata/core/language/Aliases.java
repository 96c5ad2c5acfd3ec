package org.derivata.core.language;

import java.util.Collection;
import java.util.Map;

/** Other spellings of a function, from NumPy, SciPy and mathematics. */
final class Aliases {

    private static final Map<String, String> PLAIN = Map.ofEntries(
            Map.entry("power", "pow"),
            Map.entry("absolute", "abs"),
            Map.entry("fabs", "abs"),
            Map.entry("arcsin", "asin"),
            Map.entry("arccos", "acos"),
            Map.entry("arctan", "atan"),
            Map.entry("arctan2", "atan2"),
            Map.entry("arcsinh", "asinh"),
            Map.entry("arccosh", "acosh"),
            Map.entry("arctanh", "atanh"),
            Map.entry("gammaln", "lgamma"),
            Map.entry("psi", "digamma"),
            Map.entry("amax", "max"),
            Map.entry("amin", "min"),
            Map.entry("ln", "log"),
            Map.entry("expit", "sigmoid"),
            Map.entry("σ", "sigmoid"));

    private Aliases() {}

    /** The function's own name. */
    static String plain(String name) {
        return PLAIN.getOrDefault(name, name);
    }

    static Collection<String> names() {
        return PLAIN.keySet();
    }
}
