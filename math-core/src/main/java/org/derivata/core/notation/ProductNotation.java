package org.derivata.core.notation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.derivata.core.expr.Einsum;
import org.derivata.core.expr.Expr;
import org.derivata.core.expr.LinearCombination;
import org.derivata.core.expr.Products;
import org.derivata.core.shape.Dimension;
import org.derivata.core.shape.Shape;
import org.derivata.core.surface.Syntax;
import org.jspecify.annotations.Nullable;

/** Products as written: scalars first, then entry by entry or as matrix products, what divides at the end. */
final class ProductNotation {

    private final Notation notation;

    ProductNotation(Notation notation) {
        this.notation = notation;
    }

    /**
     * The text of a product.
     *
     * @param negated an operand to be written with its sign turned, or null
     */
    Written write(Einsum product, @Nullable Expr negated) {
        Map<Expr, Written> entries = new LinkedHashMap<>();
        Expr indexed = Indices.entries(notation, product, entries);
        if (!entries.isEmpty()) {
            return notation.writeWith(entries, indexed);
        }
        Column column = product.operands().size() == 1 && negated == null ? Column.of(product, 0) : null;
        if (column != null
                && column.fits(product, IntStream.range(0, product.rank()).toArray())) {
            return notation.written(column.whole());
        }
        List<Expr> scalars = new ArrayList<>();
        List<Divisor> divisors = new ArrayList<>();
        List<Integer> tensors = new ArrayList<>();
        boolean elementwise = product.isEntryByEntry();
        for (int i = 0; i < product.operands().size(); i++) {
            Expr operand = product.operands().get(i);
            // what the author gave a name is written by it, reciprocals too
            boolean mayDivide = !notation.isNamed(operand) && (elementwise || operand.rank() == 0);
            Divisor divisor = mayDivide ? Divisor.in(product, i, other -> true) : null;
            if (divisor != null) {
                divisors.add(divisor);
            } else if (operand.rank() == 0) {
                scalars.add(operand);
            } else {
                tensors.add(i);
            }
        }
        double size = notation.size(product.operands());
        Syntax mean = elementwise ? mean(product, scalars, divisors, tensors, negated) : null;
        if (mean != null) {
            return new Written(
                    divide(multiply(product, scalars, mean, negated), divisors, negated, false), product.shape(), size);
        }
        if (tensors.isEmpty() || elementwise) {
            tensors.forEach(each -> scalars.add(product.operands().get(each)));
            return entryByEntry(product, scalars, divisors, negated, size);
        }
        if (negated == null) {
            scalars.addAll(scalarParts(product, tensors));
        }
        Tensor tensor = new MatrixNotation(notation, product, tensors, negated).write();
        Syntax text = divide(multiply(product, scalars, tensor.syntax(), negated), divisors, negated, false);
        return new Written(text, tensor.shape(), size);
    }

    /**
     * The numbers among the parts of a product, such as {@code a @ X @ b} before {@code outer(a, b)}; their operands are taken out of the tensors.
     * What reads as a node that stands elsewhere too would stay one, and is no part.
     */
    private List<Expr> scalarParts(Einsum product, List<Integer> tensors) {
        List<Expr> numbers = new ArrayList<>();
        if (product.rank() == 0) {
            return numbers;
        }
        for (List<Integer> part : product.independentParts()) {
            boolean isNumber = part.size() > 1
                    && tensors.containsAll(part)
                    && part.stream()
                            .flatMapToInt(i -> Arrays.stream(product.labels(i)))
                            .allMatch(i -> i >= product.rank());
            Expr number = isNumber ? product.part(part, new int[0]) : null;
            if (number != null && !notation.has(number) && !numbers.contains(number)) {
                numbers.add(number);
                tensors.removeAll(part);
            }
        }
        return numbers;
    }

    /** The part of a product that has axes. */
    record Tensor(Syntax syntax, Shape shape) {}

    private Written entryByEntry(
            Einsum product, List<Expr> factors, List<Divisor> divisors, @Nullable Expr negated, double size) {
        factors.sort(Comparator.<Expr>comparingInt(Expr::rank).thenComparing(notation::compare));
        divisors.sort((a, b) -> notation.compare(a.base(), b.base()));
        Shape reached = Shape.SCALAR;
        for (Expr each : factors) {
            reached = Notation.join(reached, notation.written(each).shape());
        }
        for (Divisor each : divisors) {
            reached = Notation.join(reached, each.base().shape());
        }
        if (factors.isEmpty()) {
            return new Written(divide(Write.integer(1), divisors, negated, false), reached, size);
        }
        List<Syntax> texts = new ArrayList<>();
        factors.forEach(each -> texts.add(text(each, negated)));
        boolean whole = staysWhole(product, factors.get(0), texts.get(0));
        Syntax text = Write.product(texts, whole);
        return new Written(divide(text, divisors, negated, whole && texts.size() == 1), reached, size);
    }

    /**
     * Whether a product that a chain begins with keeps its brackets: others use it too, or the outer one has no room for its factors, and without
     * brackets they would be the chain's.
     */
    boolean staysWhole(Einsum outer, Expr node, Syntax text) {
        return node instanceof Einsum inner
                && text instanceof Syntax.Chain chain
                && chain.level() == Syntax.Level.PRODUCT
                && (notation.isShared(node) || !Products.hasRoom(outer, inner));
    }

    private Syntax text(Expr operand, @Nullable Expr negated) {
        return operand == negated
                ? difference(operand)
                : notation.written(operand).syntax();
    }

    /** The reciprocal of a power of a difference, the difference the other way round. */
    Syntax turned(Expr reciprocal) {
        Divisor divisor = Objects.requireNonNull(Divisor.of(reciprocal));
        return Write.product(
                Write.integer(1), "/", ApplyNotation.power(difference(divisor.base()), divisor.exponent()));
    }

    /** A difference the other way round. */
    private Syntax difference(Expr sum) {
        LinearCombination turned = (LinearCombination) Notation.negated(sum);
        return Notation.exact(turned, notation.sums().write(turned));
    }

    private Syntax multiply(Einsum product, List<Expr> scalars, Syntax tensor, @Nullable Expr negated) {
        List<Expr> sorted = new ArrayList<>(scalars);
        sorted.sort(notation::compare);
        List<Syntax> texts = new ArrayList<>();
        sorted.forEach(each -> texts.add(text(each, negated)));
        boolean whole = !texts.isEmpty()
                && (hasMatrixProduct(texts.get(0)) || staysWhole(product, sorted.get(0), texts.get(0)));
        return Write.product(texts, whole, tensor);
    }

    private static boolean hasMatrixProduct(Syntax text) {
        return text instanceof Syntax.Chain chain
                && chain.operators().stream().anyMatch(each -> each.symbol().equals("@"));
    }

    private Syntax divide(Syntax top, List<Divisor> divisors, @Nullable Expr negated, boolean nested) {
        if (divisors.isEmpty()) {
            return top;
        }
        Syntax bottom = null;
        for (Divisor each : divisors) {
            boolean turned = negated != null && each.equals(Divisor.of(negated));
            Syntax base = turned ? difference(each.base()) : notation.exact(each.base());
            Syntax factor = ApplyNotation.power(base, each.exponent());
            bottom = bottom == null ? factor : Write.product(bottom, "*", factor);
        }
        Syntax divisor = Objects.requireNonNull(bottom);
        return nested ? Write.nested(top, "/", divisor) : Write.product(top, "/", divisor);
    }

    /** {@code mean(x, axis=...)}, when the divisors hold just the sizes that the sum runs over; takes those out of the divisors. */
    private @Nullable Syntax mean(
            Einsum product, List<Expr> scalars, List<Divisor> divisors, List<Integer> tensors, @Nullable Expr negated) {
        List<Expr> candidates = new ArrayList<>(scalars);
        tensors.forEach(each -> candidates.add(product.operands().get(each)));
        for (Expr each : candidates) {
            if (each instanceof Einsum sum && !notation.isNamed(each) && MeanNotation.isPlainSum(sum)) {
                Dimension count = MeanNotation.count(sum);
                List<Divisor> used = MeanNotation.sizes(count, divisors);
                if (used != null && candidates.size() == scalars.size() + tensors.size() && tensors.size() <= 1) {
                    boolean isTensor = each.rank() > 0;
                    if (isTensor || tensors.isEmpty()) {
                        divisors.removeAll(used);
                        scalars.remove(each);
                        return MeanNotation.call(notation, sum, each == negated);
                    }
                }
            }
        }
        return null;
    }

    /** Keyword arguments for axes that disappear, none where all do. */
    static Map<String, Syntax> axisKeyword(List<Integer> axes, int rank) {
        Map<String, Syntax> keywords = new LinkedHashMap<>();
        if (axes.size() < rank) {
            keywords.put("axis", Write.axes(axes));
        }
        return keywords;
    }
}
