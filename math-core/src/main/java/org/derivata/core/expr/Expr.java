package org.derivata.core.expr;

import java.util.List;
import java.util.Set;
import org.derivata.core.operator.Fact;
import org.derivata.core.shape.Shape;

/**
 * A node of the core graph: an array-valued expression with a proved shape.
 *
 * <p>Nodes are interned: two expressions are equal exactly when they are the same object. The structural order ({@link #compareTo}) is a
 * fixed function of the content, the same in every run.
 */
public abstract sealed class Expr implements Comparable<Expr>
        permits Constant, Variable, LinearCombination, Einsum, Apply {

    private final Shape shape;
    private final long high;
    private final long low;
    private int facts;

    Expr(Shape shape, StructuralHash hash) {
        this.shape = shape;
        this.high = hash.high();
        this.low = hash.low();
    }

    /** What each kind of node is to a pass. */
    public interface Cases<R> {
        R constant(Constant node);

        R variable(Variable node);

        R linearCombination(LinearCombination node);

        R einsum(Einsum node);

        R apply(Apply node);
    }

    public abstract <R> R match(Cases<R> cases);

    /** The direct sub-expressions, in the node's own order; one that is used twice stands twice. */
    public abstract List<Expr> arguments();

    /** The same node over other arguments of the same shapes, built by the constructors again. */
    public abstract Expr withArguments(List<Expr> arguments);

    /** Equality given that arguments are interned already. */
    abstract boolean sameContent(Expr other);

    /** Whether two lists have the same nodes: what most look-ups come down to. */
    static boolean same(List<Expr> a, List<Expr> b) {
        int size = a.size();
        boolean same = size == b.size();
        for (int i = 0; same && i < size; i++) {
            same = a.get(i) == b.get(i);
        }
        return same;
    }

    /** What is known of the value, as {@linkplain Fact#bit bits}; called once, before the node is visible to anyone. */
    abstract int inferFacts();

    final Expr settled() {
        facts = inferFacts();
        return this;
    }

    public final Shape shape() {
        return shape;
    }

    public final int rank() {
        return shape.rank();
    }

    /** Everything that is known of the value, declared or proved. */
    public final Set<Fact> facts() {
        return Fact.ofBits(facts);
    }

    /** The same as {@linkplain Fact#bit bits}. */
    public final int factBits() {
        return facts;
    }

    public final boolean is(Fact fact) {
        return (facts & fact.bit()) != 0;
    }

    final long high() {
        return high;
    }

    final long low() {
        return low;
    }

    @Override
    public final int compareTo(Expr other) {
        int byHigh = Long.compareUnsigned(high, other.high);
        return byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.low);
    }

    @Override
    public final boolean equals(Object other) {
        return this == other;
    }

    @Override
    public final int hashCode() {
        return (int) (high ^ high >>> 32);
    }

    /** One level of the node, for debuggers; people read what the printers make. */
    @Override
    public abstract String toString();
}
