package org.derivata.core.print;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.derivata.core.expr.Apply;
import org.derivata.core.expr.Constant;
import org.derivata.core.expr.Einsum;
import org.derivata.core.expr.Expr;
import org.derivata.core.expr.Graph;
import org.derivata.core.expr.LinearCombination;
import org.derivata.core.expr.Variable;
import org.derivata.core.notation.Notation;
import org.derivata.core.shape.Dimension;
import org.derivata.core.surface.Program;
import org.derivata.core.surface.Statement;
import org.derivata.core.surface.Syntax;

/**
 * Writes a Python function in the notation of the formula: for NumPy, with the special functions of SciPy, or for SymPy, exact and of scalars and
 * matrices.
 */
public final class PythonPrinter implements FunctionPrinter {

    /** Operators that notation writes as signs, numbers, or functions of other names. */
    private static final Set<String> SIGNS = Set.of(
            "power",
            "pow",
            "size",
            "stack",
            "slice",
            "gather",
            "less",
            "less_equal",
            "greater",
            "greater_equal",
            "equal",
            "not_equal",
            "logical_and",
            "logical_or");

    private static final Set<String> RESERVED = Set.of(
            "False",
            "None",
            "True",
            "and",
            "as",
            "assert",
            "async",
            "await",
            "break",
            "class",
            "continue",
            "def",
            "del",
            "elif",
            "else",
            "except",
            "finally",
            "for",
            "from",
            "global",
            "if",
            "import",
            "in",
            "is",
            "lambda",
            "nonlocal",
            "not",
            "or",
            "pass",
            "raise",
            "return",
            "try",
            "while",
            "with",
            "yield",
            "np",
            "special",
            "sympy",
            "sum",
            "map");

    private final Dialect dialect;
    private final boolean symbolic;

    private PythonPrinter(Dialect dialect, boolean symbolic) {
        this.dialect = dialect;
        this.symbolic = symbolic;
    }

    /** For arrays of numbers. */
    public static PythonPrinter numpy() {
        return new PythonPrinter(new Dialect("NumPy", "numpy"), false);
    }

    /** For symbols; vectors are no matrices there and are refused. */
    public static PythonPrinter sympy() {
        return new PythonPrinter(new Dialect("SymPy", "sympy"), true);
    }

    @Override
    public String print(Listing listing) {
        Expr root = dialect.opened(listing.expression());
        dialect.check(root, SIGNS);
        if (symbolic) {
            Graph.postOrder(root).forEach(this::checkSymbolic);
        }
        Program program = Notation.write(root, listing.order(), listing.names());
        Map<String, String> names = names(listing, program);
        PythonRule rule = new PythonRule(dialect, names);
        StringBuilder body = new StringBuilder();
        for (Statement each : program.statements()) {
            if (each instanceof Statement.Definition definition) {
                body.append("    ")
                        .append(names.get(definition.name().name()))
                        .append(" = ")
                        .append(rule.print(definition.value()))
                        .append('\n');
            } else if (each instanceof Statement.Expression expression) {
                body.append("    return ")
                        .append(rule.print(expression.value()))
                        .append('\n');
            }
        }
        return imports(body.toString())
                + "\n\ndef " + listing.name() + "("
                + String.join(
                        ", ",
                        listing.parameters().stream()
                                .map(each -> names.get(each.name()))
                                .toList()) + "):\n"
                + conversions(listing.parameters(), names)
                + sizes(listing, names, namesIn(program))
                + body;
    }

    /** Python's own words get a line behind them. */
    private static Map<String, String> names(Listing listing, Program program) {
        Map<String, String> names = new LinkedHashMap<>();
        Graph.variables(List.of(listing.expression())).forEach(each -> names.put(each.name(), each.name()));
        for (Variable each : listing.parameters()) {
            names.put(each.name(), each.name());
            each.shape().names().forEach(size -> names.putIfAbsent(size, size));
        }
        for (Statement each : program.statements()) {
            if (each instanceof Statement.Definition definition) {
                names.put(definition.name().name(), definition.name().name());
            }
        }
        listing.names().values().forEach(each -> names.putIfAbsent(each, each));
        names.replaceAll((name, python) -> RESERVED.contains(name) ? name + "_" : name);
        return names;
    }

    private String imports(String body) {
        if (symbolic) {
            return "import sympy\n";
        }
        return "import numpy as np\n"
                + (body.contains("special.")
                        ? "from scipy import special  # " + String.join(", ", specialFunctions(body)) + "\n"
                        : "");
    }

    private static Set<String> specialFunctions(String body) {
        Set<String> functions = new LinkedHashSet<>();
        for (int at = body.indexOf("special."); at >= 0; at = body.indexOf("special.", at + 1)) {
            int from = at + "special.".length();
            functions.add(body.substring(from, body.indexOf('(', from)));
        }
        return functions;
    }

    /** Numbers and lists become arrays of doubles: Python's own integers do not divide by zero. */
    private String conversions(List<Variable> parameters, Map<String, String> names) {
        StringBuilder out = new StringBuilder();
        for (Variable each : symbolic ? List.<Variable>of() : parameters) {
            String name = names.get(each.name());
            out.append("    ")
                    .append(name)
                    .append(" = np.asarray(")
                    .append(name)
                    .append(", dtype=float)\n");
        }
        return out.toString();
    }

    /** Sizes that the text uses, read from the shapes of parameters. */
    private String sizes(Listing listing, Map<String, String> names, Set<String> used) {
        StringBuilder out = new StringBuilder();
        Set<String> open = new LinkedHashSet<>();
        listing.parameters().forEach(each -> open.addAll(each.shape().names()));
        open.retainAll(used);
        listing.parameters().forEach(each -> open.remove(each.name()));
        for (Variable each : listing.parameters()) {
            List<String> targets = new ArrayList<>();
            for (Dimension size : each.shape().sizes()) {
                boolean found = size.isName() && open.remove(size.toString());
                targets.add(found ? names.get(size.toString()) : "_");
            }
            if (targets.stream().anyMatch(target -> !target.equals("_"))) {
                String shape = names.get(each.name()) + ".shape";
                out.append("    ")
                        .append(String.join(", ", targets))
                        .append(targets.size() == 1 ? ", = " : " = ")
                        .append(symbolic ? "map(sympy.Integer, " + shape + ")" : shape)
                        .append('\n');
            }
        }
        if (!open.isEmpty()) {
            throw dialect.unsupported("the size " + open.iterator().next() + ", which no shape has as an axis");
        }
        return out.toString();
    }

    /** All names in a program, and those of sizes that no parameter has. */
    private static Set<String> namesIn(Program program) {
        Set<String> names = new LinkedHashSet<>();
        Deque<Syntax> open = new ArrayDeque<>();
        for (Statement each : program.statements()) {
            if (each instanceof Statement.Definition definition) {
                open.add(definition.value());
            } else if (each instanceof Statement.Expression expression) {
                open.add(expression.value());
            }
        }
        while (!open.isEmpty()) {
            Syntax next = open.pop();
            if (next instanceof Syntax.Name name) {
                names.add(name.name());
            }
            next.children().forEach(open::push);
        }
        return names;
    }

    /** SymPy's matrices have sums, multiples, products, transposes, traces, inverses and determinants, and nothing entry by entry. */
    private void checkSymbolic(Expr node) {
        if (node.rank() == 0 && !(node instanceof Einsum)) {
            return;
        }
        if (node.rank() != 0 && node.rank() != 2) {
            throw dialect.unsupported("an array of shape " + node.shape() + "; a column is [n, 1]");
        }
        if (node instanceof LinearCombination sum
                && sum.terms().stream().anyMatch(each -> each.expression() instanceof Constant)) {
            throw dialect.unsupported("a number added to a matrix");
        }
        if (node instanceof Constant) {
            return;
        }
        if (node instanceof Apply apply && apply.operator().isElementwise()) {
            throw dialect.unsupported(apply.operator().name() + " entry by entry");
        }
        if (node instanceof Einsum product && !isMatrixProduct(product)) {
            throw dialect.unsupported("the product " + product.equation());
        }
    }

    /** Each label joins two axes, or an axis and the result. */
    private static boolean isMatrixProduct(Einsum product) {
        int[] uses = new int[product.labelCount()];
        for (int i = 0; i < product.operands().size(); i++) {
            for (int label : product.labels(i)) {
                uses[label]++;
            }
        }
        for (int label = 0; label < uses.length; label++) {
            if (uses[label] != (label < product.rank() ? 1 : 2)) {
                return false;
            }
        }
        return true;
    }
}
