package org.derivata.core.notation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.derivata.core.diagnostic.Source;
import org.derivata.core.diagnostic.Span;
import org.derivata.core.expr.Algebra;
import org.derivata.core.expr.Apply;
import org.derivata.core.expr.Constant;
import org.derivata.core.expr.Einsum;
import org.derivata.core.expr.Expr;
import org.derivata.core.expr.Graph;
import org.derivata.core.expr.LinearCombination;
import org.derivata.core.expr.Variable;
import org.derivata.core.shape.Dimension;
import org.derivata.core.shape.Shape;
import org.derivata.core.surface.Program;
import org.derivata.core.surface.Statement;
import org.derivata.core.surface.Syntax;
import org.jspecify.annotations.Nullable;

/**
 * Writes core expressions as a person would: in the author's order, with the author's names, as matrix products where those can say it and as
 * {@code einsum} where they cannot. Where sharing would make the text much longer than the graph, shared parts get names.
 */
public final class Notation {

    /** Texts up to this many symbols are written out whatever they share. */
    private static final int SHORT = 300;

    private static final int SWELL = 4;
    private static final int WORTH_A_NAME = 6;
    private static final int UNORDERED = Integer.MAX_VALUE;

    private final Map<Expr, Integer> order;
    private final Map<Expr, String> names;
    private final Map<Expr, Written> written = new IdentityHashMap<>();
    private final Map<Expr, Integer> ranks = new IdentityHashMap<>();
    private final ProductNotation products = new ProductNotation(this);
    private final SumNotation sums = new SumNotation(this);
    private final ApplyNotation applications = new ApplyNotation(this);

    /** Names that stand for something of the author's. */
    private final Set<String> taken;

    private final Expr root;
    private @Nullable Map<Expr, Integer> uses;

    /** What was written, or will be where parts get names; of products also what their operands are. */
    private final Set<Expr> present = new HashSet<>();

    private final Set<Long> presentProducts = new HashSet<>();

    private Notation(Expr root, Map<Expr, Integer> order, Map<Expr, String> names) {
        this.root = root;
        this.order = order;
        this.names = new IdentityHashMap<>(names);
        this.names.remove(root);
        this.taken = new HashSet<>(names.values());
        List<Expr> known = new ArrayList<>(order.keySet());
        known.add(root);
        for (Variable each : Graph.variables(known)) {
            taken.add(each.name());
            taken.addAll(each.shape().names());
        }
    }

    /**
     * The program that computes a root: definitions for shared parts where the text would swell, and the expression itself.
     *
     * @param order where the author first wrote a sub-expression; what is not in it comes later
     * @param names the author's names for sub-expressions
     */
    public static Program write(Expr root, Map<Expr, Integer> order, Map<Expr, String> names) {
        Notation notation = new Notation(root, order, names);
        List<Expr> nodes = notation.nodes(root);
        double size = notation.symbols(nodes);
        List<Statement> statements = new ArrayList<>();
        if (size > SHORT && size > (double) SWELL * nodes.size()) {
            notation.nameShared(root, nodes, statements);
        } else {
            notation.writeAll(nodes);
        }
        statements.add(new Statement.Expression(notation.exact(root), Span.NONE));
        return new Program(Source.formula(""), statements);
    }

    /** The expression alone, all sharing written out. */
    public static Syntax expression(Expr root, Map<Expr, Integer> order, Map<Expr, String> names) {
        Notation notation = new Notation(root, order, names);
        notation.writeAll(notation.nodes(root));
        return notation.exact(root);
    }

    /** What has to be written, arguments first; nothing below a name. */
    private List<Expr> nodes(Expr root) {
        Set<Expr> hidden = new HashSet<>();
        List<Expr> all = Graph.postOrder(root);
        Set<Expr> visible = java.util.Collections.newSetFromMap(new IdentityHashMap<>());
        visible.add(root);
        for (int i = all.size() - 1; i >= 0; i--) {
            Expr node = all.get(i);
            if (visible.contains(node) && !names.containsKey(node)) {
                visible.addAll(node.arguments());
            }
        }
        for (Expr node : all) {
            ranks.put(node, rankOf(node));
            if (!visible.contains(node)) {
                hidden.add(node);
            }
        }
        return all.stream().filter(each -> !hidden.contains(each)).toList();
    }

    private int rankOf(Expr node) {
        Integer own = order.get(node);
        if (own != null) {
            return own;
        }
        int first = UNORDERED;
        for (Expr each : node.arguments()) {
            first = Math.min(first, Objects.requireNonNull(ranks.get(each)));
        }
        return first;
    }

    /** About how many symbols the last of some nodes has when all sharing is written out. */
    private double symbols(List<Expr> nodes) {
        Map<Expr, Double> symbols = new IdentityHashMap<>();
        double last = 0;
        for (Expr node : nodes) {
            last = 1;
            if (!names.containsKey(node)) {
                for (Expr each : node.arguments()) {
                    last += Objects.requireNonNull(symbols.get(each)) + (node instanceof LinearCombination ? 1 : 0);
                }
            }
            symbols.put(node, last);
        }
        return last;
    }

    private void writeAll(Collection<Expr> nodes) {
        for (Expr node : nodes) {
            String name = names.get(node);
            add(node);
            written.put(node, name != null ? new Written(Write.name(name), node.shape(), 1) : write(node));
        }
    }

    /** Gives names to parts that are used more than once and are worth it, in the order in which they are needed. */
    private void nameShared(Expr root, List<Expr> nodes, List<Statement> statements) {
        nodes.forEach(this::add);
        Map<Expr, Integer> uses = Graph.uses(List.of(root));
        // of what divides the base is written, so that is what gets a name
        for (Expr node : nodes) {
            if (Divisor.of(node) != null) {
                uses.merge(node.arguments().get(0), uses.getOrDefault(node, 0) - 1, Integer::sum);
                uses.put(node, 1);
            }
        }
        int next = 1;
        for (Expr node : nodes) {
            String known = names.get(node);
            if (known != null) {
                written.put(node, new Written(Write.name(known), node.shape(), 1));
                continue;
            }
            Written text = write(node);
            if (node != root && uses.getOrDefault(node, 0) > 1 && text.size() > WORTH_A_NAME) {
                while (taken.contains("t" + next)) {
                    next++;
                }
                String name = "t" + next++;
                statements.add(new Statement.Definition(
                        new Statement.Identifier(name, Span.NONE), exact(node, text), Span.NONE));
                text = new Written(Write.name(name), node.shape(), 1);
            }
            written.put(node, text);
        }
    }

    private Written write(Expr node) {
        return node.match(new Expr.Cases<Written>() {
            @Override
            public Written constant(Constant constant) {
                return Notation.this.constant(constant);
            }

            @Override
            public Written variable(Variable variable) {
                return new Written(Write.name(variable.name()), variable.shape(), 1);
            }

            @Override
            public Written linearCombination(LinearCombination sum) {
                return sums.write(sum);
            }

            @Override
            public Written einsum(Einsum product) {
                return products.write(product, null);
            }

            @Override
            public Written apply(Apply apply) {
                return applications.write(apply);
            }
        });
    }

    /** A number; without a shape, since whatever stands beside it has one. */
    private Written constant(Constant constant) {
        Syntax syntax = constant.symbol()
                .map(symbol -> Write.name((taken.contains(symbol.text()) ? "math." : "") + symbol.text()))
                .orElseGet(() -> SumNotation.number(constant.rational().orElseThrow()));
        return new Written(syntax, Shape.SCALAR, 1);
    }

    ProductNotation products() {
        return products;
    }

    SumNotation sums() {
        return sums;
    }

    /** The text of a node that was written already; its shape may be smaller than the node's. */
    Written written(Expr node) {
        Written text = written.get(node);
        if (text == null) {
            // a variant that is no node of the graph, such as a sum with its signs turned
            ranks.computeIfAbsent(node, this::rankOf);
            text = write(node);
        }
        return text;
    }

    /** The text of a node over variables that stand for texts. */
    Written writeWith(Map<Expr, Written> texts, Expr node) {
        written.putAll(texts);
        Written whole = texts.containsKey(node) ? Objects.requireNonNull(written.get(node)) : write(node);
        texts.keySet().forEach(written::remove);
        texts.keySet().forEach(ranks::remove);
        return whole;
    }

    /** The text of a node in the node's full shape. */
    Syntax exact(Expr node) {
        return exact(node, written(node));
    }

    /** A text of a node, repeated to the node's full shape. */
    static Syntax exact(Expr node, Written text) {
        if (text.shape().equals(node.shape())) {
            return text.syntax();
        }
        if (node instanceof Constant constant && constant.rational().isPresent()) {
            if (Constant.isZero(node)) {
                return Write.call("zeros", Write.shape(node.shape()));
            }
            Syntax ones = Write.call("ones", Write.shape(node.shape()));
            return constant.rational().get().isOne() ? ones : Write.product(text.syntax(), "*", ones);
        }
        if (node.shape().equals(Shape.of(1).concat(text.shape()))) {
            return Write.brackets(List.of(text.syntax()));
        }
        return Write.call("broadcast_to", text.syntax(), Write.shape(node.shape()));
    }

    /** Where a node comes in the author's order. */
    int rank(Expr node) {
        return ranks.computeIfAbsent(node, this::rankOf);
    }

    /** The author's order; what begins alike goes from simple to involved, as in {@code x**2 * cos(x)}. */
    int compare(Expr a, Expr b) {
        int byRank = Integer.compare(rank(a), rank(b));
        if (byRank != 0) {
            return byRank;
        }
        int byKind = Integer.compare(involvement(a), involvement(b));
        int bySize = byKind != 0
                ? byKind
                : Double.compare(written(a).size(), written(b).size());
        return bySize != 0 ? bySize : a.compareTo(b);
    }

    private static int involvement(Expr node) {
        if (node instanceof Apply apply) {
            return apply.is("power") ? involvement(apply.argument(0)) : 1;
        }
        return 0;
    }

    /** Whether the author wrote this very expression. */
    boolean isAuthored(Expr node) {
        return order.containsKey(node);
    }

    /** Whether more than one place uses a node. */
    boolean isShared(Expr node) {
        if (uses == null) {
            uses = Graph.uses(List.of(root));
        }
        return uses.getOrDefault(node, 0) > 1;
    }

    /** Whether what is written has this very node. */
    boolean has(Expr node) {
        return present.contains(node);
    }

    /** Whether what is written has a product of these very operands, as {@link SharedParts#key} tells them. */
    boolean hasProductOf(long operands) {
        return presentProducts.contains(operands);
    }

    private void add(Expr node) {
        present.add(node);
        if (node instanceof Einsum product) {
            presentProducts.add(SharedParts.key(product.operands()));
        }
    }

    boolean isNamed(Expr node) {
        return node instanceof Variable || names.containsKey(node);
    }

    /** What broadcasting makes of two shapes that are known to fit. */
    static Shape join(Shape a, Shape b) {
        int rank = Math.max(a.rank(), b.rank());
        List<Dimension> sizes = new ArrayList<>();
        for (int axis = 0; axis < rank; axis++) {
            int inA = axis - rank + a.rank();
            int inB = axis - rank + b.rank();
            Dimension left = inA < 0 ? Dimension.ONE : a.get(inA);
            Dimension right = inB < 0 ? Dimension.ONE : b.get(inB);
            sizes.add(left.isOne() ? right : left);
        }
        return new Shape(sizes);
    }

    /**
     * Operands that broadcasting brings to a shape: when what they have by themselves does not reach it, the first gets it in full.
     *
     * @return the texts in the order of the operands
     */
    List<Syntax> together(List<Expr> operands, Shape shape) {
        Shape reached = Shape.SCALAR;
        for (Expr each : operands) {
            reached = join(reached, written(each).shape());
        }
        List<Syntax> texts = new ArrayList<>();
        for (int i = 0; i < operands.size(); i++) {
            boolean full = i == 0 && !reached.equals(shape);
            texts.add(full ? exact(operands.get(i)) : written(operands.get(i)).syntax());
        }
        return texts;
    }

    double size(Collection<Expr> operands) {
        double size = 1;
        for (Expr each : operands) {
            size += written(each).size();
        }
        return size;
    }

    /** The names a caller gives, in a map that keeps their order. */
    public static Map<Expr, String> names(Map<String, Expr> definitions) {
        Map<Expr, String> names = new LinkedHashMap<>();
        definitions.forEach((name, value) -> {
            if (!(value instanceof Variable) && !(value instanceof Constant)) {
                names.put(value, name);
            }
        });
        return names;
    }

    static Expr negated(Expr node) {
        return Algebra.negate(node);
    }
}
