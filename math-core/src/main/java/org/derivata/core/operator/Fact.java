package org.derivata.core.operator;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.derivata.core.shape.Shape;

/**
 * Something that is known of an expression: declared by the user, or proved from its parts. Conditional rewrites need one; a fact is never a guess.
 */
public enum Fact {
    /** Every entry is at least 0. */
    NONNEGATIVE,
    /** No entry is 0. */
    NONZERO,
    /** Every entry is greater than 0. */
    POSITIVE(NONNEGATIVE, NONZERO),
    /** Every entry lies between 0 and 1, ends included. */
    UNIT(NONNEGATIVE),
    /** Every entry is an integer. */
    INTEGER,
    /** The entries along the last axis sum to 1. */
    ROWS_SUM_TO_ONE,
    /** Along the last axis one entry is 1 and the others are 0. */
    ONE_HOT(ROWS_SUM_TO_ONE, UNIT, INTEGER, NONNEGATIVE),
    /** Equal to itself with the last two axes exchanged. */
    SYMMETRIC,
    /** A square matrix that has an inverse. */
    INVERTIBLE,
    /** Symmetric with positive eigenvalues. */
    POSITIVE_DEFINITE(SYMMETRIC, INVERTIBLE),
    /** A square matrix whose transpose is its inverse. */
    ORTHOGONAL(INVERTIBLE),
    /** A square matrix that is 0 off the diagonal. */
    DIAGONAL(SYMMETRIC);

    private final Set<Fact> implied;
    private final int bits;

    Fact(Fact... implied) {
        this.implied = Set.of(implied);
        int all = 1 << ordinal();
        for (Fact each : implied) {
            all |= 1 << each.ordinal();
        }
        this.bits = all;
    }

    /** The bit for this fact alone, for sets of facts that are kept as an {@code int}. */
    public int bit() {
        return 1 << ordinal();
    }

    /** The bits of this fact and of all it implies. */
    public int closedBits() {
        return bits;
    }

    /** The bits of some facts, without what they imply. */
    public static int bits(Iterable<Fact> facts) {
        int all = 0;
        for (Fact each : facts) {
            all |= each.bit();
        }
        return all;
    }

    /** The facts of which the bits are set. */
    public static Set<Fact> ofBits(int bits) {
        Set<Fact> facts = EnumSet.noneOf(Fact.class);
        for (Fact each : values()) {
            if ((bits & each.bit()) != 0) {
                facts.add(each);
            }
        }
        return facts;
    }

    /** The facts with everything they imply. */
    public static Set<Fact> closure(Iterable<Fact> facts) {
        EnumSet<Fact> closed = EnumSet.noneOf(Fact.class);
        for (Fact each : facts) {
            closed.add(each);
            closed.addAll(each.implied);
        }
        return closed;
    }

    /** Whether arrays of a shape can have it: facts of matrices need two equal last axes, facts of rows a last axis. */
    public boolean fits(Shape shape) {
        int rank = shape.rank();
        boolean ofMatrices = (bits & (SYMMETRIC.bit() | INVERTIBLE.bit())) != 0;
        boolean ofRows = (bits & ROWS_SUM_TO_ONE.bit()) != 0;
        return ofMatrices ? rank >= 2 && shape.get(rank - 1).equals(shape.get(rank - 2)) : !ofRows || rank >= 1;
    }

    /** The word for it in a declaration, as {@code one_hot}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The fact a word in a declaration names. */
    public static Optional<Fact> named(String word) {
        for (Fact each : values()) {
            if (each.word().equals(word)) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }
}
