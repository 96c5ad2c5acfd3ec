package org.derivata.examples;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which package may import which: a row names a package and the rows just below it, and may use whatever those may use.
 * Packages that are not below one another, such as the optimizers and the losses, do not know each other.
 */
final class PackageOrder {
    private final Map<String, Set<String>> below = new LinkedHashMap<>();

    PackageOrder row(String name, String... justBelow) {
        Set<String> reachable = new LinkedHashSet<>();
        for (String lower : justBelow) {
            if (!below.containsKey(lower)) {
                throw new IllegalArgumentException(name + " stands on " + lower + ", which has no row above it");
            }
            reachable.add(lower);
            reachable.addAll(below.get(lower));
        }
        below.put(name, reachable);
        return this;
    }

    /**
     * The row that a package belongs to: its own, or that of the nearest enclosing package. Empty when there is none, and when
     * the enclosing package has rows for what is inside it: there, a new package must get a row of its own.
     */
    String rowOf(String packageName) {
        String name = packageName;
        while (!below.containsKey(name)) {
            int dot = name.lastIndexOf('.');
            if (dot < 0) {
                return "";
            }
            name = name.substring(0, dot);
        }
        return name.equals(packageName) || !hasRowsInside(name) ? name : "";
    }

    private boolean hasRowsInside(String name) {
        return below.keySet().stream().anyMatch(row -> row.startsWith(name + "."));
    }

    boolean mayUse(String row, String other) {
        return row.equals(other) || below.get(row).contains(other);
    }

    static PackageOrder ofDerivata() {
        String core = "org.derivata.core.";
        String symbolic = "org.derivata.symbolic.";
        String nn = "org.derivata.nn.";
        String formula = "org.derivata.symbolic";
        PackageOrder order = new PackageOrder()
                .row(core + "diagnostic")
                .row(core + "shape", core + "diagnostic")
                .row(core + "array", core + "shape")
                .row(core + "operator", core + "array")
                .row(core + "expr", core + "operator")
                .row(core + "evaluate", core + "expr")
                .row(core + "surface", core + "expr")
                .row(core + "language", core + "surface")
                .row(core + "notation", core + "surface")
                .row(core + "print", core + "language", core + "notation")
                .row(symbolic + "rewrite", core + "print", core + "evaluate");
        List<String> passes = List.of("canonical", "differentiate", "rules");
        passes.forEach(pass -> order.row(symbolic + pass, symbolic + "rewrite"));
        for (String pass : List.of("stabilize", "simplify")) {
            order.row(symbolic + pass, prefixed(symbolic, passes));
        }
        order.row(symbolic + "derivation", symbolic + "stabilize", symbolic + "simplify")
                .row(formula, symbolic + "derivation")
                .row(symbolic + "check", formula)
                .row(nn + "kernel", formula)
                .row(nn + "compile", nn + "kernel")
                .row(nn + "interop", nn + "compile")
                .row(nn + "data", nn + "compile")
                .row(nn + "metric", nn + "compile")
                .row(nn + "checkpoint", nn + "compile")
                .row(nn + "probability", nn + "compile");
        // A line search that fails asks the gradient check what is wrong.
        for (String part : List.of("model", "loss", "optimizer")) {
            order.row(nn + part, nn + "data", nn + "probability", symbolic + "check");
        }
        List<String> parts = List.of("model", "loss", "optimizer", "metric", "checkpoint", "interop");
        return order.row(nn + "training", prefixed(nn, parts))
                .row("org.derivata.testkit", symbolic + "check")
                .row("org.derivata.cli", nn + "training")
                .row("org.derivata.examples", nn + "training");
    }

    private static String[] prefixed(String prefix, List<String> names) {
        return names.stream().map(prefix::concat).toArray(String[]::new);
    }
}
