package org.derivata.core.expr;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.concurrent.ConcurrentHashMap;

/** The weak table that makes equal expressions one object; nodes that nobody holds any more leave it. */
final class Interner {

    private static final ConcurrentHashMap<Object, Entry> TABLE = new ConcurrentHashMap<>();
    private static final ReferenceQueue<Expr> COLLECTED = new ReferenceQueue<>();

    private Interner() {}

    /** The one node equal to a freshly made one. */
    static Expr intern(Expr fresh) {
        for (Object dead = COLLECTED.poll(); dead != null; dead = COLLECTED.poll()) {
            TABLE.remove(dead);
        }
        Entry known = TABLE.get(new Probe(fresh));
        Expr alive = known == null ? null : known.get();
        if (alive != null) {
            return alive;
        }
        Entry entry = new Entry(fresh);
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

    /** Looks for an entry; most lookups succeed, and a weak reference costs more than a look. */
    private record Probe(Expr node) {

        @Override
        public int hashCode() {
            return node.hashCode();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Entry entry && entry.holds(node);
        }
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
            return node != null && that.holds(node);
        }

        /** Whether the node is equal to the one this refers to, if that is still there. */
        boolean holds(Expr node) {
            Expr own = get();
            return own != null
                    && own.compareTo(node) == 0
                    && own.getClass() == node.getClass()
                    && own.sameContent(node);
        }
    }
}
