package org.derivata.core.print;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.derivata.core.expr.Expr;
import org.derivata.core.expr.Graph;
import org.derivata.core.expr.Quotients;
import org.derivata.core.expr.Variable;

/**
 * Writes a scalar expression as static methods of Java that compute what the reference engine computes, bit for bit: the same operations in the same
 * order, each shared part once. What is too long for one method of the virtual machine is split into several.
 */
public final class JavaPrinter implements FunctionPrinter {

    /** Parts that stand in one method; the virtual machine does not compile methods of more than 8,000 bytes of code. */
    private static final int LONGEST = 300;

    /** Two words each, of 255 that a method may take. */
    private static final int MOST_PARAMETERS = 120;

    private static final Set<String> RESERVED = Set.of(
            "abstract",
            "assert",
            "boolean",
            "break",
            "byte",
            "case",
            "catch",
            "char",
            "class",
            "const",
            "continue",
            "default",
            "do",
            "double",
            "else",
            "enum",
            "extends",
            "false",
            "final",
            "finally",
            "float",
            "for",
            "goto",
            "if",
            "implements",
            "import",
            "instanceof",
            "int",
            "interface",
            "long",
            "native",
            "new",
            "null",
            "package",
            "private",
            "protected",
            "public",
            "return",
            "short",
            "static",
            "strictfp",
            "super",
            "switch",
            "synchronized",
            "this",
            "throw",
            "throws",
            "transient",
            "true",
            "try",
            "void",
            "volatile",
            "while",
            "_",
            "t",
            "org");

    private final Dialect dialect = new Dialect("Java", "java");

    @Override
    public String print(Listing listing) {
        Expr root =
                Quotients.divided(List.of(dialect.opened(listing.expression()))).get(0);
        List<Expr> nodes = Graph.postOrder(root);
        for (Expr each : nodes) {
            if (each.rank() > 0) {
                throw dialect.unsupported("an array, such as " + each);
            }
        }
        dialect.check(root, Set.of("power"));
        if (listing.parameters().size() > MOST_PARAMETERS) {
            throw dialect.unsupported("a method of " + listing.parameters().size() + " parameters");
        }
        return new Methods(listing, root, nodes).print();
    }

    private final class Methods {

        private final Listing listing;
        private final Expr root;
        private final List<Expr> nodes;
        private final Map<Expr, Integer> uses;
        private final Map<Expr, JavaTerm> terms = new IdentityHashMap<>();
        private final List<String> parts = new ArrayList<>();
        private final StringBuilder body = new StringBuilder();
        private final boolean isLong;
        private int written;
        private int next;

        Methods(Listing listing, Expr root, List<Expr> nodes) {
            this.listing = listing;
            this.root = root;
            this.nodes = nodes;
            this.uses = Graph.uses(List.of(root));
            this.isLong =
                    nodes.stream().mapToInt(each -> 1 + each.arguments().size()).sum() > LONGEST;
        }

        String print() {
            Set<String> taken = new HashSet<>();
            listing.parameters().forEach(each -> taken.add(name(each)));
            JavaExpression expressions = new JavaExpression(dialect, node -> Objects.requireNonNull(terms.get(node)));
            for (Expr node : nodes) {
                if (node instanceof Variable variable) {
                    terms.put(node, new JavaTerm(name(variable), true));
                    continue;
                }
                List<JavaTerm> steps = expressions.write(node);
                boolean inline = node == root || node.arguments().isEmpty() || uses.getOrDefault(node, 0) == 1;
                if (steps.size() == 1
                        && (inline && (!isLong || node.arguments().isEmpty()))
                        && steps.get(0).text().length() < 60) {
                    terms.put(node, steps.get(0));
                } else {
                    terms.put(node, assigned(node, steps, taken));
                }
            }
            String result = Objects.requireNonNull(terms.get(root)).text();
            if (!isLong) {
                return method(listing.name(), "double", "", body + "    return " + result + ";\n");
            }
            endPart();
            StringBuilder calls = new StringBuilder("    double[] t = new double[" + next + "];\n");
            for (int i = 1; i <= parts.size(); i++) {
                calls.append("    ").append(listing.name()).append(i).append('(');
                listing.parameters().forEach(each -> calls.append(name(each)).append(", "));
                calls.append("t);\n");
            }
            return method(listing.name(), "double", "", calls + "    return " + result + ";\n")
                    + String.join("", parts);
        }

        private JavaTerm assigned(Expr node, List<JavaTerm> steps, Set<String> taken) {
            if (written > 0 && written + node.arguments().size() > LONGEST) {
                endPart();
            }
            String target;
            if (isLong) {
                target = "t[" + next++ + "]";
            } else {
                do {
                    target = "t" + ++next;
                } while (!taken.add(target));
            }
            for (int i = 0; i < steps.size(); i++) {
                // a long sum or product goes on from what it is so far
                body.append("    ")
                        .append(i == 0 && !isLong ? "double " : "")
                        .append(target)
                        .append(" = ")
                        .append(i == 0 ? "" : target)
                        .append(steps.get(i).text())
                        .append(";\n");
                written += JavaExpression.STEP;
                if (isLong && written > LONGEST) {
                    endPart();
                }
            }
            written += Math.min(node.arguments().size(), JavaExpression.STEP);
            return new JavaTerm(target, true);
        }

        private void endPart() {
            if (isLong && body.length() > 0) {
                parts.add("\n" + method(listing.name() + (parts.size() + 1), "void", "double[] t", body.toString()));
                body.setLength(0);
                written = 0;
            }
        }

        private String method(String name, String type, String more, String text) {
            List<String> parameters = new ArrayList<>();
            listing.parameters().forEach(each -> parameters.add("double " + name(each)));
            if (!more.isEmpty()) {
                parameters.add(more);
            }
            return "static " + type + " " + name + "(" + String.join(", ", parameters) + ") {\n" + text + "}\n";
        }
    }

    private static String name(Variable variable) {
        return RESERVED.contains(variable.name()) ? variable.name() + "_" : variable.name();
    }
}
