package org.derivata.core.expr;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Numbers nodes 0, 1, 2, ... in the order in which they are met. On plain arrays: every pass looks nodes up more often than it does anything else, and
 * most passes see a handful.
 */
public final class NodeIndex {

    private static final int LEAST = 8;
    private static final int FREE = -1;

    private @Nullable Expr[] nodes = new @Nullable Expr[LEAST];
    private int count;

    /** The number of each node, in the first free place from the one its hash names; a power of two, never more than half full. */
    private int[] places = free(2 * LEAST);

    private static int[] free(int size) {
        int[] places = new int[size];
        Arrays.fill(places, FREE);
        return places;
    }

    /** How many nodes have a number. */
    public int size() {
        return count;
    }

    /** The nodes in the order of their numbers, as they are by now. */
    public List<Expr> nodes() {
        return List.of(Arrays.copyOf(nodes, count));
    }

    /** The number of a node, or -1 when it has none. */
    public int of(Expr node) {
        return places[place(node)];
    }

    public boolean contains(Expr node) {
        return of(node) != FREE;
    }

    /** Gives a node the next number, unless it has one; whether it had none. */
    public boolean add(Expr node) {
        int place = place(node);
        if (places[place] != FREE) {
            return false;
        }
        places[place] = count;
        if (count == nodes.length) {
            nodes = Arrays.copyOf(nodes, 2 * count);
            nodes[count++] = node;
            places = free(2 * places.length);
            for (int i = 0; i < count; i++) {
                places[place(Objects.requireNonNull(nodes[i]))] = i;
            }
        } else {
            nodes[count++] = node;
        }
        return true;
    }

    /** Where a node's number stands or would stand. */
    private int place(Expr node) {
        int mask = places.length - 1;
        int place = node.hashCode() & mask;
        while (places[place] != FREE && nodes[places[place]] != node) {
            place = place + 1 & mask;
        }
        return place;
    }
}
