package org.derivata.core.language;

/**
 * How much work a text may ask for. The defaults are for text from strangers; {@link #trusted()} is for one's own.
 *
 * @param characters length of a text, in UTF-16 units
 * @param depth how deep brackets, calls, indices, runs of postfixes and {@code else} branches nest
 * @param nodes surface nodes of a text
 * @param derivedNodes core nodes after differentiation
 * @param elements elements of any one intermediate array
 * @param symbols symbols of an answer that is a formula: its nodes and their operands, what is shared once
 * @param effort forms that one simplification may compare, counted by their terms; beyond it a formula stays longer than it could be, and is no
 *     error
 */
public record Limits(int characters, int depth, int nodes, int derivedNodes, long elements, int symbols, int effort) {

    private static final Limits DEFAULTS = new Limits(10_000, 250, 10_000, 100_000, 10_000_000L, 10_000, 10_000);
    private static final Limits TRUSTED = new Limits(
            Integer.MAX_VALUE,
            Integer.MAX_VALUE,
            Integer.MAX_VALUE,
            Integer.MAX_VALUE,
            Long.MAX_VALUE,
            Integer.MAX_VALUE,
            Integer.MAX_VALUE);

    public Limits {
        if (characters < 0 || depth < 0 || nodes < 0 || derivedNodes < 0 || elements < 0 || symbols < 0 || effort < 0) {
            throw new IllegalArgumentException("a limit is negative");
        }
    }

    /** 10,000 characters, depth 250, 10,000 nodes, 100,000 after differentiation, 10,000,000 elements, 10,000 symbols of an answer, an effort of 10,000. */
    public static Limits defaults() {
        return DEFAULTS;
    }

    /** No limits but the memory of the machine. */
    public static Limits trusted() {
        return TRUSTED;
    }

    public Limits withCharacters(int limit) {
        return new Limits(limit, depth, nodes, derivedNodes, elements, symbols, effort);
    }

    public Limits withDepth(int limit) {
        return new Limits(characters, limit, nodes, derivedNodes, elements, symbols, effort);
    }

    public Limits withNodes(int limit) {
        return new Limits(characters, depth, limit, derivedNodes, elements, symbols, effort);
    }

    public Limits withDerivedNodes(int limit) {
        return new Limits(characters, depth, nodes, limit, elements, symbols, effort);
    }

    public Limits withElements(long limit) {
        return new Limits(characters, depth, nodes, derivedNodes, limit, symbols, effort);
    }

    public Limits withSymbols(int limit) {
        return new Limits(characters, depth, nodes, derivedNodes, elements, limit, effort);
    }

    public Limits withEffort(int limit) {
        return new Limits(characters, depth, nodes, derivedNodes, elements, symbols, limit);
    }
}
