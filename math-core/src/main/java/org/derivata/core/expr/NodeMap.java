package org.derivata.core.expr;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a pass knows of each node. */
public final class NodeMap<V> {

    private final NodeIndex index = new NodeIndex();
    private @Nullable Object[] values = new @Nullable Object[8];

    public boolean contains(Expr node) {
        return index.contains(node);
    }

    /** What is known of a node, or null. */
    @SuppressWarnings("unchecked") // put takes nothing else
    public @Nullable V get(Expr node) {
        int number = index.of(node);
        return number < 0 ? null : (V) values[number];
    }

    /** What is known of a node that was put before. */
    public V known(Expr node) {
        return Objects.requireNonNull(get(node));
    }

    public void put(Expr node, V value) {
        int number = index.add(node) ? index.size() - 1 : index.of(node);
        if (number == values.length) {
            values = Arrays.copyOf(values, 2 * number);
        }
        values[number] = value;
    }
}
