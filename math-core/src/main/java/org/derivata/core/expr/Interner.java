package org.derivata.core.expr;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The weak table that makes equal expressions one object; nodes that nobody holds any more leave it. */
final class Interner {

    private static final ConcurrentHashMap<Entry, Entry> TABLE = new ConcurrentHashMap<>();
    private static final ReferenceQueue<Expr> COLLECTED = new ReferenceQueue<>();

    private Interner() {}

    /** The one node equal to a freshly made one. */
    static Expr intern(Expr fresh) {
        for (Object dead = COLLECTED.poll(); dead != null; dead = COLLECTED.poll()) {
            TABLE.remove(dead);
        }
        Entry entry = new Entry(fresh);
        @Nullable Expr known = lookup(entry);
        if (known != null) {
            return known;
        }
        // facts first: once in the table, any thread may read them
        fresh.settled();
        while (true) {
            Entry present = TABLE.putIfAbsent(entry, entry);
            if (present == null) {
                return fresh;
            }
            Expr node = present.get();
            if (node != null) {
                return node;
            }
            TABLE.remove(present, present);
        }
    }

    private static @Nullable Expr lookup(Entry entry) {
        Entry present = TABLE.get(entry);
        return present == null ? null : present.get();
    }

    private static final class Entry extends WeakReference<Expr> {

        private final int hash;

        Entry(Expr node) {
            super(node, COLLECTED);
            this.hash = node.hashCode();
        }

        @Override
        public int hashCode() {
            return hash;
        }

        @Override
        public boolean equals(Object other) {
            if (this == other) {
                return true;
            }
            if (!(other instanceof Entry that) || hash != that.hash) {
                return false;
            }
            Expr node = get();
            Expr otherNode = that.get();
            return node != null
                    && otherNode != null
                    && node.getClass() == otherNode.getClass()
                    && node.sameContent(otherNode);
        }
    }
}
